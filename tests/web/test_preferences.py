"""What a reader prefers: chosen without scripts, kept, and never a way to another site."""

import pytest
from django.test import Client

from saiyai.web.preferences import COOKIE, Preferences, preferences_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A browser, which says from where it sends a form."""
    return Client(headers={"origin": "http://testserver"})


def test_a_choice_is_kept_and_leads_back_to_the_page(client: Client):
    answer = client.post("/preferences/", {"size": "large", "next": "/about/record/?a=1"})

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/about/record/?a=1"
    assert 'data-size="large"' in client.get("/about/record/").content.decode()


def test_a_second_choice_keeps_the_first(client: Client):
    client.post("/preferences/", {"language": "en"})
    client.post("/preferences/", {"digits": "thai"})

    assert preferences_in(client.cookies[COOKIE].value) == Preferences(language="en", digits="thai")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", ""],
)
def test_a_choice_leads_to_no_other_site(client: Client, elsewhere: str):
    answer = client.post("/preferences/", {"theme": "dark", "next": elsewhere})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "cookie", ["language=xx&size=", "%00", "=&=", "theme=dark" * 200, "contrast=<script>"]
)
def test_a_spoilt_cookie_spoils_no_page(client: Client, cookie: str):
    client.cookies[COOKIE] = cookie

    answer = client.get("/about/record/")

    assert answer.status_code == 200
    assert 'lang="th"' in answer.content.decode()


def test_the_language_and_the_digits_are_those_chosen(client: Client):
    client.cookies[COOKIE] = "language=en&digits=thai"
    page = client.get("/about/style/").content.decode()

    assert 'lang="en"' in page
    assert "๔ September ๒๐๑๔" in page
    assert "๒,๓๔๔,๐๗๐.๙๓" in page


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "https://testserver"},
        {"referer": "http://evil.example/http://testserver/"},
    ],
)
def test_a_choice_sent_from_another_site_is_not_kept(said: dict[str, str]):
    answer = Client(headers=said).post("/preferences/", {"language": "en"})

    assert answer.status_code == 403
    assert COOKIE not in answer.cookies


def test_a_choice_sent_by_an_old_browser_is_kept():
    answer = Client(headers={"referer": "http://testserver/news/"}).post("/preferences/", {"language": "en"})

    assert answer.status_code == 302


def test_without_the_guard_a_choice_would_lead_to_another_site(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("saiyai.web.views.url_has_allowed_host_and_scheme", lambda url, allowed_hosts: True)

    answer = client.post("/preferences/", {"theme": "dark", "next": "//evil.example/"})

    assert answer.headers["Location"] == "//evil.example/"
