"""The health page: yes or no for everybody, what is wrong for the administrator only."""

import json
import re
import time
from datetime import UTC, datetime
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


@pytest.mark.parametrize(
    ("made_at", "keys", "sentence"),
    [
        ("now", 0o600, "ทุกส่วนทำงานอยู่"),
        ("", 0o600, "มีบางส่วนที่ควรตรวจดู"),
        ("now", 0o644, "มีส่วนที่ไม่ปกติ"),
    ],
)
def test_the_headline_says_to_the_administrator_how_the_worst_part_stands(
    client: Client, cast: Cast, home: Home, made_at: str, keys: int, sentence: str
):
    made = {"at": datetime.now(UTC).isoformat()} if made_at else {}
    (home.folder / "last_backup.json").write_text(json.dumps(made))
    (home.folder / "keys" / "secret").chmod(keys)
    client.force_login(cast.administrator)

    answer = client.get("/health/")

    lead = re.search(r'<p class="lead">\s*(.*?)\s*</p>', answer.content.decode(), re.DOTALL)[1]
    assert sentence in lead
    assert answer.status_code == 200  # it answers: what watches from outside leaves it where it is


def test_the_headline_of_a_service_with_a_dead_part_says_no_to_everybody(
    client: Client, cast: Cast, home: Home
):
    (home.folder / "run" / "worker.alive").unlink()
    visitor = client.get("/health/")
    client.force_login(cast.administrator)

    for answer in (visitor, client.get("/health/")):
        assert (answer.status_code, "ไม่ตอบสนอง" in answer.content.decode()) == (503, True)


def test_the_authoritys_certificate_is_given_where_there_is_one(client: Client, home: Home):
    missing = client.get("/health/authority.pem")
    (home.folder / "keys" / "authority").mkdir()
    (home.folder / "keys" / "authority" / "authority.pem").write_text("certificate")
    there = client.get("/health/authority.pem")

    assert missing.status_code == 404
    assert (there.status_code, there.content) == (200, b"certificate")
    assert there["Content-Type"] == "application/x-x509-ca-cert"
