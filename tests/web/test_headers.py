"""The twelve checks that the HTTP Observatory makes of a site, made of every public page and of the files it is drawn with."""

import json
import os
import re
import subprocess
import sys
from http.cookies import Morsel

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.pages import public_paths

pytestmark = pytest.mark.django_db

STATIC_FILE = "/static/web/base.css"
HALF_A_YEAR = 15_768_000

OPEN_DATA = ("/data/", "/api/3/")
"""What any page may read: it is open, and no cookie is asked for it."""


@pytest.fixture
def answers(settings, cast: Cast) -> dict[str, HttpResponse]:
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    client = Client(raise_request_exception=False)  # a page that breaks is another test's matter
    found = {path: client.get(path) for path in [*public_paths(), "/no-such-page/", STATIC_FILE]}
    for answer in found.values():
        if answer.streaming:
            b"".join(answer.streaming_content)  # read to the end, so that its file is closed
    return found


def policy_of(answer: HttpResponse) -> dict[str, list[str]]:
    directives = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in directives}


def test_there_are_pages_to_check(answers):
    assert {"/about/record/", "/find/", "/offline/"} <= set(answers)
    assert answers[STATIC_FILE].status_code == 200


def test_1_the_content_policy_allows_nothing_inline_and_nothing_from_elsewhere(answers):
    for path, answer in answers.items():
        if path == STATIC_FILE:
            continue
        policy = policy_of(answer)
        assert policy["default-src"] == ["'none'"], path
        assert policy["base-uri"] == ["'none'"], path
        assert policy["form-action"] == ["'self'"], path
        assert policy["frame-ancestors"] == ["'none'"], path
        for directive in ("script-src", "style-src", "img-src", "connect-src", "font-src"):
            others = [
                each
                for each in policy[directive]
                if not re.fullmatch(r"'self'|'nonce-[\w+/=-]+'|data:", each)
            ]
            assert not others, (path, directive)
        assert "data:" not in policy["script-src"], path


def test_1_forms_may_lead_to_the_provider_of_identities_that_the_office_named_and_nowhere_else():
    named = {
        "SAIYAI_OIDC_ISSUER": "https://id.example/realm",
        "SAIYAI_OIDC_CLIENT_ID": "a",
        "SAIYAI_OIDC_CLIENT_SECRET": "b",
    }
    asked = (
        "from django.conf import settings as s; print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )

    told = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {asked}"],
        env=os.environ | named | {"DJANGO_SETTINGS_MODULE": "saiyai.site.settings.testing"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == "[\"'self'\", 'https://id.example']"


def test_1_no_page_needs_what_the_content_policy_forbids(answers):
    for path, answer in answers.items():
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        assert not re.search(r"<style|\sstyle=", page), path
        assert not re.search(r"\son[a-z]+=", page), path
        assert not re.search(r"<script(?![^>]*\b(src|nonce|type=.application/json))", page), path


def test_2_cookies_are_kept_from_other_sites_and_from_scripts(answers):
    cookies: list[tuple[str, Morsel]] = [
        (path, cookie) for path, answer in answers.items() for cookie in answer.cookies.values()
    ]
    assert cookies
    for path, cookie in cookies:
        assert cookie["samesite"] in {"Lax", "Strict"}, (path, cookie.key)
        assert cookie["httponly"] or cookie.key == settings.CSRF_COOKIE_NAME, (path, cookie.key)


def test_2_the_session_cookie_is_kept_from_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_3_no_other_site_may_read_our_answers_but_open_data(answers):
    for path, answer in answers.items():
        opened = answer.headers.get("Access-Control-Allow-Origin")
        assert opened is None or (opened == "*" and path.startswith(OPEN_DATA)), path
        assert "Access-Control-Allow-Credentials" not in answer.headers, path


def test_4_no_keys_are_pinned(answers):
    for path, answer in answers.items():
        assert "Public-Key-Pins" not in answer.headers, path


def test_5_redirections_stay_on_the_site(answers, client: Client):
    moved = [*answers.values(), client.get("/home/"), client.get("/home")]
    targets = [answer.headers["Location"] for answer in moved if answer.has_header("Location")]
    assert targets
    for target in targets:
        assert target.startswith("/")
        assert not target.startswith("//")


def test_6_no_address_is_told_to_other_sites(answers):
    for path, answer in answers.items():
        assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, path


def secure_settings() -> dict[str, object]:
    names = [
        name for name in dir(settings) if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_"))
    ]
    wanted = f"import json; from saiyai.site.settings import testing as s; print(json.dumps({{n: getattr(s, n) for n in {names!r} if hasattr(s, n)}}))"
    environment = os.environ | {"SAIYAI_SECURE": "1"}
    printed = subprocess.run(
        [sys.executable, "-c", wanted], env=environment, check=True, capture_output=True, text=True
    )
    return json.loads(printed.stdout)


def test_7_and_2_over_https_browsers_are_told_to_stay_there_and_cookies_travel_only_so():
    found = secure_settings()
    assert found["SECURE_HSTS_SECONDS"] >= HALF_A_YEAR
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]


def test_7_the_order_to_stay_on_https_is_sent(settings):
    settings.SECURE_HSTS_SECONDS = HALF_A_YEAR
    answer = Client().get("/offline/", secure=True)
    assert f"max-age={HALF_A_YEAR}" in answer.headers["Strict-Transport-Security"]


def test_8_every_script_and_style_comes_from_the_site_itself(answers):
    for path, answer in answers.items():
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = answer.content.decode()
        loaded = re.findall(r"<script[^>]*\bsrc=\"([^\"]+)\"", page)
        loaded += re.findall(r"<link[^>]*\bhref=\"([^\"]+)\"", page)
        assert all(each.startswith("/") and not each.startswith("//") for each in loaded), path


def test_9_browsers_do_not_guess_types(answers):
    for path, answer in answers.items():
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


def test_10_no_page_is_framed(answers):
    for path, answer in answers.items():
        if path != STATIC_FILE:
            assert answer.headers["X-Frame-Options"] == "DENY", path


def test_11_no_old_filter_is_switched_on(answers):
    for path, answer in answers.items():
        assert answer.headers.get("X-XSS-Protection", "0") == "0", path


def test_12_nothing_is_embedded_elsewhere(answers):
    for path, answer in answers.items():
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path


def test_the_editor_has_a_policy_of_its_own_and_is_framed_only_by_itself(client: Client):
    answer = client.get("/cms/")

    policy = policy_of(answer)
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_without_our_middleware_pages_would_be_framed_and_embedded(settings):
    settings.MIDDLEWARE = [
        each for each in settings.MIDDLEWARE if each != "saiyai.web.headers.HeadersMiddleware"
    ]

    answer = Client().get("/offline/")

    assert "X-Frame-Options" not in answer.headers
    assert "Cross-Origin-Resource-Policy" not in answer.headers
