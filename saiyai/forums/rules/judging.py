"""What is true of judges: what bars one from a showcase, and when a sheet may be written on and handed in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from saiyai.forums.rules.scoring import Rubric, refusal_of_score
from saiyai.forums.rules.stage import Phase
from saiyai.kernel.refusal import Refusal

HOME_DIGITS = 4
"""A judge is barred from showcases of the district in which they work, or of a smaller place inside it."""


class Ground(StrEnum):
    """Why a judge is not to score a showcase."""

    DECLARED = "declared"
    ORGANISATION = "organisation"
    HOME = "home"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class JudgeState:
    """A judge as the record keeps it."""

    stage_id: int
    user_id: int
    number: int


@dataclass(frozen=True, slots=True)
class ConflictState:
    """A conflict of interest as the record keeps it."""

    judge_id: int
    showcase_id: int
    ground: str


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet as the record keeps it."""

    judge_id: int
    entry_id: int
    points: tuple[tuple[str, int], ...]
    is_final: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """What binds a judge: where they work, the organisations they hold roles in, the showcases they brought."""

    places: tuple[str, ...]
    organisations: frozenset[int]
    brought: frozenset[int]


def ground_of_conflict(tie: Tie, *, showcase: int, organisation: int, place_code: str) -> Ground | None:
    """Return why a judge is barred from a showcase by what is known of them, None where nothing is."""
    if organisation in tie.organisations:
        return Ground.ORGANISATION
    if showcase in tie.brought:
        return Ground.SUPPORT
    if any(len(home) >= HOME_DIGITS and place_code.startswith(home[:HOME_DIGITS]) for home in tie.places):
        return Ground.HOME
    return None


def refusal_of_jury(
    entries: Mapping[int, str], judges: Collection[int], barred: Collection[tuple[int, int]], *, least: int
) -> Refusal | None:
    """Return the refusal of a jury of whom too few may score one of the entries; `barred` is (judge, entry)."""
    for entry, title in entries.items():
        able = sum((judge, entry) not in barred for judge in judges)
        if able < least:
            return Refusal("stage.too_few_judges_of", title=title, judges=able)
    return None


def refusal_of_writing(phase: Phase, *, is_final: bool, is_over: bool) -> Refusal | None:
    """Return the refusal to write on a sheet that is handed in, or of a stage that does not score now."""
    if is_final:
        return Refusal("sheet.handed_in")
    if phase is not Phase.OPEN:
        return Refusal("sheet.stage_not_open")
    return Refusal("sheet.too_late") if is_over else None


def refusal_of_draft(rubric: Rubric, points: Mapping[str, int]) -> Refusal | None:
    """Return the refusal of points beyond what a criterion can bring; a draft may leave criteria out."""
    filled = {each.code: points.get(each.code, 0) for each in rubric.criteria} | dict(points)
    return refusal_of_score(rubric, filled)
