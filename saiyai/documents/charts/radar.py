"""Radar charts: several qualities of one or a few subjects on one scale."""

import math
from itertools import pairwise
from typing import Final

from saiyai.documents.charts.canvas import (
    GRID,
    PALETTE,
    QUIET,
    About,
    Canvas,
    fitted,
    legend,
    marker,
    plain,
    ticks,
)
from saiyai.documents.charts.lines import DASHES, Series

WIDTH: Final = 640.0
RADIUS: Final = 135.0
LEAST_AXES: Final = 3


def radar_chart(
    axes: tuple[str, ...], series: tuple[Series, ...], about: About, *, full: float | None = None
) -> str:
    """Return the series as SVG from 0 to `full`; a missing value opens the outline and is hatched."""
    if len(axes) < LEAST_AXES:
        raise ValueError("a radar has three axes or more")
    known = [value for one in series for value in one.values if value is not None]
    marks = ticks([max([0.0, full or 0.0, *known])], 4)
    canvas = Canvas(WIDTH, 2 * RADIUS + 110, about)
    top = legend(canvas, [one.name for one in series], left=10, top=16) + 28
    centre = (WIDTH / 2, top + RADIUS)
    angles = [2 * math.pi * index / len(axes) for index in range(len(axes))]

    def at(angle: float, value: float) -> tuple[float, float]:
        reach = RADIUS * min(max(value / marks[-1], 0.0), 1.0)
        return centre[0] + reach * math.sin(angle), centre[1] - reach * math.cos(angle)

    for mark in (mark for mark in marks if mark > 0):
        ring = " ".join(f"{plain(x)},{plain(y)}" for x, y in (at(angle, mark) for angle in angles))
        canvas.shape("polygon", points=ring, fill="none", stroke=GRID, stroke_width=1)
    for angle, name, values in zip(
        angles, axes, zip(*[one.values for one in series], strict=True), strict=True
    ):
        canvas.line(centre, at(angle, marks[-1]))
        _axis(canvas, (angle, at(angle, marks[-1])), name, missing=None in values)
    for index, one in enumerate(series):
        pairs = zip(angles, one.values, strict=True)
        _outline(
            canvas, index, one.name, [None if value is None else at(angle, value) for angle, value in pairs]
        )
    for mark in marks[1:]:
        x, y = at(0.0, mark)
        canvas.text((x + 4, y + 12), about.number(mark), size=10, fill=QUIET)
    return canvas.svg()


def _axis(canvas: Canvas, end: tuple[float, tuple[float, float]], name: str, *, missing: bool) -> None:
    angle, (x, y) = end
    side = math.sin(angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"  # noqa: PLR2004 (nearly upright)
    label_x = x + 12 * side
    label_y = y - 14 * math.cos(angle) + 4
    room = canvas.width / 2 if anchor == "middle" else (canvas.width - label_x if side > 0 else label_x)
    canvas.text((label_x, label_y), canvas.about.digits(fitted(name, room)), anchor=anchor)
    if missing:
        words = canvas.about.words.no_data
        canvas.no_data((x - 7, y - 7), (14, 14), f"{name}: {words}")
        below = label_y - 16 if math.cos(angle) > 0.9 else label_y + 16  # noqa: PLR2004 (the uppermost axis)
        canvas.text((label_x, below), words, anchor=anchor, size=11, fill=QUIET)


def _outline(canvas: Canvas, index: int, name: str, points: list[tuple[float, float] | None]) -> None:
    colour, dash = PALETTE[index % len(PALETTE)], DASHES[index % len(DASHES)]
    whole = [point for point in points if point]
    if len(whole) == len(points):
        corners = " ".join(f"{plain(x)},{plain(y)}" for x, y in whole)
        canvas.shape(
            "polygon",
            label=name,
            points=corners,
            fill=colour,
            fill_opacity=0.1,
            stroke=colour,
            stroke_width=2.25,
            stroke_dasharray=dash,
        )
    else:
        ring = [*points, points[0]]
        for start, end in pairwise(ring):
            if start and end:
                canvas.shape(
                    "line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=colour, stroke_width=2.25
                )
    for point in whole:
        marker(canvas, index, point)
