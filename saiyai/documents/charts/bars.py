"""Bar charts, lying for long names and standing for short ones."""

from dataclasses import dataclass
from typing import Final

from saiyai.documents.charts.canvas import INK, PALETTE, QUIET, About, Canvas, fitted, ticks, width_of

WIDTH: Final = 640.0
ROW: Final = 28.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and its value; None where nobody has reported one."""

    label: str
    value: float | None


def bar_chart(bars: tuple[Bar, ...], about: About, *, standing: bool = False) -> str:
    """Return the bars as SVG, lying or standing, on an axis that begins at zero."""
    return _standing(bars, about) if standing else _lying(bars, about)


def _values(bars: tuple[Bar, ...]) -> list[float]:
    return [bar.value for bar in bars if bar.value is not None]


def _lying(bars: tuple[Bar, ...], about: About) -> str:
    marks = ticks(_values(bars))
    names = min(max([60.0, *[width_of(bar.label) for bar in bars]]), WIDTH * 0.42) + 10
    room = max([width_of(about.number(value)) for value in _values(bars)] or [0.0]) + 14
    left, right, bottom = names, WIDTH - max(room, 20.0), 10 + ROW * len(bars)
    canvas = Canvas(WIDTH, bottom + 44, about)

    def across(value: float) -> float:
        return left + (right - left) * (value - marks[0]) / (marks[-1] - marks[0])

    for mark in marks:
        canvas.line((across(mark), 6), (across(mark), bottom))
        canvas.text((across(mark), bottom + 16), about.number(mark), anchor="middle", size=11, fill=QUIET)
    for index, bar in enumerate(bars):
        _lying_bar(canvas, bar, 10 + ROW * index, (names, across(0.0), across(bar.value or 0.0)))
    canvas.line((across(0.0), 6), (across(0.0), bottom), INK)
    canvas.text((right, bottom + 36), about.unit, anchor="end", size=12, fill=QUIET)
    return canvas.svg()


def _lying_bar(canvas: Canvas, bar: Bar, top: float, marks: tuple[float, float, float]) -> None:
    names, zero, end = marks
    about = canvas.about
    canvas.text((names - 8, top + 16), about.digits(fitted(bar.label, names - 10)), anchor="end")
    if bar.value is None:
        words = about.words.no_data
        canvas.no_data((zero, top + 4), (44, ROW - 12), f"{bar.label}: {words}")
        canvas.text((zero + 52, top + 16), words, fill=QUIET)
        return
    label = f"{bar.label}: {about.number(bar.value)} {about.unit}".strip()
    start, length = min(zero, end), abs(end - zero)
    canvas.shape("rect", label=label, x=start, y=top + 4, width=length, height=ROW - 12, fill=PALETTE[0])
    canvas.text((max(zero, end) + 6, top + 16), about.number(bar.value))


def _standing(bars: tuple[Bar, ...], about: About) -> str:
    marks = ticks(_values(bars))
    left = max(width_of(about.number(mark), 11) for mark in marks) + 14
    top, bottom = 34.0, 250.0
    slot = (WIDTH - left - 10) / max(len(bars), 1)
    staggered = any(width_of(bar.label) > slot - 6 for bar in bars)
    canvas = Canvas(WIDTH, bottom + (44 if staggered else 26), about)

    def up(value: float) -> float:
        return bottom - (bottom - top) * (value - marks[0]) / (marks[-1] - marks[0])

    canvas.text((0, 14), about.unit, size=12, fill=QUIET)
    for mark in marks:
        canvas.line((left, up(mark)), (WIDTH, up(mark)))
        canvas.text((left - 6, up(mark) + 4), about.number(mark), anchor="end", size=11, fill=QUIET)
    for index, bar in enumerate(bars):
        middle = left + slot * (index + 0.5)
        _standing_bar(canvas, bar, (middle, min(slot * 0.62, 60.0)), (up(0.0), up(bar.value or 0.0)))
        name = about.digits(fitted(bar.label, slot * (2 if staggered else 1) - 6))
        canvas.text((middle, bottom + 18 + 18 * (index % 2 if staggered else 0)), name, anchor="middle")
    canvas.line((left, up(0.0)), (WIDTH, up(0.0)), INK)
    return canvas.svg()


def _standing_bar(canvas: Canvas, bar: Bar, place: tuple[float, float], ends: tuple[float, float]) -> None:
    middle, width = place
    zero, end = ends
    about = canvas.about
    if bar.value is None:
        words = about.words.no_data
        canvas.no_data((middle - width / 2, zero - 30), (width, 30), f"{bar.label}: {words}")
        canvas.text((middle, zero - 36), fitted(words, width * 1.6, 11), anchor="middle", size=11, fill=QUIET)
        return
    label = f"{bar.label}: {about.number(bar.value)} {about.unit}".strip()
    start, length = min(zero, end), abs(end - zero)
    canvas.shape(
        "rect", label=label, x=middle - width / 2, y=start, width=width, height=length, fill=PALETTE[0]
    )
    canvas.text((middle, start - 6), about.number(bar.value), anchor="middle", size=12)
