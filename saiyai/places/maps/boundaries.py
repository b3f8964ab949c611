"""Real outlines from an office's file: GeoJSON or TopoJSON whose features carry the codes of areas."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, shape

from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.places.commands.boundaries import store_shapes
from saiyai.places.maps.build import shapes_of
from saiyai.places.maps.outlines import polygons_of
from saiyai.places.models import LEVEL_OF_LENGTH
from saiyai.places.queries.tree import codes_of_level
from saiyai.places.rules.labels import PROVINCE_DIGITS

CODE_PROPERTIES = (
    "ADM3_PCODE", "ADM2_PCODE", "ADM1_PCODE", "ADM_PCODE", "code", "CODE", "dopa_code", "TAMBON_IDN", "AMPHOE_IDN",
    "PROV_CODE", "geocode", "id",
)  # fmt: skip
_CODE = re.compile(r"(?:TH)?([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{8})")
LOSSLESS = 1e-6
"""The share of its ground that an outline may lose or win by repair."""
GAP = 0.0015
BAD_GEOMETRY = (ShapelyError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What values that are no coordinates make their readers stumble over."""
Progress = Callable[[str], None]


@dataclass(slots=True)
class BoundaryReport:
    """What was found in a file: codes taken, missing, extra, repaired, and invalid beyond lossless repair."""

    level: str = ""
    taken: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    nameless: int = 0
    """How many features had no code."""


def import_boundaries(
    path: Path, *, by: Actor, progress: Progress = lambda _step: None, is_trial: bool = False
) -> BoundaryReport:
    """Replace the shapes of a level by a file's outlines and return the report; a trial stores nothing.

    Raise Refusal("boundaries.…") where the file as a whole cannot be used.
    """
    progress("read")
    features = list(_features(_document(path)))
    report, areas = _checked(features)
    if not is_trial and areas:
        progress("simplify")
        shapes = shapes_of(areas, gap=GAP)
        progress("store")
        store_shapes(shapes=shapes, source="imported", file_name=path.name, by=by)
    return report


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as bad:
        raise Refusal("boundaries.unreadable") from bad
    if not isinstance(document, dict):
        raise Refusal("boundaries.unreadable")
    return document


def _features(document: dict[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """Yield (feature or geometry object that may carry a code, geometry as GeoJSON)."""
    if document.get("type") == "FeatureCollection" and isinstance(document.get("features"), list):
        for feature in document["features"]:
            if isinstance(feature, dict):
                yield feature, feature.get("geometry")
    elif document.get("type") == "Topology" and isinstance(document.get("objects"), dict):
        yield from _topology(document)
    else:
        raise Refusal("boundaries.unreadable")


def _topology(document: dict[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    try:
        arcs = [_positions(arc, document.get("transform")) for arc in document["arcs"]]
        for collection in document["objects"].values():
            for geometry in collection.get("geometries", [collection]):
                yield geometry, _joined(geometry, arcs)
    except BAD_GEOMETRY as bad:
        raise Refusal("boundaries.unreadable") from bad


def _positions(arc: list[list[float]], transform: Mapping[str, Any] | None) -> list[tuple[float, float]]:
    if transform is None:
        return [(point[0], point[1]) for point in arc]
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0.0
    found = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        found.append((x * scale_x + move_x, y * scale_y + move_y))
    return found


def _joined(geometry: Mapping[str, Any], arcs: list[list[tuple[float, float]]]) -> Any:
    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    if geometry.get("type") == "Polygon":
        return {"type": "Polygon", "coordinates": [ring(each) for each in geometry["arcs"]]}
    if geometry.get("type") == "MultiPolygon":
        return {"type": "MultiPolygon", "coordinates": [[ring(r) for r in part] for part in geometry["arcs"]]}
    return None


def code_of(feature: Mapping[str, Any]) -> str:
    """Return the code of a feature: its id, else the first known property; a leading TH is left out, empty if none."""
    properties = feature.get("properties")
    kept = properties if isinstance(properties, dict) else {}
    for value in (feature.get("id"), *(kept.get(each) for each in CODE_PROPERTIES)):
        match = _CODE.fullmatch(str(value).strip()) if isinstance(value, str | int) else None
        if match:
            return match[1]
    return ""


def _checked(features: list[tuple[Mapping[str, Any], Any]]) -> tuple[BoundaryReport, dict[str, MultiPolygon]]:
    report = BoundaryReport()
    geometries: dict[str, list[Any]] = {}
    for feature, geometry in features:
        code = code_of(feature)
        if code:
            geometries.setdefault(code, []).append(geometry)
        else:
            report.nameless += 1
    if not geometries:
        raise Refusal("boundaries.no_codes")
    lengths = {len(code) for code in geometries}
    if len(lengths) > 1:
        raise Refusal("boundaries.mixed_levels")
    report.level = str(LEVEL_OF_LENGTH[lengths.pop()])
    return report, _sifted(geometries, report)


def _sifted(geometries: dict[str, list[Any]], report: BoundaryReport) -> dict[str, MultiPolygon]:
    known = codes_of_level(report.level)
    areas: dict[str, MultiPolygon] = {}
    for code, parts in sorted(geometries.items()):
        if code not in known:
            report.extra.append(code)
            continue
        area, was_repaired = _sound(parts)
        if area is None:
            report.invalid.append(code)
            continue
        areas[code] = area
        report.taken.append(code)
        if was_repaired:
            report.repaired.append(code)
    provinces = {code[:PROVINCE_DIGITS] for code in geometries}
    report.missing = sorted(code for code in known - geometries.keys() if code[:PROVINCE_DIGITS] in provinces)
    return areas


def _sound(parts: list[Any]) -> tuple[MultiPolygon | None, bool]:
    """Return the outline of an area and whether it was repaired; None where repair would lose or win ground."""
    try:
        drawn = [shape(part) for part in parts]
    except BAD_GEOMETRY:
        return None, False
    if not drawn or any(each.geom_type not in {"Polygon", "MultiPolygon"} or each.is_empty for each in drawn):
        return None, False
    if not all(_lies_on_earth(each) for each in drawn):
        return None, False
    if all(each.is_valid for each in drawn):
        return polygons_of(shapely.union_all(drawn)), False
    mended = polygons_of(shapely.union_all([shapely.make_valid(each) for each in drawn]))
    before, after = sum(each.area for each in drawn), mended.area
    return (mended, True) if after and abs(after - before) <= LOSSLESS * after else (None, False)


def _lies_on_earth(geometry: Any) -> bool:
    west, south, east, north = geometry.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)  # noqa: PLR2004 (degrees)
