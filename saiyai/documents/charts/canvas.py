"""The sheet that charts are drawn on: shapes, labels, colours, scales and widths of text."""

import math
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

from saiyai.documents.page import Language
from saiyai.documents.words import WORDS, Words
from saiyai.kernel.text import to_thai_digits

INK: Final = "#1b1f24"
QUIET: Final = "#57606a"
GRID: Final = "#c9ced4"
# Told apart by lightness too, so that a grey print and a colour-blind eye still see six.
PALETTE: Final = ("#0b4f6c", "#d1660a", "#2e8b57", "#7a3e9d", "#b0894f", "#9b1c31")
STEPS: Final = ("#dcebf2", "#a9cfe0", "#6fadc8", "#35819f", "#0b4f6c")
TEXT_SIZE: Final = 13.0
LEAST_SPAN: Final = 1e-9  # below it a step between marks could vanish


@dataclass(frozen=True, slots=True)
class About:
    """What a chart is about, for those who cannot see it, and in which language and digits it speaks."""

    title: str
    description: str
    language: Language = "th"
    unit: str = ""
    thai_digits: bool = False

    @property
    def words(self) -> Words:
        """The furniture words of the chart's language."""
        return WORDS[self.language]

    def digits(self, text: str) -> str:
        """Return `text` in the digits the chart speaks."""
        return to_thai_digits(text) if self.thai_digits else text

    def number(self, value: float) -> str:
        """Return a value with separated thousands and at most two decimals."""
        text = f"{value:,.2f}".rstrip("0").rstrip(".")
        return self.digits("0" if text == "-0" else text)


class Canvas:
    """A growing drawing with a title, a description and one pattern, the hatch that means "no data"."""

    def __init__(self, width: float, height: float, about: About) -> None:
        self.width = width
        self.height = height
        self.about = about
        self._mark = f"{crc32(f'{about.title}|{about.description}'.encode()):08x}"
        self._hatches: dict[float, str] = {}
        self._parts: list[str] = []

    def hatch(self, scale: float = 1.0) -> str:
        """Return the fill that means "no data", for shapes that a transform enlarges by `scale`."""
        name = self._hatches.setdefault(scale, f"hatch-{self._mark}-{len(self._hatches)}")
        return f"url(#{name})"

    def shape(self, element: str, *, label: str = "", **attributes: str | float) -> None:
        """Add one shape; `label` is what a pointer resting on it is told."""
        spelled = "".join(
            f" {key.replace('_', '-')}={quoteattr(plain(value))}" for key, value in attributes.items()
        )
        inner = f"<title>{escape(printable(label))}</title>" if label else ""
        self._parts.append(f"<{element}{spelled}>{inner}</{element}>")

    def line(self, start: tuple[float, float], end: tuple[float, float], stroke: str = GRID) -> None:
        """Add a thin straight line."""
        self.shape("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=stroke, stroke_width=1)

    def no_data(self, corner: tuple[float, float], size: tuple[float, float], label: str = "") -> None:
        """Add a hatched field: here a value is missing."""
        self.shape(
            "rect",
            label=label,
            x=corner[0],
            y=corner[1],
            width=size[0],
            height=size[1],
            fill=self.hatch(),
            stroke=QUIET,
            stroke_width=0.75,
            stroke_dasharray="3 2",
        )

    def text(
        self,
        at: tuple[float, float],
        text: str,
        *,
        anchor: str = "start",
        size: float = TEXT_SIZE,
        bold: bool = False,
        fill: str = INK,
    ) -> None:
        """Add a label whose baseline is at `at`."""
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{plain(at[0])}" y="{plain(at[1])}" font-family="Sarabun" font-size="{plain(size)}"'
            f'{weight} text-anchor="{anchor}" fill="{fill}">{escape(printable(text))}</text>',
        )

    def svg(self) -> str:
        """Return the drawing as SVG text."""
        patterns = "".join(
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="scale({1 / scale:.6g})"><rect width="6" height="6" fill="#ffffff"/>'
            f'<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="{QUIET}" stroke-width="0.9" fill="none"/>'
            "</pattern>"
            for scale, name in self._hatches.items()
        )
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {plain(self.width)} {plain(self.height)}">'
            f"<title>{escape(printable(self.about.title))}</title>"
            f"<desc>{escape(printable(self.about.description))}</desc>"
            f"<defs>{patterns}</defs>{''.join(self._parts)}</svg>"
        )


def plain(value: str | float) -> str:
    """Return an attribute's value: text as it is, a number with at most two decimals."""
    if isinstance(value, str):
        return printable(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")


def printable(text: str) -> str:
    """Return `text` without the characters that XML 1.0 cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in " \t\n")


def width_of(text: str, size: float = TEXT_SIZE) -> float:
    """Return the width of `text` in Sarabun, within about a tenth; marks above and below take none."""
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Cf"}:
        return 0.0
    if letter in " .,:;'|il!()ๆเแโใไาะๅ":
        return 0.41
    return 0.66 if letter.isupper() or unicodedata.east_asian_width(letter) in "WF" else 0.61


def fitted(text: str, room: float, size: float = TEXT_SIZE) -> str:
    """Return `text`, cut with an ellipsis before the first letter that does not fit in `room`."""
    if width_of(text, size) <= room:
        return text
    kept = ""
    for letter in text:
        if width_of(kept + letter + "…", size) > room and unicodedata.category(letter) != "Mn":
            break
        kept += letter
    return kept.rstrip("เแโใไ ") + "…"


def ticks(values: list[float], wanted: int = 5) -> list[float]:
    """Return evenly spaced round numbers that span `values` and zero, at least two of them."""
    low, high = min([0.0, *values]), max([0.0, *values])
    if high - low < LEAST_SPAN:
        high = low + 1.0
    rough = (high - low) / wanted
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * unit for factor in (1, 2, 2.5, 5, 10) if factor * unit >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]


def legend(canvas: Canvas, names: list[str], *, left: float, top: float) -> float:
    """Draw markers with names, wrapped at the edge, and return where the next thing may start."""
    x, y = left, top
    for index, name in enumerate(names):
        room = width_of(name) + 40
        if x + room > canvas.width and x > left:
            x, y = left, y + 20
        marker(canvas, index, (x + 8, y - 4))
        canvas.text((x + 20, y), name)
        x += room
    return y + 14


def marker(canvas: Canvas, index: int, at: tuple[float, float]) -> None:
    """Draw the mark of a series: its form, not only its colour, tells it apart."""
    x, y = at
    fill = PALETTE[index % len(PALETTE)]
    corners = (
        (),
        ((-5, -5), (5, -5), (5, 5), (-5, 5)),
        ((0, -6), (6, 5), (-6, 5)),
        ((0, -6), (6, 0), (0, 6), (-6, 0)),
    )
    form = corners[index % len(corners)]
    if form:
        canvas.shape(
            "polygon", points=" ".join(f"{plain(x + dx)},{plain(y + dy)}" for dx, dy in form), fill=fill
        )
    else:
        canvas.shape("circle", cx=x, cy=y, r=5, fill=fill)


def runs(points: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Return the unbroken stretches of `points`: a missing one breaks the line."""
    gaps = [-1, *[index for index, point in enumerate(points) if point is None], len(points)]
    stretches = [[point for point in points[start + 1 : end] if point] for start, end in pairwise(gaps)]
    return [stretch for stretch in stretches if stretch]
