"""The list of published files: what an article that anybody may read leads to, and nothing else."""

import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import ReferenceIndex

from saiyai.accounts.models import Office
from saiyai.portal.models import ArticlePage
from tests.cast import Cast
from tests.portal.told import an_article

pytestmark = pytest.mark.django_db


def a_file(title: str, *, ending: str = "pdf") -> Document:
    return Document.objects.create(title=title, file=ContentFile(b"%PDF-1.4", name=f"{title[:5]}.{ending}"))


def published(slug: str, file: Document, *, on: str = "2014-09-04", category: str = "network") -> ArticlePage:
    an_article(slug, title=f"ข่าว {slug}", on=on, category=category)
    article = ArticlePage.objects.get(slug=slug)
    text = f'<p><a linktype="document" id="{file.pk}">แบบฟอร์ม</a></p>'
    article.body = json.dumps([{"type": "text", "value": text}])
    article.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(article)  # what the worker does a moment later
    return ArticlePage.objects.get(slug=slug)


def titles(client: Client, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(f"/documents/{query}").content, "html.parser")
    return [each.get_text().split(" (")[0].strip() for each in page.select("main ul.rows li > span > a")]


def test_a_file_is_listed_once_an_article_that_anybody_may_read_leads_to_it(client: Client):
    file = a_file("แบบขอรับเงิน")
    assert titles(client) == []

    article = published("form", file)
    assert titles(client) == ["แบบขอรับเงิน"]
    assert file.url in client.get("/documents/").content.decode()

    article.unpublish()
    assert titles(client) == []


def test_the_list_is_narrowed_by_words_office_kind_category_and_year(client: Client, cast: Cast):
    office = Office.objects.create(code="north", name_th="สำนักงานเหนือ", starts_on=date(2013, 10, 1))
    first = published("one", a_file("แบบขอรับเงิน"), on="2014-09-04", category="elderly")
    ArticlePage.objects.filter(pk=first.pk).update(office=office)
    published("two", a_file("ประกาศจัดซื้อ", ending="docx"), on="2019-05-02", category="procurement")

    assert titles(client) == ["ประกาศจัดซื้อ", "แบบขอรับเงิน"]
    assert titles(client, "?office=north") == ["แบบขอรับเงิน"]
    assert titles(client, "?kind=docx") == ["ประกาศจัดซื้อ"]
    assert titles(client, "?category=elderly") == ["แบบขอรับเงิน"]
    assert titles(client, "?year=๒๕๖๒") == ["ประกาศจัดซื้อ"]
    assert titles(client, "?q=ขอรับ") == ["แบบขอรับเงิน"]
    assert titles(client, "?q=' OR 1=1&kind=exe&year=9999&page=99999") == []


def test_a_file_of_two_articles_stands_once_under_the_newer(client: Client):
    file = a_file("คู่มือ")
    published("old", file, on="2014-09-04")
    published("new", file, on="2019-05-02")

    assert titles(client) == ["คู่มือ"]
    assert "/news/new/" in client.get("/documents/").content.decode()


def test_the_list_asks_as_many_queries_for_many_files(client: Client):
    published("one", a_file("แฟ้มหนึ่ง"))
    client.get("/documents/")
    with CaptureQueriesContext(connection) as few:
        client.get("/documents/")
    for number in range(12):
        published(f"more-{number}", a_file(f"แฟ้ม {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get("/documents/")

    assert len(many) == len(few)


def test_the_empty_list_says_what_to_do(client: Client):
    assert "ไม่พบเอกสาร" in client.get("/documents/").content.decode()
