"""Charts are readable, accessible, and never show a missing value as zero."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saiyai.documents.charts import About, Area, Bar, Series, bar_chart, line_chart, map_chart, radar_chart
from saiyai.documents.charts.canvas import fitted, ticks, width_of
from saiyai.documents.charts.maps import class_limits
from saiyai.documents.drawing import drawing_of

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = About("ชื่อ <กราฟ>", "คำอธิบาย & เหตุผล", unit="คน")
SQUARE = "M0 0h9v9h-9z"


def tree_of(svg):
    return ET.fromstring(svg)


def hatched(svg):
    return [shape for shape in tree_of(svg).iter() if "hatch" in shape.get("fill", "")]


def charts_of(value):
    series = (Series("ก", (1.0, value, 3.0)),)
    yield bar_chart((Bar("ก", 5), Bar("ข", value)), ABOUT)
    yield bar_chart((Bar("ก", 5), Bar("ข", value)), ABOUT, standing=True)
    yield line_chart(("1", "2", "3"), series, ABOUT)
    yield radar_chart(("1", "2", "3"), series, ABOUT)
    yield map_chart((Area(SQUARE, "ก", 5), Area(SQUARE, "ข", value)), ABOUT, view_box=(0, 0, 9, 9))


def test_each_chart_has_title_description_and_role_and_keeps_to_the_subset():
    for svg in charts_of(2.0):
        root = tree_of(svg)
        assert root.get("role") == "img"
        assert root[0].text == ABOUT.title
        assert root[1].text == ABOUT.description
        assert drawing_of(svg).labels


def test_a_missing_value_is_hatched_and_named_and_zero_is_not():
    for missing, zero in zip(charts_of(None), charts_of(0.0), strict=True):
        assert hatched(missing)
        assert "ไม่มีข้อมูล" in missing
        assert not hatched(zero)
        assert "ไม่มีข้อมูล" not in zero


def test_a_missing_value_breaks_a_line():
    broken = line_chart(("1", "2", "3", "4", "5"), (Series("ก", (1, 2, None, 4, 5)),), ABOUT)
    whole = line_chart(("1", "2", "3", "4", "5"), (Series("ก", (1, 2, 3, 4, 5)),), ABOUT)
    lines = [re.findall(r'<path d="M[^"]+" fill="none" stroke="#0b4f6c"', svg) for svg in (broken, whole)]
    assert [len(found) for found in lines] == [2, 1]


def test_bars_are_as_long_as_their_values_from_zero_also_below_it():
    svg = bar_chart((Bar("ก", 100), Bar("ข", 50), Bar("ค", -50)), ABOUT)
    rects = [shape for shape in tree_of(svg).iter(f"{SVG}rect") if shape.get("fill") == "#0b4f6c"]
    lengths = [float(shape.get("width")) for shape in rects]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.01)
    assert lengths[1] == pytest.approx(lengths[2], rel=0.01)
    assert float(rects[2].get("x")) + lengths[2] == pytest.approx(float(rects[0].get("x")), abs=0.1)


def test_thai_digits_are_shown_where_asked():
    svg = bar_chart((Bar("ปี 2557", 1697),), About("x", "y", thai_digits=True))
    assert "๑,๖๙๗" in svg
    assert "ปี ๒๕๕๗" in svg


def test_names_are_escaped():
    assert "<script" not in bar_chart((Bar("<script>&", 1),), ABOUT)
    assert "<script" not in map_chart((Area(SQUARE, "<script>", 1),), ABOUT, view_box=(0, 0, 9, 9))


def test_an_outline_that_is_no_path_is_refused():
    with pytest.raises(ValueError, match="path"):
        map_chart((Area('M0 0"/><script>', "ก", 1),), ABOUT, view_box=(0, 0, 9, 9))


def test_a_radar_of_two_axes_is_refused():
    with pytest.raises(ValueError, match="three"):
        radar_chart(("1", "2"), (Series("ก", (1, 2)),), ABOUT)


@given(st.lists(st.floats(-1e9, 1e9), max_size=30))
@settings(deadline=None)
def test_ticks_span_the_values_and_zero(values):
    marks = ticks(values)
    assert len(marks) >= 2
    slack = (marks[-1] - marks[0]) * 1e-6
    assert marks[0] <= min([0.0, *values]) + slack
    assert marks[-1] >= max([0.0, *values]) - slack
    assert len(marks) <= 12


@given(st.lists(st.integers(0, 50).map(float), min_size=1, max_size=60))
@settings(deadline=None)
def test_map_classes_hold_every_value_once(values):
    limits = class_limits(values)
    assert len(limits) <= 5
    assert all(sum(least <= value <= most for least, most in limits) == 1 for value in values)


@given(st.text(alphabet="กขคที่น้ำเป็น ABC", max_size=60), st.floats(20, 200))
@settings(deadline=None)
def test_a_fitted_name_fits_and_begins_as_the_name_does(text, room):
    cut = fitted(text, room)
    assert width_of(cut) <= max(room, width_of("…")) + 1e-6
    assert cut == text or text.startswith(cut[:-1])


@given(st.lists(st.one_of(st.none(), st.floats(-1e12, 1e12)), min_size=3, max_size=12), st.text(max_size=12))
@settings(deadline=None)
def test_no_values_or_names_break_a_chart(values, name):
    labels = tuple(f"{name}{place}" for place in range(len(values)))
    bars = tuple(Bar(label, value) for label, value in zip(labels, values, strict=True))
    series = (Series(name, tuple(values)),)
    areas = tuple(Area(SQUARE, bar.label, bar.value) for bar in bars)
    about = About(name, name)
    for svg in (
        bar_chart(bars, about),
        bar_chart(bars, about, standing=True),
        line_chart(labels, series, about),
        radar_chart(labels, series, about),
        map_chart(areas, about, view_box=(0, 0, 9, 9)),
    ):
        drawing_of(svg)
