"""A page's table as a file: the same rows, typed, guarded, and telling where they come from."""

import re
from datetime import date

import pytest
from django.test import RequestFactory

from saiyai.documents.sheets.read import read_workbook
from saiyai.kernel.powers import Console
from saiyai.places.commands import load_places
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from tests.documents.test_pdf import output_of

TABLE = Table(
    caption="Reports",
    columns=[Column("Place"), Column("Code"), Column("People", "number"), Column("Day", "date")],
    rows=[
        [Cell("ป่าไผ่", url="/places/501412/"), Cell("050"), Cell(1_697), Cell(date(2014, 9, 4))],
        [Cell('=HYPERLINK("x")'), Cell("051"), Cell(None), Cell(None)],
    ],
    total=[Cell("Total"), Cell(""), Cell(1_697), Cell(None)],
)


def asked_as(form: str, **more: str):
    return RequestFactory().get("/somewhere/", {"as": form, **more})


def test_a_page_without_the_parameter_stays_a_page():
    assert download(RequestFactory().get("/somewhere/"), TABLE, name="x", title="X") is None
    assert download(asked_as("exe"), TABLE, name="x", title="X") is None


def test_excel_holds_the_same_rows_typed_and_guarded():
    answer = download(asked_as("xlsx"), TABLE, name="reports", title="Reports")
    assert answer is not None

    rows = read_workbook(answer.content).first.rows

    assert rows[1] == ("Place", "Code", "People", "Day")
    assert rows[2] == ("ป่าไผ่", "050", 1_697, date(2014, 9, 4))
    assert rows[3][0] == '\'=HYPERLINK("x")'
    assert not any(rows[3][2:])
    assert rows[4][2] == 1_697
    assert answer["Content-Disposition"] == 'attachment; filename="reports.xlsx"'


def test_csv_begins_with_the_mark_that_excel_needs():
    answer = download(asked_as("csv"), TABLE, name="reports", title="Reports")
    assert answer is not None

    assert answer.content.startswith("\ufeffPlace,Code".encode())


@pytest.mark.django_db
def test_the_pdf_says_the_record_number_it_was_made_at():
    load_places(by=Console())

    answer = download(asked_as("pdf", layer="approved"), TABLE, name="reports", title="Reports")

    assert answer is not None
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.django_db
@pytest.mark.parametrize(("columns", "size"), [(5, "595 x 842"), (6, "842 x 595")])
def test_a_table_of_many_columns_is_printed_on_the_long_side(columns: int, size: str):
    names = [Column(f"Column {number}") for number in range(columns)]
    table = Table(caption="Wide", columns=names, rows=[[Cell("กลุ่มตัวอย่าง")] * columns])

    answer = download(asked_as("pdf"), table, name="wide", title="Wide")

    assert answer is not None
    said = output_of("pdfinfo", "-", pdf=answer.content)
    page = next(line for line in said.splitlines() if line.startswith("Page size:"))
    assert size in re.sub(r"\.\d+", "", page).replace("841", "842")


@pytest.mark.django_db
def test_a_place_gives_what_lies_below_it_as_a_sheet(client, cast):
    answer = client.get("/places/50/?as=xlsx")

    rows = read_workbook(answer.content).first.rows
    assert [row[2] for row in rows[2:]] == ["5001", "5014"]
