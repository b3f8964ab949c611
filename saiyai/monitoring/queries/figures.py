"""What can be asked of figures: sums up the place tree, and from how many of how many places each comes."""

from collections.abc import Mapping
from dataclasses import dataclass

from saiyai.analytics.cube.answers import Figure, figure, figures, missing, question
from saiyai.analytics.queries import cube
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import SEERS
from saiyai.monitoring.models import Collection
from saiyai.monitoring.queries.truth import block_of
from saiyai.monitoring.rules import LAYER_FROM, LAYERS
from saiyai.places.models import Level
from saiyai.places.queries import places_at

LEVEL_DRAWN = {0: Level.DISTRICT, 2: Level.DISTRICT, 4: Level.TAMBON}
"""The level of the areas on a map of a place, by the length of the place's code."""
CODE_LENGTH = {Level.DISTRICT: 4, Level.TAMBON: 6}


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """The sum of a series at a place, and from how many of how many places it comes."""

    code: str
    name: str
    value: int | None
    reported: int
    owed: int


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The sums of a series over the places directly below one, in a layer, with their total."""

    rows: tuple[PlaceFigure, ...]
    total: PlaceFigure
    shades: Mapping[str, int | None]
    """The sums by district or tambon, whichever the map of the place shows."""
    missing: tuple[str, ...]
    """The codes of the places that owe a report and are not counted, in order."""


def layers_for(scope: Scope, place_code: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the layers that a scope sees at a place: what is not yet approved stays in one's own area."""
    areas = (place_code,) if place_code else prefixes
    covers_all = all(scope.covers(each, SEERS) for each in areas)
    return tuple(LAYERS) if covers_all else ("approved",)


def figures_at(collection: Collection, place_code: str, series: str, layer: str) -> FigureTable:
    """Return the sums of a series over the places directly below one (the provinces where it is empty).

    They come from the cube, which has caught up with the last commit. A place that has not come to the layer, or
    left the number out, counts as owed and not as zero.
    """
    with cube() as held:
        block = held.block(block_of(collection))
        if block is None:
            return FigureTable((), PlaceFigure(place_code, "", None, 0, 0), {}, ())
        asked = question(block, series, [collection.period_code], LAYER_FROM[layer])
        deepest = block.places.length
        below = figures(block, asked, place_code, min(len(place_code) + 2, deepest))
        drawn = figures(block, asked, place_code, min(_drawn_length(place_code), deepest))
        whole = figure(block, asked, place_code)
        absent = missing(block, asked, place_code)
    names = places_at([*(each.area for each in below), place_code])
    rows = tuple(
        _row(each, names[each.area].name if each.area in names else each.area) for each in below if each.owed
    )
    shades = {each.area: _count(each) for each in drawn if each.owed}
    return FigureTable(rows, _row(whole, ""), shades, absent)


def _drawn_length(place_code: str) -> int:
    return CODE_LENGTH[LEVEL_DRAWN.get(len(place_code), Level.TAMBON)]


def _row(found: Figure, name: str) -> PlaceFigure:
    return PlaceFigure(found.area, name, _count(found), found.told, found.owed)


def _count(found: Figure) -> int | None:
    return None if found.value is None else int(found.value)
