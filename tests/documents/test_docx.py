"""The Word file says what the PDF does, in Thai fonts and with what readers of screens need; read back by python-docx."""

import io
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from saiyai.documents import page
from saiyai.documents.docx import FONT, render_docx
from tests.documents.sample import ADDRESS, CHART, HARD, LONG, a_document, a_table


def opened(document: page.Document):
    return docx.Document(io.BytesIO(render_docx(document)))


def text_of(file) -> str:
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in file.paragraphs), *cells])


def style_of(file, name: str, tag: str):
    return file.styles[name].element.rPr.find(qn(tag))


def test_it_says_every_block():
    text = text_of(opened(a_document()))

    for said in (
        "รายงานเครือข่าย ปี 2557", "ฉบับตัวอย่าง", "สำนักงานตัวอย่าง", "ถนนโชตนา", "ที่ พม 0001",
        HARD, LONG, "อำเภอ: สันทราย", "หนึ่ง", "จุด", "จำนวนคน", "ตำบลหมายเลข 60", "1,830,000",
        "(นายตัวอย่าง)", "นักพัฒนาสังคม", "ผู้จัดทำ",
    ):  # fmt: skip
        assert said in text


def test_headings_are_headings_and_skip_no_level():
    file = opened(a_document())

    assert [p.style.name for p in file.paragraphs if p.style.name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
    ]
    assert file.paragraphs[0].style.name == "Title"


@pytest.mark.parametrize(
    "name", ["Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet"]
)
def test_a_style_carries_the_font_size_and_language_of_complex_scripts(name: str):
    file = opened(a_document())
    fonts = style_of(file, name, "w:rFonts")

    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {FONT}
    assert style_of(file, name, "w:szCs").get(qn("w:val")) == style_of(file, name, "w:sz").get(qn("w:val"))
    assert style_of(file, name, "w:lang").get(qn("w:bidi")) == "th-TH"
    assert (style_of(file, name, "w:bCs") is not None) == bool(file.styles[name].font.bold)


def test_the_body_has_the_size_of_the_regulation():
    assert opened(a_document()).styles["Normal"].font.size == Pt(16)


def test_each_run_of_a_thai_document_says_that_it_is_a_complex_script_and_of_an_english_one_not():
    thai, english = (opened(a_document(page.Paragraph("ก"), language=language)) for language in ("th", "en"))

    assert all(run._r.rPr.find(qn("w:cs")) is not None for p in thai.paragraphs for run in p.runs)
    assert not any(run._r.rPr.find(qn("w:cs")) is not None for p in english.paragraphs for run in p.runs)
    assert english.core_properties.language == "en-GB"


def test_properties_of_runs_stand_in_the_order_of_the_standard():
    properties = opened(a_document()).styles["Heading 1"].element.rPr

    wanted = [qn(f"w:{name}") for name in ("rFonts", "b", "bCs", "i", "color", "sz", "szCs", "lang")]
    assert [each.tag for each in properties if each.tag in wanted] == wanted


def test_a_table_repeats_its_titles_parts_no_row_and_closes_with_its_totals():
    file = opened(a_document(a_table(40)))
    table = file.tables[1]

    assert [cell.text for cell in table.rows[0].cells] == ["ลำดับ", "ตำบล", "บาท"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])
    assert [cell.text for cell in table.rows[-1].cells] == ["", "รวม", "1,830,000"]
    assert all(
        run.bold for cell in table.rows[-1].cells for p in cell.paragraphs for run in p.runs if run.text
    )
    assert table.rows[1].cells[2].paragraphs[0].alignment == 2


def test_a_table_without_rows_says_so():
    assert "ไม่มีรายการ" in text_of(opened(a_document(a_table(0))))


def test_a_picture_is_a_png_with_the_sentence_that_replaces_it_inside_the_margins():
    file = opened(a_document(page.Figure(CHART, "กราฟแท่งของสองอำเภอ", "จำนวนคน", 80)))
    shape = file.inline_shapes[0]
    section = file.sections[0]

    assert shape._inline.docPr.get("descr") == "กราฟแท่งของสองอำเภอ"
    assert (
        file.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].content_type
        == "image/png"
    )
    inside = section.page_width - section.left_margin - section.right_margin
    assert abs(shape.width - inside * 0.8) < Cm(0.1)


def test_the_foot_says_when_at_which_record_where_and_on_which_page():
    footer = opened(a_document()).sections[0].footer
    said = "\n".join(each.text for each in footer.paragraphs)
    fields = [each.get(qn("w:instr")) for each in footer._element.iter(qn("w:fldSimple"))]

    assert "4 กันยายน 2557" in said
    assert "1,697" in said
    assert ADDRESS in said
    assert fields == ["PAGE", "NUMPAGES"]
    assert len(list(footer._element.iter(qn("wp:docPr")))) == 1


def test_thai_digits_reach_the_text_and_the_page_numbers():
    file = opened(a_document(page.Paragraph("ปี 2557"), thai_digits=True))

    assert "ปี ๒๕๕๗" in text_of(file)
    fields = [each.get(qn("w:instr")) for each in file.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert all("ThaiArabic" in each for each in fields)


def test_landscape_and_portrait_are_a4():
    tall, wide = (opened(a_document(page.Paragraph("ก"), landscape=way)).sections[0] for way in (False, True))

    assert [round(each.cm, 1) for each in (tall.page_width, tall.page_height)] == [21, 29.7]
    assert [round(each.cm, 1) for each in (wide.page_width, wide.page_height)] == [29.7, 21]


def test_a_page_break_is_one():
    file = opened(a_document(page.Paragraph("ก"), page.PageBreak(), page.Paragraph("ข")))

    assert [each.get(qn("w:type")) for each in file.element.body.iter(qn("w:br"))].count("page") == 1


@pytest.mark.parametrize("text", ["\x00\x01\x1b\ud800￿ control", "<w:p>&amp;", "", "่้๊๋ ำำำ", "ก\nข\tค"])
def test_no_text_whatever_breaks_the_making(text: str):
    blocks = (page.Paragraph(text), page.KeyValues(((text, text),)), page.ItemList((text,)))

    assert zipfile.is_zipfile(io.BytesIO(render_docx(a_document(*blocks, title=text or "-"))))


def test_it_names_its_author_title_and_day_and_nobody_else():
    known = opened(a_document()).core_properties

    assert (known.title, known.author, known.comments) == ("รายงานเครือข่าย ปี 2557", "สำนักงานตัวอย่าง", "")
    assert known.created.date() == date(2014, 9, 4)
