"""The demonstration: loaded once whatever happens, whole, in its own time, and never in an office's home."""

import json
import re
import sqlite3
import time
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.site.programs import Service, saiyai

pytestmark = pytest.mark.slow


def entries_of(home: Path) -> list[tuple[int, str, str]]:
    with sqlite3.connect(f"file:{home / 'saiyai.sqlite3'}?mode=ro", uri=True) as connection:
        query = "SELECT seq, command, datetime(at_us / 1000000, 'unixepoch') FROM audit_entry ORDER BY seq"
        return connection.execute(query).fetchall()


def sign_in(address: str, username: str, password: str) -> str:
    """Return the page that follows signing in."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = browser.open(f"{address}accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    values = urlencode({"csrfmiddlewaretoken": token, "login": username, "password": password})
    sent = Request(f"{address}accounts/login/", values.encode(), {"Referer": address})
    with browser.open(sent) as answer:
        return str(answer.geturl())


def test_loading_again_changes_nothing(demonstration: Path):
    before = entries_of(demonstration)
    state = demonstration / "state.json"
    state.write_text(json.dumps(json.loads(state.read_text()) | {"demonstration": "another version's"}))

    done = saiyai(demonstration, "demo", "load")

    assert done.returncode == 0, done.stderr
    assert entries_of(demonstration) == before


def test_its_history_has_its_own_time(demonstration: Path):
    forum = [at for _seq, command, at in entries_of(demonstration) if command == "forums.forum.announce"]

    assert forum[0].startswith("2014-09")


def test_what_it_made_is_sound(demonstration: Path):
    assert saiyai(demonstration, "check-data").returncode == 0
    assert saiyai(demonstration, "verify-audit").returncode == 0


def test_a_restored_home_lets_its_people_sign_in(
    demonstration: Path, serve: Callable[..., Service], tmp_path: Path
):
    accounts = json.loads(saiyai(demonstration, "demo", "accounts", "--json").stdout)
    person = next(each for each in accounts if each["username"] == "tambon")
    kept = saiyai(demonstration, "backup", tmp_path / "backup.tar.gz", "--with-keys")
    home = tmp_path / "restored"
    restored = saiyai(home, "restore", tmp_path / "backup.tar.gz")
    assert (kept.returncode, restored.returncode) == (0, 0), restored.stderr
    service = serve(home)
    service.wait_ready()

    address = f"http://localhost:{service.port}/"
    assert sign_in(address, person["username"], person["password"]) == f"{address}home/"
    assert "login" in sign_in(address, person["username"], "wrong")


def test_a_reset_puts_it_back_to_its_beginning_with_the_passwords_of_before(demonstration: Path):
    told = saiyai(demonstration, "demo", "accounts", "--json").stdout
    acts = [command for _seq, command, _at in entries_of(demonstration)]
    keys = {path.name: path.read_bytes() for path in (demonstration / "keys").iterdir()}
    with sqlite3.connect(demonstration / "saiyai.sqlite3") as connection:
        connection.execute("UPDATE accounts_user SET display_name = 'somebody else'")
    (demonstration / "media" / "brought.jpg").write_bytes(b"x")

    done = saiyai(demonstration, "demo", "reset", "--yes")

    assert done.returncode == 0, done.stderr
    assert [command for _seq, command, _at in entries_of(demonstration)] == acts
    assert saiyai(demonstration, "demo", "accounts", "--json").stdout == told
    assert {path.name: path.read_bytes() for path in (demonstration / "keys").iterdir()} == keys
    assert not (demonstration / "media" / "brought.jpg").exists()
    with sqlite3.connect(demonstration / "saiyai.sqlite3") as connection:
        asked = "SELECT count(*) FROM accounts_user WHERE display_name = 'somebody else'"
        assert connection.execute(asked).fetchone() == (0,)
    assert saiyai(demonstration, "verify-audit").returncode == 0


def test_a_reset_asks_first_and_a_no_changes_nothing(demonstration: Path):
    before = (demonstration / "saiyai.sqlite3").read_bytes()

    done = saiyai(demonstration, "demo", "reset")

    assert done.returncode == 1
    assert "is lost" in done.stdout
    assert (demonstration / "saiyai.sqlite3").read_bytes() == before


def test_an_offices_home_is_never_reset(office: Path):
    before = entries_of(office)

    done = saiyai(office, "demo", "reset", "--yes")

    assert done.returncode == 1
    assert "not a demonstration's home" in done.stderr
    assert entries_of(office) == before


def test_what_is_served_or_may_hold_more_is_not_reset(demonstration: Path):
    (demonstration / "run").mkdir(exist_ok=True)
    (demonstration / "run" / "server.alive").write_text(json.dumps({"pid": 1, "at": time.time()}))

    served = saiyai(demonstration, "demo", "reset", "--yes")
    elsewhere = saiyai(demonstration, "demo", "reset", "--yes", DATABASE_URL="postgres:///office")

    assert (served.returncode, elsewhere.returncode) == (1, 1)
    assert "being served" in served.stderr
    assert "is not emptied" in elsewhere.stderr
    assert entries_of(demonstration)
