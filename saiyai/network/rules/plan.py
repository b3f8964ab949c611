"""What is true of a network's yearly plan: what it means to do, and the money for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saiyai.kernel.periods import Period, PeriodKind, fiscal_year
from saiyai.kernel.refusal import Refusal

QUARTERS = (1, 2, 3, 4)
FIRST_YEAR = 2540
YEARS_AHEAD = 1

SPENDING_TARGETS = ((FIRST_YEAR, (32, 54, 77, 100)),)
"""Per cent of the money to be spent by the end of each quarter, from a fiscal year on, newest last.

The state's targets of budget disbursement as the offices of the north know them; the present ones stand last.
"""


class PlannedStage(StrEnum):
    """Where a planned activity stands; one that was dropped stays in the plan and counts as not done."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


class MoneySource(StrEnum):
    """Where a plan's money comes from."""

    STATE = "state"
    PROMOTION_FUND = "promotion_fund"
    """กองทุนส่งเสริมการจัดสวัสดิการสังคม."""
    LOCAL = "local"
    COMMUNITY = "community"
    """CODI, พอช."""
    HEALTH = "health"
    """NHSO and the local health funds."""
    MEMBERS = "members"
    DONATIONS = "donations"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan as the record keeps it."""

    network_id: int
    fiscal_year: int
    note: str


@dataclass(frozen=True, slots=True)
class PlannedState:
    """A planned activity as rules judge it and the record keeps it."""

    plan_id: int
    title_th: str
    quarter: int
    stage: str
    activity_id: int | None


@dataclass(frozen=True, slots=True)
class AllocationState:
    """Money of one source: what was allocated, and what each quarter spent of it, in satang."""

    plan_id: int
    source: str
    allocated_satang: int
    spent_satang: tuple[int, int, int, int]

    @property
    def spent(self) -> int:
        """Return what the whole year spent, in satang."""
        return sum(self.spent_satang)


def refusal_of_year(year: int, today: date) -> Refusal | None:
    """Return why no plan can be of a fiscal year (BE): too long ago, or too far ahead."""
    last = fiscal_year(today) + YEARS_AHEAD
    return None if FIRST_YEAR <= year <= last else Refusal("plan.year", first=FIRST_YEAR, last=last)


def refusal_of_planned(planned: PlannedState) -> Refusal | None:
    """Return why an activity cannot be planned as it is told."""
    if not planned.title_th:
        return Refusal("planned.untitled")
    return None if planned.quarter in QUARTERS else Refusal("planned.quarter", quarter=planned.quarter)


def refusal_of_doing(planned: PlannedState, year: int, starts_on: date) -> Refusal | None:
    """Return why a planned activity cannot be called done by an activity that began on a day."""
    if planned.stage == PlannedStage.DONE:
        return Refusal("planned.done_already")
    if planned.stage == PlannedStage.DROPPED:
        return Refusal("planned.dropped_already")
    return None if starts_on in Period(PeriodKind.YEAR, year) else Refusal("planned.other_year", year=year)


def refusal_of_money(money: AllocationState) -> Refusal | None:
    """Return why money cannot stand in a plan as it is told."""
    if money.source not in list(MoneySource):
        return Refusal("allocation.unknown_source", source=money.source)
    if money.allocated_satang <= 0 or min(money.spent_satang) < 0:
        return Refusal("allocation.not_positive")
    return None if money.spent <= money.allocated_satang else Refusal("allocation.overspent")


def target_by_quarter(year: int, quarter: int) -> int:
    """Return how many per cent are to be spent by the end of a quarter of a fiscal year (BE)."""
    targets = [each for since, each in SPENDING_TARGETS if since <= year][-1]
    return targets[quarter - 1]


def spent_by_quarter(money: Sequence[AllocationState], quarter: int) -> int:
    """Return what was spent up to the end of a quarter, in satang."""
    return sum(sum(each.spent_satang[:quarter]) for each in money)
