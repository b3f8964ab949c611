"""From a file to its rows: where the titles stand, which column holds what, and which rows are none."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from saiyai.documents.sheets.check import text_of
from saiyai.documents.sheets.read import STARTS, StreamedWorkbook, Value
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise, search_key
from saiyai.network.imports.cells import key_of
from saiyai.network.rules.imports import heading_of, is_total, may_be_national_id

HEADER_WITHIN = STARTS // 4
ABOVE = 2
"""Over how many rows a title may be merged."""
SAMPLES = 3
LONGEST_CELL = 1_000
HIDDEN = "•••••"
_BRACKETED = re.compile(r"\s*[(\[*].*", re.DOTALL)


@dataclass(slots=True)
class SheetRows:
    """A sheet with its titles found: `columns` says which column (from 0) holds which field; `rows` are read once."""

    titles: list[str]
    columns: dict[str, int]
    first: int
    rows: Iterable[Sequence[Value]]
    skipped: int = 0
    samples: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row of a list: its number in the sheet, its cells as texts, and the areas that headings above it name."""

    row: int
    cells: list[str]
    headings: Mapping[str, str]


def sheet_of(
    book: StreamedWorkbook, known: Mapping[str, str], placed: Mapping[str, int] | None = None
) -> SheetRows:
    """Return the sheet of a file whose titles fit best; `placed` columns stand as somebody chose them.

    Raise BadValue where nothing in it looks like a row of titles.
    """
    best: tuple[int, SheetRows] | None = None
    starts: Sequence[Sequence[Value]] = ()
    for sheet in book.sheets:
        if sheet.hidden or not any(sheet.rows):
            continue
        titles, first = _titles(sheet.rows, known)
        columns = _columns(titles, known)
        if titles and (best is None or len(columns) > best[0]):
            best, starts = (len(columns), SheetRows(titles, columns, first, book.rows(sheet))), sheet.rows
    if best is None:
        raise BadValue("sheet.no_rows")
    found = best[1]
    if placed is not None:
        found.columns = {key: at for key, at in placed.items() if at < len(found.titles)}
    found.samples = _samples(found, starts)
    return found


def rows_of(sheet: SheetRows) -> Iterator[FoundRow]:
    """Yield the rows of a list, without totals, headings and repeated titles, which are counted as skipped."""
    headings: dict[str, str] = {}
    width = len(sheet.titles)
    titles = [search_key(title) for title in sheet.titles]
    for number, row in enumerate(islice(sheet.rows, sheet.first, None), start=sheet.first + 1):
        cells = [cell_text(value) for value in row[:width]]
        if not any(cells):
            continue
        heading = heading_of(cells)
        if heading is not None:
            headings = _below(headings, *heading)
        if heading is not None or is_total(cells) or _repeats_titles(cells, titles):
            sheet.skipped += 1
            continue
        yield FoundRow(number, cells + [""] * (width - len(cells)), dict(headings))


def cell_text(value: Value) -> str:
    """Return a cell as a text without ends and of bounded length; lines inside it stay."""
    if value is None:
        return ""
    return text_of(value)[:LONGEST_CELL]


def _below(headings: dict[str, str], level: str, name: str) -> dict[str, str]:
    levels = ("province", "district", "tambon")
    above = {each: headings[each] for each in levels[: levels.index(level)] if each in headings}
    return above | {level: name}


def _repeats_titles(cells: Sequence[str], titles: Sequence[str]) -> bool:
    """Tell whether most cells of a row say what stands above them, one of its first two among them."""
    filled = [(cell, title) for cell, title in zip(cells, titles, strict=False) if cell]
    if len(filled) < 2 or not any(key_of(cell) == title for cell, title in filled[:2]):  # noqa: PLR2004 (a row)
        return False
    same = sum(key_of(cell) == title for cell, title in filled)
    return same * 2 > len(filled)


def _titles(rows: Sequence[Sequence[Value]], known: Mapping[str, str]) -> tuple[list[str], int]:
    """Return the titles of a sheet's columns and the number of the row below them.

    A title that is merged over rows stands in the upper one: an empty cell takes what stands above it.
    """
    best: tuple[int, int, list[str]] = (0, 0, [])
    first = 0
    for number in range(min(HEADER_WITHIN, len(rows))):
        titles = _titles_at(rows, number)
        fits = len({key for title in titles if (key := _field_of(title, known))})
        own = sum(1 for cell in rows[number] if cell is not None)
        if fits > best[0] or (not best[0] and own > 1 and own > best[1]):
            best = (fits, own, titles) if fits else (0, own, titles)
            first = number + 1
    return (best[2], first) if best[2] else ([], 0)


def _titles_at(rows: Sequence[Sequence[Value]], number: int) -> list[str]:
    upper = rows[max(number - ABOVE, 0) : number]
    is_title_row = [len([cell for cell in row if cell is not None]) > 1 for row in upper]
    width = max(len(row) for row in (*upper, rows[number]))
    titles = []
    for place in range(width):
        title = normalise(cell_text(rows[number][place])) if place < len(rows[number]) else ""
        for row, counts in zip(reversed(upper), reversed(is_title_row), strict=True):
            if not title and counts and place < len(row):
                title = normalise(cell_text(row[place]))
        titles.append(title[:120])
    return titles


def _columns(titles: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, title in enumerate(titles):
        if key := _field_of(title, known):
            columns.setdefault(key, place)
    return columns


def _field_of(title: str, known: Mapping[str, str]) -> str:
    if not title:
        return ""
    return known.get(search_key(title)) or known.get(search_key(_BRACKETED.sub("", title))) or ""


def _samples(sheet: SheetRows, starts: Sequence[Sequence[Value]]) -> list[list[str]]:
    found: list[list[str]] = [[] for _title in sheet.titles]
    for row in starts[sheet.first :]:
        for place, value in enumerate(row[: len(found)]):
            text = normalise(cell_text(value))[:40]
            text = HIDDEN if may_be_national_id(text) else text
            if text and len(found[place]) < SAMPLES and text not in found[place]:
                found[place].append(text)
    return found
