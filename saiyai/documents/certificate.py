"""Certificates: one page in a frame, with a number, what is certified of whom, conditions, and a place to sign."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from saiyai.documents.page import Language
from saiyai.documents.pdf import compiled, qr
from saiyai.kernel.text import normalise_lines, to_thai_digits


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate as it is printed; every text but the address of its page is shown in Thai digits if asked.

    `lines` are the sentences between the name and the day, each centred; `small` stands beside the QR.
    """

    language: Language
    title: str
    office: str
    number: str
    opening: str
    name: str
    lines: tuple[str, ...]
    conditions: str
    day: str
    signer: str
    position: str
    small: tuple[str, ...]
    url: str
    made_on: date
    thai_digits: bool = True
    stamp: str = ""
    """A word across the page where the certificate is no longer valid; empty where it is."""


def render_certificate(certificate: Certificate) -> bytes:
    """Return the certificate as one page of PDF/A-2a and PDF/UA-1."""
    inputs = {"certificate": json.dumps(_page(certificate), ensure_ascii=False)}
    return compiled("certificate.typ", inputs, datetime.combine(certificate.made_on, time(), UTC))


def _page(certificate: Certificate) -> dict[str, Any]:
    def say(text: str) -> str:
        clean = normalise_lines(text)
        return to_thai_digits(clean) if certificate.thai_digits else clean

    return {
        "lang": certificate.language,
        "title": say(certificate.title),
        "office": say(certificate.office),
        "number": say(certificate.number),
        "opening": say(certificate.opening),
        "name": say(certificate.name),
        "lines": [say(each) for each in certificate.lines],
        "conditions": say(certificate.conditions),
        "day": say(certificate.day),
        "signer": say(certificate.signer),
        "position": say(certificate.position),
        "small": [say(each) for each in certificate.small],
        "stamp": say(certificate.stamp),
        "url": certificate.url,
        "qr": qr(certificate.url),
    }
