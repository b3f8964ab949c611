"""What is true of the yearly duty: who holds a standing of the Act reports its results of each year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.kernel.refusal import Refusal
from saiyai.network.rules.standing import Standing, StandingState


@dataclass(frozen=True, slots=True)
class Duty:
    """When the report of a year is due: a day of the following year, for the years from one on.

    The Act asks for a report each year; the day is the counters' practice and is kept here as a dated value, so
    that another day from another year on is one more row.
    """

    since_year: int
    """The first year, of the Buddhist era, that this day is for."""
    month: int
    day: int


DUTIES: Mapping[Standing, tuple[Duty, ...]] = {
    Standing.PUBLIC_BENEFIT: (Duty(since_year=2547, month=3, day=31),),
    Standing.COMMUNITY_WELFARE: (Duty(since_year=2551, month=3, day=31),),
}
"""The duties of each standing, the newest last: from the first whole years of the Act and of its amendment on."""

REMINDED_DAYS = 60
"""How many days before its last day a report is called due."""


class DutyState(StrEnum):
    """Where the report of a year stands."""

    REPORTED = "reported"
    REPORTED_LATE = "reported_late"
    COMING = "coming"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class YearlyReportState:
    """A yearly report as rules judge it and the record keeps it."""

    standing_id: int
    year: int
    reported_on: date
    summary: str
    beneficiaries: int | None
    spent_satang: int | None


def last_day_of(standing: str, year: int) -> date | None:
    """Return the last day for the report of a year (Buddhist era), None where the standing has no such duty."""
    fitting = [each for each in DUTIES.get(Standing(standing), ()) if each.since_year <= year]
    return date(year - ERA_SHIFT + 1, fitting[-1].month, fitting[-1].day) if fitting else None


def years_of(standing: StandingState, today: date) -> list[int]:
    """Return the years (Buddhist era) whose reports a standing owes or will owe next, the newest first.

    A year is owed where the standing was held on its last day; the year under way is not owed yet.
    """
    last = min(standing.ends_on or date.max, standing.valid_until or date.max, today)
    first_year, last_year = standing.starts_on.year, today.year - 1
    held = range(first_year, last_year + 1)
    years = [each + ERA_SHIFT for each in held if date(each, 12, 31) <= last]
    return [each for each in reversed(years) if last_day_of(standing.standing, each) is not None]


def duty_state(last_day: date, reported_on: date | None, today: date) -> DutyState:
    """Return where the report of a year stands on a day."""
    if reported_on is not None:
        return DutyState.REPORTED if reported_on <= last_day else DutyState.REPORTED_LATE
    if today > last_day:
        return DutyState.LATE
    return DutyState.DUE if today >= last_day - timedelta(days=REMINDED_DAYS) else DutyState.COMING


def refusal_of_report(
    standing: StandingState, new: YearlyReportState, held: Iterable[int], today: date
) -> Refusal | None:
    """Return why the report of a year cannot be noted."""
    if new.year not in years_of(standing, today):
        return Refusal("yearly_report.not_owed", year=new.year)
    if new.year in set(held):
        return Refusal("yearly_report.reported_already", year=new.year)
    if not date(new.year - ERA_SHIFT, 12, 31) < new.reported_on <= today:
        return Refusal("yearly_report.day_outside", year=new.year)
    return None if new.summary else Refusal("yearly_report.empty")
