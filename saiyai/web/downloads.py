"""Taking a page's table along: the same rows as XLSX, CSV or PDF, under the page's own address with `as=`.

The PDF carries a QR to the live page and the number of the record that the figures were read at.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.documents.page import Alignment, Document, Language, Paragraph, TableColumn
from saiyai.documents.page import Figure as Drawing
from saiyai.documents.page import Table as PrintedTable
from saiyai.documents.pdf import render_pdf
from saiyai.documents.sheets.write import Column as SheetColumn
from saiyai.documents.sheets.write import Kind, write_csv, write_xlsx
from saiyai.kernel.dates import format_date
from saiyai.web.components import Cell, Column, Table
from saiyai.web.preferences import Preferences, preferences_of

PARAMETER = "as"
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
KINDS: dict[str, Kind] = {"text": "text", "number": "decimal", "date": "date"}
MOST_UPRIGHT = 5
"""How many columns an upright page holds without breaking names in their middle."""
WIDTHS = {"text": 32, "number": 14, "date": 14}


def download(
    request: HttpRequest,
    table: Table,
    *,
    name: str,
    title: str,
    notes: Sequence[str] = (),
    drawings: Sequence[tuple[str, str]] = (),
) -> HttpResponse | None:
    """Return a page's table as the file that its address asks for; None where it asks for the page itself.

    `notes` are the sentences that the figures are not to be read without: the layer, from how many places. `drawings`
    (SVG, and the sentence in its place) stand above the table of a PDF.
    """
    form = request.GET.get(PARAMETER, "")
    if form not in TYPES:
        return None
    preferences = preferences_of(request)
    if form == "pdf":
        content = render_pdf(_document(request, table, (title, notes, drawings), preferences))
    elif form == "csv":
        content = write_csv(_columns(table), _rows(table))
    else:
        content = write_xlsx(
            _columns(table), _rows(table), sheet_name=title, title=title, language=_language(preferences)
        )
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)


def _language(preferences: Preferences) -> Language:
    return "en" if preferences.language == "en" else "th"


def _columns(table: Table) -> tuple[SheetColumn, ...]:
    return tuple(
        SheetColumn(str(number), str(column.label), _kind(table, number, column), WIDTHS[column.kind])
        for number, column in enumerate(table.columns)
    )


def _kind(table: Table, number: int, column: Column) -> Kind:
    values = [row[number].value for row in table.rows if row[number].value is not None]
    if column.kind == "number" and all(isinstance(value, int) for value in values):
        return "integer"
    if column.kind == "text" and values and all(str(value).isdecimal() for value in values):
        return "code"  # a code of digits keeps its leading zeros
    return KINDS[column.kind]


def _rows(table: Table) -> list[dict[str, Any]]:
    lines = [*table.rows, *([table.total] if table.total else [])]
    return [{str(number): _plain(cell) for number, cell in enumerate(line)} for line in lines]


def _plain(cell: Cell) -> Any:
    return cell.value if cell.value is None or isinstance(cell.value, (int, float, date)) else str(cell.value)


def _document(
    request: HttpRequest,
    table: Table,
    said: tuple[str, Sequence[str], Sequence[tuple[str, str]]],
    preferences: Preferences,
) -> Document:
    title, notes, drawings = said
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    query = asked.urlencode()
    language = _language(preferences)
    printed = PrintedTable(
        columns=tuple(TableColumn(str(column.label), _alignment(column)) for column in table.columns),
        rows=tuple(tuple(_printed(cell, language) for cell in row) for row in table.rows),
        caption=str(table.caption),
        totals=tuple(_printed(cell, language) for cell in table.total),
    )
    return Document(
        title=title,
        language=language,
        blocks=(
            *(Paragraph(each) for each in notes),
            *(Drawing(svg, alternative) for svg, alternative in drawings),
            printed,
        ),
        made_on=clock.today(),
        live_url=request.build_absolute_uri(f"{request.path}?{query}" if query else request.path),
        sequence=present_sequence(),
        thai_digits=preferences.thai_digits,
        landscape=len(table.columns) > MOST_UPRIGHT,
    )


def _alignment(column: Column) -> Alignment:
    return "right" if column.kind == "number" else "left"


def _printed(cell: Cell, language: Language) -> str:
    value = cell.value
    if value is None:
        return "–"
    if isinstance(value, (date, datetime)):
        return format_date(value, "short", language=language)
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)
