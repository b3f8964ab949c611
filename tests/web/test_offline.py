"""What a phone keeps: the manifest, the icons, the page for those without a connection."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_manifest_names_icons_that_exist(client: Client):
    answer = client.get("/manifest.webmanifest")

    assert answer.headers["Content-Type"] == "application/manifest+json"
    for icon in answer.json()["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_the_icon_is_found_at_its_old_address(client: Client):
    answer = client.get("/favicon.ico")

    assert answer.status_code == 302
    assert finders.find(answer.headers["Location"].removeprefix("/static/"))


def test_the_kept_page_names_nobody(cast: Cast, client: Client):
    client.force_login(cast.volunteer)

    assert cast.volunteer.display_name not in client.get("/offline/").content.decode()


def test_all_that_the_kept_page_is_drawn_with_is_kept_and_exists(client: Client):
    script = client.get("/service-worker.js").content.decode()
    page = client.get("/offline/").content.decode()

    kept = set(re.findall(r'"(/[^"]*)"', script.replace("\\u002D", "-")))
    drawn_with = {
        each for each in re.findall(r'rel="stylesheet"[^>]*href="([^"]+)"', page) if "print" not in each
    }
    assert drawn_with <= kept
    for file in kept - {"/offline/"}:
        assert finders.find(file.removeprefix("/static/")), file


def test_the_worker_is_asked_for_anew_each_time(client: Client):
    answer = client.get("/service-worker.js")

    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
