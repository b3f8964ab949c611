"""From the rows of a sheet to checked records, with one problem for each bad cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from saiyai.documents.sheets.guard import unguarded
from saiyai.documents.sheets.read import Value
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise, search_key

CODES: Final = frozenset(
    {
        "sheet.no_header",
        "sheet.missing_column",
        "sheet.repeated_column",
        "sheet.missing_value",
        "sheet.no_rows",
    },
)
HEADER_WITHIN: Final = 15
MOST_PROBLEMS: Final = 1_000
_LETTERS: Final = 26
_BRACKETED: Final = re.compile(r"\s*[(\[].*", re.DOTALL)
_LONGEST_QUOTE: Final = 80


@dataclass(frozen=True, slots=True)
class Field:
    """A column that a sheet may have: the titles it is known by, and what makes its text a value.

    `parse` raises BadValue for text that is no such value; a `required` column must be there and filled in
    each row.
    """

    key: str
    titles: tuple[str, ...]
    parse: Callable[[str], Any]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (row counted from 1) and which field each found column (from 0) holds."""

    row: int
    columns: Mapping[str, int]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One bad cell: row from 1 and column letter as its author sees them, title, why, and its text.

    `column_letter` is "" where a whole column is missing.
    """

    row: int
    column_letter: str
    title: str
    code: str
    values: Mapping[str, str | int]
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """A row without a problem: its number in the sheet and each field's value, None if empty."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a sheet holds: good rows, problems, and titles of columns nobody asked for.

    `problems` are the first MOST_PROBLEMS of `problem_count`.
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    problem_count: int
    unread: tuple[str, ...] = ()


def find_header(rows: Sequence[Sequence[Value]], fields: Sequence[Field]) -> Header | None:
    """Return the upper row that holds the most of the fields' titles, None where no row holds any.

    Titles are compared without case, spaces, marks like * and brackets, and with either digits.
    """
    known = _known(fields)
    best: Header | None = None
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        columns: dict[str, int] = {}
        unread: list[str] = []
        for place, cell in enumerate(row):
            key = _field_of(cell, known)
            if key is not None:
                columns.setdefault(key, place)
            elif cell is not None:
                unread.append(text_of(cell))
        if columns and (best is None or len(columns) > len(best.columns)):
            best = Header(number, columns, tuple(unread))
    return best


def check_rows(rows: Sequence[Sequence[Value]], fields: Sequence[Field]) -> Checked:
    """Return the records and the problems of a sheet's rows; bad content is never raised, only told."""
    header = find_header(rows, fields)
    if header is None:
        titles = ", ".join(field.titles[0] for field in fields if field.required)
        return Checked((), (Problem(1, "A", "", "sheet.no_header", {"titles": titles}, ""),), 1)
    problems = _header_problems(rows[header.row - 1], header, fields)
    if problems:
        return Checked((), tuple(problems), len(problems), header.unread)
    found = [(field, header.columns[field.key]) for field in fields if field.key in header.columns]
    records: list[Record] = []
    count = 0
    for number, row in enumerate(rows[header.row :], start=header.row + 1):
        if all(cell is None or cell == "" for cell in row):
            continue
        values, bad = _check_row(number, row, found)
        count += len(bad)
        problems.extend(bad[: max(MOST_PROBLEMS - len(problems), 0)])
        if not bad:
            records.append(Record(number, values))
    if not records and not count:
        return Checked((), (Problem(header.row + 1, "A", "", "sheet.no_rows", {}, ""),), 1, header.unread)
    return Checked(tuple(records), tuple(problems), count, header.unread)


def text_of(value: Value) -> str:
    """Return a cell as text: whole numbers without a point, dates ISO, no formula guard."""
    match value:
        case None:
            return ""
        case str():
            return unguarded(value.strip())
        case bool():
            return str(value).upper()
        case int():
            return str(value)
        case datetime():
            return value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case float():
            return f"{value:.15g}" if "e" not in f"{value:.15g}" else f"{value:f}"


def column_letter(place: int) -> str:
    """Return the letters a spreadsheet shows above column `place`, counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _known(fields: Sequence[Field]) -> dict[str, str]:
    return {search_key(title): field.key for field in fields for title in field.titles}


def _field_of(cell: Value, known: Mapping[str, str]) -> str | None:
    """Return the key of the field that a header cell names, with or without what stands in its brackets."""
    title = text_of(cell)
    return known.get(search_key(title) or " ") or known.get(search_key(_BRACKETED.sub("", title)) or " ")


def _header_problems(row: Sequence[Value], header: Header, fields: Sequence[Field]) -> list[Problem]:
    problems = []
    for field in fields:
        if field.key not in header.columns:
            if field.required:
                said = {"title": field.titles[0]}
                problems.append(Problem(header.row, "", field.titles[0], "sheet.missing_column", said, ""))
            continue
        known = _known([field])
        places = [place for place, cell in enumerate(row) if _field_of(cell, known)]
        for place in places[1:]:
            said = {"first": column_letter(places[0])}
            title = text_of(row[place])
            problems.append(
                Problem(
                    header.row, column_letter(place), field.titles[0], "sheet.repeated_column", said, title
                ),
            )
    return problems


def _check_row(
    number: int,
    row: Sequence[Value],
    found: Sequence[tuple[Field, int]],
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for field, place in found:
        text = text_of(row[place]) if place < len(row) else ""
        try:
            values[field.key] = _parsed(field, text)
        except BadValue as bad:
            quoted = normalise(text)[:_LONGEST_QUOTE]
            problems.append(
                Problem(number, column_letter(place), field.titles[0], bad.code, bad.values, quoted)
            )
    return values, problems


def _parsed(field: Field, text: str) -> Any:
    if text:
        return field.parse(text)
    if field.required:
        raise BadValue("sheet.missing_value", title=field.titles[0])
    return None
