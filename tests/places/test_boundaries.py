"""Shapes: read from the drawing, divided into cells, replaced by an office's outlines. Polygons here are made up."""

import json
import os
from pathlib import Path

import pytest
import shapely
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.places.maps import area_map
from saiyai.places.maps.boundaries import code_of, import_boundaries
from saiyai.places.maps.build import drawn_shapes, shapes_of
from saiyai.places.maps.cells import district_cells, district_points
from saiyai.places.maps.outlines import province_outlines, rings_of_path
from saiyai.places.models import AreaShape, ShapeSet
from saiyai.places.rules.scale import bounds_of, class_of, shade_of
from tests.cast import UPPER_NORTH

TRIAL = os.environ.get("SAIYAI_TRIAL_DATA", "")


def box(west, south=18.0, size=0.5):
    return [
        [
            [west, south],
            [west + size, south],
            [west + size, south + size],
            [west, south + size],
            [west, south],
        ]
    ]


def a_collection(tmp_path, features, name="outlines.geojson"):
    file = tmp_path / name
    rows = [
        {"type": "Feature", **head, "geometry": {"type": "Polygon", "coordinates": rings}}
        for head, rings in features
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return file


@pytest.mark.django_db
def test_outlines_come_in_by_id_or_property_with_or_without_th(cast, tmp_path):
    file = a_collection(
        tmp_path,
        [
            ({"id": "5014"}, box(98)),
            ({"properties": {"ADM2_PCODE": "TH5001"}}, box(98.5)),
            ({"id": "5099"}, box(99)),
        ],
    )

    report = import_boundaries(file, by=cast.administrator)

    assert (report.level, report.taken, report.extra, report.missing) == (
        "district",
        ["5001", "5014"],
        ["5099"],
        [],
    )
    assert AreaShape.objects.get(code="5014").neighbours == "5001"
    assert not area_map("50", "district", title="ก").is_approximate


@pytest.mark.django_db
def test_missing_areas_of_the_same_province_are_told(cast, tmp_path):
    report = import_boundaries(a_collection(tmp_path, [({"id": "5014"}, box(98))]), by=cast.administrator)

    assert report.missing == ["5001"]


@pytest.mark.django_db
def test_an_outline_is_repaired_only_where_no_ground_is_lost(cast, tmp_path):
    spike = [[[98, 18], [98.5, 18], [98.6, 18], [98.5, 18], [98.5, 18.5], [98, 18.5], [98, 18]]]
    bow_tie = [[[99, 18], [99.5, 18.5], [99.5, 18], [99, 18.5], [99, 18]]]

    report = import_boundaries(
        a_collection(
            tmp_path, [({"id": "5014"}, spike), ({"id": "5001"}, bow_tie), ({"id": "5207"}, box(500))]
        ),
        by=cast.administrator,
    )

    assert report.repaired == ["5014"]
    assert report.invalid == ["5001", "5207"]


@pytest.mark.django_db
def test_a_topology_is_read_with_shared_arcs(cast, tmp_path):
    file = tmp_path / "outlines.topojson"
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [98, 18]},
        "arcs": [[[5, 0], [0, 5]], [[5, 5], [-5, 0], [0, -5], [5, 0]], [[5, 5], [5, 0], [0, -5], [-5, 0]]],
        "objects": {
            "districts": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "5014", "arcs": [[0, 1]]},
                    {"type": "Polygon", "properties": {"code": 5001}, "arcs": [[2, 0]]},
                ],
            }
        },
    }
    file.write_text(json.dumps(topology), encoding="utf-8")

    report = import_boundaries(file, by=cast.administrator)

    assert report.taken == ["5001", "5014"]
    assert AreaShape.objects.get(code="5014").neighbours == "5001"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no json", "boundaries.unreadable"),
        ("[]", "boundaries.unreadable"),
        ('{"type": "Topology", "objects": {"a": {}}, "arcs": [[[1]]]}', "boundaries.unreadable"),
        ('{"type": "FeatureCollection", "features": [{"id": "x"}]}', "boundaries.no_codes"),
        (
            '{"type": "FeatureCollection", "features": [{"id": "50"}, {"id": "5014"}]}',
            "boundaries.mixed_levels",
        ),
    ],
)
def test_an_unusable_file_is_refused_whole(cast, tmp_path, text, code):
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Refusal) as refusal:
        import_boundaries(file, by=cast.administrator)

    assert refusal.value.code == code
    assert not AreaShape.objects.exists()


@pytest.mark.django_db
def test_a_trial_reports_and_stores_nothing(cast, tmp_path):
    report = import_boundaries(
        a_collection(tmp_path, [({"id": "5014"}, box(98))]), by=cast.administrator, is_trial=True
    )

    assert report.taken == ["5014"]
    assert not ShapeSet.objects.exists()


@pytest.mark.django_db
def test_only_those_who_keep_the_list_store_outlines(cast, tmp_path):
    with pytest.raises(Denied):
        import_boundaries(a_collection(tmp_path, [({"id": "5014"}, box(98))]), by=cast.province_officer)


def test_the_code_of_a_feature_is_its_id_or_a_known_property():
    assert code_of({"id": "TH501412"}) == "501412"
    assert code_of({"id": "x", "properties": {"ADM1_PCODE": "TH50"}}) == "50"
    assert code_of({"id": None, "properties": None}) == ""


def test_the_drawing_has_every_province_and_lies_within_three_kilometres():
    provinces, districts, fit = drawn_shapes()

    assert len(provinces) == 77
    assert len(districts) == 928
    assert fit.residual_km < 3
    assert fit.outside < 20
    upper_north = [each for each in districts if each.code.startswith(UPPER_NORTH)]
    assert len(upper_north) == 103
    neighbours = {each.code: each.neighbours.split() for each in districts}
    assert {"5001", "5005", "5006", "5007", "5011", "5013"} == set(neighbours["5014"])


def test_cells_divide_a_province_without_gap_or_overlap():
    outline = shapely.MultiPolygon([shapely.box(0, 0, 2, 1)])

    cells = district_cells(outline, {"a": (0.5, 0.5), "b": (1.5, 0.5), "c": (5, 0.5), "d": (0.5, 0.5)})

    assert sum(cell.area for cell in cells.values()) == pytest.approx(outline.area)
    assert all(not cell.is_empty for cell in cells.values())
    assert cells["a"].intersection(cells["b"]).area == pytest.approx(0)


def test_every_district_has_its_point_and_every_outline_its_ground():
    assert len(district_points()) == 928
    assert all(outline.area > 0 for outline in province_outlines().values())
    assert rings_of_path("m 1,1 2,0 0,2 z m 5,5 1,0 0,1 z") == [
        [(1, 1), (3, 1), (3, 3)],
        [(6, 6), (7, 6), (7, 7)],
    ]


def test_a_hole_stays_a_hole_and_a_small_area_keeps_its_shape():
    ring = shapely.Polygon(shapely.box(0, 0, 1, 1).exterior, [shapely.box(0.4, 0.4, 0.6, 0.6).exterior])

    (shape,) = shapes_of({"10": shapely.MultiPolygon([ring])}, gap=0.01)

    outer, hole = json.loads(shape.fine)
    assert len(outer) == len(hole) == 8


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=60))
def test_every_value_has_a_class_and_more_never_means_a_lighter_shade(values):
    bounds = bounds_of(values)
    shades = [shade_of(class_of(value, bounds), bounds) for value in sorted(values)]

    assert list(bounds) == sorted(set(bounds))
    assert len(bounds) <= 4
    assert shades == sorted(shades)
    assert all(1 <= shade <= 5 for shade in shades)


@pytest.mark.django_db
def test_a_map_speaks_the_reader_s_language(cast):
    with translation.override("en"):
        drawn = area_map("50", "district", {"5014": 1, "5001": None}, title="Reports")

    assert drawn.summary == "Of 2 areas, San Sai has 1. 1 has no figure."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"5014": 3, "5001": 1}, "Of 2 areas, the highest is San Sai (3), the lowest Mueang Chiang Mai (1)."),
        ({"5014": 2, "5001": 2}, "Of 2 areas, all with a figure have 2."),
    ],
)
def test_a_map_says_what_differs_and_that_nothing_does(cast, values, said):
    with translation.override("en"):
        assert area_map("50", "district", values, title="Reports").summary == said


@pytest.mark.skipif(not TRIAL, reason="SAIYAI_TRIAL_DATA names no folder of trial data")
@pytest.mark.django_db
def test_real_outlines_fit_the_codes(loaded_nation):
    folder = Path(TRIAL) / "boundaries"

    reports = [
        import_boundaries(folder / name, by=Console())
        for name in ("provinces.geojson", "districts.geojson", "tambons_upper_north.geojson")
    ]

    assert [len(each.taken) for each in reports] == [77, 928, 769]
    assert not any(each.missing or each.extra or each.invalid for each in reports)
