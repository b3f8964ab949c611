"""What is true of capacity: rubrics and their versions, scores before and after, yearly self-assessments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

from saiyai.kernel.refusal import Refusal

LEAST_TOP, MOST_TOP = 2, 10
MOST_WEIGHT = 10
HUNDREDTHS = 100


class RubricUse(StrEnum):
    """What a rubric judges: what people learnt, or how mature a network is."""

    TRAINING = "training"
    MATURITY = "maturity"


class RubricStage(StrEnum):
    """Where a version of a rubric stands; one that is published never changes."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Dimension(StrEnum):
    """The six sides of a network's maturity, in the order of the radar."""

    STRUCTURE = "structure"
    PLAN = "plan"
    PARTICIPATION = "participation"
    RESOURCES = "resources"
    LEARNING = "learning"
    RESULTS = "results"


class AssessmentStage(StrEnum):
    """Where a self-assessment stands on its way."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"


OPEN = (AssessmentStage.DRAFT, AssessmentStage.RETURNED)
"""The stages in which the network may still change its scores."""


@dataclass(frozen=True, slots=True)
class CriterionState:
    """A criterion of a rubric."""

    dimension: str
    name_th: str
    weight: int


@dataclass(frozen=True, slots=True)
class RubricState:
    """A version of a rubric as rules judge it and the record keeps it."""

    code: str
    version: int
    use: str
    name_th: str
    place_code: str
    top: int
    stage: str
    criteria: tuple[CriterionState, ...]


@dataclass(frozen=True, slots=True)
class SheetState:
    """The scores of a training: how many people, and per criterion the means before and after in hundredths."""

    activity_id: int
    rubric: str
    people: int
    lines: tuple[tuple[int, int, int], ...]
    """(criterion, before, after)."""


@dataclass(frozen=True, slots=True)
class AssessmentState:
    """A network's self-assessment of a year as rules judge it and the record keeps it."""

    network_id: int
    fiscal_year: int
    rubric: str
    stage: str
    members: int
    levels: tuple[tuple[int, int], ...]
    """(criterion, level)."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One criterion's level in an assessment, with its weight and its side of maturity."""

    dimension: str
    weight: int
    level: int


def refusal_of_rubric(rubric: RubricState) -> Refusal | None:
    """Return why a version of a rubric cannot be kept as it is."""
    if not rubric.name_th:
        return Refusal("rubric.nameless")
    if rubric.use not in list(RubricUse):
        return Refusal("rubric.unknown_use", use=rubric.use)
    if not LEAST_TOP <= rubric.top <= MOST_TOP:
        return Refusal("rubric.top", least=LEAST_TOP, most=MOST_TOP)
    for each in rubric.criteria:
        if not each.name_th:
            return Refusal("rubric.criterion_nameless")
        if not 1 <= each.weight <= MOST_WEIGHT:
            return Refusal("rubric.weight", most=MOST_WEIGHT)
        if (rubric.use == RubricUse.MATURITY) != (each.dimension in list(Dimension)):
            return Refusal("rubric.criterion_sideless", criterion=each.name_th)
    return None


def refusal_of_publishing(rubric: RubricState) -> Refusal | None:
    """Return why a version of a rubric cannot be published: no draft, no criteria, or a side without any."""
    if rubric.stage != RubricStage.DRAFT:
        return Refusal("rubric.no_draft")
    if not rubric.criteria:
        return Refusal("rubric.empty")
    sides = {each.dimension for each in rubric.criteria}
    if rubric.use == RubricUse.MATURITY and sides != set(Dimension):
        return Refusal("rubric.side_missing")
    return None


def refusal_of_submitting(assessment: AssessmentState, criteria: Iterable[int], top: int) -> Refusal | None:
    """Return why an assessment cannot be submitted: its stage, a criterion without a level, a level out of range."""
    if assessment.stage not in OPEN:
        return Refusal("assessment.submitted_already")
    levels = dict(assessment.levels)
    if set(levels) != set(criteria):
        return Refusal("assessment.level_missing")
    return None if all(0 <= each <= top for each in levels.values()) else Refusal("assessment.level", top=top)


def refusal_of_verifying(stage: str) -> Refusal | None:
    """Return why an assessment in a stage cannot be verified."""
    if stage == AssessmentStage.VERIFIED:
        return Refusal("assessment.verified_already")
    return None if stage == AssessmentStage.SUBMITTED else Refusal("assessment.not_submitted")


def refusal_of_sheet(sheet: SheetState, criteria: Iterable[int], top: int, trained: int) -> Refusal | None:
    """Return why the scores of a training cannot be noted."""
    if not 1 <= sheet.people <= trained:
        return Refusal("scores.people", trained=trained)
    if {each for each, _before, _after in sheet.lines} != set(criteria):
        return Refusal("scores.missing")
    most = top * HUNDREDTHS
    if any(not (0 <= before <= most and 0 <= after <= most) for _criterion, before, after in sheet.lines):
        return Refusal("scores.range", top=top)
    return None


def gain(lines: Iterable[tuple[int, int, int]]) -> Fraction:
    """Return the mean gain of (weight, before, after) in hundredths, weighted by criterion."""
    found = list(lines)
    whole = sum(weight for weight, _before, _after in found)
    return Fraction(sum(weight * (after - before) for weight, before, after in found), whole)


def levels_by_dimension(scores: Iterable[Scored]) -> dict[str, Fraction]:
    """Return the level of each side of maturity: the mean of its criteria, weighted."""
    found: dict[str, list[Scored]] = {}
    for each in scores:
        found.setdefault(each.dimension, []).append(each)
    return {
        dimension: Fraction(sum(each.weight * each.level for each in rows), sum(each.weight for each in rows))
        for dimension, rows in found.items()
    }


def shares_by_dimension(scores: Iterable[Scored], top: int) -> dict[str, Fraction]:
    """Return how much of the rubric's top each side reaches, from 0 to 1: what is comparable between versions."""
    return {side: level / top for side, level in levels_by_dimension(scores).items()}


def weighted(values: Iterable[tuple[Fraction, int]]) -> tuple[Fraction, int]:
    """Return the numerator and denominator of values with their weights; weights of 0 count for nothing."""
    found = list(values)
    return sum((value * weight for value, weight in found), Fraction(0)), sum(weight for _v, weight in found)


def medians(of_networks: Sequence[dict[str, Fraction]]) -> dict[str, Fraction]:
    """Return the median of each side over networks; a side that none has is missing."""
    return {
        side: Fraction(median(values))
        for side in Dimension
        if (values := [each[side] for each in of_networks if side in each])
    }
