"""Line charts over ordered categories such as years, quarters or rounds."""

from dataclasses import dataclass
from typing import Final

from saiyai.documents.charts.canvas import (
    INK,
    PALETTE,
    QUIET,
    About,
    Canvas,
    fitted,
    legend,
    marker,
    plain,
    runs,
    ticks,
    width_of,
)

WIDTH: Final = 640.0
DASHES: Final = ("none", "7 3", "2 3", "9 3 2 3")


@dataclass(frozen=True, slots=True)
class Series:
    """A named run of values, one for each category; None where nobody has reported one."""

    name: str
    values: tuple[float | None, ...]


def line_chart(categories: tuple[str, ...], series: tuple[Series, ...], about: About) -> str:
    """Return the series as SVG; a missing value breaks its line and is hatched at the axis."""
    known = [value for one in series for value in one.values if value is not None]
    missing = any(value is None for one in series for value in one.values)
    marks = ticks(known)
    left = max(width_of(about.number(mark), 11) for mark in marks) + 14
    canvas = Canvas(WIDTH, 326, about)
    top = legend(canvas, [one.name for one in series], left=left, top=16) + (20 if about.unit else 8)
    bottom, slot = 282.0, (WIDTH - left - 12) / max(len(categories), 1)

    def up(value: float) -> float:
        return bottom - (bottom - top) * (value - marks[0]) / (marks[-1] - marks[0])

    def across(index: int) -> float:
        return left + slot * (index + 0.5)

    _grid(canvas, [(mark, up(mark)) for mark in marks], (left, top))
    for index, category in enumerate(categories):
        canvas.text(
            (across(index), bottom + 18), about.digits(fitted(category, slot)), anchor="middle", size=12
        )
    canvas.line((left, up(0.0)), (WIDTH, up(0.0)), INK)
    for index, one in enumerate(series):
        _missing(
            canvas,
            one,
            (index, len(series)),
            [(across(place), slot) for place in range(len(categories))],
            bottom,
        )
        points = [
            None if value is None else (across(place), up(value)) for place, value in enumerate(one.values)
        ]
        _line(canvas, index, one, points)
    if missing:
        canvas.no_data((left, bottom + 28), (18, 11))
        canvas.text((left + 24, bottom + 38), about.words.no_data, size=12, fill=QUIET)
    return canvas.svg()


def _grid(canvas: Canvas, marks: list[tuple[float, float]], corner: tuple[float, float]) -> None:
    left, top = corner
    if canvas.about.unit:
        canvas.text((left, top - 10), canvas.about.unit, size=12, fill=QUIET)
    for mark, y in marks:
        canvas.line((left, y), (WIDTH, y))
        canvas.text((left - 6, y + 4), canvas.about.number(mark), anchor="end", size=11, fill=QUIET)


def _missing(
    canvas: Canvas,
    one: Series,
    place: tuple[int, int],
    slots: list[tuple[float, float]],
    bottom: float,
) -> None:
    index, of = place
    for value, (middle, slot) in zip(one.values, slots, strict=True):
        if value is None:
            share = min(slot, 60.0) / of
            left = middle - share * of / 2 + share * index
            canvas.no_data((left, bottom - 16), (share, 16), f"{one.name}: {canvas.about.words.no_data}")


def _line(canvas: Canvas, index: int, one: Series, points: list[tuple[float, float] | None]) -> None:
    for stretch in runs(points):
        path = "M" + "L".join(f"{plain(x)} {plain(y)}" for x, y in stretch)
        canvas.shape(
            "path",
            label=one.name,
            d=path,
            fill="none",
            stroke=PALETTE[index % len(PALETTE)],
            stroke_width=2.25,
            stroke_dasharray=DASHES[index % len(DASHES)],
        )
    for point in points:
        if point:
            marker(canvas, index, point)
