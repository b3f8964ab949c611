"""The published figures of places: as open data gives them, as articles quote them, as the places' pages show them.

Small counts of people, and what would give them away, are hidden alike wherever a figure stands: whoever holds one
page beside another subtracts nothing that a third one hides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache

from saiyai.analytics.series import Series, Value, published
from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.kernel.money import format_baht
from saiyai.kernel.powers import NATION
from saiyai.kernel.small_cells import hidden_cells
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level
from saiyai.web.counts import people_told

PROVINCE_DIGITS, DISTRICT_DIGITS = 2, 4
KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """What a series says of a place: its value, the day it stands for, and the entry of the record it was read at."""

    series: Series
    value: Value
    on: date
    entry: int
    is_hidden: bool = False

    @property
    def shown(self) -> str:
        """Return the figure as it is read, "" where it is hidden or where there is nothing to divide by."""
        figure = None if self.is_hidden else self.value.value
        if figure is None:
            return ""
        match self.series.unit:
            case "share":
                return f"{float(figure) * 100:.1f} %"
            case "points":
                return f"{float(figure):.2f}"
            case "satang":
                return format_baht(int(figure))
            case "people":
                return people_told(int(figure))
            case _:
                return f"{int(figure):,}"

    @property
    def parts(self) -> tuple[str, str]:
        """Return numerator and denominator as they are read, both empty for a count and for what is hidden."""
        if self.is_hidden or self.value.denominator is None:
            return "", ""
        return f"{int(self.value.numerator):,}", f"{int(self.value.denominator):,}"


def day_of(series: Series) -> date:
    """Return as of which day a series is published: counts of people of the last month, so that no day is subtracted."""
    today = clock.today()
    return today.replace(day=1) - timedelta(days=1) if series.people else today


def values_by_area(series: Series, on: date) -> Mapping[str, Value]:
    """Return what a series says of the nation, of its provinces and, where it knows its parts, of its districts."""
    values = {NATION: series.of_area(NATION, on)}
    if series.of_parts is None:
        for place in places_of_level(Level.PROVINCE, [NATION]):
            values[place.code] = series.of_area(place.code, on)
        return values
    for digits in (PROVINCE_DIGITS, DISTRICT_DIGITS):
        values |= series.by_part(NATION, digits, on)
    return values


def hidden_figures(series: Series, values: Mapping[str, Value]) -> frozenset[str]:
    """Return the areas whose figure is not shown, because too few people stand behind it or behind another."""
    if not series.people:
        return frozenset()
    return hidden_cells({area: int(getattr(value, series.people) or 0) for area, value in values.items()})


def figure_at(series: Series, place_code: str) -> PlaceFigure:
    """Return what a series says of a place now; below districts, counts of people are hidden altogether."""
    on, entry = day_of(series), present_sequence()
    if not series.people:
        return PlaceFigure(series, series.of_area(place_code, on), on, entry)
    if len(place_code) > DISTRICT_DIGITS:
        return PlaceFigure(series, Value(0), on, entry, is_hidden=True)
    values = values_by_area(series, on)
    value = values.get(place_code) or Value(0, 0 if series.people == "denominator" else None)
    return PlaceFigure(series, value, on, entry, is_hidden=place_code in hidden_figures(series, values))


def figures_at(place_code: str) -> tuple[PlaceFigure, ...]:
    """Return every published figure of a place that says anything, hidden ones with it; at most a minute old."""
    key = f"place.figures.{place_code}"
    told: list[tuple[str, Value, date, int, bool]] | None = cache.get(key)
    if told is None:
        found = [figure_at(each, place_code) for each in published()]
        told = [
            (each.series.code, each.value, each.on, each.entry, each.is_hidden)
            for each in found
            if each.is_hidden or each.value.value
        ]
        cache.set(key, told, KEPT_SECONDS)
    series = {each.code: each for each in published()}
    return tuple(
        PlaceFigure(series[code], value, on, entry, is_hidden=is_hidden)
        for code, value, on, entry, is_hidden in told
        if code in series
    )
