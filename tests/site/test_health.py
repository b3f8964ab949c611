"""The health page: yes or no for everybody, what is wrong for the administrator only."""

import json
import time
from pathlib import Path

import pytest
from django.test import Client

from saiyai.site.home import Home, Kind
from saiyai.site.service.heartbeat import beat
from tests.cast import Cast

pytestmark = pytest.mark.django_db

INSIDE = "synchronous"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Home:
    home = Home(tmp_path, Kind.OFFICE)
    (tmp_path / "run").mkdir()
    home.key("secret")
    for name in ("server", "worker", "clock"):
        beat(tmp_path / "run", name)
    settings.HOME = home
    return home


def test_programs_are_answered_in_json(client: Client):
    answer = client.get("/health/", headers={"Accept": "application/json"})

    assert answer.status_code == 200
    assert answer.json() == {
        "well": True,
        "alive": {"server": "ok", "worker": "ok", "clock": "ok", "database": "ok"},
    }


def test_a_dead_worker_makes_it_unwell(client: Client, home: Home):
    (home.folder / "run" / "worker.alive").write_text(json.dumps({"pid": 1, "at": time.time() - 600}))

    answer = client.get("/health/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()["alive"]["worker"]) == (503, "bad")


def test_visitors_and_officers_are_not_told_what_is_inside(client: Client, cast: Cast):
    visitor = client.get("/health/").content.decode()
    client.force_login(cast.province_officer)
    officer = client.get("/health/").content.decode()

    assert INSIDE not in visitor
    assert INSIDE not in officer


def test_the_administrator_is_told_what_was_seen_and_what_to_do(client: Client, cast: Cast):
    client.force_login(cast.administrator)

    page = client.get("/health/").content.decode()

    assert INSIDE in page
    assert "saiyai backup FILE" in page


def test_the_authoritys_certificate_is_given_where_there_is_one(client: Client, home: Home):
    missing = client.get("/health/authority.pem")
    (home.folder / "keys" / "authority").mkdir()
    (home.folder / "keys" / "authority" / "authority.pem").write_text("certificate")
    there = client.get("/health/authority.pem")

    assert missing.status_code == 404
    assert (there.status_code, there.content) == (200, b"certificate")
    assert there["Content-Type"] == "application/x-x509-ca-cert"
