"""Taking a consistent copy of the database while it is written, and putting one into an empty database."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from saiyai.site.console.words import gettext as _
from saiyai.site.trouble import Trouble

MEMBERS = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""What the database is called inside an archive, by engine."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the database at one instant, with the state that the copy itself holds."""

    file: Path
    engine: str
    migrations: list[str]
    audit_seq: int
    audit_hash: str


def copy_database(folder: Path) -> Copy:
    """Write a copy of the database into a folder; writers go on meanwhile."""
    engine = connection.vendor
    file = folder / MEMBERS[engine]
    if engine == "sqlite":
        return _copy_sqlite(file)
    return _copy_postgresql(file)


def _copy_sqlite(file: Path) -> Copy:
    """Copy by SQLite's own backup in one step: a reading transaction, for which in WAL mode nobody waits."""
    source_file = f"file:{settings.DATABASES['default']['NAME']}?mode=ro"
    with closing(sqlite3.connect(source_file, uri=True)) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        migrations = [f"{app}.{name}" for app, name in copy.execute(MIGRATIONS)]
        seq, digest = copy.execute(HEAD).fetchone()
    return Copy(file, "sqlite", migrations, seq, digest)


MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
HEAD = "SELECT seq, hash FROM audit_chainhead"


def _copy_postgresql(file: Path) -> Copy:
    """Copy by pg_dump on the snapshot of a transaction of ours, which the manifest is read in."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        cursor.execute(MIGRATIONS)
        migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
        cursor.execute(HEAD)
        seq, digest = cursor.fetchone()
        _run(
            "pg_dump",
            "--format=custom",
            "--compress=0",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={file}",
        )
    return Copy(file, "postgresql", migrations, seq, digest)


def restore_postgresql(file: Path) -> None:
    """Put a dump into the empty database: all of it, or nothing."""
    _run(
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        "--dbname",
        _name(),
        str(file),
    )


def _name() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs against the database of the settings."""
    path = shutil.which(program)
    if path is None:
        raise Trouble(
            _("PostgreSQL's program %(program)s is not on this machine.") % {"program": program},
            _("Install postgresql-client of the server's version."),
        )
    given = settings.DATABASES["default"]
    named = {
        "PGHOST": given["HOST"],
        "PGPORT": given["PORT"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
    }
    environment = (
        os.environ | {key: str(value) for key, value in named.items() if value} | {"PGDATABASE": _name()}
    )
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (found above)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [str(done.returncode)])[0]
        raise Trouble(
            _("%(program)s refused: %(why)s") % {"program": program, "why": why},
            _("Install postgresql-client of the server's version, and see that the disk has room."),
        )


def is_empty() -> bool:
    """Tell whether the database of the settings holds no table."""
    return not connection.introspection.table_names()
