"""The process that parses one file under limits: file on standard input, JSON lines on standard output.

A line is {"sheet": name, "hidden": bool}, {"rows": [...]} for the sheet before it, {"error": code, "values":
{...}}, or {"end": true}. A cell is a text, a number, a truth value, null, {"d": ISO date} or {"t": ISO date
and time}.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any, Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum
from python_calamine import SheetTypeEnum as SheetType

from saiyai.documents.sheets.confined import limit_self, say
from saiyai.documents.sheets.delimited import rows_of
from saiyai.documents.sheets.limits import OUT_OF_MEMORY, Limits
from saiyai.kernel.bad_value import BadValue

BATCH: Final = 2_000
_EXACT: Final = 2.0**53


def main() -> int:
    """Read standard input as the kind of file, and under the limits, that the arguments name."""
    kind, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    limit_self(limits)
    try:
        content = sys.stdin.buffer.read()
        for line in _text_lines(content, limits) if kind == "text" else _book_lines(content, limits):
            _say(line)
        _say({"end": True})
    except BadValue as bad:
        _say({"error": bad.code, "values": bad.values})
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _say(line: dict[str, Any]) -> None:
    say(line, _spelled)


def _spelled(value: object) -> object:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)


def _text_lines(content: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    yield {"sheet": "", "hidden": False}
    yield from _batches(_counted(rows_of(content), limits))


def _counted(rows: Iterable[list[str]], limits: Limits) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, start=1):
        _check_extent(number, len(row), limits)
        yield [cell or None for cell in row]


def _book_lines(content: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    try:
        with CalamineWorkbook.from_object(BytesIO(content)) as book:
            found = [
                (place, sheet) for place, sheet in enumerate(book.sheets_metadata) if _is_table(sheet.typ)
            ]
            if len(found) > limits.sheets:
                raise BadValue("sheet.too_many_sheets", most=limits.sheets)
            for place, sheet in found:
                yield {"sheet": sheet.name, "hidden": sheet.visible != SheetVisibleEnum.Visible}
                yield from _batches(_cells(book.get_sheet_by_index(place), limits))
    except PasswordError as fault:
        raise BadValue("sheet.encrypted") from fault
    except (CalamineError, OSError, ValueError, OverflowError) as fault:
        if isinstance(fault, BadValue):
            raise
        raise BadValue("sheet.damaged") from fault


def _is_table(kind: SheetType) -> bool:
    return kind not in (SheetType.ChartSheet, SheetType.Vba)


def _cells(sheet: CalamineSheet, limits: Limits) -> Iterator[list[Any]]:
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    _check_extent(height, width, limits)
    for row in sheet.to_python(skip_empty_area=False):
        yield [_value(cell) for cell in row]


def _check_extent(height: int, width: int, limits: Limits) -> None:
    if height > limits.rows:
        raise BadValue("sheet.too_many_rows", most=limits.rows)
    if width > limits.columns:
        raise BadValue("sheet.too_many_columns", most=limits.columns)


def _value(cell: Any) -> Any:
    if cell == "" and isinstance(cell, str):
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    if isinstance(cell, float) and cell - cell != 0:  # infinite or not a number: JSON has neither
        return None
    return cell


def _batches(rows: Iterator[list[Any]]) -> Iterator[dict[str, Any]]:
    while batch := list(islice(rows, BATCH)):
        yield {"rows": batch}


if __name__ == "__main__":
    sys.exit(main())
