"""What is true of checks: what a report's numbers are held against, and what is found.

A hard check stops a report, a soft one asks for a sentence. A formula must be true; a number may also be held against
the last period, or against the places around it by how many deviations it lies from their median.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from statistics import median

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import (
    NOT_REPORTED,
    Fault,
    Name,
    Shift,
    Value,
    evaluate,
    names_in,
    parse,
)
from saiyai.monitoring.rules.figures import Figures

FEWEST_NEIGHBOURS = 5
"""Of fewer places around one nothing can be said."""
USUAL_DEVIATION = Fraction(6745, 10_000)
"""The median absolute deviation of a normal distribution in standard deviations (Iglewicz and Hoaglin, 1993)."""
LEAST_LEAP = 5
"""A number that moved by no more than this has not leapt, whatever share that is."""


class CheckKind(StrEnum):
    """What a number is held against."""

    FORMULA = "formula"
    LAST_PERIOD = "last"
    NEIGHBOURS = "near"


class Severity(StrEnum):
    """Whether a check stops a report or asks for a sentence."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class CheckTerms:
    """A check as rules read it: `limit` is a percentage against the last period, deviations against neighbours."""

    pk: int
    kind: CheckKind
    severity: Severity
    series: str
    formula: str = ""
    limit: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a report's numbers are held against, each by the code of its series."""

    last_period: Figures
    last_year: Figures
    neighbours: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Finding:
    """That a check was not met by a number, with what it was held against (None: nothing of one number)."""

    check: int
    severity: Severity
    series: str
    value: int | None
    against: int | None = None


def checked_formula(text: str, series: Sequence[str]) -> None:
    """Raise BadValue, with the character, where a formula cannot be read or names a series that nobody asks for."""
    for name in names_in(parse(text)):
        if name.code not in series:
            raise BadValue("expression.unknown_name", at=name.at + 1, name=name.code)


def findings(checks: Sequence[CheckTerms], figures: Figures, beside: Beside) -> list[Finding]:
    """Return the checks that a report's numbers do not meet; one about what is not reported is no finding."""
    found = (_JUDGED[check.kind](check, figures, beside) for check in checks)
    return [each for each in found if each is not None]


def _finding(check: CheckTerms, value: int | None, against: int | None = None) -> Finding:
    return Finding(check.pk, check.severity, check.series, value, against)


def _by_formula(check: CheckTerms, figures: Figures, beside: Beside) -> Finding | None:
    periods = {None: figures, Shift.LAST_PERIOD: beside.last_period, Shift.LAST_YEAR: beside.last_year}

    def value_of(name: Name) -> Value:
        part = "".join(f":{category}" for _axis, category in name.split)
        value = periods[name.shift].get(name.code + part)
        return NOT_REPORTED if value is None else Fraction(value)

    came_to = evaluate(parse(check.formula), value_of)
    if came_to is False or isinstance(came_to, Fault):
        return _finding(check, figures.get(check.series))
    return None


def _by_last_period(check: CheckTerms, figures: Figures, beside: Beside) -> Finding | None:
    value, before = figures.get(check.series), beside.last_period.get(check.series)
    if value is None or before is None:
        return None
    moved = abs(value - before)
    if moved <= LEAST_LEAP or moved * 100 <= check.limit * before:
        return None
    return _finding(check, value, before)


def _by_neighbours(check: CheckTerms, figures: Figures, beside: Beside) -> Finding | None:
    value, others = figures.get(check.series), beside.neighbours.get(check.series, ())
    if value is None or not is_outlier(value, others, check.limit):
        return None
    return _finding(check, value, round(median(others)))


_JUDGED: Mapping[CheckKind, Callable[[CheckTerms, Figures, Beside], Finding | None]] = {
    CheckKind.FORMULA: _by_formula,
    CheckKind.LAST_PERIOD: _by_last_period,
    CheckKind.NEIGHBOURS: _by_neighbours,
}


def is_outlier(value: int, others: Sequence[int], limit: Fraction) -> bool:
    """Tell whether a number lies further from the median of others than so many of their usual deviations.

    Where more than half of the others are the same number, their mean deviation takes the place of the median one.
    """
    if len(others) < FEWEST_NEIGHBOURS:
        return False
    middle = Fraction(median(others))
    deviations = [abs(each - middle) for each in others]
    usual = Fraction(median(deviations)) or sum(deviations, Fraction(0)) / len(deviations)
    away = abs(value - middle)
    if not usual:
        return away > LEAST_LEAP
    return away > LEAST_LEAP and away * USUAL_DEVIATION > limit * usual
