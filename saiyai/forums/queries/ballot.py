"""What can be asked of a ballot box: who stands on the roll, whether a slip is theirs, how papers were typed."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Q

from saiyai.audit.rules import keyed_hash
from saiyai.forums.models import PAPER, CheckIn, Quota, Registration, Slip, Stage, StageEntry, Voter
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import within
from saiyai.network.queries import in_reader_language

FoundVoter = Voter
"""Somebody on the roll, with the stage and its forum, and the registration."""

FoundCheckIn = CheckIn
"""A check-in with its registration and quota."""

TYPISTS = 2
SHOWN_AT_DESK = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ballot as it was typed in: by how many, and whether they agree."""

    number: int
    choices: tuple[list[list[int]], ...]

    @property
    def agrees(self) -> bool:
        """Tell whether two people typed the same."""
        return len(self.choices) == TYPISTS and self.choices[0] == self.choices[1]


@dataclass(frozen=True, slots=True)
class BallotLine:
    """An entry as a ballot names it."""

    position: int
    title: str
    organisation: str
    showcase: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many stand on the roll, and how many of them voted by phone and on paper."""

    roll: int
    phone: int
    paper: int

    @property
    def voted(self) -> int:
        """Return how many voted."""
        return self.phone + self.paper


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A participant at the desk: who, and whether they came."""

    pk: int
    name: str
    position: str
    place_code: str
    check_in: int | None
    came_at: datetime | None
    station: str


def digest_of_slip(registration: int, digits: str) -> str:
    """Return the keyed hash of a participant's six digits."""
    return keyed_hash(f"slip|{registration}|{digits}", settings.SECRET_KEY.encode())


def is_slip_of(registration: int, digits: str) -> bool:
    """Tell whether the six digits are those last handed to a participant."""
    kept = Slip.objects.filter(registration_id=registration).values_list("digest", flat=True).first()
    return kept is not None and hmac.compare_digest(kept, digest_of_slip(registration, digits.strip()))


def voter_with(stage: Stage, badge: str) -> FoundVoter | None:
    """Return whom a badge names on the roll of a stage, None where it names nobody there."""
    rows = Voter.objects.select_related("stage__forum", "registration__quota")
    return rows.filter(stage=stage, registration__badge=badge.strip().upper()).first()


def voter_of(pk: int, scope: Scope, roles: frozenset[object]) -> FoundVoter | None:
    """Return somebody on a roll inside the areas held in some roles."""
    rows = Voter.objects.select_related("stage__forum", "registration__quota")
    held = scope.prefixes(roles)  # type: ignore[arg-type]
    return rows.filter(within(held, "registration__quota__place_code"), pk=pk).first()


def ballot_lines(stage: Stage) -> list[BallotLine]:
    """Return the entries of an opened stage in their frozen order."""
    rows = StageEntry.objects.filter(stage=stage).select_related("showcase__organisation")
    return [
        BallotLine(
            each.position,
            in_reader_language(each.showcase.title_th, each.showcase.title_en),
            in_reader_language(each.showcase.organisation.name_th, each.showcase.organisation.name_en),
            each.showcase_id,
        )
        for each in rows
    ]


def turnout_of(stage: Stage) -> Turnout:
    """Return how many are on the roll of a stage and have voted."""
    counted = stage.voters.aggregate(
        roll=Count("pk"),
        phone=Count("pk", filter=~Q(way="") & ~Q(way=PAPER)),
        paper=Count("pk", filter=Q(way=PAPER)),
    )
    return Turnout(**counted)


def papers_of(stage: Stage) -> list[Paper]:
    """Return the paper ballots that were typed in, by number."""
    found: dict[int, list[list[list[int]]]] = {}
    for number, choice in stage.papers.order_by("number", "pk").values_list("number", "choice"):
        found.setdefault(number, []).append(choice)
    return [Paper(number, tuple(choices)) for number, choices in found.items()]


def typed_by(stage: Stage, user: int) -> dict[int, list[list[int]]]:
    """Return what one person typed, by number."""
    return dict(stage.papers.filter(typed_by=user).order_by("number").values_list("number", "choice"))


def roll_rows(stage: Stage, words: str, scope_prefixes: Sequence[str]) -> list[Voter]:
    """Return those on the roll whose name holds some words, who have not voted first."""
    rows = Voter.objects.filter(stage=stage).filter(within(scope_prefixes, "registration__quota__place_code"))
    if words:
        rows = rows.filter(registration__name_key__contains=search_key(words))
    return list(rows.select_related("registration").order_by("way", "registration__name_key")[:SHOWN_AT_DESK])


def named_choices(stage: Stage) -> list[tuple[str, list[list[int]]]]:
    """Return who chose what at a named stage, by name; a secret one keeps nothing of it."""
    rows = stage.envelopes.filter(choice__isnull=False).order_by("voter__registration__name_key")
    named = rows.values_list("voter__registration__name", "choice")
    return [(name, choice or []) for name, choice in named]


def desk_rows(forum: int, words: str, prefixes: Sequence[str]) -> list[DeskRow]:
    """Return the seated participants of a forum inside some areas, by name; with words, those whose name holds them."""
    here = Q(check_ins__undone_at=None, check_ins__isnull=False)
    rows = Registration.objects.filter(
        within(prefixes, "quota__place_code"), quota__forum_id=forum, standing=Standing.SEATED
    )
    if words:
        rows = rows.filter(Q(name_key__contains=search_key(words)) | Q(badge=words.strip().upper()))
    found = rows.select_related("quota").annotate(came=Max("check_ins__pk", filter=here))
    listed = list(found.order_by("came", "name_key")[:SHOWN_AT_DESK])
    came = CheckIn.objects.in_bulk([each.came for each in listed if each.came])
    return [_desk_row(each, came.get(each.came)) for each in listed]


def _desk_row(registration: Registration, came: CheckIn | None) -> DeskRow:
    return DeskRow(
        registration.pk,
        registration.name,
        registration.position,
        registration.place_code,
        came.pk if came else None,
        came.came_at if came else None,
        came.station if came else "",
    )


def check_in_seen(pk: int, prefixes: Sequence[str]) -> FoundCheckIn | None:
    """Return a check-in inside some areas, None where there is none."""
    rows = CheckIn.objects.select_related("registration__quota__forum")
    return rows.filter(within(prefixes, "registration__quota__place_code"), pk=pk).first()


def present_count(forum: int, prefixes: Sequence[str]) -> tuple[int, int]:
    """Return how many participants of a forum inside some areas came, of how many with a seat."""
    seated = Quota.objects.filter(within(prefixes), forum_id=forum).aggregate(
        seated=Count("registrations", filter=Q(registrations__standing=Standing.SEATED), distinct=True),
        came=Count(
            "registrations",
            filter=Q(registrations__check_ins__isnull=False, registrations__check_ins__undone_at=None),
            distinct=True,
        ),
    )
    return seated["came"], seated["seated"]
