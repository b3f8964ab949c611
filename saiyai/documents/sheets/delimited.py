"""Text files of delimited values: which encoding, which delimiter, and the rows."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Final

from saiyai.kernel.bad_value import BadValue

# Thai marks stand above or below a Thai consonant or another mark; in French or Vietnamese bytes read as Thai
# they do not.
_MARKS: Final = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_MARK: Final = re.compile(f"[{_MARKS}]")
_STRAY_MARK: Final = re.compile(f"(?<![ก-ฮ{_MARKS}])[{_MARKS}]")
_QUOTED: Final = re.compile(r'"[^"]*"')
_DELIMITERS: Final = ",;\t|"
_LONGEST_CELL: Final = 1_000_000
_SEEN_LINES: Final = 50


def decoded(content: bytes) -> str:
    """Return the text of `content`: UTF-16 by its mark, else UTF-8, else Windows-874 (TIS-620).

    Raise BadValue("sheet.unknown_encoding") where it is none of them.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _strict(content, "cp874")
    marks, strays = len(_MARK.findall(text)), len(_STRAY_MARK.findall(text))
    if strays * 5 > marks:
        raise BadValue("sheet.unknown_encoding")
    return text


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        raise BadValue("sheet.unknown_encoding") from fault


def delimiter_of(text: str) -> str:
    """Return the delimiter that divides the first lines most evenly: comma, semicolon, tab or bar."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == len("sep=,"):
        return first[4]
    sample = _QUOTED.sub("", "\n".join([first, *rest.split("\n", _SEEN_LINES)[:_SEEN_LINES]]))
    return max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, mark: str) -> tuple[int, int]:
    """Return how many lines hold the most usual number of delimiters above zero, and that number."""
    counts = [line.count(mark) for line in sample.split("\n") if mark in line]
    usual = max(set(counts), key=counts.count, default=0)
    return counts.count(usual), usual


def rows_of(content: bytes) -> Iterator[list[str]]:
    """Return the rows of a delimited text file; raise BadValue where encoding or quoting is broken."""
    text = decoded(content)
    mark = delimiter_of(text)
    csv.field_size_limit(_LONGEST_CELL)
    lines = StringIO(text, newline="")  # only CR and LF end lines: a cell may hold the other separators
    if text[:4].lower() == "sep=":
        lines.readline()
    try:
        yield from csv.reader(lines, delimiter=mark)
    except csv.Error as fault:
        raise BadValue("sheet.damaged") from fault
