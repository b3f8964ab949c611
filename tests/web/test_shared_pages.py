"""Public pages answered before Django: never old, never another person's, never in another's language."""

import gzip
from collections.abc import Callable, Hashable, Iterable, Iterator
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client

from saiyai.portal.models import ArticlePage
from saiyai.site.sharing import present_stamp
from saiyai.web import shared_pages
from saiyai.web.shared_pages import (
    ASKED_EVERY,
    KEPT_FOR,
    MADE_ANEW_AFTER,
    OLDEST_AFTER_A_CHANGE,
    WAITED_FOR,
    SharedPages,
)
from saiyai.web.sharing import MARK
from tests.cast import Cast
from tests.portal.told import an_article

GOAL_SECONDS = 5


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def environ(path: str = "/", **more: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "testserver",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    } | more


def ask(application: Any, path: str = "/", **more: str) -> tuple[str, dict[str, str], bytes]:
    told: list[Any] = []
    body = b"".join(application(environ(path, **more), lambda *args: told.extend(args)))
    return told[0], dict(told[1]), body


class Site:
    """A site of one page that says how often it was made, and of which number the record is."""

    def __init__(self, *, status: str = "200 OK", marked: bool = True) -> None:
        self.status, self.marked = status, marked
        self.number: Hashable = 1
        self.made = 0
        self.while_making: Callable[[], None] = lambda: None

    def stamp(self) -> Hashable:
        return self.number

    def __call__(self, _environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.made += 1
        text = f"number {self.number}, made {self.made}"
        self.while_making()
        mark = [(MARK, "1")] if self.marked else []
        start_response(self.status, [("Content-Type", "text/html"), *mark])
        return [text.encode()]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def pages(site: Site, clock: Clock) -> SharedPages:
    return SharedPages(site, site.stamp, clock)


def test_a_page_is_made_once_for_all_who_ask(pages: SharedPages, site: Site):
    assert {ask(pages)[2] for _each in range(50)} == {b"number 1, made 1"}


def test_pages_differ_by_address_query_host_and_scheme(pages: SharedPages, site: Site):
    ask(pages)
    for more in ({"QUERY_STRING": "a=1"}, {"HTTP_HOST": "other"}, {"wsgi.url_scheme": "https"}):
        ask(pages, **more)
    ask(pages, "/news/")

    assert site.made == 5


def test_after_a_change_nobody_sees_the_page_of_before_for_longer_than_said(
    pages: SharedPages, site: Site, clock: Clock
):
    assert OLDEST_AFTER_A_CHANGE < GOAL_SECONDS
    ask(pages)
    clock.now += 10
    ask(pages)
    site.number = 2
    clock.now += ASKED_EVERY

    assert ask(pages)[2] == b"number 2, made 2"


def test_a_busy_office_lets_a_page_be_made_once_a_second(pages: SharedPages, site: Site, clock: Clock):
    for step in range(200):
        site.number = step
        ask(pages)
        clock.now += 0.05

    assert site.made <= 1 + 200 * 0.05 / MADE_ANEW_AFTER


def test_while_a_page_is_made_anew_the_others_get_the_one_before_but_not_for_long(
    pages: SharedPages, site: Site, clock: Clock
):
    ask(pages)
    site.number, begun, may_end = 2, Event(), Event()
    clock.now += MADE_ANEW_AFTER
    site.while_making = lambda: (begun.set(), may_end.wait(20))
    maker = Thread(target=ask, args=(pages,))
    maker.start()
    assert begun.wait(20)
    site.while_making = lambda: None

    assert ask(pages)[2] == b"number 1, made 1"
    clock.now += WAITED_FOR
    assert ask(pages)[2] == b"number 2, made 3"

    may_end.set()
    maker.join(20)


def test_a_page_is_made_anew_after_a_while_even_where_nothing_changed(
    pages: SharedPages, site: Site, clock: Clock
):
    ask(pages)
    clock.now += KEPT_FOR

    assert ask(pages)[2] == b"number 1, made 2"


def test_a_page_that_is_gone_is_gone(pages: SharedPages, site: Site, clock: Clock):
    ask(pages)
    site.number, site.status, site.marked = 2, "404 Not Found", False
    clock.now += MADE_ANEW_AFTER

    assert [ask(pages)[0] for _each in range(3)] == ["404 Not Found"] * 3


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_COOKIE": "preferences=language%3Den; sessionid=x"},
        {"HTTP_COOKIE": "sessionid=x; preferences=language%3Den"},
        {"HTTP_COOKIE": "csrftoken=x"},
        {"HTTP_COOKIE": "preferencesx=1"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_HX_REQUEST": "true"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_who_shows_who_they_are_or_changes_something_is_never_asked(
    pages: SharedPages, site: Site, more: dict[str, str]
):
    ask(pages)

    assert ask(pages, **more)[2] == b"number 1, made 2"
    assert ask(pages)[2] == b"number 1, made 1"


def test_what_is_not_marked_is_not_kept_and_the_mark_leaves_nowhere(clock: Clock):
    site = Site(marked=False)
    pages = SharedPages(site, site.stamp, clock)

    assert [ask(pages)[2] for _each in range(2)] == [b"number 1, made 1", b"number 1, made 2"]
    site.marked = True
    assert all(
        MARK not in ask(pages, **more)[1] for more in ({}, {"HTTP_COOKIE": "a=1"}, {"REQUEST_METHOD": "HEAD"})
    )


def test_where_the_record_does_not_answer_every_request_goes_through(site: Site, clock: Clock):
    def no_answer() -> Hashable:
        raise OSError

    pages = SharedPages(site, no_answer, clock)

    assert [ask(pages)[2] for _each in range(2)] == [b"number 1, made 1", b"number 1, made 2"]


def test_a_page_comes_packed_where_the_browser_unpacks_and_not_at_all_where_it_has_it(pages: SharedPages):
    _status, headers, packed = ask(pages, HTTP_ACCEPT_ENCODING="gzip, br")
    assert gzip.decompress(packed) == ask(pages)[2]
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Vary"] == "Cookie, Accept-Encoding"

    status, headers, body = ask(pages, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")
    assert ask(pages, REQUEST_METHOD="HEAD")[2] == b""


def test_what_is_kept_stays_within_its_room(pages: SharedPages, site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shared_pages, "MOST_BYTES", 5_000)
    for number in range(20):
        ask(pages, f"/{number}/")

    ask(pages, "/19/")
    assert site.made == 20
    ask(pages, "/0/")
    assert site.made == 21


@pytest.fixture
def service(db: None, clock: Clock) -> Iterator[SharedPages]:
    """The whole service, as the web server runs it; the test's own connection stays open."""
    an_article("first", title="ข่าวแรก")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield SharedPages(get_wsgi_application(), present_stamp, clock)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_publication_is_seen_at_once_after_the_page_has_been_shown_a_second(
    service: SharedPages, clock: Clock
):
    assert "ข่าวแรก" in ask(service, "/news/")[2].decode()
    clock.now += MADE_ANEW_AFTER
    an_article("second", title="ข่าวที่สอง")
    assert "ข่าวที่สอง" in ask(service, "/news/")[2].decode()

    ArticlePage.objects.get(slug="second").unpublish()
    clock.now += MADE_ANEW_AFTER
    assert "ข่าวที่สอง" not in ask(service, "/news/")[2].decode()


def test_nobody_gets_the_page_of_somebody_who_signed_in(service: SharedPages, cast: Cast):
    _page_of_one_person_stays_theirs(service, cast)


def _page_of_one_person_stays_theirs(service: SharedPages, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.support_officer)
    session = f"sessionid={client.cookies['sessionid'].value}"
    name = str(cast.support_officer)

    assert name in ask(service, "/news/", HTTP_COOKIE=session)[2].decode()
    assert name not in ask(service, "/news/")[2].decode()
    assert name in ask(service, "/news/", HTTP_COOKIE=session)[2].decode()


def test_without_the_guards_a_visitor_would_get_somebodys_page(
    service: SharedPages, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    shared = {"REQUEST_METHOD": "GET"}
    monkeypatch.setattr(shared_pages, "_preferences_alone", lambda _cookies: shared_pages.Preferences())
    monkeypatch.setattr("saiyai.web.sharing.may_be_shared", lambda _request, _response: bool(shared))

    with pytest.raises(AssertionError):
        _page_of_one_person_stays_theirs(service, cast)


def test_each_reader_gets_the_page_in_their_own_language_and_digits(service: SharedPages):
    _each_reads_their_own(service)


def _each_reads_their_own(service: SharedPages) -> None:
    english = {"HTTP_COOKIE": "preferences=language=en"}
    assert '<html lang="th"' in ask(service, "/news/")[2].decode()
    assert '<html lang="en"' in ask(service, "/news/", **english)[2].decode()
    assert '<html lang="th"' in ask(service, "/news/")[2].decode()


def test_without_the_preferences_in_the_key_readers_would_get_each_others_language(
    service: SharedPages, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared_pages, "preferences_in", lambda _cookie: shared_pages.Preferences())

    with pytest.raises(AssertionError):
        _each_reads_their_own(service)


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/health/", "/news/first/send/", "/nothing/", "/manifest.webmanifest"]
)
def test_what_is_one_persons_or_of_the_moment_is_not_shared(service: SharedPages, path: str):
    assert "ETag" not in ask(service, path)[1]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/news/",
        "/news/first/",
        "/places/",
        "/places/50/",
        "/news/feed.rss",
        "/sitemap.xml",
        "/about/record/",
    ],
)
def test_what_everybody_reads_is_shared_and_sets_no_cookie(service: SharedPages, cast: Cast, path: str):
    status, headers, _body = ask(service, path)

    assert (status, "ETag" in headers, "Set-Cookie" in headers) == ("200 OK", True, False)
