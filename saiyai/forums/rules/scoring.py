"""How judges' scores become an order: rubric, averages, extremes, leaning, ties and levels.

Points are whole hundredths of a point, averages exact fractions of them, so that two machines never disagree
about a tie.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from saiyai.kernel.refusal import Refusal

HUNDRED = 100
EXTREMES_NEED = 4
"""From how many judges on the highest and the lowest total may be set aside; with fewer, one judge would decide."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric and the points that it can bring, in hundredths; its weight is its share of all points."""

    code: str
    points: int


@dataclass(frozen=True, slots=True)
class Level:
    """A level of merit (ดีเด่น, ดีมาก, ดี, ชมเชย) and the average, in hundredths of a point, from which it is given."""

    code: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Rubric:
    """What judges score and how their scores are put together, decided before a stage opens."""

    criteria: tuple[Criterion, ...]
    levels: tuple[Level, ...] = ()
    """The highest first."""
    drops_extremes: bool = False
    evens_judges: bool = False
    """Whether each judge's leaning is taken out: what the judge gives above or below the others on the same entries."""
    ties: tuple[str, ...] = ()
    """The criteria that decide between equal averages, in this order; after them the chair's recorded vote."""

    @property
    def most(self) -> int:
        """Return the points of a full score, in hundredths."""
        return sum(criterion.points for criterion in self.criteria)


Score = Mapping[str, int]
"""One judge's points for one entry, by criterion, in hundredths."""

Scores = Mapping[int, Mapping[int, Score]]
"""All scores of a stage: entry, judge, score."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry has reached: its average in hundredths of a point, the averages of the ties' criteria, its level."""

    entry: int
    average: Fraction
    ties: tuple[Fraction, ...]
    level: str | None
    judges: int


@dataclass(frozen=True, slots=True)
class Leaning:
    """How one judge scores beside the others: how far above them on the same entries, and how widely, in hundredths."""

    judge: int
    entries: int
    above: Fraction
    spread: float


def refusal_of_rubric(rubric: Rubric) -> Refusal | None:
    """Return the refusal of a rubric without points, with a criterion twice, or that breaks ties by an unknown one."""
    codes = [criterion.code for criterion in rubric.criteria]
    if not codes or any(criterion.points <= 0 for criterion in rubric.criteria):
        return Refusal("rubric.without_points")
    if len(set(codes)) != len(codes):
        return Refusal(
            "rubric.criterion_twice", criterion=next(code for code in codes if codes.count(code) > 1)
        )
    unknown = [code for code in rubric.ties if code not in codes]
    if unknown:
        return Refusal("rubric.unknown_tie", criterion=unknown[0])
    floors = [level.at_least for level in rubric.levels]
    if floors != sorted(set(floors), reverse=True) or any(not 0 <= each <= rubric.most for each in floors):
        return Refusal("rubric.levels_out_of_order")
    return None


def refusal_of_score(rubric: Rubric, score: Score) -> Refusal | None:
    """Return the refusal of a score that leaves a criterion out, names an unknown one or goes beyond its points."""
    points = {criterion.code: criterion.points for criterion in rubric.criteria}
    missing = [code for code in points if code not in score]
    if missing:
        return Refusal("score.unfinished", criterion=missing[0], missing=len(missing))
    for code, given in score.items():
        if code not in points:
            return Refusal("score.unknown_criterion", criterion=code)
        if not 0 <= given <= points[code]:
            return Refusal("score.out_of_range", criterion=code, most=Fraction(points[code], HUNDRED))
    return None


def total(score: Score) -> int:
    """Return the points of a score, in hundredths."""
    return sum(score.values())


def leanings(scores: Scores) -> tuple[Leaning, ...]:
    """Return how each judge scores beside the others who scored the same entries; alone on an entry counts as even."""
    given: dict[int, list[int]] = {}
    apart: dict[int, list[Fraction]] = {}
    for by_judge in scores.values():
        totals = {judge: total(score) for judge, score in by_judge.items()}
        for judge, points in totals.items():
            others = [each for other, each in totals.items() if other != judge]
            given.setdefault(judge, []).append(points)
            apart.setdefault(judge, []).append(points - _mean(others) if others else Fraction(0))
    return tuple(
        Leaning(judge, len(points), _mean(apart[judge]), _spread(points))
        for judge, points in sorted(given.items())
    )


def standings(rubric: Rubric, scores: Scores) -> tuple[Standing, ...]:
    """Return what each scored entry has reached, the best first; equals keep the order of their numbers."""
    leaning = {each.judge: each.above for each in leanings(scores)} if rubric.evens_judges else {}
    reached = [
        _standing(rubric, entry, by_judge, leaning) for entry, by_judge in sorted(scores.items()) if by_judge
    ]
    return tuple(sorted(reached, key=lambda each: (each.average, each.ties), reverse=True))


def groups(reached: Sequence[Standing]) -> tuple[tuple[int, ...], ...]:
    """Return the order of standings as groups; a group of several needs the chair's recorded vote."""
    found: dict[tuple[Fraction, tuple[Fraction, ...]], list[int]] = {}
    for each in reached:
        found.setdefault((each.average, each.ties), []).append(each.entry)
    return tuple(tuple(group) for group in found.values())


def _standing(
    rubric: Rubric, entry: int, by_judge: Mapping[int, Score], leaning: Mapping[int, Fraction]
) -> Standing:
    totals = {judge: total(score) - leaning.get(judge, Fraction(0)) for judge, score in by_judge.items()}
    counted = _counted(totals, drops_extremes=rubric.drops_extremes)
    average = _mean([totals[judge] for judge in counted])
    ties = tuple(_mean([by_judge[judge][code] for judge in counted]) for code in rubric.ties)
    level = next((each.code for each in rubric.levels if average >= each.at_least), None)
    return Standing(entry, average, ties, level, len(by_judge))


def _counted(totals: Mapping[int, Fraction], *, drops_extremes: bool) -> list[int]:
    """Return the judges whose scores count: all, or all but the lowest and the highest where enough have scored."""
    judges = sorted(totals, key=lambda judge: (totals[judge], judge))
    return judges[1:-1] if drops_extremes and len(judges) >= EXTREMES_NEED else judges


def _mean(values: Sequence[int | Fraction]) -> Fraction:
    return Fraction(sum(values), len(values)) if values else Fraction(0)


def _spread(points: Sequence[int]) -> float:
    """Return the standard deviation of a judge's totals, in hundredths of a point."""
    middle = _mean(points)
    return math.sqrt(_mean([(each - middle) ** 2 for each in points]))
