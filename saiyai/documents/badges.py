"""Name badges: ten on a page of A4 with marks to cut along, each with its code as QR and in letters."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from saiyai.documents.page import Language
from saiyai.documents.pdf import MASK_OF_MANY, compiled, qr
from saiyai.kernel.text import normalise_lines

GROUP = 4


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on one badge; `code` is what its QR says, and nothing else of the person."""

    name: str
    lines: tuple[str, ...]
    area: str
    kind: str
    code: str


def render_badges(badges: Sequence[Badge], *, event: str, language: Language, made_on: date) -> bytes:
    """Return the badges of an event in their order as PDF/A-2a and PDF/UA-1."""
    told = {
        "lang": language,
        "event": normalise_lines(event),
        "badges": [
            {
                "name": normalise_lines(each.name),
                "lines": [normalise_lines(line) for line in each.lines if line],
                "area": normalise_lines(each.area),
                "kind": normalise_lines(each.kind),
                "code": grouped(each.code),
                "qr": qr(each.code, mask=MASK_OF_MANY),
            }
            for each in badges
        ],
    }
    inputs = {"badges": json.dumps(told, ensure_ascii=False)}
    return compiled("badges.typ", inputs, datetime.combine(made_on, time(), UTC))


def grouped(code: str) -> str:
    """Return a code in groups of four, as it is read aloud and typed."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
