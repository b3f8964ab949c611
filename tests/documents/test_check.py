"""Rows become records, and every bad cell is told by the place its author sees."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saiyai.documents.sheets.check import (
    MOST_PROBLEMS,
    Field,
    Problem,
    check_rows,
    column_letter,
    find_header,
    text_of,
)
from saiyai.kernel.bad_value import BadValue


def whole(text):
    if not text.isdigit():
        raise BadValue("number.not_whole", text=text[:20])
    return int(text)


FIELDS = (
    Field("name", ("ชื่อกลุ่ม", "Group"), str, required=True),
    Field("members", ("จำนวนสมาชิก", "Members"), whole, required=True),
    Field("note", ("หมายเหตุ", "Note"), str),
)


def test_good_rows_become_records_with_their_row_numbers():
    checked = check_rows([("ชื่อกลุ่ม", "จำนวนสมาชิก"), ("ก", 5), (), (None, None), ("ข", "7")], FIELDS)
    assert [(record.row, record.values) for record in checked.records] == [
        (2, {"name": "ก", "members": 5}),
        (5, {"name": "ข", "members": 7}),
    ]
    assert checked.problems == ()


def test_each_bad_cell_is_one_problem_with_row_letter_title_code_and_text():
    checked = check_rows([("ชื่อกลุ่ม", "จำนวนสมาชิก"), (None, "ห้า"), ("ข", 7), ("ค",)], FIELDS)
    assert checked.problems == (
        Problem(2, "A", "ชื่อกลุ่ม", "sheet.missing_value", {"title": "ชื่อกลุ่ม"}, ""),
        Problem(2, "B", "จำนวนสมาชิก", "number.not_whole", {"text": "ห้า"}, "ห้า"),
        Problem(4, "B", "จำนวนสมาชิก", "sheet.missing_value", {"title": "จำนวนสมาชิก"}, ""),
    )
    assert [record.row for record in checked.records] == [3]


@pytest.mark.parametrize(
    "header",
    [
        ("ชื่อกลุ่ม", "จำนวนสมาชิก"),
        (" ชื่อ กลุ่ม *", "จำนวนสมาชิก (คน)"),
        ("group", "MEMBERS"),
        ("ชื่อกลุ่ม\n(เต็ม)", "จํานวนสมาชิก"),
    ],
)
def test_a_header_is_known_by_any_of_its_titles_in_any_dress_and_any_upper_row(header):
    rows = [("รายงานกลุ่ม ปี 2557",), (), header, ("ก", 1)]
    found = find_header(rows, FIELDS)
    assert found is not None
    assert (found.row, dict(found.columns)) == (3, {"name": 0, "members": 1})
    assert check_rows(rows, FIELDS).records[0].row == 4


def test_no_header_a_missing_and_a_repeated_column_are_told_not_raised():
    assert check_rows([("x", "y"), (1, 2)], FIELDS).problems[0].code == "sheet.no_header"
    assert check_rows([], FIELDS).problems[0].code == "sheet.no_header"
    missing = check_rows([("ชื่อกลุ่ม",), ("ก",)], FIELDS)
    assert [(problem.code, problem.title) for problem in missing.problems] == [
        ("sheet.missing_column", "จำนวนสมาชิก")
    ]
    twice = check_rows([("ชื่อกลุ่ม", "จำนวนสมาชิก", "Group"), ("ก", 1, "ข")], FIELDS)
    assert [(problem.code, problem.column_letter) for problem in twice.problems] == [
        ("sheet.repeated_column", "C")
    ]
    assert twice.records == ()


def test_a_header_without_rows_is_told():
    assert [problem.code for problem in check_rows([("ชื่อกลุ่ม", "จำนวนสมาชิก")], FIELDS).problems] == [
        "sheet.no_rows"
    ]


def test_titles_nobody_asked_for_are_named():
    assert check_rows([("ชื่อกลุ่ม", "จำนวนสมาชิก", "สีโปรด"), ("ก", 1, "แดง")], FIELDS).unread == ("สีโปรด",)


def test_problems_are_counted_beyond_those_kept():
    rows = [("ชื่อกลุ่ม", "จำนวนสมาชิก"), *[("ก", "x")] * (MOST_PROBLEMS + 5)]
    checked = check_rows(rows, FIELDS)
    assert len(checked.problems) == MOST_PROBLEMS
    assert checked.problem_count == MOST_PROBLEMS + 5


def test_cells_are_read_as_their_author_typed_them():
    cells = [53, 53.0, 0.1, 1e20, True, date(2014, 9, 4), None, " ก ", "'=1+1", "'s"]
    assert [text_of(cell) for cell in cells] == [
        "53", "53", "0.1", "100000000000000000000.000000", "TRUE", "2014-09-04", "", "ก", "=1+1", "'s",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_the_letters_a_spreadsheet_shows(place, letter):
    assert column_letter(place) == letter


CELLS = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
@settings(deadline=None)
def test_no_content_makes_the_checker_fail(rows):
    header = [("ชื่อกลุ่ม", "จำนวนสมาชิก", "หมายเหตุ")]
    checked = check_rows([*header, *map(tuple, rows)], FIELDS)
    filled = sum(any(cell is not None and cell != "" for cell in row) for row in rows)
    bad = {problem.row for problem in checked.problems if problem.code != "sheet.no_rows"}
    assert len(checked.records) + len(bad) == filled
    check_rows(rows, FIELDS)
