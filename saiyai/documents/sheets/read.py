"""Spreadsheets in: XLSX, XLSB, XLS, ODS and delimited text, told by content, parsed in a child."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from saiyai.documents.sheets.gate import kind_of
from saiyai.documents.sheets.limits import USUAL, Limits
from saiyai.documents.sheets.sandbox import child_lines
from saiyai.kernel.bad_value import BadValue

Value = str | int | float | bool | date | datetime | None

CODES: Final = frozenset(
    {
        "sheet.bomb",
        "sheet.damaged",
        "sheet.empty",
        "sheet.encrypted",
        "sheet.too_large",
        "sheet.too_many_columns",
        "sheet.too_many_rows",
        "sheet.too_many_sheets",
        "sheet.too_much_memory",
        "sheet.too_much_text",
        "sheet.too_slow",
        "sheet.unknown_encoding",
        "sheet.unknown_kind",
    },
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The name of a sheet ("" for a text file) and its rows from row 1, each to its last filled cell."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file in the file's order."""

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        """The first sheet that is shown and has a filled cell, else the first of all."""
        return next((sheet for sheet in self.sheets if sheet.rows and not sheet.hidden), self.sheets[0])


def read_workbook(content: bytes, limits: Limits = USUAL) -> Workbook:
    """Return the sheets of a spreadsheet file as plain values.

    Raise BadValue with one of CODES where it cannot be read.
    Formulas give the value they last had; a cell that shows an error is empty. Times without a date are text.
    """
    kind = kind_of(content, limits)
    found: list[tuple[str, bool, list[tuple[Value, ...]]]] = []
    for line in child_lines(content, kind, limits):
        if "sheet" in line:
            found.append((str(line["sheet"]), bool(line["hidden"]), []))
        else:
            found[-1][2].extend(_row(cells) for cells in line["rows"])
    if not found:
        raise BadValue("sheet.empty")
    return Workbook(tuple(Sheet(name, tuple(_without_tail(rows)), hidden) for name, hidden, rows in found))


def _row(cells: list[Any]) -> tuple[Value, ...]:
    while cells and cells[-1] is None:
        cells.pop()
    return tuple([_value(cell) if isinstance(cell, dict) else cell for cell in cells])


def _value(cell: dict[str, str]) -> date | datetime:
    return date.fromisoformat(cell["d"]) if "d" in cell else datetime.fromisoformat(cell["t"])


def _without_tail(rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    end = len(rows)
    while end and not rows[end - 1]:
        end -= 1
    return rows[:end]
