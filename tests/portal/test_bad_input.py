"""What bad input gets in the editor: it is cleaned, or refused with a sentence, and nothing is run."""

import json
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.blocks import StructBlockValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image
from wagtail.rich_text import RichText

from saiyai.portal.models import ArticlePage
from saiyai.portal.models.blocks import (
    FigureBlock,
    LineBlock,
    OwnPageBlock,
    PictureBlock,
    ProseBlock,
    TableBlock,
    VideoBlock,
)
from tests.portal.test_newsroom import Desks, a_draft, desks, form_of, media, signed_in

__all__ = ["desks", "media"]

pytestmark = pytest.mark.django_db
QUIET = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Wagtail leaves the file in memory to which it draws a picture anew for Python to close."""

WORD = (
    '<p class="MsoNormal" style="mso-x:1">ก<o:p></o:p></p><style>p{color:red}</style><script>alert(1)</script>'
    '<p onclick="alert(1)">ข <a href="javascript:alert(1)">ค</a> <img src=x onerror=alert(1)>'
    '<a linktype="page" id="3">ง</a></p><!--[if gte mso 9]><xml></xml><![endif]-->'
)
BIDI = "\u202eกขค\u202c\u200b\u2066ง\ufeff"


def test_what_word_pastes_and_scripts_leave_plain_text():
    cleaned = ProseBlock().clean(RichText(WORD)).source

    assert cleaned == '<p>ก</p><p>ข <a>ค</a> <a linktype="page" id="3">ง</a></p>'


def test_marks_that_turn_or_hide_letters_go():
    assert LineBlock().clean(BIDI) == "กขคง"


def test_a_line_has_a_length():
    with pytest.raises(ValidationError):
        LineBlock(max_length=200).clean("ก" * 100_000)


@QUIET
def test_a_picture_without_words_is_refused(desks: Desks, media):
    block = PictureBlock()
    picture = _picture(desks)

    for words in ("", " \u200b "):
        value = block.to_python({"image": picture.pk, "alt_text": words, "caption": ""})
        with pytest.raises(StructBlockValidationError):
            block.clean(value)


def _picture(desks: Desks) -> Image:
    client = signed_in(desks.writer)
    client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "ภาพ", "files[]": _upload(_png()), "collection": desks.own.collection_id},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    return Image.objects.get()


def _png() -> bytes:
    file = BytesIO()
    Drawing.new("RGB", (40, 30), "green").save(file, "PNG")
    return file.getvalue()


def _bomb() -> bytes:
    """Return a PNG of 60,000 × 60,000 points in a few hundred bytes."""
    head = (60_000).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    body = b"".join(
        len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def _upload(content: bytes, name: str = "picture.png", kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "drawing.svg"),
        (SVG, "drawing.png"),
        (HTML, "page.html"),
        (HTML, "page.jpg"),
        (_bomb(), "bomb.png"),
        (_png() + bytes(11 * 1024 * 1024), "large.png"),
        (_png() + bytes(50 * 1024 * 1024), "very-large.png"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(desks: Desks, media, content: bytes, name: str):
    client = signed_in(desks.writer)
    sent = {"title": "ภาพ", "files[]": _upload(content, name), "collection": desks.own.collection_id}

    answer = client.post(
        reverse("wagtailimages:add_multiple"), sent, headers={"x-requested-with": "XMLHttpRequest"}
    )

    said = answer.json()
    assert said["success"] is False
    assert any("\u0e01" <= letter <= "\u0e5b" for letter in said["error_message"]), said
    assert not Image.objects.exists()


@pytest.mark.parametrize(("content", "name"), [(HTML, "page.html"), (SVG, "drawing.svg"), (b"MZ", "run.exe")])
def test_what_runs_is_no_file_to_take_along(desks: Desks, media, content: bytes, name: str):
    sent = {
        "title": "ไฟล์",
        "files[]": _upload(content, name, "text/html"),
        "collection": desks.own.collection_id,
    }

    answer = signed_in(desks.writer).post(
        reverse("wagtaildocs:add_multiple"), sent, headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert answer.json()["success"] is False


@pytest.mark.parametrize("field", ["title", "summary", "byline", "venue"])
def test_text_without_end_is_refused_and_what_was_typed_stays(desks: Desks, field: str):
    draft = a_draft(desks.own, desks.writer)
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    answer = signed_in(desks.writer).post(address, form_of(**{field: "ก" * 100_000, "action-submit": "1"}))

    assert answer.status_code == 200
    assert "ก" * 1_000 in answer.content.decode()
    draft.refresh_from_db()
    assert draft.draft_title == "ร่างข่าว"


def test_letters_that_turn_the_line_leave_the_title(desks: Desks):
    address = reverse("wagtailadmin_pages:add", args=["portal", "articlepage", desks.own.page_id])

    signed_in(desks.writer).post(address, form_of(title=BIDI))

    assert ArticlePage.objects.get().draft_title == "กขคง"


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (VideoBlock(), {"title": "ก", "address": "https://evil.example/watch"}),
        (VideoBlock(), {"title": "ก", "address": "http://youtube.com/watch"}),
        (TableBlock(), {"caption": "ก", "cells": "ก|ข\nค"}),
        (TableBlock(), {"caption": "ก", "cells": "ก|ข"}),
        (FigureBlock(), {"series": "network.links", "place": "ไม่มีที่นี่"}),
    ],
)
def test_a_block_says_what_is_wrong_with_it(block, value):
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(value))


@pytest.mark.parametrize(
    "address", ["https://evil.example/x", "/accounts/login/", "javascript:alert(1)", "//[", "/places/"]
)
def test_an_article_leads_to_places_organisations_and_forums_alone(address: str):
    with pytest.raises(ValidationError):
        OwnPageBlock().clean(address)


def test_a_table_is_pasted_from_a_spreadsheet():
    cleaned = TableBlock().clean({"caption": "ผล", "cells": "ตำบล\tคน\nป่าไผ่\t๑๒\n"})

    assert cleaned["cells"] == "ตำบล | คน\nป่าไผ่ | ๑๒"


@pytest.mark.parametrize(
    "pairs",
    [
        {"/gone-a": "/gone-a"},
        {"/gone-a": "/gone-b/", "/gone-b": "/gone-a/"},
        {"/gone-a": "http://testserver/gone-a"},
    ],
)
def test_addresses_that_lead_in_a_circle_lead_nowhere(desks: Desks, pairs: dict[str, str]):
    for old, new in pairs.items():
        Redirect.objects.create(old_path=old, redirect_link=new)

    assert Client().get("/gone-a/").status_code == 404


def test_an_address_that_moved_leads_on(desks: Desks):
    Redirect.objects.create(old_path="/old", redirect_link="/news/")

    assert Client().get("/old/").headers["Location"] == "/news/"


MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'


def test_markup_in_every_text_field_is_shown_as_text(desks: Desks):
    body = [
        {"type": "heading", "value": MARKUP},
        {"type": "text", "value": f"<p>{MARKUP}</p>"},
        {"type": "quote", "value": MARKUP},
        {"type": "items", "value": [{"type": "item", "value": {"heading": MARKUP, "text": MARKUP}}]},
        {"type": "table", "value": {"caption": MARKUP, "cells": f"{MARKUP}|ก\n{MARKUP}|ข"}},
        {"type": "video", "value": {"title": MARKUP, "address": "https://youtu.be/x"}},
    ]
    draft = a_draft(desks.own, desks.writer, title=MARKUP)
    for field in ("summary", "byline", "venue"):
        setattr(draft, field, MARKUP[:100])
    draft.body = json.dumps(body)
    draft.save_revision(user=desks.writer).publish()

    page = Client().get(f"/news/{draft.slug}/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
