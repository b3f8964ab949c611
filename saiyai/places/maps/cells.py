"""Fitting the drawing to the earth, and dividing provinces into cells round the points of their districts."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point
from shapely.ops import nearest_points

from saiyai.places.maps.outlines import polygons_of

POINTS = Path(__file__).resolve().parent.parent / "seed" / "district_points.csv"
KM_PER_DEGREE = 111.32
ROUNDS = 4

Outlines = dict[str, MultiPolygon]
Points = dict[str, tuple[float, float]]


def district_points(file: Path = POINTS) -> Points:
    """Return a point in every district as (longitude, latitude) in degrees, by code."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        return {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}


@dataclass(frozen=True, slots=True)
class Fit:
    """How the drawing lies on the earth: two rows of coefficients over 1, x, y, x², xy, y², and how well."""

    coefficients: np.ndarray
    residual_km: float
    """The root of the mean square between the provinces' centres on the earth and in the fitted drawing."""
    outside: int
    """How many district points lie outside their province's fitted outline."""

    def to_earth(self, outline: MultiPolygon) -> MultiPolygon:
        """Return an outline of the drawing in degrees of longitude and latitude."""
        moved = shapely.transform(outline, lambda xy: _terms(xy) @ self.coefficients.T)
        return polygons_of(shapely.make_valid(moved))


def _terms(xy: np.ndarray) -> np.ndarray:
    x, y = xy[:, 0] / 1000, xy[:, 1] / 1000
    return np.column_stack([np.ones_like(x), x, y, x * x, x * y, y * y])


def fitted(outlines: Outlines, points: Points) -> Fit:
    """Return the least-squares fit of the drawing to the earth.

    A province's centre on the earth is first the mean of its districts' points; once a fit exists, each point
    counts by the ground of its cell, so that small districts round a capital do not pull the centre.
    """
    drawn = np.array([[outlines[code].centroid.x, outlines[code].centroid.y] for code in sorted(outlines)])
    earth = np.array([_mean(code, points) for code in sorted(outlines)])
    coefficients = _solved(drawn, earth)
    for _round in range(ROUNDS):
        fit = Fit(coefficients, 0.0, 0)
        earth = np.array([_weighted_mean(fit.to_earth(outlines[c]), c, points) for c in sorted(outlines)])
        coefficients = _solved(drawn, earth)
    misses = _terms(drawn) @ coefficients.T - earth
    misses[:, 0] *= np.cos(np.radians(earth[:, 1]))
    residual = float(np.sqrt((misses**2).sum(axis=1).mean())) * KM_PER_DEGREE
    return Fit(coefficients, residual, _outside(Fit(coefficients, 0.0, 0), outlines, points))


def _solved(drawn: np.ndarray, earth: np.ndarray) -> np.ndarray:
    solution, *_rest = np.linalg.lstsq(_terms(drawn), earth, rcond=None)
    return np.asarray(solution.T)


def _of_province(code: str, points: Points) -> Points:
    return {district: point for district, point in points.items() if district.startswith(code)}


def _mean(code: str, points: Points) -> tuple[float, float]:
    inside = np.array(list(_of_province(code, points).values()))
    return float(inside[:, 0].mean()), float(inside[:, 1].mean())


def _weighted_mean(outline: MultiPolygon, code: str, points: Points) -> tuple[float, float]:
    cells = district_cells(outline, _of_province(code, points))
    weights = np.array([cells[each].area for each in sorted(cells)])
    inside = np.array([points[each] for each in sorted(cells)])
    x, y = (inside * weights[:, None]).sum(axis=0) / weights.sum()
    return float(x), float(y)


def _outside(fit: Fit, outlines: Outlines, points: Points) -> int:
    on_earth = {code: fit.to_earth(outline) for code, outline in outlines.items()}
    return sum(not on_earth[district[:2]].covers(Point(point)) for district, point in points.items())


def district_cells(outline: MultiPolygon, points: Points) -> dict[str, MultiPolygon]:
    """Return a province divided among its districts: to each the ground nearest to its point.

    Points outside the outline are moved to its nearest edge, and points that coincide apart by some metres.
    """
    codes = sorted(points)
    seeds = _apart([_inside(outline, Point(points[code])) for code in codes])
    if len(codes) == 1:
        return {codes[0]: outline}
    squeeze = math.cos(math.radians(outline.centroid.y))
    flat = shapely.transform(MultiPoint(seeds), lambda xy: xy * [squeeze, 1])
    frame = shapely.transform(outline, lambda xy: xy * [squeeze, 1]).envelope.buffer(1)
    cells = shapely.get_parts(shapely.voronoi_polygons(flat, extend_to=frame, ordered=True))
    return {
        code: polygons_of(outline.intersection(shapely.transform(cell, lambda xy: xy / [squeeze, 1])))
        for code, cell in zip(codes, cells, strict=True)
    }


def _inside(outline: MultiPolygon, point: Point) -> Point:
    if outline.covers(point):
        return point
    core = outline.buffer(-0.01)
    nearest, _own = nearest_points(outline if core.is_empty else core, point)
    return Point(nearest)


def _apart(points: list[Point]) -> list[Point]:
    taken: set[tuple[float, float]] = set()
    kept: list[Point] = []
    for number, point in enumerate(points):
        place = (round(point.x, 5), round(point.y, 5))
        while place in taken:
            place = (
                round(place[0] + 0.001 * math.cos(number), 5),
                round(place[1] + 0.001 * math.sin(number), 5),
            )
        taken.add(place)
        kept.append(Point(place))
    return kept
