"""The list of news and what machines read of it: narrowed, paged, fed."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saiyai.portal.demonstration import demo_portal
from tests.cast import Cast
from tests.network.builders import an_organisation
from tests.portal.test_articles import ARTICLES
from tests.portal.told import an_article

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def news(db: None) -> None:
    demo_portal(ARTICLES, office=None)
    an_article("elders", title="มอบรักผู้สูงอายุ", category="elderly", on="2019-05-02", place_code="540106")


def titles(client: Client, address: str) -> list[str]:
    feed = ET.fromstring(client.get(address).content)
    return [str(each.text) for each in feed.findall("channel/item/title")]


def test_the_newest_news_stand_first(client: Client):
    assert titles(client, "/news/feed.rss") == ["มอบรักผู้สูงอายุ", "เวทีติดตามเครือข่ายพัฒนาสังคมระดับอำเภอ ปี ๒๕๕๗"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("category=elderly", 1),
        ("category=network", 1),
        ("category=nothing", 2),
        ("year=2557", 1),
        ("year=2556", 0),
        ("year=๒๕๕๗", 1),
        ("place=54", 1),
        ("place=5401&category=network", 0),
        ("place=' OR 1=1", 2),
        ("page=99999999999999999999", 2),
    ],
)
def test_list_and_feeds_are_narrowed_alike(client: Client, query: str, count: int):
    page = client.get(f"/news/?{query}")

    assert page.status_code == 200
    assert page.context["articles"].paginator.count == count
    assert len(titles(client, f"/news/feed.rss?{query}")) == count


def test_atom_names_each_article_for_ever(client: Client):
    def names() -> list[str | None]:
        feed = ET.fromstring(client.get("/news/feed.atom").content)
        return [each.text for each in feed.findall("a:entry/a:id", ATOM)]

    before = names()
    assert all(str(name).startswith("urn:uuid:") for name in before)
    assert names() == before


def addresses(client: Client, address: str) -> list[str]:
    read = ET.fromstring(client.get(address).content)
    return [str(each.text).removeprefix("http://testserver") for each in read.iter(f"{MAP}loc")]


def test_the_site_maps_list_every_kind_of_public_page_and_each_opens(client: Client, cast: Cast):
    an_organisation(cast)
    maps = addresses(client, "/sitemap.xml")
    listed = {path for each in maps for path in addresses(client, each)}

    assert {"/news/elders/", "/places/5014/", "/places/501412/", "/about/privacy/", "/documents/"} <= listed
    assert any(path.startswith("/offices/") for path in listed)
    for path in sorted(listed)[:60]:
        assert client.get(path).status_code == 200, path


def test_the_site_maps_keep_to_the_protocol(client: Client, cast: Cast):
    for each in addresses(client, "/sitemap.xml"):
        assert ET.fromstring(client.get(each).content).tag == f"{MAP}urlset"


def test_robots_are_led_to_the_site_map(client: Client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_list_asks_the_same_number_of_queries_for_one_article_and_for_twenty(
    client: Client, django_assert_num_queries: object, django_assert_max_num_queries: object
):

    client.get("/news/")
    with CaptureQueriesContext(connection) as few:
        client.get("/news/")
    for number in range(15):
        an_article(f"article-{number}", title=f"ข่าว {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/news/")

    assert len(many) == len(few)


def test_the_empty_list_says_what_to_do(client: Client):
    page = client.get("/news/?year=2500").content.decode()

    assert "ไม่มีข่าวตรงตามที่เลือก" in page
