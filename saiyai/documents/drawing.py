"""The subset of SVG that documents accept: shapes, and text that stands directly below the root.

The subset is closed, so that a drawing may stand inside a page with a strict content policy (no script, no
style, no reference outside), and flat in its text, so that the PDF can set each label as real, shaped and
tagged text: Thai marks drawn by an SVG renderer inside a PDF carry no code points, which PDF/UA refuses.
"""

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring, register_namespace, tostring

SPACE: Final = "http://www.w3.org/2000/svg"
SHAPES: Final = frozenset(
    {
        "g",
        "path",
        "rect",
        "line",
        "circle",
        "ellipse",
        "polygon",
        "polyline",
        "defs",
        "pattern",
        "title",
        "desc",
    },
)
ATTRIBUTES: Final = frozenset(
    [
        "aria-hidden",
        "class",
        "cx",
        "cy",
        "d",
        "fill",
        "fill-opacity",
        "fill-rule",
        "font-family",
        "font-size",
        "font-weight",
        "height",
        "id",
        "opacity",
        "patternTransform",
        "patternUnits",
        "points",
        "preserveAspectRatio",
        "r",
        "role",
        "rx",
        "ry",
        "stroke",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
        "transform",
        "version",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    ],
)
_INNER_REFERENCE: Final = re.compile(r"url\(\s*#[\w-]+\s*\)")


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on a drawing: where its baseline starts, ends or is centred, in drawing units."""

    text: str
    x: float
    y: float
    size: float
    anchor: str
    bold: bool
    fill: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A checked drawing: its extent in drawing units, its SVG whole and without text, and its labels."""

    width: float
    height: float
    svg: str
    shapes: str
    labels: tuple[Label, ...]


def drawing_of(svg: str) -> Drawing:
    """Return the drawing that `svg` holds; raise ValueError where it leaves the subset."""
    if "<!" in svg or "<?" in svg.removeprefix('<?xml version="1.0" encoding="utf-8"?>'):
        raise ValueError("a drawing holds elements only: no document type, comment or instruction")
    try:
        root = fromstring(svg)  # noqa: S314 (no document type can reach it: see above)
    except ParseError as fault:
        raise ValueError(f"a drawing must be well-formed XML: {fault}") from fault
    if _name(root) != "svg":
        raise ValueError("a drawing's root is svg")
    _check(root)
    left, top, width, height = _view_box(root)
    register_namespace("", SPACE)  # others may have taken the empty prefix meanwhile
    whole = tostring(root, encoding="unicode")
    labels = tuple(_label(child, left, top) for child in root if _name(child) == "text")
    for child in [child for child in root if _name(child) == "text"]:
        root.remove(child)
    return Drawing(width, height, whole, tostring(root, encoding="unicode"), labels)


def _name(element: Element) -> str:
    space, _, name = str(element.tag).rpartition("}")
    return name if space == "{" + SPACE else f"foreign {element.tag}"


def _check(root: Element) -> None:
    for child in root.iter():
        name = _name(child)
        nested_text = name == "text" and not any(child is label for label in root)
        if name not in SHAPES and not (name == "text" and not nested_text) and child is not root:
            raise ValueError(f"a drawing may not hold this element here: {name}")
        for key, value in child.attrib.items():
            outside = "url" in value.lower() and not _INNER_REFERENCE.fullmatch(value)
            if key not in ATTRIBUTES or outside or (name == "text" and (key == "transform" or len(child))):
                raise ValueError(f"a drawing may not hold this attribute: {name} {key}")


def _view_box(root: Element) -> tuple[float, float, float, float]:
    numbers = [float(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    if len(numbers) != 4 or min(numbers[2:]) <= 0:  # noqa: PLR2004 (left, top, width, height)
        raise ValueError("a drawing says its extent in viewBox")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _label(element: Element, left: float, top: float) -> Label:
    return Label(
        text="".join(element.itertext()),
        x=float(element.get("x", "0")) - left,
        y=float(element.get("y", "0")) - top,
        size=float(element.get("font-size", "12")),
        anchor=element.get("text-anchor", "start"),
        bold=element.get("font-weight") == "bold",
        fill=element.get("fill", "#000000"),
    )
