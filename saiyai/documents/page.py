"""What a document consists of: frozen blocks of plain values that the PDF and its HTML twin render."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["th", "en"]
Alignment = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the document; level 1 stands directly below the title."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed in it is a line break."""

    text: str
    alignment: Alignment = "left"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """The title of a column, how its cells align, and its share of the width (0: as needed)."""

    title: str
    alignment: Alignment = "left"
    share: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under titled columns; the titles come again on every page, the totals close the table."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    totals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        wanted = len(self.columns)
        for cells in (*self.rows, *((self.totals,) if self.totals else ())):
            if len(cells) != wanted:
                raise ValueError(f"a row of {len(cells)} cells in a table of {wanted} columns: {cells!r}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (SVG as `drawing.py` takes it), the sentence that replaces it, and its caption."""

    svg: str
    alternative: str
    caption: str = ""
    width_percent: int = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph as JPEG, its size in pixels, the sentence that replaces it, and its caption."""

    jpeg: bytes
    width: int
    height: int
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Pairs of a name and its value, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts on a new page."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: name, position, and in which capacity ("ผู้รับรอง") if it matters."""

    name: str
    position: str
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign by hand, two a line, kept together on one page."""

    people: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a directory: its name, lines that say what it is, and the address of its page as a QR beside them."""

    name: str
    lines: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of the document down to a level, with the pages that they stand on."""

    title: str
    depth: Literal[1, 2, 3] = 1


Block = (
    Heading
    | Paragraph
    | Table
    | Figure
    | Picture
    | KeyValues
    | ItemList
    | PageBreak
    | Signatures
    | Entry
    | Contents
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The office that issues the document, the lines of its address, and its reference number."""

    office: str
    address: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be rendered, with where its figures live and the record number they were read at.

    `sequence` is the audit record's number at the moment of making; `live_url` becomes the QR in the footer.
    With `thai_digits` every Arabic digit of the text, not of addresses, is shown as ๐–๙.
    """

    title: str
    language: Language
    blocks: tuple[Block, ...]
    made_on: date
    letterhead: Letterhead | None = None
    subtitle: str = ""
    live_url: str = ""
    sequence: int | None = None
    thai_digits: bool = False
    landscape: bool = False
