"""The PDF says what its document says, to eyes, to screen readers and to archives."""

import os
import re
import shutil
import subprocess
import zlib
from itertools import pairwise
from pathlib import Path
from threading import Thread

import pytest

from saiyai.documents import page
from saiyai.documents.pdf import page_pictures, render_pdf, svg_to_png
from tests.documents.sample import ADDRESS, CHART, HARD, a_document, a_table


def innards(pdf):
    """The PDF with every deflated stream opened, so that its objects can be searched."""
    opened = [pdf]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            opened.append(zlib.decompress(stream.group(1)))
        except zlib.error:
            continue
    return b"\n".join(opened)


def output_of(program, *arguments, pdf):
    if not shutil.which(program):
        pytest.skip(f"{program} of poppler-utils is not on this machine")
    return subprocess.run([program, *arguments], input=pdf, capture_output=True, check=True).stdout.decode()


def resident_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_it_is_tagged_titled_in_its_language_and_claims_both_standards():
    inside = innards(render_pdf(a_document()))
    assert b"/StructTreeRoot" in inside
    assert re.search(rb"/Marked\s+true", inside)
    assert re.search(rb"/Lang\s*\(th", inside)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in inside
    assert b"<pdfaid:part>2</pdfaid:part>" in inside
    assert "รายงานเครือข่าย ปี 2557".encode() in inside


@pytest.mark.parametrize(
    "tag", ["H1", "H2", "P", "Table", "TH", "TD", "Caption", "L", "LI", "Figure", "Link"]
)
def test_every_kind_of_block_has_its_tag(tag):
    assert re.search(rb"/S\s*/" + tag.encode() + rb"\b", innards(render_pdf(a_document())))


def test_a_figure_carries_its_alternative():
    inside = innards(render_pdf(a_document()))
    assert "กราฟแท่งของสองอำเภอ".encode("utf-16-be").hex().upper().encode() in inside.upper() or (
        "กราฟแท่งของสองอำเภอ".encode("utf-16-be") in inside
    )


def test_all_its_fonts_are_embedded():
    inside = innards(render_pdf(a_document()))
    descriptors = len(re.findall(rb"/Type\s*/FontDescriptor", inside))
    assert descriptors >= 2
    assert len(re.findall(rb"/FontFile[23]?\b", inside)) == descriptors
    assert b"Sarabun" in inside


def test_poppler_finds_every_font_embedded(tmp_path):
    listed = output_of("pdffonts", "-", pdf=render_pdf(a_document())).splitlines()[2:]
    assert listed
    assert all(re.search(r"\byes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line) for line in listed)


def test_its_text_can_be_taken_out_again():
    text = output_of("pdftotext", "-layout", "-", "-", pdf=render_pdf(a_document()))
    assert "รายงานเครือข่าย" in text
    assert "ตำบลหมายเลข 60" in text
    assert "อำเภอ" in text
    assert ADDRESS in text


CUTS = ("กอง|ทุน", "ตัว|ชี้วัด", "สำนัก|งาน", "อาสา|สมัคร", "ผู้|ประสาน|งาน", "ส่วน|ท้องถิ่น", "หมู่|บ้าน", "กรรม|การ")


def cuts_in(text):
    """Return the words of the field that the end of a line parts."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    ways = [
        ("".join(parts[:number]), "".join(parts[number:]))
        for parts in (each.split("|") for each in CUTS)
        for number in range(1, len(parts))
    ]
    return [
        start + "|" + end
        for above, below in pairwise(lines)
        for start, end in ways
        if above.endswith(start) and below.startswith(end)
    ]


@pytest.mark.parametrize("whole", [True, False], ids=["as it is", "without the words of the field"])
def test_no_line_parts_a_word_of_the_field_and_without_their_list_lines_would(whole, monkeypatch):
    if not whole:
        monkeypatch.setattr("saiyai.documents.pdf.WHOLE", ("-",))
    words = "".join(each.replace("|", "") for each in CUTS)
    found = []
    for number in range(12):
        text = "ก" * number + (words + "และ") * 12
        found += cuts_in(
            output_of("pdftotext", "-layout", "-", "-", pdf=render_pdf(a_document(page.Paragraph(text))))
        )

    assert (found == []) is whole


def test_a_word_that_is_kept_whole_is_found_as_it_was_typed():
    text = output_of(
        "pdftotext", "-layout", "-", "-", pdf=render_pdf(a_document(page.Paragraph("กองทุนสวัสดิการชุมชน")))
    )

    assert "กองทุนสวัสดิการ" in text


def test_a_long_table_runs_over_pages_with_its_header_on_each():
    short, long = (len(page_pictures(a_document(a_table(rows)))) for rows in (5, 120))
    assert short == 1
    assert long >= 3


def test_poppler_finds_the_header_on_every_page_of_a_long_table():
    long = len(page_pictures(a_document(a_table(120))))
    pages = output_of("pdftotext", "-layout", "-", "-", pdf=render_pdf(a_document(a_table(120)))).split("\f")
    assert sum("ลำดับ" in one and "ตำบล" in one for one in pages) == long


def test_a_page_break_starts_a_page():
    assert len(page_pictures(a_document(page.Paragraph("ก"), page.PageBreak(), page.Paragraph("ข")))) == 2


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(a_document()) == render_pdf(a_document())


def test_the_thai_digits_option_changes_the_page_and_nothing_else_does():
    plain, thai = (page_pictures(a_document(thai_digits=wish)) for wish in (False, True))
    assert len(plain) == len(thai)
    assert plain != thai


@pytest.mark.parametrize(
    "text",
    [
        HARD,
        "emoji 😀 漢字 العربية \ue000 ￿",
        "\x00\x01\x1b\u202e\ud800 control",
        "#set page(width: 1pt) $x$ *a* _b_ @c <d> \\ \" ' `e` // f",
        '#read("/etc/passwd") #image("/etc/hostname")',
        "่้๊๋ ำำำ เเ ฺ",
        "ก" * 5_000,
        "",
        "\n\n\n",
    ],
)
def test_no_text_whatever_breaks_the_making(text):
    document = a_document(
        page.Heading(text),
        page.Paragraph(text),
        page.Table((page.TableColumn(text),), ((text[:50],),), text),
        page.KeyValues(((text[:50], text),)),
        page.ItemList((text,)),
        page.Signatures((page.Signatory(text[:50], text[:50]),)),
        title=text or "-",
    )
    assert render_pdf(document).startswith(b"%PDF-")


def test_without_letterhead_address_and_record_number_it_is_still_whole():
    document = a_document(page.Paragraph("ก"), letterhead=None, live_url="", sequence=None, subtitle="")
    assert b"pdfuaid" in innards(render_pdf(document))
    assert len(page_pictures(document)) == 1


def test_a_table_without_rows_and_english_landscape_pages_are_made():
    document = a_document(a_table(0), language="en", landscape=True, title="Report")
    assert b"pdfuaid" in innards(render_pdf(document))


def test_threads_may_make_documents_at_once():
    made = {}

    def make(number):
        made[number] = render_pdf(a_document(page.Paragraph(f"ฉบับ {number}")))

    threads = [Thread(target=make, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made.values())) == 6


def test_a_drawing_becomes_a_png_of_the_width_asked_for():
    picture = svg_to_png(CHART, width_pixels=900)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert abs(int.from_bytes(picture[16:20], "big") - 900) <= 1


def test_making_many_documents_keeps_memory_level():
    for number in range(30):
        render_pdf(a_document(a_table(number + 40), title=f"อุ่น {number}"))
    before = resident_bytes()
    for number in range(50):
        render_pdf(a_document(a_table(number + 40), title=f"ฉบับ {number}"))
    assert resident_bytes() - before < 60 * 1024 * 1024
