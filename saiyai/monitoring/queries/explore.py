"""What can be asked of any series or indicator at once: places of a level × periods, or × the categories of a split."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.series import published
from saiyai.kernel.expressions import Name
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.monitoring.models import Axis, Indicator, Series
from saiyai.monitoring.queries.indicator import formula_on, indicators, outcomes_below
from saiyai.monitoring.queries.project import period_label
from saiyai.monitoring.queries.values import Asked, readings
from saiyai.monitoring.rules.beside import steps_of
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import places_at

YEARS_SHOWN = 5
DIGITS = {"province": 2, "district": 4, "tambon": 6}
MOST_ROWS = 1_000


class By(StrEnum):
    """What the columns are."""

    QUARTERS = "quarters"
    YEARS = "years"


SPLIT = "split:"
"""What stands before the code of an axis where the columns are its categories."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is explored: a series or an indicator by its code, what it is called, and in which unit it counts."""

    code: str
    name: str
    unit: str
    is_indicator: bool
    axes: tuple[tuple[str, str], ...] = ()


def subjects() -> list[Subject]:
    """Return all that can be explored: the reported series, those that the system counts, the indicators."""
    rows = Series.objects.filter(parent=None).prefetch_related("parts__category__axis").order_by("code")
    found = [
        Subject(
            each.code,
            in_reader_language(each.name_th, each.name_en),
            in_reader_language(each.unit_th, each.unit_en),
            is_indicator=False,
            axes=_axes(each),
        )
        for each in rows
    ]
    found += [Subject(each.code, str(each.title), str(each.unit), is_indicator=False) for each in published()]
    found += [
        Subject(each.code, f"{each.code} {each.name}", each.unit, is_indicator=True)
        for each in indicators(with_retired=False)
    ]
    return found


def _axes(series: Series) -> tuple[tuple[str, str], ...]:
    axes: dict[str, Axis] = {}
    for part in series.parts.all():
        if part.category is not None:
            axes[part.category.axis.code] = part.category.axis
    return tuple(
        (code, in_reader_language(each.name_th, each.name_en)) for code, each in sorted(axes.items())
    )


@dataclass(frozen=True, slots=True)
class PivotColumn:
    """A column: its name, the period it is of, and the category where it is one."""

    label: str
    period: Period
    category: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PivotRow:
    """A place with its number in each column and over all of them, and its step among all numbers."""

    code: str
    name: str
    values: tuple[Fraction | None, ...]
    steps: tuple[int, ...]
    total: Fraction | None


@dataclass(frozen=True, slots=True)
class Pivot:
    """A table of numbers by place and column, the last row for the whole, and how many rows were left out."""

    columns: tuple[PivotColumn, ...]
    rows: tuple[PivotRow, ...]
    whole: PivotRow
    left_out: int


def columns_by(by: str, year: int, today: date) -> tuple[PivotColumn, ...]:
    """Return the columns of quarters, of years up to one, or of the categories of a split in that year."""
    whole = Period(PeriodKind.YEAR, year)
    if by == By.YEARS:
        periods = [Period(PeriodKind.YEAR, year - back) for back in reversed(range(YEARS_SHOWN))]
        return tuple(PivotColumn(period_label(each.code), each) for each in periods)
    if by.startswith(SPLIT):
        axis = Axis.objects.filter(code=by.removeprefix(SPLIT)).first()
        rows = [] if axis is None else list(axis.categories.order_by("position"))
        return tuple(
            PivotColumn(
                in_reader_language(each.name_th, each.name_en), whole, (axis.code if axis else "", each.code)
            )
            for each in rows
        )
    begun = [each for each in whole.parts(PeriodKind.QUARTER) if each.start <= today]
    return tuple(PivotColumn(period_label(each.code), each) for each in begun)


def pivot(subject: Subject, area: str, digits: int, columns: Sequence[PivotColumn], asked: Asked) -> Pivot:
    """Return the numbers of all places of a level inside an area by column, each computed anew at its own level."""
    below = [_numbers(subject, area, digits, each, asked) for each in columns]
    over = PivotColumn("", asked.period)
    totals = _numbers(subject, area, digits, over, asked)
    codes = sorted({code for column in [*below, totals] for code in column})
    names = places_at(codes)
    shown = [code for code in codes if code in names][:MOST_ROWS]
    values = [[column.get(code) for column in below] for code in shown]
    steps = steps_of([value for row in values for value in row])
    width = len(below)
    rows = tuple(
        PivotRow(
            code,
            names[code].name,
            tuple(values[row]),
            tuple(steps[row * width : (row + 1) * width]),
            totals.get(code),
        )
        for row, code in enumerate(shown)
    )
    whole = [_numbers(subject, area, len(area), each, asked).get(area) for each in columns]
    last = _numbers(subject, area, len(area), over, asked).get(area)
    return Pivot(tuple(columns), rows, PivotRow(area, "", tuple(whole), (), last), len(codes) - len(shown))


def _numbers(
    subject: Subject, area: str, digits: int, column: PivotColumn, asked: Asked
) -> dict[str, Fraction | None]:
    then = replace(asked, period=column.period)
    if subject.is_indicator:
        indicator = Indicator.objects.prefetch_related("versions").get(code=subject.code)
        found = outcomes_below(formula_on(indicator, column.period), area, digits, then)
        return {each.code: each.outcome.value for each in found}
    name = Name(subject.code, () if column.category is None else (column.category,))
    told = readings([name], area, digits, then)
    return {
        code: reading.value if isinstance(reading.value, Fraction) else None
        for code, each in told.items()
        for reading in each.values()
    }


def asked_in(year: int, layer: Standing, today: date) -> Asked:
    """Return what is asked of a year from a layer on."""
    return Asked(Period(PeriodKind.YEAR, year), layer, today)
