"""Links between organisations, seen from one of them; the members of a network."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.powers import Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import CHANGERS, SEERS, living, seen_by, shows_link_to, within
from saiyai.network.models import LINK_NAMES, Link, Organisation
from saiyai.network.queries.days import in_force
from saiyai.network.queries.finding import named
from saiyai.network.queries.organisation import OrganisationRow, rows_of
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import LIVING, LinkKind
from saiyai.network.rules.link import MUTUAL

FEW = 8
FEW_WAITING = 20
SEEN_FROM_TARGET = {
    LinkKind.MONEY: _("is supported with money by"),
    LinkKind.REFERS: _("takes in people referred by"),
    LinkKind.MEMBER_OF: _("has as a member"),
}


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as one of its two organisations sees it."""

    pk: int
    what: Text
    other: str
    other_pk: int
    starts_on: date | None
    ends_on: date | None
    note: str
    is_confirmed_here: bool
    is_confirmed_there: bool
    is_open: bool


def links_of(scope: Scope, organisation: Organisation) -> list[LinkRow]:
    """Return the links of an organisation to those that the scope sees, without its members, open ones first."""
    rows = _links(scope, organisation).exclude(target=organisation, kind=LinkKind.MEMBER_OF)
    shown = [_row(each, organisation) for each in rows]
    return sorted(shown, key=lambda row: not row.is_open)


def _links(scope: Scope, organisation: Organisation) -> QuerySet[Link]:
    seen = Organisation.objects.filter(seen_by(scope), shows_link_to(scope)).values("pk")
    if not scope.covers(organisation.place_code, SEERS) and not organisation.shows_links:
        return Link.objects.none()
    ends = Q(source=organisation, target__in=seen) | Q(target=organisation, source__in=seen)
    rows = Link.objects.filter(ends).select_related("source", "target")
    return rows.order_by("kind", "-starts_on", "pk")


def _row(link: Link, organisation: Organisation) -> LinkRow:
    is_source = link.source_id == organisation.pk
    kind = LinkKind(link.kind)
    other = link.target if is_source else link.source
    confirmed = (link.source_confirmed_by_id is not None, link.target_confirmed_by_id is not None)
    return LinkRow(
        link.pk,
        LINK_NAMES[kind] if is_source or kind in MUTUAL else SEEN_FROM_TARGET[kind],
        in_reader_language(other.name_th, other.name_en),
        other.pk,
        link.starts_on,
        link.ends_on,
        link.note,
        confirmed[0] if is_source else confirmed[1],
        confirmed[1] if is_source else confirmed[0],
        link.ends_on is None,
    )


SeenLink = Link
"""A link as the interface for programs tells it: its two ends, its days, who confirmed it."""


def links_seen(
    scope: Scope, *, organisation: int | None, kind: str, place_code: str, on: date | None
) -> QuerySet[Link]:
    """Return the links that both ends' pages show a scope, in order of number, narrowed by what is not empty."""
    ends = Organisation.objects.filter(seen_by(scope), shows_link_to(scope)).values("pk")
    rows = Link.objects.filter(source__in=ends, target__in=ends).order_by("pk")
    if organisation is not None:
        rows = rows.filter(Q(source=organisation) | Q(target=organisation))
    if kind:
        rows = rows.filter(kind=kind)
    if place_code:
        rows = rows.filter(
            within([place_code], "source__place_code") | within([place_code], "target__place_code")
        )
    if on is not None:
        rows = rows.filter(in_force(on))
    return rows


def members_of(scope: Scope, network: Organisation) -> QuerySet[Organisation]:
    """Return the present members of a network that a scope sees, in order of place."""
    members = Link.objects.filter(target=network, kind=LinkKind.MEMBER_OF, ends_on=None).values("source")
    return Organisation.objects.filter(seen_by(scope), shows_link_to(scope), pk__in=members).order_by(
        "place_code", "name_th"
    )


def member_links(network: Organisation, members: Iterable[OrganisationRow]) -> dict[int, int]:
    """Return the numbers of the links by which organisations are members of a network."""
    links = Link.objects.filter(
        target=network, kind=LinkKind.MEMBER_OF, ends_on=None, source__in=[each.pk for each in members]
    )
    return dict(links.values_list("source_id", "pk"))


def memberships_to_confirm(scope: Scope, network: Organisation) -> QuerySet[Link]:
    """Return the open memberships of a network that somebody else than the reader noted and it has not confirmed."""
    waiting = Link.objects.filter(
        target=network, kind=LinkKind.MEMBER_OF, ends_on=None, target_confirmed_by=None
    )
    return (
        waiting.exclude(source_confirmed_by=scope.user_id)
        .select_related("source", "target")
        .order_by("source__place_code", "pk")
    )


def networks_with_waiting_members(scope: Scope) -> list[tuple[Organisation, int]]:
    """Return the networks of a scope's area with how many memberships wait for its people to confirm."""
    waiting = Link.objects.filter(
        within(scope.prefixes(CHANGERS), "target__place_code"),
        kind=LinkKind.MEMBER_OF,
        ends_on=None,
        target_confirmed_by=None,
        source__state__in=LIVING,
    ).exclude(source_confirmed_by=scope.user_id)
    counts = waiting.order_by().values_list("target").annotate(count=Count("pk"))
    found = dict(counts.order_by("-count", "target")[:FEW_WAITING])
    networks = Organisation.objects.filter(pk__in=found).order_by("place_code", "pk")
    return [(each, found[each.pk]) for each in networks]


def waiting_links(scope: Scope) -> list[tuple[Organisation, Organisation]]:
    """Return (own organisation, other side) of open links that wait for somebody of a scope's area to confirm.

    Links that the person confirmed for the other side wait for somebody else.
    """
    areas, me = scope.prefixes(CHANGERS), scope.user_id
    own = {side: within(areas, f"{side}__place_code") for side in ("source", "target")}
    mine = Q(source_confirmed_by=me) | Q(target_confirmed_by=me)
    waits = (own["source"] & Q(source_confirmed_by=None, target_confirmed_by__isnull=False)) | (
        own["target"] & Q(target_confirmed_by=None, source_confirmed_by__isnull=False)
    )
    links = Link.objects.filter(waits, ends_on=None).exclude(mine).exclude(kind=LinkKind.MEMBER_OF)
    found = links.select_related("source", "target").order_by("pk")[:FEW_WAITING]
    return [
        (each.source, each.target) if each.source_confirmed_by_id is None else (each.target, each.source)
        for each in found
    ]


def link_at(organisation: Organisation, pk: int) -> Link | None:
    """Return a link of an organisation."""
    ends = Q(source=organisation) | Q(target=organisation)
    return Link.objects.select_related("source", "target").filter(ends, pk=pk).first()


def organisations_to_link(scope: Scope, organisation: Organisation, words: str) -> list[OrganisationRow]:
    """Return the few living organisations whose names hold what was typed, those nearby first."""
    if not search_key(words):
        return []
    rows = (
        Organisation.objects.filter(seen_by(scope))
        .filter(living())
        .exclude(pk=organisation.pk)
        .select_related("kind")
    )
    found = list(rows.filter(named(words)).order_by("name_th", "pk")[: FEW * 5])
    found.sort(key=lambda each: -_shared(each.place_code, organisation.place_code))
    return rows_of(found[:FEW])


def _shared(one: str, other: str) -> int:
    return next((n for n in range(min(len(one), len(other)), 0, -1) if one[:n] == other[:n]), 0)


def link_kinds() -> list[tuple[str, Text]]:
    """Return what can be said of a link, from either end: `money` runs out from here, `money:in` comes in."""
    inward = [(f"{kind.value}:in", name) for kind, name in SEEN_FROM_TARGET.items()]
    return [*kinds_of_links(), *inward]


def kinds_of_links() -> list[tuple[str, Text]]:
    """Return the kinds of links with their names, as the first end of a link says them."""
    return [(kind.value, name) for kind, name in LINK_NAMES.items()]
