"""What can be asked of indicators: the list, one with its versions, and what it comes to at places and in periods."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median

from django.db.models import Q

from saiyai.kernel.expressions import NOT_REPORTED, Name, NotReported, Value
from saiyai.kernel.periods import Period, PeriodKind, fiscal_year
from saiyai.monitoring.models import (
    DIRECTION_NAMES,
    INDICATOR_KIND_NAMES,
    Collection,
    Indicator,
    IndicatorVersion,
)
from saiyai.monitoring.queries.keeping import is_usable_by, keeper_name
from saiyai.monitoring.queries.values import Asked, Readings, readings
from saiyai.monitoring.rules.indicator import (
    Direction,
    Formula,
    IndicatorKind,
    Outcome,
    VersionState,
    formula_of,
    order_by_code,
    outcome,
    version_on,
)
from saiyai.network.queries import Text, in_reader_language
from saiyai.places.queries import places_at

DEEPEST = 6
FoundIndicator = Indicator
"""An indicator as views pass it on to commands."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as lists and pages show it."""

    pk: int
    code: str
    name: str
    definition: str
    unit: str
    direction: Direction
    direction_name: Text
    tolerance_percent: int
    is_shipped: bool
    retired_on: date | None
    keeper: str = ""
    """The office that keeps it, empty where it is the nation's."""


def row_of(indicator: FoundIndicator) -> IndicatorRow:
    """Return an indicator as pages show it."""
    return IndicatorRow(
        indicator.pk,
        indicator.code,
        in_reader_language(indicator.name_th, indicator.name_en),
        in_reader_language(indicator.definition_th, indicator.definition_en),
        in_reader_language(indicator.unit_th, indicator.unit_en),
        Direction(indicator.direction),
        DIRECTION_NAMES[Direction(indicator.direction)],
        indicator.tolerance_percent,
        indicator.is_shipped,
        indicator.retired_on,
        keeper_name(indicator.owner),
    )


def indicators(words: str = "", *, with_retired: bool = True) -> list[IndicatorRow]:
    """Return the indicators whose code, name or definition holds some words, in the order of their codes."""
    kept = Indicator.objects.select_related("owner")
    rows = kept.all() if with_retired else kept.filter(retired_on=None)
    if words:
        fields = ("code", "name_th", "name_en", "definition_th", "definition_en")
        wanted = Q()
        for field in fields:
            wanted |= Q(**{f"{field}__icontains": words})
        rows = rows.filter(wanted)
    return sorted(map(row_of, rows), key=lambda each: order_by_code(each.code))


def indicators_offered(prefixes: Iterable[str]) -> list[IndicatorRow]:
    """Return the indicators in use that hold somewhere in some areas: the nation's, and those of offices there."""
    areas = tuple(prefixes)
    rows = Indicator.objects.filter(retired_on=None).select_related("owner")
    rows = rows.prefetch_related("owner__coverage")
    usable = [row_of(each) for each in rows if is_usable_by(each.owner, areas)]
    return sorted(usable, key=lambda each: order_by_code(each.code))


def indicator_of(code: str) -> FoundIndicator | None:
    """Return the indicator of a code with its versions, None where there is none."""
    return Indicator.objects.select_related("owner").prefetch_related("versions").filter(code=code).first()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of a formula as pages list it, the newest first."""

    state: VersionState
    kind: Text
    note: str


def versions_of(indicator: FoundIndicator) -> list[VersionRow]:
    """Return the versions of an indicator's formula, the newest first."""
    rows: list[IndicatorVersion] = sorted(indicator.versions.all(), key=lambda each: -each.number)
    return [
        VersionRow(each.state, INDICATOR_KIND_NAMES[IndicatorKind(each.kind)], each.note) for each in rows
    ]


def formula_on(indicator: FoundIndicator, period: Period) -> Formula:
    """Return the formula that holds at the end of a period."""
    version = version_on([each.state for each in indicator.versions.all()], period.end)
    if version is None:
        raise LookupError(indicator.code)
    return formula_of(version.kind, version.numerator, version.denominator, version.factor)


@dataclass(frozen=True, slots=True)
class PlaceOutcome:
    """What an indicator comes to at a place, and from how many of how many reports (0 where none is asked for)."""

    code: str
    name: str
    outcome: Outcome
    told: int
    owed: int


def outcome_at(formula: Formula, area: str, asked: Asked) -> PlaceOutcome:
    """Return what a formula comes to at one area, computed from the sums of that area."""
    found = outcomes_below(formula, area, len(area), asked)
    return found[0] if found else PlaceOutcome(area, "", outcome(formula, lambda _name: NOT_REPORTED), 0, 0)


def outcomes_below(formula: Formula, area: str, digits: int, asked: Asked) -> list[PlaceOutcome]:
    """Return what a formula comes to at each part of an area, in the order of their codes."""
    is_median = formula.kind is IndicatorKind.MEDIAN
    found = readings(formula.names, area, digits, asked, with_rows=is_median)
    names = places_at(found)
    return [
        PlaceOutcome(
            code,
            names[code].name if code in names else code,
            _outcome(formula, told),
            max((each.told for each in told.values()), default=0),
            max((each.owed for each in told.values()), default=0),
        )
        for code, told in sorted(found.items())
        if code in names or not code
    ]


def _outcome(formula: Formula, told: Readings) -> Outcome:
    if formula.kind is IndicatorKind.MEDIAN:
        rows = [row for each in told.values() for row in each.rows]
        if rows:
            middle = Fraction(median(rows))
            return Outcome(middle * formula.factor, middle, None)
    return outcome(formula, lambda name: _value(told, name))


def _value(told: Readings, name: Name) -> Value:
    reading = told.get(name)
    value: Fraction | NotReported = NOT_REPORTED if reading is None else reading.value
    return value


def years_offered(today: date) -> list[int]:
    """Return the fiscal years that have collections, and the present one, the latest first."""
    codes: Iterable[str] = Collection.objects.order_by().values_list("period_code", flat=True).distinct()
    return sorted({fiscal_year(today), *(int(each[:4]) for each in codes)}, reverse=True)


def periods_offered(today: date) -> list[Period]:
    """Return the years that may be looked at, each with those of its quarters that have begun."""
    found: list[Period] = []
    for year in years_offered(today):
        whole = Period(PeriodKind.YEAR, year)
        found.append(whole)
        found.extend(each for each in whole.parts(PeriodKind.QUARTER) if each.start <= today)
    return found
