"""What a file is, told by its content, and whether it is safe to unpack, decided before unpacking."""

import re
import zipfile
import zlib
from io import BytesIO
from typing import Final, Literal

from saiyai.documents.sheets.limits import MIB, Limits
from saiyai.kernel.bad_value import BadValue

FileKind = Literal["xlsx", "xlsb", "ods", "xls", "text"]

_ZIP: Final = b"PK\x03\x04"
_ZIP_ENTRY: Final = b"PK\x01\x02"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_OTHERS: Final = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|head|meta)", re.IGNORECASE)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_SMALL: Final = MIB
_PARTS: Final[dict[str, FileKind]] = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb"}
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(content: bytes, limits: Limits) -> FileKind:
    """Return what kind of file `content` is.

    Raise BadValue where it is empty, too large, unsafe to unpack, encrypted or of no kind we read.
    """
    if not content.strip(b"\x00\r\n\t "):
        raise BadValue("sheet.empty")
    if len(content) > limits.file_bytes:
        raise BadValue("sheet.too_large", most_mib=limits.file_bytes // MIB)
    if content.startswith(_ZIP):
        return _zip_kind(content, limits)
    if content.startswith(_OLE):
        return _ole_kind(content)
    return _text_kind(content)


def names_in_zip(content: bytes, limits: Limits) -> set[str]:
    """Return what a packed file holds, in small letters; raise BadValue where it is not safe to unpack."""
    # Each member has one entry with this signature, so the count bounds the directory before it is parsed.
    if content.count(_ZIP_ENTRY) > limits.members:
        raise BadValue("sheet.bomb")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members, len(content), limits)
            return {member.filename.lower().replace("\\", "/") for member in members}
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, NotImplementedError, OSError) as fault:
        if isinstance(fault, BadValue):
            raise
        raise BadValue("sheet.damaged") from fault
    except zlib.error as fault:
        raise BadValue("sheet.damaged") from fault


def _zip_kind(content: bytes, limits: Limits) -> FileKind:
    names = names_in_zip(content, limits)
    if "mimetype" in names and _is_ods(content):
        return "ods"
    for part, kind in _PARTS.items():
        if part in names:
            return kind
    raise BadValue("sheet.unknown_kind", kind="ZIP")


def _is_ods(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.read("mimetype").startswith(_ODS)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        ValueError,
        NotImplementedError,
        OSError,
    ) as fault:
        raise BadValue("sheet.damaged") from fault


def _check_members(members: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise BadValue("sheet.encrypted")
    swollen = any(
        member.file_size > _SMALL and member.file_size > limits.ratio * max(member.compress_size, 1)
        for member in members
    )
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)  # more than the file: members share their bytes
    if swollen or unpacked > limits.unpacked_bytes or packed > size:
        raise BadValue("sheet.bomb")
    twice = len({member.filename for member in members}) != len(
        members
    )  # readers differ in which one they take
    if twice or any(member.compress_type not in _METHODS for member in members):
        raise BadValue("sheet.damaged")


def _ole_kind(content: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise BadValue("sheet.encrypted")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    raise BadValue("sheet.unknown_kind", kind="OLE")


def _text_kind(content: bytes) -> FileKind:
    for start, name in _OTHERS.items():
        if content.startswith(start):
            raise BadValue("sheet.unknown_kind", kind=name)
    if _MARKUP.match(content):
        raise BadValue("sheet.unknown_kind", kind="HTML")
    if not content.startswith(_UTF16) and _CONTROL.search(content):
        raise BadValue("sheet.unknown_kind", kind="")
    return "text"
