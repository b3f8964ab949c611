"""Making shapes ready to draw out of geometries: simplified at two scales, with their neighbours.

This module, with those it builds on, needs numpy and shapely: it runs at set-up and imports, not for pages.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient
from shapely.strtree import STRtree

from saiyai.places.maps.cells import Fit, Points, district_cells, district_points, fitted
from saiyai.places.maps.outlines import polygons_of, province_outlines
from saiyai.places.queries.shapes import SHAPE_UNITS

FINE, COARSE = 0.002, 0.012
"""By how many degrees a simplified edge may lie off, for a province's map and the nation's."""
SMALLEST_ISLAND = 0.0004
"""Square degrees (some five square kilometres) under which an island is left out of coarse shapes."""
TOUCHING, NEAR = 0.0015, 0.02
"""How far apart in degrees neighbours may lie: where edges are shared, where drawn apart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An area's shape as it is stored; rings are JSON."""

    code: str
    fine: str
    coarse: str
    label_x: int
    label_y: int
    neighbours: str


def drawn_shapes(
    progress: Callable[[str], None] = lambda _step: None,
) -> tuple[list[Shape], list[Shape], Fit]:
    """Return the shapes of provinces and districts made from the drawing and the points, and their fit."""
    outlines, points = province_outlines(), district_points()
    progress("fit")
    fit = fitted(outlines, points)
    provinces = {code: fit.to_earth(outline) for code, outline in outlines.items()}
    progress("cells")
    districts: dict[str, MultiPolygon] = {}
    for code, outline in sorted(provinces.items()):
        own: Points = {each: point for each, point in points.items() if each.startswith(code)}
        districts |= district_cells(outline, own)
    progress("shapes")
    return (
        shapes_of(provinces, gap=NEAR),
        shapes_of(districts, gap=TOUCHING, gap_across=NEAR),
        fit,
    )


def shapes_of(
    areas: Mapping[str, MultiPolygon], *, gap: float, gap_across: float | None = None
) -> list[Shape]:
    """Return areas of one level as shapes; `gap_across` holds between areas of different parents."""
    codes = sorted(code for code in areas if not areas[code].is_empty)
    whole = [areas[code] for code in codes]
    fine, coarse = (_simplified(whole, tolerance) for tolerance in (FINE, COARSE))
    near = _neighbours(codes, whole, gap, gap if gap_across is None else gap_across)
    return [
        Shape(
            code,
            _rings(fine[i]),
            _rings(_without_islets(coarse[i])),
            *_label_point(whole[i]),
            " ".join(near[code]),
        )
        for i, code in enumerate(codes)
    ]


def _simplified(areas: list[MultiPolygon], tolerance: float) -> list[MultiPolygon]:
    """Return areas with fewer corners: shared edges stay shared, and no small area is changed."""
    simpler = shapely.coverage_simplify(areas, tolerance)
    kept: list[MultiPolygon] = []
    for before, after in zip(areas, simpler, strict=True):
        small = before.area < (tolerance * 12) ** 2
        kept.append(before if small or after.is_empty else polygons_of(shapely.make_valid(after)))
    return kept


def _without_islets(area: MultiPolygon) -> MultiPolygon:
    large = [part for part in area.geoms if part.area >= SMALLEST_ISLAND]
    return MultiPolygon(large) if large else area


def _label_point(area: MultiPolygon) -> tuple[int, int]:
    largest = max(area.geoms, key=lambda part: part.area)
    point = largest.centroid if largest.covers(largest.centroid) else largest.representative_point()
    return round(point.x * SHAPE_UNITS), round(point.y * SHAPE_UNITS)


def _neighbours(
    codes: list[str], areas: list[MultiPolygon], gap: float, across: float
) -> dict[str, list[str]]:
    tree = STRtree(areas)
    left, right = tree.query(areas, predicate="dwithin", distance=max(gap, across))
    near: dict[str, list[str]] = {code: [] for code in codes}
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i == j:
            continue
        same = codes[i][:-2] == codes[j][:-2]
        if across <= gap or not same or shapely.dwithin(areas[i], areas[j], gap):
            near[codes[i]].append(codes[j])
    return {code: sorted(found) for code, found in near.items()}


def _rings(area: MultiPolygon) -> str:
    rings = [ring for part in area.geoms for ring in _rings_of(part)]
    return json.dumps(rings, separators=(",", ":"))


def _rings_of(part: Polygon) -> list[list[int]]:
    """Return the outer ring counter-clockwise with the holes clockwise after it, so that each ring says what it is."""
    found = []
    turned = orient(part)
    for ring in (turned.exterior, *turned.interiors):
        corners = np.rint(shapely.get_coordinates(ring)[:-1] * SHAPE_UNITS).astype(int)
        if len(corners) > 2:  # noqa: PLR2004 (a ring has three corners)
            found.append(corners.ravel().tolist())
    return found
