"""The process that reads one document under limits: file on standard input, one line of JSON on standard output.

The line is {"text": …} or {"error": code, "values": {}}; of a document too long to be read in time, the beginning.
"""

import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any, Final

import docx
from pypdf import PasswordType, PdfReader

from saiyai.documents.sheets.confined import limit_self, say
from saiyai.documents.sheets.limits import OUT_OF_MEMORY, Limits
from saiyai.kernel.bad_value import BadValue

LONGEST: Final = 200_000
MOST_PAGES: Final = 2_000
_SHARE_OF_TIME: Final = 0.7


def main() -> int:
    """Read standard input as the kind of file, and under the limits, that the arguments name."""
    kind, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    limit_self(limits)
    logging.disable()  # a reader complains line by line of what it repairs
    content = sys.stdin.buffer.read()
    try:
        parts = _lines_of_word(content) if kind == "docx" else _pages_of_pdf(content)
        say({"text": _joined(parts, limits.cpu_seconds * _SHARE_OF_TIME)})
    except BadValue as bad:
        say({"error": bad.code, "values": bad.values})
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 (whatever a damaged or hostile file makes a reader stumble over)
        say({"error": "sheet.damaged", "values": {}})
    return 0


def _joined(parts: Iterable[str], seconds: float) -> str:
    found: list[str] = []
    room = LONGEST
    for part in parts:
        found.append(part[:room])
        room -= len(part) + 1
        if room <= 0 or time.process_time() > seconds:
            break
    return "\n".join(found)


def _lines_of_word(content: bytes) -> Iterator[str]:
    """Yield the paragraphs and the cells of the tables of a Word file."""
    for block in docx.Document(BytesIO(content)).iter_inner_content():
        yield from _lines_of(block)


def _lines_of(block: Any) -> Iterator[str]:
    if hasattr(block, "rows"):
        for row in block.rows:
            for cell in row.cells:
                yield cell.text
    else:
        yield block.text


def _pages_of_pdf(content: bytes) -> Iterator[str]:
    """Yield the text of each page of a PDF; one that asks for a password to be opened is refused."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise BadValue("sheet.encrypted")
    for number in range(min(len(reader.pages), MOST_PAGES)):
        yield reader.pages[number].extract_text()


if __name__ == "__main__":
    sys.exit(main())
