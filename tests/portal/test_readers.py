"""Independent readers understand what machines read of the public site: feeds by feedparser, maps by lxml, data by extruct."""

import extruct
import feedparser
import pytest
from django.test import Client
from lxml import etree

from saiyai.portal.models import ArticlePage
from tests.portal.test_newsroom import Desks, desks
from tests.portal.test_office_pages import a_page
from tests.portal.test_translation import english, thai
from tests.portal.told import an_article

__all__ = ["desks", "english", "thai"]

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize(
    ("query", "title"),
    [("", "ข่าวเครือข่าย"), ("?language=en", "News of the network"), ("?office=tpso10", "ข่าวเครือข่าย")],
)
def test_a_reader_of_feeds_understands_them(english: ArticlePage, form: str, query: str, title: str):
    read = feedparser.parse(Client().get(f"/news/feed.{form}{query}").content)

    assert not read.bozo
    assert read.version == {"rss": "rss20", "atom": "atom10"}[form]
    assert read.feed.language == ("en" if "en" in query else "th")
    (entry,) = read.entries
    assert entry.title == title
    assert entry.link.startswith(f"{HERE}/news/network-news")
    assert entry.id.startswith("urn:uuid:")
    assert entry.published_parsed or entry.updated_parsed


def test_a_reader_of_maps_finds_both_languages(english: ArticlePage):
    index = etree.fromstring(Client().get("/sitemap.xml").content)
    maps = index.xpath("map:sitemap/map:loc/text()", namespaces=NAMES)
    assert f"{HERE}/sitemap-articles.xml" in maps
    read = etree.fromstring(Client().get("/sitemap-articles.xml").content)

    urls = read.xpath("map:url", namespaces=NAMES)
    assert len(urls) == 2
    for url in urls:
        links = url.xpath("xhtml:link[@rel='alternate']", namespaces=NAMES)
        assert {link.get("hreflang") for link in links} == {"th", "en", "x-default"}
        assert url.xpath("map:loc/text()", namespaces=NAMES)[0] in {link.get("href") for link in links}


def said_on(path: str) -> dict[str, dict[str, object]]:
    """Return what a page says to machines, by the type of the thing."""
    html = Client().get(path).content.decode()
    found = extruct.extract(html, base_url=f"{HERE}{path}", syntaxes=["json-ld"])["json-ld"]
    return {str(each["@type"]): each for each in found}


def test_every_kind_of_page_says_what_it_is(desks: Desks, english: ArticlePage):
    a_page(desks)
    an_article("dated", title="งานวันผู้สูงอายุ")

    assert said_on("/news/network-news/")["NewsArticle"]["inLanguage"] == "th"
    told = said_on("/news/network-news-en/")["NewsArticle"]
    assert told["translationOfWork"] == {
        "@type": "NewsArticle",
        "@id": f"{HERE}/news/network-news/",
        "url": f"{HERE}/news/network-news/",
    }
    assert said_on("/news/dated/")["Event"]["location"]["name"] == "ศาลากลาง"
    assert said_on("/offices/tpso10/")["GovernmentOrganization"]["url"] == f"{HERE}/offices/tpso10/"
    assert said_on("/offices/tpso10/our-work/")["WebPage"]["name"] == "งานของเรา"
    assert said_on("/data/organisations/")["Dataset"]["name"]
