"""Error pages: what happened, what was kept, what to do; in the reader's language, and without the database where it must be."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from saiyai.kernel.refusal import Denied, Refusal
from saiyai.site import urls as site_urls
from saiyai.web.offers import SENTENCES, Sentences
from saiyai.web.preferences import COOKIE
from saiyai.web.refusals import WORDS, too_many
from saiyai.web.routes import PUBLIC, route
from tests.cast import Cast

handler400, handler403, handler404 = site_urls.handler400, site_urls.handler403, site_urls.handler404
handler429, handler500 = site_urls.handler429, site_urls.handler500


def refused(request: HttpRequest) -> HttpResponse:
    raise Refusal("test.refused", days=3)


def denied(request: HttpRequest) -> HttpResponse:
    raise Denied("test.command")


def denied_to_tambons(request: HttpRequest) -> HttpResponse:
    raise Denied("monitoring.report.verify")


def forbidding(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def reads(request: HttpRequest) -> HttpResponse:
    return HttpResponse(len(request.POST))


def often(request: HttpRequest) -> HttpResponse:
    return too_many(request)


urlpatterns = [
    route("refused/", refused, name="refused", policy=PUBLIC),
    route("denied/", denied, name="denied", policy=PUBLIC),
    route("denied-to-tambons/", denied_to_tambons, name="denied_to_tambons", policy=PUBLIC),
    route("forbidding/", forbidding, name="forbidding", policy=PUBLIC),
    route("broken/", broken, name="broken", policy=PUBLIC),
    route("reads/", reads, name="reads", policy=PUBLIC),
    route("often/", often, name="often", policy=PUBLIC),
    path("api/refused/", refused),
    path("api/broken/", broken),
    *site_urls.urlpatterns,
]
SENTENCES.add(
    Sentences(commands={}, refusals={"test.refused": "Still %(days)s days to wait."}, fields={}), weight=999
)


@pytest.fixture
def asks() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF="tests.web.test_errors"):
        yield Client(raise_request_exception=False)


def assert_says(answer: HttpResponse, status: int) -> str:
    page = answer.content.decode()
    assert answer.status_code == status
    assert str(WORDS[status].title) in page
    assert "สิ่งที่เก็บไว้" in page
    assert "สิ่งที่ท่านทำได้" in page
    return page


@pytest.mark.django_db
def test_a_refusal_is_a_409_with_its_sentence(asks: Client):
    assert "Still 3 days to wait." in assert_says(asks.get("/refused/"), 409)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "way"),
    [
        ("http://testserver/form/?year=2557", 'href="/form/?year=2557"'),
        ("http://testserver//elsewhere.example/", 'href="/elsewhere.example/"'),
    ],
)
def test_a_refused_form_leads_back_to_where_it_was_sent_from(asks: Client, before: str, way: str):
    page = assert_says(asks.post("/refused/", headers={"referer": before}), 409)

    assert way in page
    assert "data-back" in page


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["", "http://elsewhere.example/form/", "http://[broken", "\x00"])
def test_no_way_back_leads_out_of_the_site(asks: Client, before: str):
    assert "data-back" not in assert_says(asks.post("/refused/", headers={"referer": before}), 409)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/denied/", "/no-such-page/"])
def test_what_one_may_not_see_is_not_found(asks: Client, address: str):
    assert_says(asks.get(address), 404)


@pytest.mark.django_db
def test_a_visitor_is_advised_to_sign_in(asks: Client):
    assert "โปรดเข้าสู่ระบบ" in asks.get("/no-such-page/").content.decode()


@pytest.mark.django_db
def test_somebody_signed_in_is_told_which_roles_open_a_page_and_whom_to_ask(cast: Cast, asks: Client):
    asks.force_login(cast.tambon_officer)

    page = assert_says(asks.get("/places/import/"), 404)

    assert "เจ้าหน้าที่ระดับกระทรวง, ผู้ดูแลระบบ" in page
    assert "ผู้ที่มอบบทบาทให้ท่าน" in page
    assert reverse("accounts_me") in page
    assert "โปรดเข้าสู่ระบบ" not in page


@pytest.mark.django_db
def test_somebody_signed_in_is_told_which_roles_may_do_an_act(cast: Cast, asks: Client):
    asks.force_login(cast.tambon_officer)

    assert "ผู้ประสานงานระดับอำเภอ" in assert_says(asks.get("/denied-to-tambons/"), 404)


@pytest.mark.django_db
def test_somebody_signed_in_is_not_asked_to_sign_in_for_what_is_not_there(cast: Cast, asks: Client):
    asks.force_login(cast.tambon_officer)

    page = assert_says(asks.get("/no-such-page/"), 404)

    assert "ผู้ที่มอบบทบาทให้ท่าน" in page
    assert "โปรดเข้าสู่ระบบ" not in page


@pytest.mark.django_db
def test_too_many_tries_are_a_429(asks: Client):
    assert_says(asks.get("/often/"), 429)


@pytest.mark.django_db
def test_a_form_without_its_token_is_a_403():
    answer = Client(enforce_csrf_checks=True).post("/preferences/", {"language": "en"})

    assert_says(answer, 403)


@pytest.mark.django_db
def test_what_is_forbidden_is_a_403_that_sends_nobody_signed_in_to_the_door(cast: Cast, asks: Client):
    assert "เข้าสู่ระบบหากเป็นส่วนหนึ่ง" in assert_says(asks.get("/forbidding/"), 403)
    asks.force_login(cast.tambon_officer)

    page = assert_says(asks.get("/forbidding/"), 403)

    assert "ผู้ที่มอบบทบาทให้ท่าน" in page
    assert "โปรดเข้าสู่ระบบ" not in page


@pytest.mark.django_db
def test_too_much_at_once_is_a_413(asks: Client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert_says(asks.post("/reads/", {"text": "ก" * 200}), 413)


@pytest.mark.django_db
def test_too_many_fields_are_a_413(asks: Client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    assert_says(asks.post("/reads/", {f"field{number}": "1" for number in range(9)}), 413)


def test_a_fault_is_a_500_that_asks_no_database(asks: Client):
    # Without a django_db mark every query raises, so the page could not be there if it asked one.
    page = assert_says(asks.get("/broken/"), 500)

    assert "broken on purpose" not in page
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()


def test_error_pages_speak_the_readers_language(asks: Client):
    asks.cookies[COOKIE] = "language=en"

    page = asks.get("/broken/").content.decode()

    assert "Something went wrong on our side" in page
    assert 'lang="en"' in page


@pytest.mark.parametrize(("address", "status"), [("/api/refused/", 409), ("/api/broken/", 500)])
def test_the_api_answers_with_problem_json(asks: Client, address: str, status: int):
    answer = asks.get(address)

    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
