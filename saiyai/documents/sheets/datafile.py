"""Tables for programs: one table as CSV, XLSX, JSON or Parquet, written into a file row by row.

The same rows in each form, under the same names of columns; a spreadsheet's first line says them in words besides. What
is not known is empty in CSV and XLSX and null in JSON and Parquet.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from saiyai.documents.sheets.write import Column, Kind, Row, csv_lines, write_xlsx_into

Columns = tuple[Column, ...]

TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
"""The forms, each with its media type."""
_IN_PARQUET: Final[dict[Kind, str]] = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "percent": "DOUBLE",
    "baht": "BIGINT",
    "date": "DATE",
    "flag": "BOOLEAN",
}
_OPTIONS: Final[dict[str, Any]] = {
    "memory_limit": "128MB",
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_LONGEST_ROW: Final = 4 * 1024 * 1024


def write_datafile(path: Path, form: str, columns: Columns, rows: Iterable[Row], *, title: str) -> None:
    """Write rows into a new file of a form; memory does not grow with their number. KeyError for an unknown form."""
    _WRITERS[form](path, columns, rows, title)


def _write_csv(path: Path, columns: Columns, rows: Iterable[Row], title: str) -> None:  # noqa: ARG001 (CSV has none)
    named = tuple(Column(each.key, each.key, each.kind) for each in columns)
    with path.open("wb") as file:
        file.writelines(csv_lines(named, rows))


def _write_xlsx(path: Path, columns: Columns, rows: Iterable[Row], title: str) -> None:
    headed = tuple(Column(each.key, f"{each.title}\n{each.key}", each.kind, each.width) for each in columns)
    with path.open("wb") as file:
        write_xlsx_into(file, headed, rows, sheet_name=title, title=title)


def _write_json(path: Path, columns: Columns, rows: Iterable[Row], title: str) -> None:  # noqa: ARG001 (JSON has none)
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write("[")
        for number, row in enumerate(rows):
            told = {each.key: _value(each.kind, row.get(each.key)) for each in columns}
            file.write(("," if number else "") + "\n" + json.dumps(told, ensure_ascii=False))
        file.write("\n]\n")


def _value(kind: Kind, value: Any) -> Any:
    if value is None or value == "":
        return None
    if kind == "date":
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, Decimal | Fraction):
        return float(value)
    return value


def _write_parquet(path: Path, columns: Columns, rows: Iterable[Row], title: str) -> None:
    """Write the rows by way of JSON: the engine then streams from one file into the other within its own bound."""
    import duckdb  # noqa: PLC0415 (34 MB in each process that never writes this form)

    with TemporaryDirectory(dir=path.parent) as folder:
        source = Path(folder) / "rows.json"
        _write_json(source, columns, rows, title)
        options = _OPTIONS | {"temp_directory": folder}
        kinds = {each.key: _IN_PARQUET[each.kind] for each in columns}
        with duckdb.connect(":memory:", config=options) as engine:
            read = engine.read_json(
                str(source), columns=kinds, format="array", maximum_object_size=_LONGEST_ROW
            )
            read.write_parquet(str(path), compression="zstd", row_group_size=50_000)


_WRITERS: Final[Mapping[str, Callable[[Path, Columns, Iterable[Row], str], None]]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "json": _write_json,
    "parquet": _write_parquet,
}
