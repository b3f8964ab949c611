"""What places offers to pages: tables of areas, paths, what a finder finds, maps of a person's areas."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import NATION, Power, Scope
from saiyai.places import access
from saiyai.places.maps import area_map, locator_map
from saiyai.places.models import Level
from saiyai.places.queries import imports
from saiyai.places.queries.authorities import find_authorities
from saiyai.places.queries.clusters import all_clusters
from saiyai.places.queries.find import find_places
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.shapes import SHAPE_UNITS, ShapeRow, codes_drawn_here, shapes_at
from saiyai.places.queries.surroundings import surroundings_of
from saiyai.places.queries.tree import path_of, places_at, places_of_level
from saiyai.places.rules.labels import DISTRICT_DIGITS, PROVINCE_DIGITS, TAMBON_DIGITS, is_in_bangkok
from saiyai.web.components import Cell, Column, Kind, Table
from saiyai.web.find import in_both_languages, resembles
from saiyai.web.offers import AreaMap, Found, Text
from saiyai.web.routes import address_of
from saiyai.web.values import text_of_bad_value

MOST_FOUND = 6
NATION_URL = "/places/"


def place_url(code: str) -> str:
    """Return the address of a place's page."""
    return address_of("place", code)


def children_caption(code: str) -> str:
    """Return what the areas directly below a place are called."""
    if is_in_bangkok(code):
        names = {PROVINCE_DIGITS: _("Districts (khet)"), DISTRICT_DIGITS: _("Subdistricts (khwaeng)")}
    else:
        names = {PROVINCE_DIGITS: _("Districts"), DISTRICT_DIGITS: _("Tambons")}
    return names.get(len(code), _("Villages"))


def children_table(code: str, caption: str) -> Table:
    """Return the table of the areas directly below a place, with the counts of what lies below each."""
    below = surroundings_of(code)
    return _table(below.children, below.counts_of_children, caption, len(code) + 2, code)


def provinces_table(provinces: Sequence[str], caption: str) -> Table:
    """Return the table of some provinces."""
    rows = places_at(provinces)
    counts = surroundings_of(NATION).counts_of_children
    return _table([rows[each] for each in sorted(rows)], counts, caption, PROVINCE_DIGITS)


def clusters_table(counts: dict[str, int]) -> Table:
    """Return the table of all clusters with how many provinces each has today."""
    labels = (_("Name"), _("Who groups them so"), _("Begins on"), _("Ends on"))
    kinds: tuple[Kind, ...] = ("text", "text", "date", "date")
    columns = [Column(label, kind) for label, kind in zip(labels, kinds, strict=True)]
    rows = [
        [
            Cell(each.name, reverse("cluster", args=[each.code])),
            Cell(each.source),
            Cell(each.starts_on),
            Cell(each.ends_on),
            Cell(counts.get(each.code, 0), why=reverse("cluster", args=[each.code])),
        ]
        for each in all_clusters()
    ]
    return Table(
        _("Clusters of provinces"),
        [*columns, Column(_("Provinces"), "number")],
        rows,
        empty=_("No cluster has been made yet."),
    )


def why_url(code: str) -> str:
    """Return the address that says why so many areas are counted below a place; "" is the nation."""
    return f"{reverse('places_why')}?place={code}"


def _table(
    rows: Sequence[PlaceRow],
    counts: Mapping[tuple[str, str], int],
    caption: str,
    digits: int,
    above: str = NATION,
) -> Table:
    below = [(Level.DISTRICT, _("Districts")), (Level.TAMBON, _("Tambons")), (Level.VILLAGE, _("Villages"))]
    shown = [(level, label) for level, label in below if any(key[1] == level for key in counts)]
    has_postcodes = digits == TAMBON_DIGITS
    columns = [Column(_("Name")), Column(_("Name in the other language")), Column(_("Code"))]
    columns += [Column(_("Postcode"))] if has_postcodes else []
    columns += [Column(label, "number") for _level, label in shown]
    cells = []
    for row in rows:
        line = [Cell(row.label, place_url(row.code)), Cell(_other_name(row)), Cell(row.code)]
        line += [Cell(row.postcodes)] if has_postcodes else []
        line += [Cell(counts.get((row.code, level), 0)) for level, _label in shown]
        cells.append(line)
    return Table(
        caption,
        columns,
        cells,
        empty=_("Nothing is known below this place yet."),
        is_long=True,
        why_url=why_url(above) if shown else "",
    )


def _other_name(row: PlaceRow) -> str:
    return row.name_th if row.name == row.name_en else row.name_en


def joins_report(number: int) -> Table:
    """Return what became of each row of a list of the Department's codes, and which authorities got none.

    Rows that could not be joined come first, then those to confirm, then the joined ones.
    """
    lost = [
        [Cell(text_of_bad_value(BadValue(each.code, **each.values))), *_blank(4), Cell(_("not joined"))]
        for each in imports.problems_of(number, imports.MOST_PROBLEMS)
    ]
    without = [
        [Cell(""), Cell(""), Cell(code), Cell(f"{label} {place}"), Cell(""), Cell(_("no code in the list"))]
        for code, label, place in imports.authorities_without_join(number)
    ]
    columns = (
        _("In the list"),
        _("Kind in the list"),
        _("Code here"),
        _("Authority here"),
        _("Joined by"),
        _("What becomes of it"),
    )
    return Table(
        _("How the two lists were joined"),
        [Column(each) for each in columns],
        [*lost, *without, *(_join_line(each) for each in imports.joins_of(number))],
        empty=_("The file holds no row that could be joined."),
        is_long=True,
    )


def _blank(count: int) -> list[Cell]:
    return [Cell("") for _each in range(count)]


def _join_line(join: imports.JoinRow) -> list[Cell]:
    became = {"same": _("joined already"), "new": _("joined"), "doubtful": _("to be confirmed")}[join.verdict]
    return [
        Cell(f"{join.dola_code} {join.listed_name}"),
        Cell(join.listed_kind),
        Cell(join.authority_code),
        Cell(join.label),
        Cell(join.how),
        Cell(_("joined, confirmed") if join.is_confirmed else became),
    ]


def place_path(code: str) -> Sequence[tuple[str, str]]:
    """Return the (label, address) of the nation, of the places above a code and of itself."""
    return [(_("Places"), reverse("places")), *((row.label, place_url(row.code)) for row in path_of(code))]


def found_places(query: str, scope: Scope) -> list[Found]:  # noqa: ARG001 (places are public)
    """Return the places and authorities that a typed text may mean."""
    if not query:
        return []
    places = [
        Found(
            _("place"),
            each.row.label,
            " ".join(row.label for row in reversed(each.path[:-1])),
            place_url(each.row.code),
        )
        for each in find_places(query, limit=MOST_FOUND)
    ]
    named = [
        Found(_("local authority"), each.label, each.kind_label, reverse("local_authority", args=[each.code]))
        for each in find_authorities(query)[:2]
    ]
    return [*named, *places][:MOST_FOUND]


ACTIONS: tuple[tuple[Text, str, Power | None], ...] = (
    (gettext_lazy("Clusters of provinces"), "clusters", None),
    (gettext_lazy("Import villages and local authorities"), "places_import", access.may_import),
    (gettext_lazy("Make a cluster"), "cluster_make", access.may_change_clusters),
)
"""Pages and forms of places by their label, the name of their address, and the power that they ask for."""


def found_actions(query: str, scope: Scope) -> list[Found]:
    """Return the clusters, pages and forms of places that a typed text resembles, as far as the scope may use them."""
    if not query:
        return []
    forms = [
        Found(_("page") if power is None else _("form"), label, "", reverse(name))
        for label, name, power in ACTIONS
        if (power is None or scope.has(*power.roles)) and resembles(query, in_both_languages(label))
    ]
    clusters = [
        Found(_("cluster"), each.name, each.source, reverse("cluster", args=[each.code]))
        for each in all_clusters()
        if resembles(query, (each.name_th, each.name_en, each.code))
    ]
    return [*forms, *clusters][:MOST_FOUND]


def _above(path: Sequence[PlaceRow]) -> str:
    return " ".join(row.label for row in reversed(path[:-1]))


def map_of_areas(scope: Scope) -> AreaMap | None:
    """Return the map of the areas that a person works in, None for those who work nowhere."""
    prefixes = scope.prefixes()
    if not prefixes:
        return None
    title = _("My areas on the map")
    if NATION in prefixes:
        drawn = area_map(NATION, Level.PROVINCE, title=title)
    elif len(prefixes[0]) == PROVINCE_DIGITS:
        drawn = area_map([each[:PROVINCE_DIGITS] for each in prefixes], Level.DISTRICT, title=title)
    else:
        drawn = locator_map(prefixes[0], title=title)
    return offered(drawn) if drawn.has_shapes else None


def offered(drawn: Any) -> AreaMap:
    """Return a map in the form in which pages of lower layers draw it."""
    rows = tuple((area.label, area.value, area.url) for area in drawn.areas)
    return AreaMap(
        drawn.title, drawn.svg, drawn.summary, (_("Area"), drawn.value_heading), rows, "places/map.css"
    )


@dataclass(frozen=True, slots=True)
class GeoFeature:
    """An area's outline in degrees: polygons of rings of [longitude, latitude], closed, the outer ring first."""

    row: PlaceRow
    polygons: list[list[list[list[float]]]]
    is_approximate: bool


def features_of(level: str, parent: str, *, is_coarse: bool) -> list[GeoFeature]:
    """Return the outlines of the areas of a level inside an area, of those that have one."""
    rows = places_of_level(Level(level), [parent])
    shapes = shapes_at(row.code for row in rows)
    drawn = codes_drawn_here(shapes)
    return [
        GeoFeature(row, _polygons(shapes[row.code], is_coarse=is_coarse), row.code in drawn)
        for row in rows
        if row.code in shapes
    ]


def _polygons(shape: ShapeRow, *, is_coarse: bool) -> list[list[list[list[float]]]]:
    polygons: list[list[list[list[float]]]] = []
    for ring in json.loads(shape.coarse if is_coarse else shape.fine):
        points = [[x / SHAPE_UNITS, y / SHAPE_UNITS] for x, y in zip(ring[::2], ring[1::2], strict=True)]
        closed = [*points, points[0]]
        if _is_hole(closed) and polygons:
            polygons[-1].append(closed)
        else:
            polygons.append([closed])
    return polygons


def _is_hole(closed: list[list[float]]) -> bool:
    """Tell whether a ring runs clockwise."""
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise(closed)) < 0
