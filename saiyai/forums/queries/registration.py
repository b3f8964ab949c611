"""What can be asked of a forum's quotas and of those named for them, inside the reader's areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.functional import Promise

from saiyai.forums.access import LIST_READERS
from saiyai.forums.models import NEED_NAMES, PARTICIPANT_NAMES, STANDING_NAMES, Forum, Quota, Registration
from saiyai.forums.rules.registration import Need, Participant, Standing
from saiyai.kernel.powers import Scope
from saiyai.network.access import within
from saiyai.places.queries import names_at
from saiyai.places.queries.tree import children_of

Text = str | Promise
FoundQuota = Quota
"""A quota with its forum."""

FoundRegistration = Registration
"""A registration with its quota and forum."""

SEATED = Q(registrations__standing=Standing.SEATED)
WAITING = Q(registrations__standing=Standing.WAITING)


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """How many of one kind an area sends, and how many are named."""

    pk: int
    place_code: str
    place: str
    kind: Text
    seats: int
    seated: int
    waiting: int

    @property
    def free(self) -> int:
        """Return how many seats nobody holds."""
        return self.seats - self.seated


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody on a list: who, what the hosts must know, and where the registration stands."""

    pk: int
    name: str
    position: str
    agency: str
    phone: str
    needs: tuple[Text, ...]
    remark: str
    standing: Standing
    standing_name: Text
    replaces: str


def quota_rows(forum: Forum, scope: Scope) -> list[QuotaRow]:
    """Return the quotas of a forum inside the reader's areas in the order of their places, in two queries."""
    found = list(
        Quota.objects.filter(within(scope.prefixes(LIST_READERS)), forum=forum)
        .annotate(
            seated=Count("registrations", filter=SEATED), waiting=Count("registrations", filter=WAITING)
        )
        .order_by("place_code", "kind")
    )
    names = names_at({code for each in found for code in (each.place_code, each.place_code[:2])})
    return [
        QuotaRow(
            each.pk,
            each.place_code,
            _place(names, each.place_code),
            PARTICIPANT_NAMES[Participant(each.kind)],
            each.seats,
            each.seated,
            each.waiting,
        )
        for each in found
    ]


def place_of(quota: Quota) -> str:
    """Return the area of a quota with its province in the reader's language."""
    return _place(names_at({quota.place_code, quota.place_code[:2]}), quota.place_code)


def _place(names: dict[str, str], code: str) -> str:
    """Return an area's name, a district's with its province."""
    return " · ".join(names.get(each, each) for each in dict.fromkeys((code, code[:2])))


def quota_seen(pk: int, scope: Scope) -> FoundQuota | None:
    """Return a quota inside the reader's areas with its forum, None where there is none."""
    rows = Quota.objects.select_related("forum").filter(within(scope.prefixes(LIST_READERS)))
    return rows.filter(pk=pk).first()


def registration_seen(pk: int, scope: Scope) -> FoundRegistration | None:
    """Return a registration inside the reader's areas with its quota and forum, None where there is none."""
    rows = Registration.objects.select_related("quota__forum")
    return rows.filter(within(scope.prefixes(LIST_READERS), "quota__place_code"), pk=pk).first()


def participants(quota: Quota) -> list[ParticipantRow]:
    """Return those on a quota's list: seated, waiting in their order, and last those withdrawn."""
    rows = quota.registrations.select_related("organisation", "replaces")
    order = list(STANDING_NAMES)
    placed = sorted(rows, key=lambda each: (order.index(Standing(each.standing)), each.turn))
    return [_row(each) for each in placed]


def _row(registration: Registration) -> ParticipantRow:
    standing = Standing(registration.standing)
    return ParticipantRow(
        pk=registration.pk,
        name=registration.name,
        position=registration.position,
        agency=registration.agency,
        phone=registration.phone,
        needs=tuple(NEED_NAMES[Need(each)] for each in registration.needs),
        remark=registration.remark,
        standing=standing,
        standing_name=STANDING_NAMES[standing],
        replaces=registration.replaces.name if registration.replaces else "",
    )


def others_of_forum(quota: Quota, scope: Scope) -> list[tuple[int, str]]:
    """Return the other quotas of a quota's forum inside the reader's areas, as (number, place and kind)."""
    rows = quota_rows(quota.forum, scope)
    return [(row.pk, f"{row.place} · {row.kind}") for row in rows if row.pk != quota.pk]


def districts_of(areas: Sequence[str]) -> list[str]:
    """Return the codes of all districts of a forum's provinces."""
    return [row.code for area in areas for row in children_of(area)]
