"""What is true of a stage: what is decided before it opens, and what may be done in which of its phases."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from saiyai.forums.rules.board import Method
from saiyai.forums.rules.ladder import Climb
from saiyai.forums.rules.registration import Participant
from saiyai.forums.rules.scoring import Criterion, Level, Rubric, refusal_of_rubric
from saiyai.kernel.refusal import Refusal

MOST_ENTRIES = 100
LONGEST_VOTE = timedelta(days=14)
MOST_OBJECTION_DAYS = 60
SHORTEST_PHRASE = 12


class Reach(StrEnum):
    """How wide a stage reaches: the rungs of the ladder, the lowest first."""

    DISTRICT = "district"
    PROVINCE = "province"
    CLUSTER = "cluster"
    NATION = "nation"


CODE_LENGTH = {Reach.DISTRICT: 4, Reach.PROVINCE: 2, Reach.CLUSTER: 0, Reach.NATION: 0}
"""The length of the code of a stage's place; a cluster is all provinces of its forum together."""


class Way(StrEnum):
    """How a stage chooses: an office selects with its reason, judges score, or those present vote."""

    OFFICE = "office"
    SCORING = "scoring"
    APPROVAL = "approval"
    SCHULZE = "schulze"


VOTES = frozenset({Way.APPROVAL, Way.SCHULZE})


class Phase(StrEnum):
    """Where a stage stands: being prepared, open and frozen, counted, published; or given up and begun anew."""

    PLANNED = "planned"
    OPEN = "open"
    COUNTED = "counted"
    PUBLISHED = "published"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rubric as it is written: its name in both languages and its points, in hundredths."""

    code: str
    name_th: str
    name_en: str
    points: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided of a stage before it opens, and never after."""

    way: Way = Way.OFFICE
    first: int | None = 1
    """How many go on, of each category where there are categories; None where only the threshold decides."""
    at_least: int | None = None
    """The average, in hundredths of a point, below which nobody goes on."""
    by_category: bool = False
    most: int = 1
    """How many showcases one ballot may approve or rank."""
    is_secret: bool = True
    voters: tuple[Participant, ...] = (Participant.NETWORK,)
    """As what one must take part, and be present, to stand on the roll."""
    lines: tuple[Line, ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    """The levels of merit and the averages, in hundredths, from which they are given, the highest first."""
    drops_extremes: bool = False
    evens_judges: bool = False
    ties: tuple[str, ...] = ()
    objection_days: int = 7

    @property
    def is_vote(self) -> bool:
        """Tell whether those present vote."""
        return self.way in VOTES

    @property
    def method(self) -> Method:
        """Return how votes become an order."""
        return Method(self.way.value)

    @property
    def climb(self) -> Climb:
        """Return the rule of going on."""
        return Climb(self.first, self.at_least, self.by_category)

    @property
    def rubric(self) -> Rubric:
        """Return what judges score and how their scores are put together."""
        return Rubric(
            criteria=tuple(Criterion(each.code, each.points) for each in self.lines),
            levels=tuple(Level(code, floor) for code, floor in self.levels),
            drops_extremes=self.drops_extremes,
            evens_judges=self.evens_judges,
            ties=self.ties,
        )

    def plain(self) -> dict[str, Any]:
        """Return the terms as they are stored and hashed: plain JSON."""
        read = asdict(self)
        read["lines"] = [asdict(each) for each in self.lines]
        return {name: list(value) if isinstance(value, tuple) else value for name, value in read.items()} | {
            "way": self.way.value,
            "voters": [each.value for each in self.voters],
            "levels": [list(each) for each in self.levels],
        }


def terms_of(plain: Mapping[str, Any]) -> Terms:
    """Return the terms that were stored as plain JSON; what is not stored is as usual."""
    usual = Terms()
    return Terms(
        way=Way(plain.get("way", usual.way)),
        first=plain.get("first", usual.first),
        at_least=plain.get("at_least", usual.at_least),
        by_category=plain.get("by_category", usual.by_category),
        most=plain.get("most", usual.most),
        is_secret=plain.get("is_secret", usual.is_secret),
        voters=tuple(Participant(each) for each in plain.get("voters", usual.voters)),
        lines=tuple(Line(**each) for each in plain.get("lines", ())),
        levels=tuple((code, floor) for code, floor in plain.get("levels", ())),
        drops_extremes=plain.get("drops_extremes", usual.drops_extremes),
        evens_judges=plain.get("evens_judges", usual.evens_judges),
        ties=tuple(plain.get("ties", ())),
        objection_days=plain.get("objection_days", usual.objection_days),
    )


@dataclass(frozen=True, slots=True)
class StageState:
    """A stage as the record keeps it."""

    forum: str
    level: str
    place_code: str
    phase: str
    way: str
    opens_at: datetime | None
    closes_at: datetime | None
    opening_hash: str
    closing_hash: str


@dataclass(frozen=True, slots=True)
class CheckInState:
    """That somebody came, as the record keeps it."""

    registration_id: int
    station: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class StationState:
    """A station as the record keeps it: of which forum, and how many events it noted."""

    forum: str
    name: str
    events: int


@dataclass(frozen=True, slots=True)
class VoterState:
    """Somebody on the roll as the record keeps it: whether and in which way they voted, never for what."""

    stage_id: int
    registration_id: int
    way: str


@dataclass(frozen=True, slots=True)
class ObjectionState:
    """An objection as the record keeps it."""

    stage_id: int
    text: str = field(metadata={"personal": True})
    answer: str = field(metadata={"personal": True})
    is_upheld: bool | None


def phase_of(
    opened_at: datetime | None,
    counted_at: datetime | None,
    published_at: datetime | None,
    annulled_at: datetime | None = None,
) -> Phase:
    """Return the phase that follows from the instants of a stage's acts."""
    if annulled_at is not None:
        return Phase.ANNULLED
    if published_at is not None:
        return Phase.PUBLISHED
    if counted_at is not None:
        return Phase.COUNTED
    return Phase.PLANNED if opened_at is None else Phase.OPEN


def refusal_of_terms(terms: Terms) -> Refusal | None:
    """Return the refusal of terms by which nothing can be decided."""
    if terms.first is None and terms.at_least is None:
        return Refusal("stage.nobody_goes_on")
    if terms.at_least is not None and terms.way is not Way.SCORING:
        return Refusal("stage.threshold_without_scores")
    if not 0 <= terms.objection_days <= MOST_OBJECTION_DAYS:
        return Refusal("stage.objection_days", most=MOST_OBJECTION_DAYS)
    if terms.is_vote and not terms.voters:
        return Refusal("stage.nobody_votes")
    if terms.is_vote and terms.most < 1:
        return Refusal("stage.empty_ballots")
    return refusal_of_rubric(terms.rubric) if terms.way is Way.SCORING else None


def refusal_of_opening(terms: Terms, phase: Phase, *, entries: int, roll: int, judges: int) -> Refusal | None:
    """Return the refusal to open a stage that is open, that an office decides, or that has nothing to decide or nobody."""
    if phase is not Phase.PLANNED:
        return Refusal("stage.already_open")
    if terms.way is Way.OFFICE:
        return Refusal("stage.of_the_office")
    if not 1 <= entries <= MOST_ENTRIES:
        return Refusal("stage.entries_out_of_range", entries=entries, most=MOST_ENTRIES)
    if terms.is_vote and roll == 0:
        return Refusal("stage.empty_roll")
    if terms.way is Way.SCORING and judges < 2:  # noqa: PLR2004 (a second opinion)
        return Refusal("stage.too_few_judges", judges=judges)
    return None


def refusal_of_times(now: datetime, closes_at: datetime) -> Refusal | None:
    """Return the refusal of a vote that would end before it begins, or last for weeks."""
    if closes_at <= now:
        return Refusal("stage.ends_before_start")
    if closes_at - now > LONGEST_VOTE:
        return Refusal("stage.lasts_too_long", days=LONGEST_VOTE.days)
    return None


def refusal_of_phrases(first: str, second: str) -> Refusal | None:
    """Return the refusal of pass-phrases that one person alone could hold, or guess."""
    if min(len(first.strip()), len(second.strip())) < SHORTEST_PHRASE:
        return Refusal("stage.phrase_too_short", least=SHORTEST_PHRASE)
    return Refusal("stage.phrases_equal") if first.strip() == second.strip() else None


def refusal_of_voting(
    phase: Phase, opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> Refusal | None:
    """Return the refusal of a vote outside the time of its stage."""
    if phase is Phase.PLANNED or opens_at is None or now < opens_at:
        return Refusal("stage.not_open_yet")
    if phase is not Phase.OPEN or closes_at is None or now >= closes_at:
        return Refusal("stage.closed")
    return None


def refusal_of_choice(terms: Terms, entries: int, choice: Sequence[Sequence[int]]) -> Refusal | None:
    """Return the refusal of a choice that names an unknown entry, one twice, or too many; a blank ballot is one."""
    named = [entry for group in choice for entry in group]
    if any(not 0 <= entry < entries for entry in named):
        return Refusal("ballot.unknown_entry")
    if len(set(named)) != len(named):
        return Refusal("ballot.entry_twice")
    if len(named) > terms.most:
        return Refusal("ballot.too_many", most=terms.most, named=len(named))
    return None


def is_over(closes_at: datetime | None, now: datetime, *, left: int) -> bool:
    """Tell whether voting is over: its time is, or nobody is left who has not voted."""
    return left == 0 or (closes_at is not None and now >= closes_at)


def objections_until(counted_at: datetime, days: int) -> datetime:
    """Return the instant until which objections are taken."""
    return counted_at + timedelta(days=days)
