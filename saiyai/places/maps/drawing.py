"""Shapes drawn: stored rings laid into a view box as SVG paths, kept in memory until the places change."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from saiyai.places.queries.shapes import SHAPE_UNITS, ShapeRow, is_drawn_here, shapes_at

SIZE = 1000
"""The longer side of a view box."""
MARGIN = 8
MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class Drawn:
    """One area's path and the point for its name, in the view box's units."""

    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Several areas in one view box; those around them stand apart."""

    width: int
    height: int
    areas: dict[str, Drawn]
    around: dict[str, Drawn]
    is_approximate: bool
    """Whether any of the areas' shapes was made here and is but an approximation."""

    @property
    def view_box(self) -> str:
        """Return the SVG view box."""
        return f"0 0 {self.width} {self.height}"


def drawing_of(codes: Iterable[str], around: Iterable[str] = (), *, is_coarse: bool, token: str) -> Drawing:
    """Return the areas that have shapes, fitted into a view box, over parts of those around them.

    `token` names the places' present state, until whose end the drawing is kept.
    """
    return _drawing(tuple(sorted(codes)), tuple(sorted(around)), is_coarse, token)


@lru_cache(maxsize=MOST_KEPT)
def _drawing(codes: tuple[str, ...], around: tuple[str, ...], is_coarse: bool, _token: str) -> Drawing:  # noqa: FBT001
    shapes = shapes_at([*codes, *around])
    rings = {code: json.loads(shape.coarse if is_coarse else shape.fine) for code, shape in shapes.items()}
    inside = [ring for code in codes if code in rings for ring in rings[code]]
    if not inside:
        return Drawing(SIZE, SIZE, {}, {}, is_approximate=False)
    frame = _Frame.around(inside)
    drawn = {code: _drawn(shapes[code], rings[code], frame) for code in rings}
    areas = {code: drawn[code] for code in codes if code in drawn}
    beyond = {code: drawn[code] for code in around if code in drawn}
    return Drawing(frame.width, frame.height, areas, beyond, is_drawn_here(areas))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the view box lies: its western and northern edges, its scales and size."""

    west: int
    north: int
    scale_x: float
    scale_y: float
    width: int
    height: int

    @classmethod
    def around(cls, rings: list[list[int]]) -> "_Frame":
        west, east = min(min(ring[::2]) for ring in rings), max(max(ring[::2]) for ring in rings)
        south, north = min(min(ring[1::2]) for ring in rings), max(max(ring[1::2]) for ring in rings)
        squeeze = math.cos(math.radians((south + north) / 2 / SHAPE_UNITS))
        scale = SIZE / max((east - west) * squeeze, north - south, 1)
        width = round((east - west) * squeeze * scale) + 2 * MARGIN
        return cls(west, north, squeeze * scale, scale, width, round((north - south) * scale) + 2 * MARGIN)

    def place(self, x: int, y: int) -> tuple[int, int]:
        return round((x - self.west) * self.scale_x) + MARGIN, round((self.north - y) * self.scale_y) + MARGIN


def _drawn(shape: ShapeRow, rings: list[list[int]], frame: _Frame) -> Drawn:
    x, y = frame.place(shape.label_x, shape.label_y)
    return Drawn("".join(_path(ring, frame) for ring in rings), x, y)


def _path(ring: list[int], frame: _Frame) -> str:
    corners = [frame.place(x, y) for x, y in zip(ring[::2], ring[1::2], strict=True)]
    steps = [f"M{corners[0][0]} {corners[0][1]}l"]
    last = corners[0]
    for corner in corners[1:]:
        if corner != last:
            steps.append(f"{corner[0] - last[0]} {corner[1] - last[1]} ")
            last = corner
    return "".join(steps).rstrip() + "z" if len(steps) > 2 else ""  # noqa: PLR2004 (a ring has three corners)
