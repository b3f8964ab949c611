"""What a series says of places in a period: from the cube where it is reported, else from the app that publishes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from saiyai.analytics.cube.answers import Figure, figures, question, rows_told
from saiyai.analytics.cube.block import Block
from saiyai.analytics.cube.shape import Standing
from saiyai.analytics.held import Cube
from saiyai.analytics.queries import cube
from saiyai.analytics.series import Series, published, series_at
from saiyai.analytics.series import Value as Published
from saiyai.kernel.expressions import NOT_REPORTED, Name, NotReported, Shift
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.monitoring.models import Collection
from saiyai.monitoring.queries.series import PARTS, code_asked
from saiyai.monitoring.queries.truth import block_of

Known = Fraction | NotReported


@dataclass(frozen=True, slots=True)
class Asked:
    """Which period, from which layer on, on which day it is asked, in which project (None for all)."""

    period: Period
    layer: Standing
    today: date
    project_pk: int | None = None
    prefixes: tuple[str, ...] = ("",)
    """The areas that the empty place stands for: those of the project."""

    def shifted(self, shift: Shift | None) -> "Asked":
        """Return the same asked of the period that a name is shifted to."""
        if shift is None:
            return self
        if shift is Shift.LAST_PERIOD:
            period = self.period.previous()
        else:
            period = Period(self.period.kind, self.period.fiscal_year - 1, self.period.number)
        return Asked(period, self.layer, self.today, self.project_pk, self.prefixes)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a series says of a place: its number, and how many reports of how many told it (0 where it is published)."""

    value: Known
    told: int = 0
    owed: int = 0
    rows: tuple[Fraction, ...] = ()
    """The places' own numbers, where the middle one of them is asked for."""


NOTHING = Reading(NOT_REPORTED)
Readings = Mapping[Name, Reading]


def readings(
    names: Iterable[Name], area: str, digits: int, asked: Asked, *, with_rows: bool = False
) -> dict[str, dict[Name, Reading]]:
    """Return what each name says of each part of an area whose code has so many digits; the area itself for its own.

    A part that nothing is known of is left out.
    """
    found: dict[str, dict[Name, Reading]] = {}
    told: Told = {}
    with cube() as held:
        for name in names:
            then = asked.shifted(name.shift)
            code = code_asked(name)
            parts = _published(code, area, digits, then, told)
            if parts is None:
                parts = _reported(held, code, (area, digits), then, with_rows=with_rows)
            for part, reading in parts.items():
                found.setdefault(part, {})[name] = reading
    return found


def unpublished(names: Iterable[Name]) -> tuple[str, ...]:
    """Return the series that nobody publishes and no collection asks for, by their codes in order."""
    codes = {code_asked(each) for each in names}
    own = {each.code for each in published()}
    wanted = {each for each in codes if each not in own and _base(each)[0] not in own}
    rows = Collection.objects.filter(form__items__series__code__in=wanted)
    return tuple(sorted(wanted - set(rows.values_list("form__items__series__code", flat=True))))


def _base(code: str) -> tuple[str, str]:
    """Return a published share's code and which of its parts is meant, if any."""
    base, _dot, part = code.rpartition(".")
    return (base, part) if part in PARTS else (code, "")


Told = dict[str, Mapping[str, Published]]
"""What published series said already, by their codes: both parts of a share are asked for at once."""


def _published(code: str, area: str, digits: int, asked: Asked, told: Told) -> dict[str, Reading] | None:
    base, part = _base(code)
    try:
        series = series_at(base)
    except LookupError:
        return None
    if asked.period.start > asked.today:
        return {}
    key = f"{base}@{asked.period.code}"
    if key not in told:
        told[key] = _values(series, area, digits, asked)
    return {
        place: Reading(_part_of(value, part))
        for place, value in told[key].items()
        if not place or place.startswith(asked.prefixes)
    }


def _values(series: Series, area: str, digits: int, asked: Asked) -> Mapping[str, Published]:
    """Return what a published series says of the parts of an area, or of the area itself."""
    on = min(asked.period.end, asked.today)
    if digits > len(area):
        return {} if series.of_parts is None else series.by_part(area, digits, on)
    if area or asked.prefixes == ("",):
        return {area: series.of_area(area, on)}
    if series.of_parts is None or len({len(each) for each in asked.prefixes}) > 1:
        return {area: _together([series.of_area(each, on) for each in asked.prefixes])}
    parts = series.by_part("", len(asked.prefixes[0]), on)
    found = [parts[each] for each in asked.prefixes if each in parts]
    return {area: _together(found)} if found else {}


def _together(values: list[Published]) -> Published:
    """Return the figure of several areas together: their parts added up."""
    whole, *others = values
    for each in others:
        whole += each
    return whole


def _part_of(value: Published, part: str) -> Known:
    if part == "numerator":
        return Fraction(value.numerator)
    if part == "denominator":
        return NOT_REPORTED if value.denominator is None else Fraction(value.denominator)
    return NOT_REPORTED if value.value is None else value.value


def _reported(
    held: Cube, code: str, where: tuple[str, int], asked: Asked, *, with_rows: bool
) -> dict[str, Reading]:
    """Return what the newest form that asks for a series in the year says; two forms are never added up."""
    area, digits = where
    for key, kind in _blocks(code, asked):
        block = held.block(key)
        periods = _periods(kind, asked.period)
        if block is None or not periods or code not in block.shape.columns:
            continue
        if not len(block.places) or not _has_level(block, area, digits):
            continue
        wanted = question(block, code, periods, asked.layer)
        parts = {each.area: _reading(each) for each in figures(block, wanted, area, digits) if each.owed}
        if with_rows:
            parts = {
                place: Reading(
                    each.value, each.told, each.owed, _fractions(rows_told(block, wanted, place).tolist())
                )
                for place, each in parts.items()
            }
        if parts:
            return parts
    return {}


def _fractions(rows: list[int | float]) -> tuple[Fraction, ...]:
    return tuple(Fraction(each) for each in rows)


def _has_level(block: Block, area: str, digits: int) -> bool:
    """Tell whether the block's places come together at areas of so many digits inside an area that may be asked."""
    return digits in (*block.places.lengths, block.places.length) and len(area) <= digits


def _reading(found: Figure) -> Reading:
    if found.value is None or found.weight == 0:
        return Reading(NOT_REPORTED, found.told, found.owed)
    number = Fraction(found.value) if found.weight is None else Fraction(found.value) / found.weight
    return Reading(number, found.told, found.owed)


def _blocks(code: str, asked: Asked) -> list[tuple[str, PeriodKind]]:
    """Return the blocks of the fiscal year that hold a series, those of the newest form first."""
    rows = Collection.objects.filter(
        form__items__series__code=code, period_code__startswith=str(asked.period.fiscal_year)
    )
    if asked.project_pk is not None:
        rows = rows.filter(project=asked.project_pk)
    found = {block_of(each): Period.parse(each.period_code).kind for each in rows.order_by("-form_id", "pk")}
    return list(found.items())


def _periods(kind: PeriodKind, wanted: Period) -> tuple[str, ...]:
    """Return the periods of a block that make up the one wanted; none where it is shorter than the block's."""
    if kind is wanted.kind:
        return (wanted.code,)
    return tuple(each.code for each in wanted.parts(kind))
