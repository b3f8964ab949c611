"""Spreadsheets written here hold what was meant, as Excel and as other readers see it."""

import csv
import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter

from saiyai.documents.sheets.check import text_of
from saiyai.documents.sheets.read import read_workbook
from saiyai.documents.sheets.write import Column, write_csv, write_xlsx

COLUMNS = (
    Column("name", "ชื่อ", "text", 30),
    Column("phone", "โทรศัพท์", "code"),
    Column("members", "สมาชิก", "integer"),
    Column("share", "สัดส่วน", "percent"),
    Column("fund", "เงินกองทุน", "baht"),
    Column("since", "ตั้งเมื่อ", "date"),
)
ROW = {
    "name": "กองทุนสวัสดิการตำบลป่าไผ่",
    "phone": "+66 53 112 485",
    "members": 1697,
    "share": 0.25,
    "fund": 234_407_093,
    "since": date(2014, 9, 4),
}
ATTACKS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "{=1+1}",
)


def cells_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    try:
        return [list(row) for row in book.worksheets[0].iter_rows()]
    finally:
        book.close()


def test_a_row_comes_back_as_it_was_typed():
    rows = read_workbook(write_xlsx(COLUMNS, [ROW], sheet_name="กองทุน")).first.rows
    assert rows[0] == tuple(column.title for column in COLUMNS)
    assert rows[1] == (ROW["name"], "+66 53 112 485", 1697, 0.25, 2344070.93, date(2014, 9, 4))


def test_a_title_stands_above_the_header():
    rows = read_workbook(write_xlsx(COLUMNS, [ROW], sheet_name="x", title="รายงาน")).first.rows
    assert rows[0] == ("รายงาน",)
    assert rows[1][0] == "ชื่อ"


@pytest.mark.parametrize("kind", ["text", "code"])
def test_no_attack_becomes_a_formula_and_each_text_comes_back_unchanged(kind):
    content = write_xlsx((Column("a", "=title", kind),), [{"a": text} for text in ATTACKS], sheet_name="x")
    cells = [row[0] for row in cells_of(content)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.value[0] not in "=+-@\t\r" for cell in cells)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    read = [text_of(row[0]) for row in read_workbook(content).first.rows[1:]]
    assert [text.strip() for text in read] == [text.strip() for text in ATTACKS]


def test_without_the_guard_the_same_texts_become_formulas():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_column(0, 0, ["=1+1", "=cmd|' /C calc'!A0"])
    assert {row[0].data_type for row in cells_of(out.getvalue())[0:2]} == {"f"}


def test_csv_has_the_mark_excel_needs_and_the_same_guard():
    content = write_csv(COLUMNS, [ROW, {"name": "=1+1", "phone": "053-112485-6", "fund": -5}])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[1] == [ROW["name"], "+66 53 112 485", "1697", "0.25", "2344070.93", "2014-09-04"]
    assert rows[2] == ["'=1+1", "053-112485-6", "", "", "-0.05", ""]


def test_a_date_is_a_date_cell_in_the_buddhist_calendar_in_thai_and_iso_in_english():
    thai = cells_of(write_xlsx(COLUMNS, [ROW], sheet_name="x"))[1][5]
    english = cells_of(write_xlsx(COLUMNS, [ROW], sheet_name="x", language="en"))[1][5]
    assert thai.is_date
    assert english.is_date
    assert thai.number_format == "[$-107041E]d mmm yyyy"
    assert english.number_format == "yyyy-mm-dd"


def test_a_date_before_excels_calendar_is_text():
    rows = read_workbook(write_xlsx(COLUMNS, [{"since": date(1868, 10, 1)}], sheet_name="x")).first.rows
    assert rows[1][5] == "1868-10-01"


def test_a_number_too_long_for_a_double_is_text():
    rows = read_workbook(
        write_xlsx((Column("n", "n", "integer"),), [{"n": 3**40}], sheet_name="x")
    ).first.rows
    assert rows[1][0] == str(3**40)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("baht", 1.5), ("baht", True), ("integer", "5"), ("decimal", float("nan")), ("date", "2014-09-04")],
)
def test_a_value_of_the_wrong_kind_is_a_fault_of_the_caller(kind, value):
    columns = (Column("a", "a", kind),)
    with pytest.raises((TypeError, ValueError)):
        write_xlsx(columns, [{"a": value}], sheet_name="x")
    with pytest.raises((TypeError, ValueError)):
        write_csv(columns, [{"a": value}])


def test_decimals_and_moments_are_accepted():
    columns = (Column("a", "a", "decimal"), Column("b", "b", "date"))
    rows = read_workbook(
        write_xlsx(columns, [{"a": Decimal("1.25"), "b": datetime(2014, 9, 4, 12, 0)}], sheet_name="x"),  # noqa: DTZ001 (a sheet knows no zone)
    ).first.rows
    assert rows[1] == (1.25, date(2014, 9, 4))


def test_choices_are_offered_from_a_hidden_sheet_however_long_they_are():
    choices = tuple(f"ตำบลที่มีชื่อยาวมากหมายเลข {number}" for number in range(60))
    columns = (Column("a", "ตำบล", choices=choices),)
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(columns, [], sheet_name="x", empty_rows=20)))
    offered = book.worksheets[0].data_validations.dataValidation[0]
    assert str(offered.sqref) == "A2:A21"
    assert offered.formula1 == "'รายการให้เลือก'!$A$1:$A$60"
    assert book.worksheets[1].sheet_state == "hidden"
    assert [row[0].value for row in book.worksheets[1].iter_rows()] == list(choices)


def test_a_protected_sheet_locks_all_but_the_editable_columns():
    columns = (Column("a", "รหัส", "code", editable=False), Column("b", "ยอด", "integer"))
    book = openpyxl.load_workbook(
        io.BytesIO(write_xlsx(columns, [{"a": "01"}], sheet_name="x", protected=True))
    )
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert sheet["A2"].protection.locked
    assert not sheet["B2"].protection.locked
    assert sheet["A1"].protection.locked


def test_the_header_is_frozen_filtered_and_repeated_in_print():
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(COLUMNS, [ROW], sheet_name="x"))).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"
    assert sheet.print_title_rows == "$1:$1"


def test_a_sheet_name_that_excel_would_refuse_is_made_fit():
    content = write_xlsx(COLUMNS, [], sheet_name="รายงาน [ร่าง]: ก/ข? ของจังหวัดเชียงใหม่และลำพูน")
    name = read_workbook(content).sheets[0].name
    assert len(name) <= 31
    assert not set("[]:*?/\\") & set(name)
