"""What a document says of itself and how its text is shown, alike in the PDF and in its HTML twin."""

import re
from typing import Final

from saiyai.documents.page import Document
from saiyai.documents.words import WORDS
from saiyai.kernel.dates import format_date
from saiyai.kernel.text import normalise_lines, to_thai_digits

_ADDRESS: Final = re.compile(r"(https?://\S+|[\w.+-]+@[\w.-]+)", re.ASCII)


def shown(document: Document, text: str) -> str:
    """Return `text` normalised line by line, in the digits of the document.

    Addresses of pages and mail keep their digits, or they would lead nowhere.
    """
    clean = normalise_lines(text)
    if not document.thai_digits:
        return clean
    parts = _ADDRESS.split(clean)
    return "".join(part if place % 2 else to_thai_digits(part) for place, part in enumerate(parts))


def colophon(document: Document) -> tuple[str, ...]:
    """Return the sentences that say when the document was made and at which record its figures were read."""
    words = WORDS[document.language]
    said = [words.made_on.format(date=format_date(document.made_on, language=document.language))]
    if document.sequence is not None:
        said.append(words.record.format(number=f"{document.sequence:,}"))
    return tuple(shown(document, sentence) for sentence in said)


def heading_levels(wanted: tuple[int, ...]) -> tuple[int, ...]:
    """Return the levels of headings in reading order with none skipped, for readers of screens."""
    levels: list[int] = []
    for level in wanted:
        levels.append(min(level, levels[-1] + 1 if levels else 1))
    return tuple(levels)
