"""Spreadsheet files become plain values, whichever way they were saved."""

import os
import resource
import time
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from saiyai.documents.sheets.limits import USUAL
from saiyai.documents.sheets.read import STARTS, read_workbook, streamed_workbook
from saiyai.kernel.bad_value import BadValue
from tests.documents import files

LINES = "ชื่อ,ตำบล,ยอด\r\nปั้น น้ำ,ร่องเคาะ,12\r\n"
ROWS = (("ชื่อ", "ตำบล", "ยอด"), ("ปั้น น้ำ", "ร่องเคาะ", "12"))


def seconds_of_work():
    """Processor seconds of this process and its children: unlike the clock's, a busy machine does not add to them."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def refusal_of(content, limits=USUAL):
    with pytest.raises(BadValue) as caught:
        read_workbook(content, limits)
    return caught.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874", "tis-620"]
)
def test_text_in_every_usual_thai_encoding_reads_alike(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read_workbook(mark + LINES.encode(encoding)).first.rows == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    assert read_workbook(LINES.replace(",", delimiter).encode()).first.rows == ROWS


def test_the_delimiter_is_not_taken_from_inside_quotes_and_a_sep_line_decides():
    assert read_workbook(b'a;"1,2,3"\nb;"4,5,6"\n').first.rows == (("a", "1,2,3"), ("b", "4,5,6"))
    assert read_workbook(b"sep=;\na;b,c\n").first.rows == (("a", "b,c"),)


def test_only_line_ends_end_rows_in_text():
    text = 'a,"two\nlines"\r\nb\u2028c,d\x0be\n'
    assert read_workbook(text.encode()).first.rows == (("a", "two\nlines"), ("b\u2028c", "d\x0be"))


def test_western_bytes_are_not_taken_for_thai():
    assert refusal_of("Café,Müller,Señor,Zoë".encode("latin-1")) == "sheet.unknown_encoding"


def test_text_keeps_leading_zeros_and_long_digits():
    rows = read_workbook("๐๑,0812345678,3100600445635\n".encode()).first.rows
    assert rows == (("๐๑", "0812345678", "3100600445635"),)


def test_an_excel_workbook_gives_typed_values_at_the_places_its_author_sees():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("ก")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(2, 1, ["น้ำ", 53, 1.5, True])
        sheet.write_datetime(2, 5, date(2014, 9, 4), day)
        sheet.write_datetime(2, 6, datetime(2014, 9, 4, 10, 5), moment)  # noqa: DTZ001 (a sheet knows no zone)
        sheet.write_formula(2, 7, "=1+1", None, 2)
    rows = read_workbook(out.getvalue()).first.rows
    assert rows == ((), (), (None, "น้ำ", 53, 1.5, True, date(2014, 9, 4), datetime(2014, 9, 4, 10, 5), 2))  # noqa: DTZ001 (a sheet knows no zone)


def test_an_open_document_and_an_old_excel_workbook_are_read():
    cell = '<table:table-cell office:value-type="string"><text:p>น้ำ</text:p></table:table-cell>'
    number = (
        '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    )
    ods = files.ods_of(f"<table:table-row>{cell}{number}</table:table-row>")
    assert read_workbook(ods).first.rows == (("น้ำ", 5),)
    assert read_workbook(files.xls_of(("น้ำ", "ก้ำ"))).first.rows == (("น้ำ", "ก้ำ"),)


def test_the_first_sheet_is_one_that_is_shown_and_filled():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("ว่าง")
        hidden = book.add_worksheet("ซ่อน")
        hidden.write(0, 0, "x")
        hidden.hide()
        book.add_worksheet("ข้อมูล").write(0, 0, "ใช่")
    workbook = read_workbook(out.getvalue())
    assert [sheet.name for sheet in workbook.sheets] == ["ว่าง", "ซ่อน", "ข้อมูล"]
    assert workbook.sheets[1].hidden
    assert workbook.first.rows == (("ใช่",),)


def test_a_file_read_as_it_is_asked_for_holds_the_same_rows_of_each_sheet():
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, count in (("ก", 4_500), ("ว่าง", 0), ("ข", 3)):
            sheet = book.add_worksheet(name)
            for row in range(count):
                sheet.write_row(row, 0, [f"{name}{row}", row])
    whole = read_workbook(out.getvalue())
    with streamed_workbook(out.getvalue()) as read:
        assert [each.name for each in read.sheets] == ["ก", "ว่าง", "ข"]
        assert [tuple(read.rows(each)) for each in read.sheets] == [each.rows for each in whole.sheets]
        assert [len(each.rows) for each in read.sheets] == [STARTS, 0, 3]
        assert next(read.rows(read.sheets[0])) == ("ก0", 0)


def test_too_many_rows_columns_and_sheets_are_refused_and_exactly_enough_are_not():
    content = files.people(9)
    assert refusal_of(content, replace(USUAL, rows=9)) == "sheet.too_many_rows"
    assert len(read_workbook(content, replace(USUAL, rows=10)).first.rows) == 10
    assert refusal_of(content, replace(USUAL, columns=1)) == "sheet.too_many_columns"
    assert refusal_of(content, replace(USUAL, sheets=0)) == "sheet.too_many_sheets"
    assert refusal_of(b"a,b\nc,d\n", replace(USUAL, rows=1)) == "sheet.too_many_rows"


def test_a_hundred_thousand_rows_of_eight_columns_are_read_within_three_seconds():
    texts = "".join(files.text_cell(f"{letter}%d", "ตำบลร่องเคาะ") for letter in "ABCDE")
    numbers = "".join(f'<c r="{letter}%d"><v>%d</v></c>' for letter in "FGH")
    one = f'<row r="%d">{texts}{numbers}</row>'
    rows = (one % (row, *[row] * 5, *[row] * 6) for row in range(1, 100_001))
    content = files.xlsx_of(files.sheet_xml("".join(rows)))
    begun = seconds_of_work()
    rows = read_workbook(content).first.rows
    assert seconds_of_work() - begun < 3
    assert len(rows) == 100_000
    assert rows[-1] == (*["ตำบลร่องเคาะ"] * 5, 100_000, 100_000, 100_000)


def test_real_tables_of_the_trial_data_are_read():
    folder = os.environ.get("SAIYAI_TRIAL_DATA")
    if not folder:
        pytest.skip("SAIYAI_TRIAL_DATA does not say where the trial data are")
    real = Path(folder) / "real"
    villages = read_workbook((real / "villages" / "villages_thailand.csv").read_bytes()).first
    funds = read_workbook(
        (real / "welfare-funds-2556-north" / "welfare_funds_2556_north.xls").read_bytes()
    ).first
    assert len(villages.rows) == 75_275
    assert len(funds.rows) == 357
