"""The values that tables are drawn from: columns, rows, cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from saiyai.web.offers import Text

Kind = Literal["text", "number", "date"]
Shade = Literal["good", "warn", "bad", "note", "plain"]

ICON_OF_SHADE: Mapping[Shade, str] = {
    "good": "check",
    "warn": "clock",
    "bad": "warning",
    "note": "info",
    "plain": "",
}
"""The picture that says a state to those who see no colours."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand at the right."""

    label: Text
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a text, a number or a date; a link where it has an address, a tag where it has a shade."""

    value: Text | float | date | datetime | None
    url: str = ""
    shade: Shade | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first cell heads each row; on a phone the rows become cards."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    empty: Text = ""
    """What an empty table means, and what to do."""

    @property
    def pairs(self) -> list[list[tuple[Column, Cell]]]:
        """Return each row's cells beside their columns."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def total_pairs(self) -> list[tuple[Column, Cell]]:
        """Return the last line's cells beside their columns, none where there is no last line."""
        return list(zip(self.columns, self.total, strict=True)) if self.total else []
