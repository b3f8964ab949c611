"""The values that tables are drawn from: columns, rows, cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from saiyai.web.offers import Text, Why

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
    why: str = ""
    """The address of the page that says why a number is what it is."""
    heat: int = 0
    """How high a number stands among its like, from 1 to 5, drawn as a coloured edge; 0 where it is not told."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first cell heads each row; on a phone the rows become cards."""

    caption: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    empty: Text = ""
    """What an empty table means, and what to do."""
    is_long: bool = False
    """Whether a phone shows its rows as lines of a list, not each as a card."""
    is_wide: bool = False
    """Whether it is wider than a page, so that a keyboard must reach it to move it sideways."""
    why: Why | None = None
    """Why its numbers are what they are, where one sentence says it for all."""
    why_url: str = ""
    """The address of the page that says so, where it takes more."""

    @property
    def leads_on(self) -> bool:
        """Tell whether its numbers lead to pages that say why."""
        first = [*(self.rows[:1]), *self.total_rows]
        return any(cell.why for row in first for cell in row)

    @property
    def total_rows(self) -> list[Sequence[Cell]]:
        """Return the last line as the only row of a table's foot, none where there is no last line."""
        return [self.total] if self.total else []
