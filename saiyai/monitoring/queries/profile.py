"""What can be asked of a place by field: each number beside its own past, and beside the middle of its like."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from saiyai.kernel.expressions import Name
from saiyai.kernel.periods import Period
from saiyai.monitoring.models import Project
from saiyai.monitoring.queries.project import SeriesRow, period_label
from saiyai.monitoring.queries.values import Asked, Reading, readings
from saiyai.monitoring.rules import LAYER_FROM
from saiyai.monitoring.rules.beside import each_of, middle, steps_of
from saiyai.places.queries import places_at

TREND_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Field:
    """A number of a place for each place that reported: now, in the period before, in the middle of its like."""

    series: SeriesRow
    total: Fraction | None
    now: Fraction | None
    before: Fraction | None
    median: Fraction | None
    told: int
    owed: int


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place below another, with each field's number for each place that reported, and its step among its like."""

    code: str
    name: str
    values: tuple[Fraction | None, ...]
    steps: tuple[int, ...]
    told: int
    owed: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What a series came to at a place in a period, from how many of how many places."""

    period: str
    value: Fraction | None
    told: int
    owed: int


def asked_of(project: Project, period_code: str, layer: str, today: date) -> Asked:
    """Return what is asked of a project in a period from a layer on."""
    return Asked(Period.parse(period_code), LAYER_FROM[layer], today, project.pk, project.prefixes)


def fields_of(series: Sequence[SeriesRow], place_code: str, asked: Asked) -> list[Field]:
    """Return a place's profile by field; its like are the project's places of the same level, itself among them."""
    names = {each.code: Name(each.code) for each in series}
    digits = len(place_code)
    now = readings(names.values(), place_code, digits, asked).get(place_code, {})
    past = replace(asked, period=asked.period.previous())
    before = readings(names.values(), place_code, digits, past).get(place_code, {})
    peers = readings(names.values(), "", digits, asked) if place_code else {}
    found = []
    for each in series:
        name = names[each.code]
        here = now.get(name)
        like = [_each(told.get(name)) for code, told in peers.items() if code.startswith(asked.prefixes)]
        found.append(
            Field(
                each,
                _value(here),
                _each(here),
                _each(before.get(name)),
                middle(like),
                here.told if here else 0,
                here.owed if here else 0,
            )
        )
    return found


def lines_below(series: Sequence[SeriesRow], place_code: str, asked: Asked) -> list[PlaceLine]:
    """Return the places below one, each with all fields, in the order of their codes."""
    names = [Name(each.code) for each in series]
    found = readings(names, place_code, len(place_code) + 2, asked)
    codes = sorted(code for code in found if code.startswith(asked.prefixes))
    known = places_at(codes)
    columns = [[_each(found[code].get(name)) for code in codes] for name in names]
    steps = [steps_of(column) for column in columns]
    return [
        PlaceLine(
            code,
            known[code].name if code in known else code,
            tuple(column[row] for column in columns),
            tuple(step[row] for step in steps),
            max((each.told for each in found[code].values()), default=0),
            max((each.owed for each in found[code].values()), default=0),
        )
        for row, code in enumerate(codes)
    ]


def sums_before(series: str, place_code: str, asked: Asked) -> dict[str, Fraction | None]:
    """Return what a series came to at each place below one in the period before, by the code of the place."""
    name, past = Name(series), replace(asked, period=asked.period.previous())
    found = readings([name], place_code, len(place_code) + 2, past)
    return {code: _value(told.get(name)) for code, told in found.items()}


def middle_sum(series: str, digits: int, asked: Asked) -> Fraction | None:
    """Return the median of what a series comes to at the project's places whose codes have so many digits."""
    name = Name(series)
    found = readings([name], "", digits, asked)
    return middle(_value(told.get(name)) for code, told in found.items() if code.startswith(asked.prefixes))


def trend_of(series: str, place_code: str, asked: Asked, length: int = TREND_LENGTH) -> list[TrendPoint]:
    """Return what a series came to at a place in a period and those before it, the earliest first."""
    points: list[TrendPoint] = []
    then = asked
    name = Name(series)
    for _step in range(length):
        told = readings([name], place_code, len(place_code), then).get(place_code, {}).get(name)
        points.insert(
            0,
            TrendPoint(
                period_label(then.period.code),
                _value(told),
                told.told if told else 0,
                told.owed if told else 0,
            ),
        )
        then = replace(then, period=then.period.previous())
    first = next((number for number, each in enumerate(points) if each.owed), len(points) - 1)
    return points[first:]


def _value(reading: Reading | None) -> Fraction | None:
    return reading.value if reading is not None and isinstance(reading.value, Fraction) else None


def _each(reading: Reading | None) -> Fraction | None:
    """Return what a reading comes to for each place that told it; a published figure stands for itself."""
    if reading is None:
        return None
    return each_of(_value(reading), reading.told) if reading.owed else _value(reading)
