"""Spreadsheets out: XLSX and CSV with one kind of cell a column, written row by row in constant memory.

Dates are typed date cells. In Thai sheets their number format is Excel's own Thai Buddhist calendar, so an
officer reads 4 ก.ย. 2557 while the cell stays a date that sorts and counts; programs without that calendar
show the same day in the common era. CSV has no types, so dates are ISO there.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from math import isfinite
from typing import IO, TYPE_CHECKING, Any, Final, Literal

from saiyai.documents.page import Language
from saiyai.documents.sheets.guard import guarded, guarded_code

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "integer", "decimal", "baht", "date", "percent", "code", "flag"]
Row = Mapping[str, Any]

LONGEST_TEXT: Final = 32_767  # Excel's limit of characters in a cell
LATEST_EXACT: Final = 2**53  # a spreadsheet's numbers are doubles
FIRST_DATE: Final = date(1900, 3, 1)  # before it Excel counts a day that never was
_FORBIDDEN_IN_SHEET_NAME: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_SHEET_NAME: Final = 31
_LISTS: Final = {"th": "รายการให้เลือก", "en": "Lists"}
_FORMATS: Final[dict[Kind, str]] = {
    "text": "@",
    "code": "@",
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "baht": "#,##0.00",
    "percent": "0.00%",
    "date": "yyyy-mm-dd",
    "flag": "General",
}
_THAI_DATE: Final = "[$-107041E]d mmm yyyy"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its key in each row, its title, what its cells hold, and its width in letters.

    `baht` cells are given in integer satang; `percent` cells as a share (0.25 is 25 %). `choices` become a
    drop-down; in a protected sheet only `editable` columns can be changed. A hidden column stands in the file alone.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: int = 16
    choices: tuple[str, ...] = ()
    editable: bool = True
    is_hidden: bool = False


def write_xlsx(
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    sheet_name: str,
    title: str = "",
    language: Language = "th",
    protected: bool = False,
    empty_rows: int = 0,
) -> bytes:
    """Return a workbook of one sheet: title, column titles frozen with a filter, rows.

    `empty_rows` more rows are prepared for entry. Raise TypeError or ValueError for a value of a wrong kind.
    """
    output = BytesIO()
    write_xlsx_into(
        output,
        columns,
        rows,
        sheet_name=sheet_name,
        title=title,
        language=language,
        protected=protected,
        empty_rows=empty_rows,
    )
    return output.getvalue()


def write_xlsx_into(  # the terms of a sheet
    output: IO[bytes],
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    sheet_name: str,
    title: str = "",
    language: Language = "th",
    protected: bool = False,
    empty_rows: int = 0,
) -> None:
    """Write the workbook that `write_xlsx` returns into a file that is open for writing."""
    import xlsxwriter

    with xlsxwriter.Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title or sheet_name})
        sheet = book.add_worksheet(
            sheet_name.translate(_FORBIDDEN_IN_SHEET_NAME)[:_LONGEST_SHEET_NAME].strip()
        )
        formats = [_cell_format(book, column, language, protected=protected) for column in columns]
        top = _write_top(book, sheet, columns, title)
        last = _write_rows(sheet, columns, formats, rows, top + 1)
        for row in range(last, last + empty_rows):
            _write_row(sheet, row, columns, formats, {})
        _finish(book, sheet, columns, (top, max(last + empty_rows - 1, top)), language, protected=protected)


def write_csv(columns: tuple[Column, ...], rows: Iterable[Row]) -> bytes:
    """Return the rows as CSV in UTF-8 with the byte order mark that Excel needs to see Thai."""
    return b"".join(csv_lines(columns, rows))


def csv_lines(columns: tuple[Column, ...], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield the lines of what `write_csv` returns, the byte order mark before the first."""
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow([guarded(column.title) for column in columns])
    yield output.getvalue().encode("utf-8-sig", errors="replace")
    for row in rows:
        output.seek(0)
        output.truncate()
        writer.writerow([_plain(column, row.get(column.key)) for column in columns])
        yield output.getvalue().encode("utf-8", errors="replace")


def _cell_format(book: "Workbook", column: Column, language: Language, *, protected: bool) -> "Format":
    number = _THAI_DATE if column.kind == "date" and language == "th" else _FORMATS[column.kind]
    locked = protected and not column.editable
    return book.add_format(
        {"num_format": number, "locked": locked, "valign": "top", "text_wrap": column.kind == "text"}
    )


def _write_top(book: "Workbook", sheet: "Worksheet", columns: tuple[Column, ...], title: str) -> int:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, None, {"hidden": True} if column.is_hidden else {})
    top = 0
    if title:
        sheet.write_string(0, 0, guarded(_storable(title)), book.add_format({"bold": True, "font_size": 14}))
        top = 1
    header = book.add_format(
        {"bold": True, "bg_color": "#DCEBF2", "border": 1, "text_wrap": True, "valign": "vcenter"}
    )
    for index, column in enumerate(columns):
        sheet.write_string(top, index, guarded(_storable(column.title)), header)
    return top


def _write_rows(
    sheet: "Worksheet",
    columns: tuple[Column, ...],
    formats: "list[Format]",
    rows: Iterable[Row],
    first: int,
) -> int:
    last = first
    for row in rows:
        _write_row(sheet, last, columns, formats, row)
        last += 1
    return last


def _write_row(
    sheet: "Worksheet", at: int, columns: tuple[Column, ...], formats: "list[Format]", row: Row
) -> None:
    for index, column in enumerate(columns):
        value = row.get(column.key)
        if value is None or value == "":
            sheet.write_blank(at, index, None, formats[index])
        else:
            _WRITERS[column.kind](sheet, (at, index), value, formats[index])


def _finish(
    book: "Workbook",
    sheet: "Worksheet",
    columns: tuple[Column, ...],
    span: tuple[int, int],
    language: Language,
    *,
    protected: bool,
) -> None:
    top, last = span
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, last, len(columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    _offer_choices(book, sheet, columns, (top + 1, max(last, top + 1)), language)
    if protected:
        sheet.protect(
            "", {"autofilter": True, "sort": True, "format_columns": True, "select_locked_cells": True}
        )


def _offer_choices(
    book: "Workbook",
    sheet: "Worksheet",
    columns: tuple[Column, ...],
    span: tuple[int, int],
    language: Language,
) -> None:
    """Write each column's choices into a hidden sheet and point its drop-down there.

    A list written in place may hold no more than 255 letters.
    """
    offered = [(index, column.choices) for index, column in enumerate(columns) if column.choices]
    if not offered:
        return
    from xlsxwriter.utility import xl_col_to_name

    lists = book.add_worksheet(_LISTS[language])
    for row in range(max(len(choices) for _, choices in offered)):
        for place, (_, choices) in enumerate(offered):
            if row < len(choices):
                lists.write_string(row, place, guarded(_storable(choices[row])))
    lists.hide()
    for place, (index, choices) in enumerate(offered):
        letter = xl_col_to_name(place)
        source = f"='{_LISTS[language]}'!${letter}$1:${letter}${len(choices)}"
        sheet.data_validation(span[0], index, span[1], index, {"validate": "list", "source": source})


def _storable(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode()[:LONGEST_TEXT]


def _write_text(sheet: "Worksheet", at: tuple[int, int], value: Any, look: "Format") -> None:
    sheet.write_string(*at, _storable(guarded(str(value))), look)


def _write_code(sheet: "Worksheet", at: tuple[int, int], value: Any, look: "Format") -> None:
    sheet.write_string(*at, _storable(guarded_code(str(value))), look)


def _write_number(sheet: "Worksheet", at: tuple[int, int], value: Any, look: "Format") -> None:
    number = float(_number(value))
    if abs(number) >= LATEST_EXACT:
        sheet.write_string(*at, str(value), look)
    else:
        sheet.write_number(*at, number, look)


def _write_baht(sheet: "Worksheet", at: tuple[int, int], value: Any, look: "Format") -> None:
    _write_number(sheet, at, Decimal(_satang(value)) / 100, look)


def _write_date(sheet: "Worksheet", at: tuple[int, int], value: Any, look: "Format") -> None:
    day = _day(value)
    if day < FIRST_DATE:
        sheet.write_string(*at, day.isoformat(), look)
    else:
        sheet.write_datetime(*at, day, look)


def _write_flag(sheet: "Worksheet", at: tuple[int, int], value: Any, look: "Format") -> None:
    sheet.write_boolean(*at, _flag(value), look)


_WRITERS: Final[dict[Kind, "Callable[[Worksheet, tuple[int, int], Any, Format], None]"]] = {
    "text": _write_text,
    "code": _write_code,
    "integer": _write_number,
    "decimal": _write_number,
    "percent": _write_number,
    "baht": _write_baht,
    "date": _write_date,
    "flag": _write_flag,
}


def _number(value: Any) -> int | float | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError(f"a number column cannot hold {value!r}")
    if not isfinite(value):
        raise ValueError(f"a spreadsheet has no cell for {value!r}")
    return value


def _satang(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"a baht column holds integer satang, not {value!r}")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"a column of yes and no cannot hold {value!r}")
    return value


def _day(value: Any) -> date:
    if not isinstance(value, date):
        raise TypeError(f"a date column cannot hold {value!r}")
    return value.date() if isinstance(value, datetime) else value


def _plain(column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    match column.kind:
        case "text":
            return guarded(str(value))
        case "code":
            return guarded_code(str(value))
        case "baht":
            return f"{Decimal(_satang(value)) / 100:.2f}"
        case "date":
            return _day(value).isoformat()
        case "flag":
            return "true" if _flag(value) else "false"
        case _:
            return str(_number(value))
