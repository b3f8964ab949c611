"""An article in two languages: each leads to the other, readers meet it once, and the English one is reviewed like any."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.portal.commands.translation import begin_english_version
from saiyai.portal.jobs import publish_on_time
from saiyai.portal.models import ArticlePage
from saiyai.web.preferences import COOKIE
from tests.portal.test_editor_in_thai import latin_in
from tests.portal.test_newsroom import Desks, a_draft, desks, form_of, signed_in

__all__ = ["desks"]

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def thai(desks: Desks) -> ArticlePage:
    article = a_draft(desks.own, desks.writer, title="ข่าวเครือข่าย", slug="network-news")
    article.get_latest_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def english(desks: Desks, thai: ArticlePage) -> ArticlePage:
    draft = begin_english_version(article=thai, by=desks.writer)
    draft.title, draft.summary = "News of the network", "A summary"
    draft.save_revision(user=desks.writer).publish()
    return ArticlePage.objects.get(pk=draft.pk)


def reading(language: str) -> Client:
    client = Client()
    if language == "en":
        client.cookies[COOKIE] = "language=en"
    return client


def alternates(html: str) -> dict[str, str]:
    page = BeautifulSoup(html, "html.parser")
    return {str(each["hreflang"]): str(each["href"]) for each in page.select("link[rel=alternate][hreflang]")}


def titles(client: Client, address: str) -> list[str]:
    return [str(each.text) for each in ET.fromstring(client.get(address).content).iter(f"{ATOM}title")][1:]


def test_an_officer_begins_the_english_version_as_a_draft_of_its_own(desks: Desks, thai: ArticlePage):
    client = signed_in(desks.writer)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[thai.pk])).content.decode()
    way = reverse("article_english", args=[thai.slug])

    assert way in edit
    assert "เล่าเป็นภาษาอังกฤษ" in client.get(way).content.decode()
    answer = client.post(way)

    draft = ArticlePage.objects.get(slug="network-news-en")
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert (draft.live, draft.is_english, draft.office, draft.owner) == (
        False,
        True,
        thai.office,
        desks.writer,
    )
    assert draft.get_latest_revision_as_object().body[0].value == "คำพูด"
    assert Entry.objects.filter(command="portal.article.begin_english").exists()
    assert client.get("/news/network-news-en/").status_code == 404


def test_the_way_to_begin_leads_to_what_was_begun(desks: Desks, thai: ArticlePage, english: ArticlePage):
    client = signed_in(desks.moderator)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[thai.pk])).content.decode()

    assert reverse("article_english", args=[thai.slug]) not in edit
    answer = client.get(reverse("article_english", args=[thai.slug]))
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert client.post(reverse("article_english", args=[english.slug])).status_code == 404


def test_nobody_begins_it_for_another_office(desks: Desks, thai: ArticlePage):
    answer = signed_in(desks.other_writer).post(reverse("article_english", args=[thai.slug]))

    assert answer.status_code == 404
    with pytest.raises(Denied):
        begin_english_version(article=thai, by=desks.other_writer)
    assert ArticlePage.objects.count() == 1


def test_an_article_has_one_english_version(desks: Desks, thai: ArticlePage, english: ArticlePage):
    with pytest.raises(Refusal, match="begun_already"):
        begin_english_version(article=thai, by=desks.writer)
    with pytest.raises(Refusal, match="is_english"):
        begin_english_version(article=english, by=desks.writer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticlePage.objects.filter(pk=thai.pk).update(locale=english.locale)


def test_a_draft_is_not_told_in_english_yet(desks: Desks):
    draft = a_draft(desks.own, desks.writer)

    with pytest.raises(Refusal, match="not_published"):
        begin_english_version(article=draft, by=desks.writer)


def test_the_english_version_is_released_by_another_person(desks: Desks, thai: ArticlePage):
    draft = begin_english_version(article=thai, by=desks.moderator)
    draft.title = "News"
    draft.save_revision(user=desks.moderator)
    desks.own.workflow.start(draft, desks.moderator)
    state = draft.current_workflow_task_state

    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, desks.moderator, "approve")


def test_it_is_not_released_before_the_thai_article_is_on_the_site(desks: Desks, thai: ArticlePage):
    draft = begin_english_version(article=thai, by=desks.writer)
    desks.own.workflow.start(draft, desks.writer)
    state = draft.current_workflow_task_state
    thai.unpublish()

    with pytest.raises(PermissionDenied, match="ภาษาไทย"):
        state.task.specific.on_action(state, desks.moderator, "approve")
    ArticlePage.objects.get(pk=thai.pk).get_latest_revision().publish()
    state.task.specific.on_action(state, desks.moderator, "approve")

    assert ArticlePage.objects.get(pk=draft.pk).live


def test_each_leads_to_the_other_on_the_page_and_to_machines(thai: ArticlePage, english: ArticlePage):
    pages = {
        path: Client().get(path).content.decode()
        for path in ("/news/network-news/", "/news/network-news-en/")
    }

    here = "http://testserver/news/network-news"
    for html in pages.values():
        assert alternates(html) == {"th": f"{here}/", "en": f"{here}-en/", "x-default": f"{here}/"}
    assert 'href="/news/network-news-en/" lang="en" hreflang="en"' in pages["/news/network-news/"]
    assert 'href="/news/network-news/" lang="th" hreflang="th"' in pages["/news/network-news-en/"]
    assert '"translationOfWork"' in pages["/news/network-news-en/"]
    assert '"inLanguage": "en"' in pages["/news/network-news-en/"]


def test_the_english_page_speaks_english_to_whoever_chose_nothing(english: ArticlePage):
    answer = Client().get("/news/network-news-en/")

    assert '<html lang="en"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
    assert "Latest news" in answer.content.decode()
    assert '<html lang="th"' in Client().get("/news/network-news/").content.decode()


def test_the_switch_of_languages_leads_to_the_twin(thai: ArticlePage, english: ArticlePage):
    def switched(path: str, language: str) -> str:
        sent = {"next": path, "language": language}
        return str(Client().post("/preferences/", sent, headers={"Origin": "http://testserver"}).url)

    assert switched("/news/network-news/", "en") == "/news/network-news-en/"
    assert switched("/news/network-news-en/", "th") == "/news/network-news/"
    assert switched("/news/network-news/", "th") == "/news/network-news/"
    assert switched("/news/", "en") == "/news/"


@pytest.mark.parametrize(("language", "title"), [("th", "ข่าวเครือข่าย"), ("en", "News of the network")])
def test_readers_meet_each_article_once_in_their_language(
    english: ArticlePage, desks: Desks, language: str, title: str
):
    alone = a_draft(desks.own, desks.writer, title="ข่าวไทยล้วน", slug="thai-only")
    alone.get_latest_revision().publish()
    client = reading(language)

    listed = [each.title for each in client.get("/news/").context["articles"]]
    assert sorted(listed) == sorted(["ข่าวไทยล้วน", title])
    assert sorted(titles(client, "/news/feed.atom")) == sorted(["ข่าวไทยล้วน", title])
    assert title in client.get("/").content.decode()
    assert title in client.get("/offices/tpso10/").content.decode()


def test_a_feed_speaks_the_language_of_its_address(english: ArticlePage):
    assert titles(Client(), "/news/feed.atom?language=en") == ["News of the network"]
    assert "/news/feed.atom?language=en" in reading("en").get("/news/").content.decode()
    assert "language=" not in reading("th").get("/news/").content.decode().split("<main")[0]


def test_the_site_map_sets_both_beside_each_other(english: ArticlePage):
    read = ET.fromstring(Client().get("/sitemap-articles.xml").content)
    told = {
        str(url.findtext(f"{MAP}loc")): {
            link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")
        }
        for url in read.iter(f"{MAP}url")
    }
    here = "http://testserver/news/network-news"
    both = {"th": f"{here}/", "en": f"{here}-en/", "x-default": f"{here}/"}

    assert told == {f"{here}/": both, f"{here}-en/": both}


@pytest.mark.parametrize("how", ["hand", "clock", "delete"])
def test_the_english_version_leaves_the_site_with_the_thai_article(
    thai: ArticlePage, english: ArticlePage, how: str
):
    if how == "hand":
        thai.unpublish()
    elif how == "delete":
        thai.delete()
    else:
        ArticlePage.objects.filter(pk=thai.pk).update(expire_at=clock.now() - timedelta(hours=1))
        publish_on_time()

    assert Client().get("/news/network-news-en/").status_code == 404
    assert reading("en").get("/news/").context["articles"].paginator.count == 0


def test_the_search_finds_both(thai: ArticlePage, english: ArticlePage):
    assert "/news/network-news-en/" in Client().get("/search/", {"q": "of the network"}).content.decode()


def test_a_list_of_twins_asks_no_more_often_than_one(desks: Desks, english: ArticlePage):
    client = reading("en")
    client.get("/news/")
    with CaptureQueriesContext(connection) as one:
        client.get("/news/")
    for number in range(5):
        more = a_draft(desks.own, desks.writer, title=f"ข่าว {number}", slug=f"more-{number}")
        more.get_latest_revision().publish()
        begin_english_version(article=more, by=desks.writer).save_revision().publish()
    with CaptureQueriesContext(connection) as several:
        client.get("/news/")

    assert len(several) == len(one)


def test_the_desk_of_an_english_version_is_in_thai(desks: Desks, english: ArticlePage):
    for each in desks.writer, desks.moderator:
        each.username, each.display_name, each.email = f"ก{each.pk}", "เจ้าหน้าที่", ""
        each.save()
    english.title = english.draft_title = "ฉบับแปล"
    english.summary = "สรุป"
    english.save_revision(user=desks.writer)
    page = "wagtailadmin_pages"
    client = signed_in(desks.writer)
    addresses = [
        reverse("article_english", args=["network-news"]),
        reverse(f"{page}:edit", args=[english.pk]),
        reverse(f"{page}:history", args=[english.pk]),
        reverse("wagtailadmin_explore", args=[desks.own.page_id]),
        reverse(f"{page}:add", args=["portal", "articlepage", desks.own.page_id]),
    ]

    wrong = {
        each: [
            said for said in latin_in(client.get(each, follow=True).content.decode()) if "News of" not in said
        ]
        for each in addresses
    }

    assert not {each: said for each, said in wrong.items() if said}


def test_saving_the_english_version_in_the_editor_keeps_its_language(desks: Desks, thai: ArticlePage):
    draft = begin_english_version(article=thai, by=desks.writer)

    signed_in(desks.writer).post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]), form_of(title="Told in English")
    )

    saved = ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert (saved.title, saved.language, saved.translation_key) == (
        "Told in English",
        "en",
        thai.translation_key,
    )


def test_the_english_page_names_its_office_in_english(desks: Desks, english: ArticlePage):
    desks.own.office.name_en = "Support Office 10"
    desks.own.office.save()

    assert "Support Office 10" in Client().get("/news/network-news-en/").content.decode()
    assert "Support Office 10" not in Client().get("/news/network-news/").content.decode()
