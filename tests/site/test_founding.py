"""The tables of a new home: all of them or none, whatever cuts the set-up off."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from saiyai.site.keeping import founding
from tests.database import CommittedDatabase, Engine, engine, target_of_file
from tests.site.programs import ROOT, environment_of, saiyai, until


def tables_in(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def empty(committed_db: CommittedDatabase, tmp_path: Path) -> Path:
    """Give the test a connection to a database without tables, alone in a folder."""
    if engine() is not Engine.SQLITE:
        pytest.skip("PostgreSQL makes its own files")
    file = tmp_path / "new" / "saiyai.sqlite3"
    file.parent.mkdir()
    target_of_file(file).connect()
    connection.ensure_connection()
    return file


def one_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE one (name TEXT)")
        cursor.execute("INSERT INTO one VALUES ('สายใย')")


def one_table_and_no_more() -> None:
    one_table()
    raise RuntimeError("cut off")


def test_a_filled_database_is_put_in_place_whole_and_then_written_as_every_database(empty: Path):
    founding.found(empty, one_table)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM one")
        assert cursor.fetchall() == [("สายใย",)]
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)  # FULL
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert not list(empty.parent.glob("*.new*"))


def cut_off(act: Callable[[], None]) -> None:
    with pytest.raises(RuntimeError, match="cut off"):
        act()
    connection.close()


def test_a_filling_that_fails_leaves_an_empty_database_and_the_next_one_starts_over(empty: Path):
    cut_off(lambda: founding.found(empty, one_table_and_no_more))
    assert tables_in(empty) == set()

    founding.found(empty, one_table)
    connection.close()

    assert tables_in(empty) == {"one"}


def test_without_the_draft_a_filling_that_fails_leaves_half_a_database(empty: Path):
    cut_off(one_table_and_no_more)

    assert tables_in(empty) == {"one"}


def test_a_database_that_holds_tables_is_left_as_it_is(empty: Path):
    one_table()

    founding.found(empty, one_table_and_no_more)
    connection.close()

    assert tables_in(empty) == {"one"}


def test_what_the_empty_database_left_beside_it_is_not_read_into_the_new_one(empty: Path):
    connection.close()
    trace = empty.with_name(f"{empty.name}-wal")
    trace.write_bytes(b"left by a machine that lost its power")

    founding.found(empty, one_table)
    connection.close()

    assert tables_in(empty) == {"one"}
    assert not trace.exists()


@pytest.mark.slow
def test_a_set_up_killed_while_it_makes_the_tables_leaves_none_and_the_next_one_makes_all(tmp_path: Path):
    if engine() is not Engine.SQLITE:
        pytest.skip("PostgreSQL makes its own files")
    home = tmp_path / "home"
    draft = home / "saiyai.sqlite3.new"
    setting_up = subprocess.Popen(
        [sys.executable, "-m", "saiyai.site.cli", "setup"],
        cwd=ROOT,
        env=environment_of(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: draft.is_file() and draft.stat().st_size > 200_000)

    os.kill(setting_up.pid, signal.SIGKILL)
    setting_up.wait()
    left = tables_in(home / "saiyai.sqlite3")
    done = saiyai(home, "setup")

    assert left == set()
    assert done.returncode == 0, done.stderr
    assert {"django_migrations", "audit_entry", "places_place"} <= tables_in(home / "saiyai.sqlite3")
    assert not draft.exists()
