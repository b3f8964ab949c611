"""Whatever a file of outlines holds, it is refused as a whole or its areas are sorted into good and bad ones."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Refusal
from saiyai.places.maps.boundaries import import_boundaries
from tests.cast import Cast

pytestmark = pytest.mark.django_db
RING = [[98.0, 18.0], [98.5, 18.0], [98.5, 18.5], [98.0, 18.5], [98.0, 18.0]]
GEOJSON: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "5014",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        },
        {
            "type": "Feature",
            "properties": {"ADM2_PCODE": "TH5001"},
            "geometry": {"type": "MultiPolygon", "coordinates": [[RING]]},
        },
    ],
}
TOPOJSON: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [98.0, 18.0]},
    "arcs": [[[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1]]],
    "objects": {
        "districts": {
            "type": "GeometryCollection",
            "geometries": [{"type": "Polygon", "id": "5014", "arcs": [[0]]}],
        }
    },
}
WORDS = st.sampled_from(
    ["Polygon", "MultiPolygon", "GeometryCollection", "Point", "5014", "TH5001", "geometries"]
)
NUMBERS = st.integers(-3, 400) | st.floats() | st.just(10**400)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS | st.just("type"), inner, max_size=3),
    max_leaves=8,
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside a value."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, one in below for each in places_in(one, (*path, key)))]


@st.composite
def damaged(draw: st.DrawFn) -> Any:
    """Draw a file of outlines in which some values are others."""
    document = deepcopy(draw(st.sampled_from([GEOJSON, TOPOJSON])))
    for _change in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places_in(document)[1:] or [()]))
        if not path:
            break
        holder = document
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = draw(VALUES)
    return document


def outcome(file: Path) -> str:
    """Return how a trial of a file came out."""
    try:
        report = import_boundaries(file, by=Console(), is_trial=True)
    except Refusal as refusal:
        return refusal.code
    assert set(report.taken).isdisjoint(report.invalid)
    return "read"


OUTCOMES = {"read", "boundaries.unreadable", "boundaries.no_codes", "boundaries.mixed_levels"}
PATIENT = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@PATIENT
@given(damaged())
def test_any_values_in_a_file_of_outlines_get_an_answer(cast: Cast, tmp_path: Path, document: Any):
    file = tmp_path / "outlines.json"
    file.write_text(json.dumps(document), encoding="utf-8")

    assert outcome(file) in OUTCOMES


@PATIENT
@given(
    st.binary(max_size=60)
    | st.sampled_from([b"[" * 100_000, b'{"a":' * 100_000, b"9" * 10_000, b"\xef\xbb\xbf{}"])
)
def test_any_bytes_for_a_file_of_outlines_are_refused(cast: Cast, tmp_path: Path, content: bytes):
    file = tmp_path / "outlines.json"
    file.write_bytes(content)

    assert outcome(file) == "boundaries.unreadable"


def test_a_number_beyond_all_numbers_makes_an_area_invalid(cast: Cast, tmp_path: Path):
    document = json.loads(json.dumps(GEOJSON))
    document["features"][0]["geometry"]["coordinates"][0][1] = [10**400, 0]
    file = tmp_path / "outlines.json"
    file.write_text(json.dumps(document), encoding="utf-8")

    assert import_boundaries(file, by=Console(), is_trial=True).invalid == ["5014"]


def test_the_files_that_are_damaged_are_good_before(cast: Cast, tmp_path: Path):
    for document in (GEOJSON, TOPOJSON):
        file = tmp_path / "outlines.json"
        file.write_text(json.dumps(document), encoding="utf-8")

        assert import_boundaries(file, by=Console(), is_trial=True).taken
