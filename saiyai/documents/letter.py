"""Official letters to the outside in the form of the regulation on office work, in Thai with Thai digits.

The emblem is not drawn: it is stamped, or its paper printed before. Form: Regulation of the Prime Minister's Office on
correspondence, BE 2526, annex 1.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from saiyai.documents.page import Table
from saiyai.documents.pdf import compiled
from saiyai.kernel.dates import format_date
from saiyai.kernel.text import normalise_lines, to_thai_digits


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its number, office and day at the head, to whom, what about, the text, who signs, who handles it."""

    number: str
    office: str
    address: tuple[str, ...]
    on: date
    subject: str
    to: str
    references: tuple[str, ...]
    enclosures: tuple[str, ...]
    paragraphs: tuple[str, ...]
    signer: str
    position: str
    contact: tuple[str, ...]
    attachment_title: str = ""
    attachment: Table | None = None


def render_letters(letters: Sequence[Letter]) -> bytes:
    """Return the letters one after the other, each with its attachment on a page of its own, as PDF/A-2a and PDF/UA-1."""
    told = {"letters": [_letter(each) for each in letters]}
    inputs = {"letters": json.dumps(told, ensure_ascii=False)}
    return compiled("letter.typ", inputs, datetime.combine(letters[0].on, time(), UTC))


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "number": _say(letter.number),
        "office": _say(letter.office),
        "address": [_say(each) for each in letter.address if each],
        "day": _say(format_date(letter.on)),
        "subject": _say(letter.subject),
        "to": _say(letter.to),
        "references": [_say(each) for each in letter.references if each],
        "enclosures": [_say(each) for each in letter.enclosures if each],
        "paragraphs": [_say(each) for each in letter.paragraphs if each],
        "signer": _say(letter.signer),
        "position": _say(letter.position),
        "contact": [_say(each) for each in letter.contact if each],
        "attachment": _attachment(letter),
    }


def _attachment(letter: Letter) -> dict[str, Any] | None:
    table = letter.attachment
    if table is None:
        return None
    return {
        "title": _say(letter.attachment_title),
        "columns": [
            {"title": _say(c.title), "alignment": c.alignment, "share": c.share} for c in table.columns
        ],
        "rows": [[_say(cell) for cell in row] for row in table.rows],
        "totals": [_say(cell) for cell in table.totals],
        "caption": _say(table.caption),
        "size": 12,
    }


def _say(text: str) -> str:
    return to_thai_digits(normalise_lines(text))
