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


def test_a_map_of_several_provinces_draws_their_borders_and_one_of_a_single_province_none(cast):
    store("50", "52")
    store("5001", "5014", "5207")

    assert len(area_map(("50", "52"), "district", title="ก").borders) == 2
    assert area_map("50", "district", title="ก").borders == ()
    assert area_map("", "province", title="ก").borders == ()


def test_a_village_is_shown_where_its_tambon_lies_once_that_has_an_outline(cast):
    store("5001", "5014")
    before = [area.code for area in locator_map("50141203", title="ก").areas if area.is_here]
    store("501411", "501412")

    after = [area.code for area in locator_map("50141203", title="ก").areas if area.is_here]

    assert (before, after) == (["5014"], ["501412"])


def test_a_district_without_outlines_of_its_tambons_says_so_and_tells_keepers_the_way(cast, client):
    store("5001", "5014")
    visitor = client.get("/places/5014/").content.decode()
    client.force_login(cast.administrator)
    keeper = client.get("/places/5014/").content.decode()
    store("501411", "501412")
    drawn = client.get("/places/5014/").content.decode()

    assert "map-note" in visitor
    assert "import-boundaries" not in visitor
    assert "import-boundaries" in keeper
    assert "import-boundaries" not in drawn
    assert drawn.count("<figure") == 2
