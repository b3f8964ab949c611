"""What is true of a collection's own workbook: the key of each row, and what a filled row says.

The key names the collection, the report and the version that the workbook was written at, so that a sheet of another
round, or one that somebody overtook, is known for what it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.rules.figures import parse_count

KEY = "key"
PLACE = "place"
EXPLANATION = "explanation"
FIRST_SERIES = 2
"""How many columns stand before the numbers: the key, and the place."""
MOST_ROWS = 500
_KEY = re.compile(r"c(\d{1,12})-r(\d{1,12})-v(\d{1,9})")


@dataclass(frozen=True, slots=True)
class RowKey:
    """Which report a row of a workbook is of, and at which version it was written."""

    collection: int
    report: int
    version: int

    def __str__(self) -> str:
        return f"c{self.collection}-r{self.report}-v{self.version}"


def parse_key(text: str) -> RowKey | None:
    """Return the key that a cell holds, None where it holds none."""
    found = _KEY.fullmatch(text.strip())
    return None if found is None else RowKey(*(int(each) for each in found.groups()))


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row as it was filled in: its numbers by series, what was explained, and what is wrong with which cell."""

    line: int
    key: RowKey
    figures: Mapping[str, int | None]
    explanation: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)
    """The code of what is wrong, by series."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed into it."""
        return not self.problems and all(value is None for value in self.figures.values())


def filled_rows(rows: Sequence[Sequence[str]], series: Sequence[str]) -> list[FilledRow]:
    """Return the rows that have a key, in the order of the sheet; BadValue where it has none or too many.

    The columns stand as they were written: key, place, one for each series, and the explanation.
    """
    found = [
        (line, key, row)
        for line, row in enumerate(rows, start=1)
        if row and (key := parse_key(row[0])) is not None
    ]
    if not found:
        raise BadValue("workbook.without_keys")
    if len(found) > MOST_ROWS:
        raise BadValue("workbook.too_many_rows", most=MOST_ROWS)
    return [_filled(line, key, row, series) for line, key, row in found]


def _filled(line: int, key: RowKey, row: Sequence[str], series: Sequence[str]) -> FilledRow:
    figures: dict[str, int | None] = {}
    problems: dict[str, str] = {}
    for place, code in enumerate(series, start=FIRST_SERIES):
        text = row[place] if place < len(row) else ""
        try:
            figures[code] = parse_count(text)
        except BadValue as bad:
            figures[code], problems[code] = None, bad.code
    last = FIRST_SERIES + len(series)
    return FilledRow(line, key, figures, row[last] if last < len(row) else "", problems)
