"""Province outlines read from the drawing that the browser files carry, in its own units, y pointing down."""

import csv
import json
import re
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon

DRAWING = Path(__file__).resolve().parent.parent.parent / "web" / "static" / "vendor" / "thailand-map.js"

NAMES = Path(__file__).resolve().parent.parent / "seed" / "drawing_provinces.csv"
"""The province codes of the drawing's own names; its lake of Songkhla is no province."""

_STEP = re.compile(r"[mzMZ]|-?[0-9.]+(?:e-?[0-9]+)?")


def rings_of_path(path: str) -> list[list[tuple[float, float]]]:
    """Return the closed rings of an SVG path that is written in relative moves and closings alone."""
    rings: list[list[tuple[float, float]]] = []
    x = y = 0.0
    ring: list[tuple[float, float]] = []
    numbers: list[float] = []
    for token in _STEP.findall(path):
        if token in {"m", "M"}:
            ring, numbers = [], []
        elif token in {"z", "Z"}:
            rings.append(ring)
            x, y = ring[0]
        else:
            numbers.append(float(token))
            if len(numbers) == 2:  # noqa: PLR2004 (a pair)
                x, y = x + numbers[0], y + numbers[1]
                ring.append((x, y))
                numbers = []
    return [ring for ring in rings if len(ring) > 2]  # noqa: PLR2004 (a ring has three corners)


def province_outlines(drawing: Path = DRAWING) -> dict[str, MultiPolygon]:
    """Return the outline of every province by its code, in the drawing's units."""
    text = drawing.read_text(encoding="utf-8")
    locations = json.loads(text[text.index("{") : text.rindex("}") + 1])["locations"]
    with NAMES.open(encoding="utf-8", newline="") as lines:
        codes = {row["drawing"]: row["code"] for row in csv.DictReader(lines)}
    return {
        codes[each["id"]]: _sound(rings_of_path(each["path"])) for each in locations if each["id"] in codes
    }


def _sound(rings: list[list[tuple[float, float]]]) -> MultiPolygon:
    parts = shapely.make_valid(shapely.union_all([shapely.make_valid(Polygon(ring)) for ring in rings]))
    return polygons_of(parts)


def polygons_of(geometry: shapely.Geometry) -> MultiPolygon:
    """Return the polygons that a geometry holds, lines and points left out."""
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry).tolist())
        if isinstance(part, Polygon) and not part.is_empty
    ]
    return MultiPolygon(parts)
