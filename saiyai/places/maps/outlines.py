"""Province outlines read from the drawing that the browser files carry, in its own units, y pointing down."""

import json
import re
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon

DRAWING = Path(__file__).resolve().parent.parent.parent / "web" / "static" / "vendor" / "thailand-map.js"

PROVINCE_OF_DRAWING = dict(
    pair.split("=")
    for pair in ["bkk=10", "spk=11", "nbi=12", "pte=13", "aya=14", "atg=15", "lri=16", "sbr=17", "cnt=18", "sri=19", "cbi=20", "ryg=21", "cti=22", "trt=23", "cco=24", "pri=25", "nyk=26", "skw=27", "nma=30", "brm=31", "srn=32", "ssk=33", "ubn=34", "yst=35", "cpm=36", "acr=37", "bkn=38", "nbp=39", "kkn=40", "udn=41", "lei=42", "nki=43", "mkm=44", "ret=45", "ksn=46", "snk=47", "npm=48", "mdh=49", "cmi=50", "lpn=51", "lpg=52", "utd=53", "pre=54", "nan=55", "pyo=56", "cri=57", "msn=58", "nsn=60", "uti=61", "kpt=62", "tak=63", "sti=64", "plk=65", "pct=66", "pnb=67", "rbr=70", "kri=71", "spb=72", "npt=73", "skn=74", "skm=75", "pbi=76", "pkn=77", "nrt=80", "kbi=81", "pna=82", "pkt=83", "sni=84", "rng=85", "cpn=86", "ska=90", "stn=91", "trg=92", "plg=93", "ptn=94", "yla=95", "nwt=96"]
)
"""The province codes of the drawing's own names; the lake of Songkhla (lksg) is no province."""

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
    return {
        PROVINCE_OF_DRAWING[each["id"]]: _sound(rings_of_path(each["path"]))
        for each in locations
        if each["id"] in PROVINCE_OF_DRAWING
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
