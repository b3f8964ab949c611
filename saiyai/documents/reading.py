"""The text of documents that people write, for finding: Word and PDF, told by content, parsed in a limited child."""

import re
from dataclasses import dataclass
from typing import Final

from saiyai.documents.sheets.gate import names_in_zip
from saiyai.documents.sheets.limits import MIB, Limits
from saiyai.documents.sheets.sandbox import child_output, said_in
from saiyai.kernel.bad_value import BadValue

LONGEST: Final = 200_000
"""How many letters of a text are read."""
PAPER: Final = Limits(
    file_bytes=30 * MIB, members=4_000, unpacked_bytes=120 * MIB, output_bytes=8 * MIB, cpu_seconds=20
)
"""How much a document may ask of the machine that reads it."""
FAULTS: Final = ("encrypted", "damaged", "unsafe", "too_large", "too_much", "no_text")
"""Why a document has no text to be found by."""
_FAULT_OF: Final = {
    "sheet.encrypted": "encrypted",
    "sheet.bomb": "unsafe",
    "sheet.too_large": "too_large",
    "sheet.too_much_memory": "too_much",
    "sheet.too_slow": "too_much",
    "sheet.too_much_text": "too_much",
}
_CHILD: Final = "saiyai.documents.reading_child"
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN: Final = 1_024
_PARTED_MARK: Final = re.compile("[ \u00a0]+(?=[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])")


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a document, or, as one of FAULTS, why it has none; both empty for kinds that are not read."""

    text: str = ""
    fault: str = ""


def reading_of(content: bytes) -> Reading:
    """Return the text of a Word or PDF file; whatever is wrong with the file is told, never raised."""
    try:
        kind = _kind_of(content)
        if not kind:
            return Reading()
        with child_output(content, kind, PAPER, module=_CHILD) as output:
            said = said_in(output.readline())
    except BadValue as bad:
        return Reading(fault=_FAULT_OF.get(bad.code, "damaged"))
    # a PDF of a typewriter's time parts a mark from its letter
    text = _PARTED_MARK.sub("", str(said.get("text", ""))[:LONGEST])
    return Reading(text) if text.strip() else Reading(fault="no_text")


def _kind_of(content: bytes) -> str:
    """Return the kind of a document, "" for others; raise BadValue where it is not safe to open."""
    if len(content) > PAPER.file_bytes:
        raise BadValue("sheet.too_large", most_mib=PAPER.file_bytes // MIB)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise BadValue("sheet.encrypted")
    if content.startswith(_ZIP) and "word/document.xml" in names_in_zip(content, PAPER):
        return "docx"
    return ""
