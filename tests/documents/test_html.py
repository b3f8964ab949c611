"""The HTML twin says what the PDF says, escaped, semantic, and fit for a strict content policy."""

import re
from xml.etree import ElementTree as ET

import pytest

from saiyai.documents import page
from saiyai.documents.html import render_html
from tests.documents.sample import ADDRESS, a_document, a_table

NASTY = "<script>alert(1)</script>\"'&"


def tree_of(html):
    return ET.fromstring(re.sub(r"<(br|hr)([^>]*)>", r"<\1\2/>", html))


def test_it_is_well_formed_and_holds_every_block_once():
    root = tree_of(render_html(a_document()))
    assert (root.tag, root.get("lang")) == ("article", "th")
    assert [element.tag for element in root.iter() if re.fullmatch(r"h\d", element.tag)] == ["h1", "h2", "h3"]
    assert len(root.findall(".//tbody/tr")) == 60
    assert [title.get("scope") for title in root.findall(".//thead//th")] == ["col"] * 3
    assert root.find(".//tfoot") is not None
    assert root.find(".//caption").text == "กองทุนรายตำบล"
    assert {element.tag for element in root.iter()} >= {
        "ol",
        "ul",
        "dl",
        "figure",
        "figcaption",
        "address",
        "footer",
    }


def test_every_text_is_escaped():
    table = page.Table((page.TableColumn(NASTY),), ((NASTY,),), NASTY)
    blocks = (
        page.Heading(NASTY),
        page.Paragraph(NASTY),
        table,
        page.KeyValues(((NASTY, NASTY),)),
        page.ItemList((NASTY,)),
        page.Signatures((page.Signatory(NASTY, NASTY, NASTY),)),
    )
    head = page.Letterhead(NASTY, (NASTY,), NASTY)
    html = render_html(
        a_document(*blocks, title=NASTY, subtitle=NASTY, letterhead=head, live_url=f'https://x/"{NASTY}')
    )
    assert "<script" not in html
    assert "".join(tree_of(html).itertext()).count("<script>alert(1)</script>") == 17


def test_nothing_in_it_needs_inline_style_or_script():
    html = render_html(a_document())
    assert not re.search(r"\s(style|on\w+)=", html)
    assert "<style" not in html


def test_an_address_that_is_no_page_is_not_a_link():
    assert "<a " not in render_html(a_document(live_url="javascript:alert(1)"))
    assert f'<a href="{ADDRESS}">' in render_html(a_document())


def test_thai_digits_reach_text_but_no_address():
    html = render_html(a_document(thai_digits=True))
    assert "ปี ๒๕๕๗" in html
    assert "ลำดับบันทึกที่ ๑,๖๙๗" in html
    assert f'href="{ADDRESS}"' in html


def test_it_says_when_and_at_which_record_it_was_made_in_both_languages():
    assert "4 กันยายน 2557" in render_html(a_document())
    english = render_html(a_document(language="en"))
    assert "4 September 2014" in english
    assert "record no. 1,697" in english


def test_an_empty_table_says_so():
    assert "ไม่มีรายการ" in render_html(a_document(a_table(0)))


def test_a_row_of_the_wrong_length_is_refused_when_the_table_is_made():
    with pytest.raises(ValueError, match="columns"):
        page.Table((page.TableColumn("ก"),), (("1", "2"),), "x")
