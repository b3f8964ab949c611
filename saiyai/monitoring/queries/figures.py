"""What can be asked of figures: sums up the place tree, and from how many of how many places each comes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import SEERS
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.rules import LAYERS, Leaf, State, Total, is_counted, roll_up
from saiyai.network.access import within
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
    """Return the sums of a series over the places directly below one (the provinces where it is empty)."""
    length = len(place_code) + 2
    drawn_length = CODE_LENGTH[LEVEL_DRAWN.get(len(place_code), Level.TAMBON)]
    leaves = _leaves(collection, place_code)
    totals = roll_up(leaves, series, layer, length)
    whole = roll_up(leaves, series, layer, len(place_code)).get(place_code, Total())
    names = places_at([*totals, place_code])
    rows = tuple(
        _figure(code, names[code].name if code in names else code, totals[code]) for code in sorted(totals)
    )
    drawn = totals if drawn_length == length else roll_up(leaves, series, layer, drawn_length)
    shades = {code: total.value for code, total in drawn.items()}
    missing = tuple(sorted(each.place_code for each in leaves if not is_counted(each, series, layer)))
    return FigureTable(rows, _figure(place_code, "", whole), shades, missing)


def _leaves(collection: Collection, place_code: str) -> list[Leaf]:
    rows = Report.objects.filter(within([place_code]), collection=collection)
    return [
        Leaf(code, State(state), json.loads(text))
        for code, state, text in rows.values_list("place_code", "state", "figures_text")
    ]


def _figure(code: str, name: str, total: Total) -> PlaceFigure:
    return PlaceFigure(code, name, total.value, total.reported, total.owed)
