"""The public site: an article is written, published, read, and recorded."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saiyai.audit.models import Entry
from saiyai.audit.queries import soundness_of_chain
from saiyai.portal.demonstration import demo_portal
from saiyai.portal.models import ArticlePage
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ALL_ARTICLES = (Path(__file__).parents[2] / "demo" / "articles.json").read_text(encoding="utf-8")
ARTICLES = json.dumps([told for told in json.loads(ALL_ARTICLES) if told["slug"] == "forum-2557"])


@pytest.fixture
def article() -> ArticlePage:
    demo_portal(ARTICLES, office=None)
    return ArticlePage.objects.get(slug="forum-2557")


def test_a_visitor_finds_the_article_from_the_front_page(article: ArticlePage, client: Client):
    front = client.get("/").content.decode()
    assert "/news/forum-2557/" in front

    page = client.get("/news/forum-2557/").content.decode()
    assert "๒,๓๔๔,๐๗๐.๙๓" in page
    assert "4 กันยายน 2557" in page


def test_writing_an_article_is_recorded(article: ArticlePage):
    acts = list(Entry.objects.values_list("command", flat=True))

    assert "cms.wagtail.publish" in acts
    assert soundness_of_chain().broken is None


def test_loading_the_articles_again_writes_nothing(article: ArticlePage):
    assert demo_portal(ARTICLES, office=None) == 0


def test_all_news_of_the_demonstration_are_written_once():
    assert demo_portal(ALL_ARTICLES, office=None) == len(json.loads(ALL_ARTICLES))
    assert demo_portal(ALL_ARTICLES, office=None) == 0


def test_a_draft_is_not_shown(article: ArticlePage, client: Client):
    article.unpublish()

    assert client.get("/news/forum-2557/").status_code == 404
    assert "/news/forum-2557/" not in client.get("/news/").content.decode()


def test_every_sentence_of_the_source_is_told(client: Client):
    page = client.get("/about/origin/").content.decode()

    assert page.count("<li>") >= 21 + 8


def test_the_page_of_the_origin_leads_nobody_signed_in_to_a_closed_page(cast: Cast, client: Client):
    visitor = client.get("/about/origin/").content.decode()
    client.force_login(cast.citizen)
    page = BeautifulSoup(client.get("/about/origin/").content, "html.parser")

    assert "/network/graph/" in visitor
    links = {link["href"] for link in page.select("ol.origin a")}
    assert len(links) > 4
    assert {href: client.get(href).status_code for href in links} == dict.fromkeys(links, 200)


def test_an_article_names_its_pdf_and_gives_it(article: ArticlePage, client: Client):
    page = BeautifulSoup(client.get("/news/forum-2557/").content, "html.parser")
    (link,) = page.find_all("link", rel="alternate", type="application/pdf")
    assert link["href"] == "/news/forum-2557/article.pdf"

    answer = client.get("/news/forum-2557/article.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_an_article_is_given_as_a_word_file_that_says_the_same(article: ArticlePage, client: Client):
    page = BeautifulSoup(client.get("/news/forum-2557/").content, "html.parser")
    assert page.find("a", href="/news/forum-2557/article.docx") is not None

    answer = client.get("/news/forum-2557/article.docx")

    told = "\n".join(each.text for each in docx.Document(BytesIO(answer.content)).paragraphs)
    assert article.title in told
    assert "๒,๓๔๔,๐๗๐.๙๓" in told


def test_a_draft_has_no_pdf(article: ArticlePage, client: Client):
    article.unpublish()

    assert client.get("/news/forum-2557/article.pdf").status_code == 404


def test_an_article_asks_the_database_no_more_than_eight_times(article: ArticlePage, client: Client):
    client.get("/news/forum-2557/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/news/forum-2557/")

    assert len(asked) <= 8
