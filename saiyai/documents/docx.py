"""The same document as a Word file (DOCX), in the house style of the PDF, for those who edit it further.

Word chooses the font and size of Thai by the run's complex-script settings (`w:cs`, `w:szCs`, `w:bCs`), not by
the Latin ones, and its dictionary by `w:lang w:bidi`: the styles carry both, and each run says which it is.
"""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

import docx
import segno
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor

from saiyai.documents.furniture import colophon, heading_levels, shown
from saiyai.documents.page import (
    Alignment,
    Document,
    Figure,
    Heading,
    ItemList,
    KeyValues,
    PageBreak,
    Paragraph,
    Picture,
    Signatures,
    Table,
)
from saiyai.documents.pdf import svg_to_png
from saiyai.documents.words import WORDS

FONT: Final = "TH SarabunPSK"
"""The regulation's font: offices have it, and Word takes the nearest where it is missing."""
BODY_POINTS: Final = 16
SMALL_POINTS: Final = 12
HEADING_POINTS: Final = (18, 17, 16)
TITLE_POINTS: Final = 22
QUIET: Final = RGBColor(0x42, 0x4A, 0x53)
HEAD_FILL: Final = "E8EEF2"
PICTURE_PIXELS: Final = 1_600
TALLEST: Final = Cm(20)
A4: Final = (Cm(21), Cm(29.7))
ALIGNED: Final[dict[Alignment, Any]] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "color", "spacing", "w", "kern",
    "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
)  # fmt: skip
NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BELOW: Final = ("w:cs", "w:szCs", "w:bCs", "w:lang")


def render_docx(document: Document) -> bytes:
    """Return the document as DOCX: styled, with headings to step through and tables whose titles repeat."""
    page = _Page(document, docx.Document())
    _set_styles(page)
    _set_page(page)
    _set_properties(page)
    _top(page)
    levels = iter(
        heading_levels(tuple(block.level for block in document.blocks if isinstance(block, Heading)))
    )
    for block in document.blocks:
        if isinstance(block, Heading):
            page.text(block.text, style=f"Heading {next(levels)}")
        else:
            _block(page, block)
    _footer(page)
    _put_in_order(page)
    buffer = io.BytesIO()
    page.file.save(buffer)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Page:
    """The Word file under way, and the document that it says."""

    document: Document
    file: Any

    def shown(self, text: str) -> str:
        """Return a text as the document shows it, without what XML cannot hold; a space to what stands beside it is kept."""
        clean = NOT_IN_XML.sub("", shown(self.document, text))
        before, after = " " * text.startswith(" "), " " * (len(text) > 1 and text.endswith(" "))
        return f"{before}{clean}{after}"

    def text(self, text: str, *, style: str = "Normal", alignment: Alignment = "left") -> Any:
        """Add a paragraph and return it."""
        paragraph = self.file.add_paragraph(style=style)
        if alignment != "left":
            paragraph.alignment = ALIGNED[alignment]
        self.say(paragraph, text)
        return paragraph

    def say(self, paragraph: Any, text: str, *, bold: bool = False, points: float = 0) -> Any:
        """Add a run of text to a paragraph, marked as complex script where the document is Thai, and return it."""
        run = paragraph.add_run(self.shown(text))
        properties = run._r.get_or_add_rPr()  # noqa: SLF001 (python-docx names no complex script)
        if bold:
            run.bold = True
            properties.append(OxmlElement("w:bCs"))
        if points:
            run.font.size = Pt(points)
            properties.append(_valued("w:szCs", str(round(points * 2))))
        if self.document.language == "th":
            properties.append(OxmlElement("w:cs"))
        return run

    @property
    def width(self) -> Any:
        """Return the width between the margins."""
        section = self.file.sections[0]
        return Emu(section.page_width - section.left_margin - section.right_margin)


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _set_styles(page: _Page) -> None:
    sizes = {
        "Normal": BODY_POINTS,
        "Title": TITLE_POINTS,
        "Caption": SMALL_POINTS + 2,
        "Footer": SMALL_POINTS,
    }
    sizes |= {f"Heading {level}": points for level, points in enumerate(HEADING_POINTS, start=1)}
    sizes |= {"List Bullet": BODY_POINTS, "List Number": BODY_POINTS, "Subtitle": BODY_POINTS}
    for name, points in sizes.items():
        style = page.file.styles[name]
        is_bold = name.startswith(("Heading", "Title", "Caption"))
        style.font.name, style.font.size, style.font.bold = FONT, Pt(points), is_bold
        style.font.italic = False
        style.font.color.rgb = QUIET if name in {"Footer", "Subtitle"} else RGBColor(0, 0, 0)
        _speak_thai(style.element.get_or_add_rPr(), points, is_bold=is_bold, language=page.document.language)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.line_spacing = 1.0
        if name.startswith("Heading"):
            style.paragraph_format.space_before = Pt(10)
            style.paragraph_format.keep_with_next = True


def _speak_thai(properties: Any, points: float, *, is_bold: bool, language: str) -> None:
    """Give a style the font, size and weight of complex scripts, and the language of its dictionary."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for name in BELOW:
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if is_bold:
        properties.append(OxmlElement("w:bCs"))
    properties.append(_valued("w:szCs", str(round(points * 2))))
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "th-TH" if language == "th" else "en-GB")
    spoken.set(qn("w:bidi"), "th-TH")
    properties.append(spoken)


def _set_page(page: _Page) -> None:
    section = page.file.sections[0]
    width, height = reversed(A4) if page.document.landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if page.document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)


def _set_properties(page: _Page) -> None:
    known = page.file.core_properties
    head = page.document.letterhead
    made_at = datetime.combine(page.document.made_on, time(), UTC)
    known.title, known.author = page.shown(page.document.title), page.shown(head.office) if head else ""
    known.language = "th-TH" if page.document.language == "th" else "en-GB"
    known.created = known.modified = made_at
    known.comments, known.last_modified_by = "", known.author


def _put_in_order(page: _Page) -> None:
    """Put the properties of runs into the order that the standard lists them in (ISO/IEC 29500-1, 17.3.2)."""
    roots = (page.file.element, page.file.styles.element, page.file.sections[0].footer._element)  # noqa: SLF001
    for root in roots:
        for properties in root.iter(qn("w:rPr")):
            properties[:] = sorted(properties, key=_place_of)


def _place_of(element: Any) -> int:
    name = str(element.tag).rpartition("}")[2]
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _top(page: _Page) -> None:
    head = page.document.letterhead
    if head is not None:
        table = page.file.add_table(rows=1, cols=2)
        office, address = table.rows[0].cells
        page.say(office.paragraphs[0], head.office, bold=True, points=BODY_POINTS + 1)
        if head.reference:
            page.say(office.add_paragraph(), head.reference)
        address.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        page.say(address.paragraphs[0], "\n".join(head.address), points=SMALL_POINTS + 2)
    page.text(page.document.title, style="Title")
    if page.document.subtitle:
        page.text(page.document.subtitle, style="Subtitle")


def _block(page: _Page, block: object) -> None:
    match block:
        case Paragraph(text, alignment):
            page.text(text, alignment=alignment)
        case Table():
            _table(page, block)
        case Figure() | Picture():
            _seen(page, block)
        case KeyValues(pairs):
            for name, value in pairs:
                line = page.file.add_paragraph()
                page.say(line, f"{name}: ", bold=True)
                page.say(line, value)
        case ItemList(items, numbered):
            for item in items:
                page.text(item, style="List Number" if numbered else "List Bullet")
        case PageBreak():
            page.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Signatures():
            _signatures(page, block)
        case _:
            raise TypeError(f"no block of a document: {block!r}")


def _table(page: _Page, table: Table) -> None:
    caption = page.text(table.caption, style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = page.file.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _fill(page, cell, column.title, column.alignment, bold=True)
        shade = _valued("w:shd", "clear")
        shade.set(qn("w:fill"), HEAD_FILL)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
    empty = (WORDS[page.document.language].no_rows, *[""] * (len(table.columns) - 1))
    lines = [(row, False) for row in table.rows or (empty,)]
    for row, bold in [*lines, *([(table.totals, True)] if table.totals else [])]:
        added = made.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, text, column in zip(added.cells, row, table.columns, strict=True):
            _fill(page, cell, text, column.alignment, bold=bold)
    page.file.add_paragraph()


def _fill(page: _Page, cell: Any, text: str, alignment: Alignment, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGNED[alignment]
    paragraph.paragraph_format.space_after = Pt(0)
    page.say(paragraph, text, bold=bold, points=SMALL_POINTS + 2)


def _seen(page: _Page, block: Figure | Picture) -> None:
    if isinstance(block, Picture):
        _picture(page, block)
    else:
        _figure(page, block)


def _figure(page: _Page, figure: Figure) -> None:
    picture = svg_to_png(figure.svg, width_pixels=PICTURE_PIXELS)
    paragraph = page.file.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(figure.caption)
    _put_picture(
        paragraph, picture, round(page.width * figure.width_percent / 100), page.shown(figure.alternative)
    )
    if figure.caption:
        page.text(figure.caption, style="Caption")


def _picture(page: _Page, picture: Picture) -> None:
    paragraph = page.file.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(picture.caption)
    width = min(page.width, round(picture.width * Pt(1) * 0.75))
    _put_picture(paragraph, picture.jpeg, width, page.shown(picture.alternative))
    if picture.caption:
        page.text(picture.caption, style="Caption")


def _put_picture(paragraph: Any, picture: bytes, width: int, alternative: str) -> None:
    """Put a picture into a paragraph, no taller than a page, with the sentence that replaces it."""
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Emu(width))
    if shape.height > TALLEST:
        shape.width, shape.height = Emu(round(shape.width * TALLEST / shape.height)), TALLEST
    shape._inline.docPr.set("descr", alternative)  # noqa: SLF001 (the text in place of a picture)


def _signatures(page: _Page, block: Signatures) -> None:
    signed = WORDS[page.document.language].signed
    table = page.file.add_table(rows=-(-len(block.people) // 2), cols=2)
    for number, person in enumerate(block.people):
        lines = [f"{signed} ……………………………………", f"({person.name})", person.position]
        paragraph = table.cell(number // 2, number % 2).paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(24)
        page.say(paragraph, "\n".join([*([person.capacity] if person.capacity else []), *lines]))


def _footer(page: _Page) -> None:
    """Say below each page when the document was made, at which record, where it lives, and the page's number."""
    document, words = page.document, WORDS[page.document.language]
    footer = page.file.sections[0].footer
    paragraph = footer.paragraphs[0]
    page.say(paragraph, " ".join(colophon(document)))
    if document.live_url:
        page.say(paragraph, f" {words.live} {document.live_url}")
        code = io.BytesIO()
        segno.make(document.live_url, error="m", micro=False).save(code, kind="png", scale=6, border=1)
        _put_picture(footer.add_paragraph(), code.getvalue(), Cm(1.6), f"{words.live} {document.live_url}")
    numbers = footer.add_paragraph()
    numbers.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    page.say(numbers, f"{words.page} ")
    _field(page, numbers, "PAGE")
    page.say(numbers, f" {words.total_pages} ")
    _field(page, numbers, "NUMPAGES")


def _field(page: _Page, paragraph: Any, name: str) -> None:
    """Add a field that Word fills in: a page's number, in the digits of the document."""
    digits = " \\* ThaiArabic" if page.document.thai_digits else ""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f"{name}{digits}")
    field.append(page.say(paragraph, "1")._r)  # noqa: SLF001
    paragraph._p.append(field)  # noqa: SLF001
