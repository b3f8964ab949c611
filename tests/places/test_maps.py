"""Maps: what they colour, hatch, mark and say."""

from dataclasses import replace

import pytest

from saiyai.kernel.powers import Console
from saiyai.places.commands import store_shapes
from saiyai.places.maps import area_map, locator_map
from saiyai.places.maps.build import Shape
from saiyai.places.maps.picture import AreaMap, MapArea
from tests.places.shapes import RING, store

pytestmark = pytest.mark.django_db


def test_a_map_colours_by_figure_hatches_what_is_missing_and_says_it_in_words(cast):
    store("5001", "5014")

    drawn = area_map("50", "district", {"5014": 80.0}, title="ร้อยละ", unit="%")

    assert {area.code: area.css for area in drawn.areas} == {"5001": "none", "5014": "s3"}
    assert [step.text for step in drawn.legend] == ["80%", "ไม่มีตัวเลข"]
    assert "สันทราย" in drawn.summary
    assert "ยังไม่มีตัวเลข 1 พื้นที่" in drawn.summary
    assert drawn.has_shapes


def test_nothing_that_a_map_says_is_taken_for_markup():
    nasty = """<script>alert("a")</script>&'"""
    area = MapArea("5014", nasty, nasty, nasty, nasty, nasty, False, True, nasty, 1, 2, nasty)
    lacking = replace(area, code="5001", value="", is_missing=True)
    drawn = AreaMap(
        title=nasty,
        summary="",
        view_box=nasty,
        areas=(area, lacking),
        around=(area,),
        legend=(),
        has_values=True,
        named=frozenset({"5014"}),
        is_approximate=False,
        level="district",
        value_heading="",
        key=nasty,
    )

    for markup in (drawn.svg, drawn.table_rows):
        assert "<script" not in markup
        assert markup.count("alert(&quot;a&quot;)") >= 6
        assert '"a"' not in markup
    assert drawn.svg.count('aria-current="true"') == 2
    assert drawn.svg.count("<text") == 1
    assert "ไม่มีตัวเลข" in drawn.table_rows


def test_a_map_without_shapes_still_has_its_table(cast):
    drawn = area_map("50", "district", {"5014": 1, "5001": 2}, title="ก")

    assert not drawn.has_shapes
    assert [(area.label, area.value) for area in drawn.areas] == [
        ("อำเภอเมืองเชียงใหม่", "2"),
        ("อำเภอสันทราย", "1"),
    ]


def test_a_map_of_where_a_place_lies_marks_its_district_and_names_what_is_beside_it(cast):
    store("5001", "5014", "5207")

    drawn = locator_map("501412", title="ที่ตั้ง")

    assert [area.code for area in drawn.areas if area.is_here] == ["5014"]
    assert [area.code for area in drawn.around] == ["5207"]
    assert "เมืองเชียงใหม่" in drawn.summary


def test_shapes_made_here_never_replace_imported_ones(cast):
    imported = [Shape("5014", RING, RING, 1, 1, "")]
    store_shapes(shapes=imported, source="imported", file_name="x.geojson", by=Console())

    made = store("5001", "5014")

    assert made.areas == 1
    assert area_map("50", "district", title="ก").areas[1].path
