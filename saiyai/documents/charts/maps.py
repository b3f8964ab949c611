"""Maps that shade areas by value, from outlines the caller brings."""

import re
from dataclasses import dataclass
from typing import Final

from saiyai.documents.charts.canvas import QUIET, STEPS, About, Canvas

WIDTH: Final = 640.0
MAP_ROOM: Final = 400.0
LEGEND_LEFT: Final = 424.0
TALLEST: Final = 620.0
_OUTLINE: Final = re.compile(r"[MmLlHhVvCcSsQqTtAaZz\d\s,.eE+-]*")


@dataclass(frozen=True, slots=True)
class Area:
    """The outline of an area as an SVG path, its name, and its value; None where nobody has reported one."""

    path: str
    label: str
    value: float | None


def map_chart(areas: tuple[Area, ...], about: About, *, view_box: tuple[float, float, float, float]) -> str:
    """Return the areas as SVG, shaded in up to five steps; missing ones are hatched.

    The steps hold about equally many areas each (`class_limits`).
    `view_box` is left, top, width and height of the outlines' own units.
    """
    left, top, width, height = view_box
    scale = min(MAP_ROOM / width, TALLEST / height)
    steps = class_limits([area.value for area in areas if area.value is not None])
    canvas = Canvas(WIDTH, max(height * scale, 40 + 24.0 * (len(steps) + 2)) + 8, about)
    for area in areas:
        _area(canvas, area, steps, (scale, left, top))
    _legend(canvas, areas, steps)
    return canvas.svg()


def class_limits(values: list[float]) -> list[tuple[float, float]]:
    """Return least and greatest value of up to five groups of about equal size, ties kept together."""
    ordered = sorted(values)
    groups: list[list[float]] = []
    for index, value in enumerate(ordered):
        wanted = len(STEPS) * index // len(ordered)
        if not groups or (wanted >= len(groups) and value != groups[-1][-1] and len(groups) < len(STEPS)):
            groups.append([])
        groups[-1].append(value)
    return [(group[0], group[-1]) for group in groups]


def _shade(value: float, steps: list[tuple[float, float]]) -> str:
    index = next(index for index, (_, most) in enumerate(steps) if value <= most)
    return STEPS[index if len(steps) > 1 else len(STEPS) // 2]


def _area(
    canvas: Canvas, area: Area, steps: list[tuple[float, float]], place: tuple[float, float, float]
) -> None:
    if not _OUTLINE.fullmatch(area.path):
        raise ValueError(f"the outline of {area.label} is no SVG path")
    about, (scale, left, top) = canvas.about, place
    if area.value is None:
        fill, said = canvas.hatch(scale), about.words.no_data
    else:
        fill, said = _shade(area.value, steps), f"{about.number(area.value)} {about.unit}".strip()
    canvas.shape(
        "path",
        label=f"{area.label}: {said}",
        d=area.path,
        fill=fill,
        stroke=QUIET,
        stroke_width=f"{0.8 / scale:.6g}",
        transform=f"translate(4 4) scale({scale:.6g}) translate({-left:.6g} {-top:.6g})",
    )


def _legend(canvas: Canvas, areas: tuple[Area, ...], steps: list[tuple[float, float]]) -> None:
    about, y = canvas.about, 24.0
    canvas.text((LEGEND_LEFT, y), about.unit, bold=True)
    for least, most in reversed(steps):
        y += 24
        span = about.number(least) if least == most else f"{about.number(least)} – {about.number(most)}"
        canvas.shape(
            "rect", x=LEGEND_LEFT, y=y - 12, width=26, height=16, fill=_shade(most, steps), stroke=QUIET
        )
        canvas.text((LEGEND_LEFT + 36, y + 1), span)
    if any(area.value is None for area in areas):
        y += 24
        canvas.no_data((LEGEND_LEFT, y - 12), (26, 16))
        canvas.text((LEGEND_LEFT + 36, y + 1), about.words.no_data)
