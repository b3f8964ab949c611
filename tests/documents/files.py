"""Spreadsheet files for tests, built by hand where no library of ours writes them, good and hostile."""

import io
import struct
import zipfile

from saiyai.documents.sheets.write import Column, write_xlsx

NAMES = ("ชื่อ", "โทรศัพท์")
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_RELATION}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(kind: str, target: str) -> str:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/{kind}" Target="{target}"/></Relationships>'
    )


def xlsx_of(sheet: bytes | str, **more: bytes | str) -> bytes:
    """A workbook whose one sheet is the XML given; `more` are further members, __ for /."""
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": _BOOK,
            "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": sheet,
            **{name.replace("__", "/"): content for name, content in more.items()},
        },
    )


def sheet_xml(cells: str, *, before: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def bomb(mebibytes: int = 64) -> bytes:
    """A workbook that packs spaces about a thousandfold."""
    return xlsx_of(sheet_xml('<row r="1">' + text_cell("A1", " " * (mebibytes * 1024 * 1024)) + "</row>"))


def far_corner(column: str, row: int) -> bytes:
    """A small workbook with one cell at the top and one far away, so that a dense table of it is huge."""
    first = f'<row r="1">{text_cell("A1", "ก")}</row>'
    return xlsx_of(sheet_xml(first + f'<row r="{row}">{text_cell(f"{column}{row}", "ข")}</row>'))


def people(count: int = 3) -> bytes:
    """A workbook of our own with names and telephone numbers."""
    columns = (Column("name", NAMES[0]), Column("phone", NAMES[1], "code"))
    rows = ({"name": f"คนที่ {number}", "phone": f"081-234-{number:04}"} for number in range(count))
    return write_xlsx(columns, rows, sheet_name="คน")


def ods_of(cells: str) -> bytes:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="แผ่น">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def xls_of(texts: tuple[str, ...]) -> bytes:
    """A BIFF8 workbook of one row of texts in a compound file of the least size."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 0x06)
    globals_size = len(_record(0x809, begin)) + 4 + 8 + 1 + 4
    bound = _record(0x85, struct.pack("<IBBBB", globals_size, 0, 0, 1, 0) + b"S")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 0x06))
    for place, text in enumerate(texts):
        cell = struct.pack("<HHHHB", 0, place, 0, len(text), 1) + text.encode("utf-16-le")
        sheet += _record(0x204, cell)
    stream = (_record(0x809, begin) + bound + _record(0x0A, b"") + sheet + _record(0x0A, b"")).ljust(
        4096, b"\0"
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    return (
        header
        + table
        + _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
        + _entry("Workbook", 2, 0xFFFFFFFF, 2, 4096)
        + bytes(256)
        + stream
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(spelled), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
