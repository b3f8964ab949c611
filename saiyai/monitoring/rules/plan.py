"""What is true of a project's plan: its logframe, its budget, its years, the three levels of its vision."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from saiyai.kernel.money import LARGEST_SATANG
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.kernel.refusal import Refusal

LONGEST_YEARS = 10
LONGEST_DELAY = 365


class Aim(StrEnum):
    """The rungs of a logframe, the widest first."""

    GOAL = "goal"
    OUTCOME = "outcome"
    OUTPUT = "output"
    ACTIVITY = "activity"


class Circle(StrEnum):
    """The three levels of a vision, the nearest first."""

    FAMILY = "family"
    SOCIETY = "society"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class AimLine:
    """One line of a logframe: its rung, what it says, and how one sees that it is so."""

    aim: Aim
    text: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """Money of a source in a fiscal year, in satang."""

    fiscal_year: int
    source: str
    amount_satang: int


@dataclass(frozen=True, slots=True)
class VisionTerms:
    """A vision: its statement, the fiscal year by which it is to hold, and the indicators (by code) of each level."""

    statement_th: str
    statement_en: str
    target_year: int
    indicators: tuple[tuple[Circle, tuple[str, ...]], ...] = ()


def refusal_of_years(first: int, last: int) -> Refusal | None:
    """Return the refusal of fiscal years that end before they begin, or run for longer than ten."""
    return None if first <= last < first + LONGEST_YEARS else Refusal("project.years_out_of_order")


def refusal_of_calendar(every: str, due_after_days: int) -> Refusal | None:
    """Return the refusal of a calendar of reporting that names no kind of period, or a day a year away."""
    known = every in set(PeriodKind) and 0 <= due_after_days <= LONGEST_DELAY
    return None if known else Refusal("project.calendar_unreadable")


def refusal_of_budget(lines: Sequence[BudgetLine], first: int, last: int) -> Refusal | None:
    """Return the refusal of a budget with a nameless source, a year outside the project, or a source named twice."""
    for line in lines:
        if not line.source:
            return Refusal("budget.source_missing", amount=line.amount_satang)
        if not 0 < line.amount_satang <= LARGEST_SATANG:
            return Refusal("budget.amount_out_of_range", source=line.source)
        if not first <= line.fiscal_year <= last:
            return Refusal("budget.year_outside", year=line.fiscal_year)
    named = [(line.fiscal_year, line.source) for line in lines]
    twice = next((each for each in named if named.count(each) > 1), None)
    return None if twice is None else Refusal("budget.source_twice", year=twice[0], source=twice[1])


def periods_of(first: int, last: int, every: PeriodKind) -> list[Period]:
    """Return the periods of reporting of a project's fiscal years, in order."""
    found: list[Period] = []
    for year in range(first, last + 1):
        whole = Period(PeriodKind.YEAR, year)
        is_part = every in {PeriodKind.MONTH, PeriodKind.QUARTER}
        found.extend(whole.parts(every) if is_part else [Period(every, year)])
    return found


def progress(value: Fraction | None, baseline: Fraction, target: Fraction) -> Fraction | None:
    """Return how much of the way from the baseline to the target is gone, from 0 to 1; None where nothing is known."""
    if value is None or target == baseline:
        return None
    return min(max((value - baseline) / (target - baseline), Fraction(0)), Fraction(1))
