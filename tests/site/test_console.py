"""The console program: quick help in two languages, exit codes, results as data, and one sentence for each trouble."""

import json
import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from saiyai.site import opening
from saiyai.site.home import Kind
from saiyai.site.trouble import Trouble
from tests.site.programs import in_python, saiyai

COMMANDS = (
    "backup", "certificate", "check-data", "cube", "demo", "doctor", "network", "outbox", "places", "powers", "restore", "run", "serve",
    "setup", "verify-audit",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "says"), [("en", "serve, keep and examine"), ("th", "เปิดให้บริการ สำรองข้อมูล")]
)
def test_help_is_in_both_languages(tmp_path: Path, language: str, says: str):
    done = saiyai(tmp_path / "none", "--help", SAIYAI_LANGUAGE=language)

    assert done.returncode == 0
    assert says in done.stdout
    assert all(f"\n  {command} " in done.stdout for command in COMMANDS)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"SAIYAI_LANGUAGE": "", "LC_ALL": "", "LANG": "th_TH.UTF-8"}, "วิธีใช้"),
        ({"SAIYAI_LANGUAGE": "", "LC_ALL": "", "LANG": "en_GB.UTF-8"}, "Usage"),
        ({"SAIYAI_LANGUAGE": "", "LC_ALL": "", "LANG": "C.UTF-8"}, "Usage"),
        ({"SAIYAI_LANGUAGE": "", "LC_ALL": "", "LANG": ""}, "วิธีใช้"),
        ({"SAIYAI_LANGUAGE": "th", "LC_ALL": "", "LANG": "en_GB.UTF-8"}, "วิธีใช้"),
    ],
)
def test_the_language_is_chosen_or_the_systems(tmp_path: Path, environment: dict[str, str], says: str):
    assert says in saiyai(tmp_path / "none", "--help", **environment).stdout


def test_help_asks_for_neither_a_home_nor_django(tmp_path: Path):
    code = (
        "import sys; sys.argv = ['saiyai', 'backup', '--help']\n"
        "from saiyai.site.cli import main\n"
        "try: main()\n"
        "finally: print('django' in sys.modules)"
    )
    done = in_python(tmp_path / "none", code)

    assert done.stdout.endswith("False\n"), done.stderr
    assert not (tmp_path / "none").exists()


def test_a_roll_up_past_one_machine_says_what_to_install(tmp_path: Path):
    code = (
        "import sys; sys.modules['ibis'] = None; sys.argv = ['saiyai', 'cube', 'roll-up', '.']\n"
        "from saiyai.site.cli import main; main()"
    )
    done = in_python(tmp_path / "none", code)

    assert done.returncode == 1
    assert "ibis is not installed" in done.stderr
    assert "requirements/spark.txt" in done.stderr


def test_an_old_python_is_told_so_in_both_languages(tmp_path: Path):
    done = in_python(
        tmp_path, "import sys; sys.version_info = (3, 9)\nfrom saiyai.site.cli import main; main()"
    )

    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
    assert "ต้องใช้ Python 3.11" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["backup"], ["serve", "--port", "x"], ["restore", "/nowhere/file"]]
)
def test_wrong_usage_ends_with_two(tmp_path: Path, arguments: list[str]):
    assert saiyai(tmp_path / "none", *arguments).returncode == 2


@pytest.mark.parametrize("command", ["serve", "doctor", "check-data", "powers", "outbox"])
def test_without_a_home_the_way_out_is_told(tmp_path: Path, command: str):
    done = saiyai(tmp_path / "none", command)

    assert done.returncode == 1
    assert done.stderr.count("\n") == 2
    assert "There is no home" in done.stderr
    assert "saiyai setup" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")

    done = saiyai(tmp_path / "file" / "home", "setup")

    assert (done.returncode, done.stderr.count("\n")) == (1, 2)
    assert "cannot be written" in done.stderr


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=0))

    with pytest.raises(Trouble, match=r"full|เต็ม"):
        opening.made_home(tmp_path / "home", Kind.OFFICE)


def test_a_home_of_the_other_kind_is_refused(tmp_path: Path):
    (tmp_path / "home.json").write_text('{"kind": "office"}')

    done = saiyai(tmp_path, "setup", "--demonstration")

    assert done.returncode == 1
    assert "no demonstration is loaded into it" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home.json"]


def test_a_demonstration_is_never_taken_for_real_work(tmp_path: Path):
    (tmp_path / "home.json").write_text('{"kind": "demonstration"}')

    done = saiyai(tmp_path, "setup")

    assert done.returncode == 1
    assert "never mixed" in done.stderr


@pytest.mark.slow
def test_a_database_that_is_away_is_told(tmp_path: Path):
    done = saiyai(tmp_path / "home", "setup", DATABASE_URL="postgres://nobody@127.0.0.1:1/none")

    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_an_unreadable_database_address_is_told(tmp_path: Path):
    done = saiyai(tmp_path / "home", "setup", DATABASE_URL="mysql://nobody@localhost/none")

    assert done.returncode == 1
    assert "postgres://user:password@host:port/name" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_database_of_a_newer_program_is_refused(office: Path):
    with sqlite3.connect(office / "saiyai.sqlite3") as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('audit', '0999_later', '2030-01-01')"
        )

    done = saiyai(office, "setup")

    assert done.returncode == 1
    assert "newer Saiyai" in done.stderr


@pytest.mark.slow
def test_a_home_that_an_update_has_not_brought_up_is_only_kept_and_verified(office: Path, tmp_path: Path):
    with sqlite3.connect(office / "saiyai.sqlite3") as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'forums' AND name LIKE '0005%'")
    state = office / "state.json"
    state.write_text(json.dumps(json.loads(state.read_text()) | {"program": "the version before"}))

    checked = saiyai(office, "check-data")
    kept = saiyai(office, "backup", tmp_path / "before-update.tar.gz")
    verified = saiyai(office, "verify-audit")

    assert checked.returncode == 1
    assert "1 changes of tables wait" in checked.stderr
    assert "saiyai setup" in checked.stderr
    assert "Traceback" not in checked.stderr
    assert (kept.returncode, verified.returncode) == (0, 0), kept.stderr + verified.stderr


def test_a_second_setup_does_nothing(office: Path):
    done = saiyai(office, "setup")

    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "✓" in line and "Starting" not in line] == []


@pytest.mark.slow
def test_a_new_office_is_told_how_the_first_people_come_in(office: Path):
    done = saiyai(office, "setup")

    assert "saiyai people invite admin" in done.stdout
    assert "--role system_administrator" in done.stdout
    assert "saiyai serve" in done.stdout


@pytest.mark.slow
def test_results_are_data_where_they_are_asked_for_so(office: Path):
    checks = json.loads(saiyai(office, "check-data", "--json").stdout)
    record = json.loads(saiyai(office, "verify-audit", "--json").stdout)
    powers = json.loads(saiyai(office, "powers", "--json").stdout)
    printed = saiyai(office, "powers").stdout
    found = json.loads(saiyai(office, "places", "find", "ต.ป่าไผ่", "อ.สันทราย", "--json").stdout)

    assert "System administrator (system_administrator)" in printed
    assert set(checks) >= {"audit.chain", "database.guards"}
    assert not any(checks.values())
    assert record["broken"] is None
    assert record["entries"] >= 1
    loading = next(each for each in powers if each["command"] == "places.load")
    assert loading == {
        "command": "places.load",
        "label": "Load the nation's areas",
        "roles": ["system_administrator"],
        "where": "everywhere",
        "has_condition": False,
    }
    assert found[0]["code"] == "501412"


@pytest.mark.slow
def test_a_broken_record_is_named_and_ends_with_one(office: Path):
    with sqlite3.connect(office / "saiyai.sqlite3") as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute("UPDATE audit_entry SET reason = 'x' WHERE seq = 1")

    verified = saiyai(office, "verify-audit")
    checked = saiyai(office, "check-data")

    assert (verified.returncode, checked.returncode) == (1, 1)
    assert "Entry 1 is broken (was changed)" in verified.stdout
    assert "the guard audit_entry_no_update is missing" in checked.stdout


@pytest.mark.slow
def test_demonstration_accounts_are_printed_in_a_demonstration_only(demonstration: Path, office: Path):
    shown = saiyai(demonstration, "demo", "accounts", "--json")
    refused = saiyai(office, "demo", "accounts", "--json")
    loading = saiyai(office, "demo", "load")

    accounts = json.loads(shown.stdout)
    assert {"username", "password", "role", "place"} == set(accounts[0])
    assert {account["role"] for account in accounts} >= {
        "volunteer",
        "province_officer",
        "system_administrator",
    }
    assert len({account["password"] for account in accounts}) == len(accounts)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert loading.returncode == 1
    assert "not a demonstration's home" in loading.stderr
