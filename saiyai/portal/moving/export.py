"""A Joomla export as JSON, read row by row: what phpMyAdmin writes of a database, or an object of tables.

Both are read: `[{"type": "table", "name": "jos_content", "data": [{…}, …]}, …]` and `{"jos_content": [{…}, …], …}`. The
file is never held whole; one row is at most `LONGEST_ROW` letters long.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from saiyai.kernel.bad_value import BadValue

Row = dict[str, Any]
TABLES: Final = ("content", "categories", "users")
LONGEST_ROW: Final = 32_000_000
_AT_ONCE: Final = 1_000_000
_DECODER: Final = json.JSONDecoder()


def rows_of(path: Path, *tables: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of some tables (`content`, `categories`, `users`) in the order of the file, each with its table.

    Raises BadValue (`joomla.unreadable`, `joomla.no_export`) for what is no such export.
    """
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        scanner = _Scanner(file)
        match scanner.peek():
            case "[":
                yield from _tables_of_database(scanner, tables)
            case "{":
                for name in scanner.names():
                    yield from _rows(scanner, name, tables)
            case _:
                raise BadValue("joomla.no_export")


def _tables_of_database(scanner: "_Scanner", tables: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    for _ in scanner.elements():
        if scanner.peek() != "{":
            scanner.value()
            continue
        name = ""
        for key in scanner.names():
            if key == "data":
                yield from _rows(scanner, name, tables)
            else:
                value = scanner.value()
                name = str(value) if key == "name" else name


def _rows(scanner: "_Scanner", name: str, tables: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    table = next((each for each in tables if name == each or name.endswith(f"_{each}")), "")
    if scanner.peek() != "[":
        scanner.value()
        return
    for _ in scanner.elements():
        row = scanner.value()
        if table and isinstance(row, dict):
            yield table, row


class _Scanner:
    """JSON that is read on from where it stands, a stretch of the file at a time."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._text = ""
        self._at = 0

    def peek(self) -> str:
        """Return the next letter that is no space, "" at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def elements(self) -> Iterator[None]:
        """Step through the elements of the array that begins here; whoever steps reads each."""
        self._take("[")
        while self.peek() not in {"]", ""}:
            yield
            if self.peek() == ",":
                self._at += 1
        self._take("]")

    def names(self) -> Iterator[str]:
        """Step through the keys of the object that begins here; whoever steps reads each one's value."""
        self._take("{")
        while self.peek() not in {"}", ""}:
            key = str(self.value())
            self._take(":")
            yield key
            if self.peek() == ",":
                self._at += 1
        self._take("}")

    def value(self) -> Any:
        """Return the whole value that begins here."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except ValueError as wrong:
                if not self._more():
                    raise BadValue("joomla.unreadable") from wrong
                continue
            if end == len(self._text) and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def _take(self, letter: str) -> None:
        if self.peek() != letter:
            raise BadValue("joomla.unreadable")
        self._at += 1

    def _more(self) -> bool:
        if len(self._text) - self._at > LONGEST_ROW:
            raise BadValue("joomla.unreadable")
        read = self._file.read(_AT_ONCE)
        self._text = self._text[self._at :] + read
        self._at = 0
        return bool(read)
