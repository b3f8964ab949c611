"""Spreadsheets in: XLSX, XLSB, XLS, ODS and delimited text, told by content, parsed in a child."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, Final

from saiyai.documents.sheets.gate import kind_of
from saiyai.documents.sheets.limits import USUAL, Limits
from saiyai.documents.sheets.sandbox import child_output, said_in
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
    with streamed_workbook(content, limits) as book:
        return Workbook(
            tuple(Sheet(each.name, _without_tail(book.rows(each)), each.hidden) for each in book.sheets)
        )


@dataclass(frozen=True, slots=True)
class SheetStart:
    """The name of a sheet and its first rows (some STARTS); `at` is where its rows begin in what the child said."""

    name: str
    hidden: bool
    rows: tuple[tuple[Value, ...], ...]
    at: int


@dataclass(frozen=True, slots=True)
class StreamedWorkbook:
    """The sheets of a file in the file's order, of which the rows are read as they are asked for."""

    sheets: tuple[SheetStart, ...]
    output: IO[bytes]

    def rows(self, sheet: SheetStart) -> Iterator[tuple[Value, ...]]:
        """Yield the rows of a sheet from row 1; raise BadValue where what the child said is damaged."""
        self.output.seek(sheet.at)
        for line in self.output:
            said = said_in(line)
            if "rows" not in said:
                return
            yield from map(_row, said["rows"])


@contextmanager
def streamed_workbook(content: bytes, limits: Limits = USUAL) -> Iterator[StreamedWorkbook]:
    """Lend the sheets of a spreadsheet file, of which only so many rows are in memory as are read at a time.

    Raise BadValue as `read_workbook` does.
    """
    with child_output(content, kind_of(content, limits), limits) as output:
        sheets = tuple(_starts(output))
        if not sheets:
            raise BadValue("sheet.empty")
        yield StreamedWorkbook(sheets, output)


STARTS: Final = 60
_ROWS: Final = b'{"rows"'


def _starts(output: IO[bytes]) -> Iterator[SheetStart]:
    """Yield how each sheet begins; rows after its first line are left for whoever asks for them."""
    named: dict[str, Any] | None = None
    at, ended = 0, False
    for line in output:
        at += len(line)
        if named is None and line.startswith(_ROWS):
            ended = False
            continue
        said = said_in(line)
        if named is not None:
            rows = tuple(map(_row, said.get("rows", [])[:STARTS]))
            yield SheetStart(str(named["sheet"]), bool(named["hidden"]), rows, at - len(line))
        named = said if "sheet" in said else None
        ended = "end" in said
    if not ended:
        raise BadValue("sheet.damaged")


def _row(cells: list[Any]) -> tuple[Value, ...]:
    while cells and cells[-1] is None:
        cells.pop()
    return tuple([_value(cell) if isinstance(cell, dict) else cell for cell in cells])


def _value(cell: dict[str, str]) -> date | datetime:
    return date.fromisoformat(cell["d"]) if "d" in cell else datetime.fromisoformat(cell["t"])


def _without_tail(rows: Iterable[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    found = list(rows)
    while found and not found[-1]:
        found.pop()
    return tuple(found)
