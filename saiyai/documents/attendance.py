"""Certificates of attendance: one a page lying on its side, many in one file, each with the QR by which it is checked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from saiyai.documents.page import Language
from saiyai.documents.pdf import MASK_OF_MANY, compiled, qr
from saiyai.kernel.text import normalise_lines, to_thai_digits


@dataclass(frozen=True, slots=True)
class Attended:
    """What differs from one certificate to the next: whom it names, as what, and the address that confirms it."""

    name: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """What all certificates of an event say; every text but the addresses is shown in Thai digits if asked."""

    language: Language
    title: str
    office: str
    opening: str
    lines: tuple[str, ...]
    day: str
    signer: str
    position: str
    check: str
    made_on: date
    thai_digits: bool = True


def render_attendance(common: Attendance, people: Sequence[Attended]) -> bytes:
    """Return one page for each person as PDF/A-2a and PDF/UA-1."""

    def say(text: str) -> str:
        clean = normalise_lines(text)
        return to_thai_digits(clean) if common.thai_digits else clean

    told = {
        "lang": common.language,
        "title": say(common.title),
        "office": say(common.office),
        "opening": say(common.opening),
        "lines": [say(each) for each in common.lines if each],
        "day": say(common.day),
        "signer": say(common.signer),
        "position": say(common.position),
        "check": say(common.check),
        "people": [
            {
                "name": say(each.name),
                "line": say(each.line),
                "url": each.url,
                "qr": qr(each.url, mask=MASK_OF_MANY),
            }
            for each in people
        ],
    }
    inputs = {"attendance": json.dumps(told, ensure_ascii=False)}
    return compiled("attendance.typ", inputs, datetime.combine(common.made_on, time(), UTC))
