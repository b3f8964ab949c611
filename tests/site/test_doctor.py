"""The doctor: silent on what is well, and each examination naming the trouble that it is for."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from saiyai.audit import clock
from saiyai.site import doctor
from saiyai.site.doctor import State, examine, is_well
from saiyai.site.home import Home, Kind
from saiyai.site.service.heartbeat import beat, heartbeat_of
from tests.audit.mail_server import a_mail_server
from tests.audit.senders import a_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path, settings) -> Home:
    """Give the test a home of an office in which all is well."""
    home = Home(tmp_path, Kind.OFFICE)
    (tmp_path / "run").mkdir()
    home.key("secret")
    for name in ("server", "worker", "clock"):
        beat(tmp_path / "run", name)
    (tmp_path / "last_backup.json").write_text(json.dumps({"at": datetime.now(UTC).isoformat()}))
    settings.HOME = home
    return home


def test_a_well_installation_has_nothing_bad(home: Home, settings):
    with a_mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        findings = examine()

    assert {finding.name: finding.seen for finding in findings if finding.state is not State.OK} == {}
    assert is_well(findings)


@pytest.mark.parametrize("name", ["server", "worker", "clock"])
def test_a_process_without_a_fresh_sign_of_life_is_bad(home: Home, name: str):
    examination = {"server": doctor.server, "worker": doctor.worker, "clock": doctor.minute_clock}[name]
    sign = home.folder / "run" / f"{name}.alive"

    sign.write_text(json.dumps({"pid": 1, "at": time.time() - 120}))
    late = examination()
    sign.unlink()
    never = examination()

    assert (late.state, never.state) == (State.BAD, State.BAD)
    assert "saiyai serve" in late.way_out


@pytest.mark.parametrize("written", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1}'])
def test_a_broken_sign_of_life_is_none(home: Home, written: str):
    (home.folder / "run" / "server.alive").write_text(written)

    assert heartbeat_of(home.folder / "run", "server") is None


def test_keys_that_others_may_read_are_bad(home: Home):
    (home.folder / "keys" / "secret").chmod(0o644)

    found = doctor.keys()

    assert (found.state, "secret" in found.seen, "chmod" in found.way_out) == (State.BAD, True, True)


@pytest.mark.parametrize(("hours", "state"), [(2, State.OK), (30, State.WARNING)])
def test_a_backup_is_late_after_a_day(home: Home, hours: int, state: State):
    made_at = datetime.now(UTC) - timedelta(hours=hours)
    (home.folder / "last_backup.json").write_text(json.dumps({"at": made_at.isoformat()}))

    assert doctor.backup().state is state


def test_no_backup_at_all_needs_a_look(home: Home):
    (home.folder / "last_backup.json").unlink()

    assert doctor.backup().state is State.WARNING


def test_a_clock_that_went_back_is_bad(home: Home):
    with clock.set_to(clock.now() + timedelta(hours=1)):
        a_message()

    assert doctor.system_clock().state is State.BAD


def test_mail_of_unknown_fate_needs_a_look(home: Home):
    a_message(state="perhaps_sent")

    assert doctor.outbox().state is State.WARNING


def test_a_mail_server_that_is_away_needs_a_look(home: Home, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert doctor.mail_server().state is State.WARNING


def test_an_examination_that_fails_is_a_finding(home: Home):
    def broken() -> doctor.Finding:
        raise RuntimeError("out of order")

    (found,) = examine((broken,))

    assert (found.state, "out of order" in found.seen) == (State.BAD, True)
