"""The text of documents that people write, for finding; a file that cannot be read safely has none."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

MOST_BYTES: Final = 20 * 1024 * 1024
"""The largest file that is opened."""
MOST_UNPACKED: Final = 60 * 1024 * 1024
MOST_PARTS: Final = 2_000
LONGEST: Final = 200_000
"""How many letters of a text are read."""
_ZIP_ENTRY: Final = b"PK\x01\x02"


def text_of_docx(content: bytes) -> str:
    """Return the paragraphs and the cells of the tables of a Word file, one a line; empty where it cannot be read."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    if len(content) > MOST_BYTES or content.count(_ZIP_ENTRY) > MOST_PARTS:
        return ""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                return ""
        return _joined(_lines(docx.Document(BytesIO(content))))
    except (
        zipfile.BadZipFile,
        zlib.error,
        PackageNotFoundError,
        LxmlError,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        AttributeError,
    ):  # whatever a damaged or hostile file makes the reader stumble over
        return ""


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        yield from _lines_of(block)


def _lines_of(block: Any) -> Iterator[str]:
    if hasattr(block, "rows"):
        for row in block.rows:
            for cell in row.cells:
                yield cell.text
    else:
        yield block.text


def _joined(lines: Iterator[str]) -> str:
    found: list[str] = []
    room = LONGEST
    for line in lines:
        if room <= 0:
            break
        found.append(line[:room])
        room -= len(line) + 1
    return "\n".join(found)
