"""The databases of the suite: one prepared with all migrations, kept until a migration or model changes, and its copies."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from tests import cluster

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "prepared"
SOCKET = "SAIYAI_TEST_CLUSTER"
PREPARED = "prepared"
DAY_SECONDS = 86_400


class Engine(StrEnum):
    """The database that a run is for."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def engine() -> Engine:
    """Return the engine named by `SAIYAI_TEST_ENGINE`, SQLite where none is."""
    return Engine(os.environ.get("SAIYAI_TEST_ENGINE") or Engine.SQLITE)


def sources() -> list[Path]:
    """Return the files that a migrated database is made from."""
    package = ROOT / "saiyai"
    return sorted(
        {
            *package.glob("*/migrations/*.py"),
            *package.glob("*/models.py"),
            *package.glob("*/models/**/*.py"),
            *package.glob("site/settings/*.py"),
            package / "audit" / "guards.py",
            ROOT / "requirements" / "run.txt",
            ROOT / "tests" / "cluster.py",
        }
    )


def digest() -> str:
    """Return the digest of all that a migrated database is made from."""
    whole = hashlib.sha256()
    for path in sources():
        whole.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:24]


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time prepare; the others find its work done."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop_old() -> None:
    for path in CACHE.iterdir():
        if path.name != "lock" and path.stat().st_mtime < time.time() - DAY_SECONDS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _migrate(home: Path, url: str = "") -> None:
    environment = clean_environment() | {"SAIYAI_HOME": str(home), "DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True
    )


def clean_environment() -> dict[str, str]:
    """Return the environment of processes that run as an installation would, not as the suite does."""
    own = {
        "DJANGO_ALLOW_ASYNC_UNSAFE",
        "DJANGO_SETTINGS_MODULE",
        "SAIYAI_TEST_HOME",
        "SAIYAI_HOME",
        "DATABASE_URL",
    }
    return {name: value for name, value in os.environ.items() if name not in own}


def prepared_file() -> Path:
    """Return the migrated SQLite database, made now if migrations or models are not those of the last one."""
    path = CACHE / f"{digest()}.sqlite3"
    with _alone():
        if not path.is_file():
            with tempfile.TemporaryDirectory(prefix="saiyai-prepare-") as home:
                _migrate(Path(home))
                shutil.copy(Path(home) / "saiyai.sqlite3", path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)
            _drop_old()
        path.touch()
    return path


def prepared_cluster() -> cluster.Cluster:
    """Return a running cluster that holds the migrated database, made from the files of the last one where they fit."""
    version = cluster.programs().parent.name
    kept = CACHE / f"{digest()}-postgresql-{version}"
    with _alone():
        folder = cluster.scratch_folder()
        if kept.is_dir():
            _copy_files(kept, folder / "data")
            kept.touch()
            return cluster.start(folder)
        cluster.make_data(folder / "data")
        running = cluster.start(folder)
        try:
            _sql(folder, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(PREPARED)))
            _migrate(folder, url_of(PREPARED, folder))
            _sql(folder, sql.SQL("CHECKPOINT"))
        except BaseException:
            running.stop()
            raise
        _keep_files(running, kept)
        _drop_old()
        return cluster.start(folder)


def _copy_files(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _keep_files(running: cluster.Cluster, kept: Path) -> None:
    """Stop the server cleanly and keep its files for the next run."""
    running.process.send_signal(2)
    running.process.wait(timeout=30)
    _copy_files(running.folder / "data", kept.with_suffix(".new"))
    kept.with_suffix(".new").rename(kept)


def socket_folder() -> Path:
    """Return the folder of the run's cluster, which the first process of the run started."""
    return Path(os.environ[SOCKET])


def url_of(name: str, folder: Path) -> str:
    """Return the address of a database of a cluster."""
    return f"postgres://{cluster.OWNER}@/{name}?host={folder}"


def _sql(folder: Path, *statements: sql.Composable) -> None:
    with closing(
        psycopg.connect(host=str(folder), user=cluster.OWNER, dbname="template1", autocommit=True)
    ) as connected:
        for statement in statements:
            connected.execute(statement)


def make_copy(name: str, *, careful: bool) -> None:
    """Make a copy of the prepared database in the run's cluster; a careful one waits for the disk at each commit."""
    wait = sql.SQL("on" if careful else "off")
    _sql(
        socket_folder(),
        sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)),
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(PREPARED)),
        sql.SQL("ALTER DATABASE {} SET synchronous_commit = {}").format(sql.Identifier(name), wait),
    )


def drop_copy(name: str) -> None:
    """Drop a copy, whoever is still connected to it."""
    _sql(socket_folder(), sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a Django connection leads: what of its settings differs from one database of the suite to another."""

    name: str
    host: str = ""
    user: str = ""
    options: tuple[tuple[str, Any], ...] = ()

    def changed(self, **options: Any) -> "Target":
        """Return the target with other options, for showing what their absence breaks."""
        return replace(self, options=tuple((dict(self.options) | options).items()))

    def connect(self) -> None:
        """Lead this process's connection there."""
        connection = connections["default"]
        connection.close()
        values = {"NAME": self.name, "HOST": self.host, "USER": self.user, "OPTIONS": dict(self.options)}
        connection.settings_dict.update(values)
        settings.DATABASES["default"].update(values)


def present_target() -> Target:
    """Return where this process's connection leads now."""
    values = connections["default"].settings_dict
    return Target(str(values["NAME"]), values["HOST"], values["USER"], tuple(dict(values["OPTIONS"]).items()))


def target_of_copy(name: str) -> Target:
    """Return the target of a copy in the run's cluster."""
    return Target(name, str(socket_folder()), cluster.OWNER)


def target_of_file(path: Path) -> Target:
    """Return the target of an SQLite file, opened as the product opens its own."""
    return replace(present_target(), name=str(path))


@dataclass(frozen=True, slots=True)
class CommittedDatabase:
    """A private copy of the prepared database in a home of its own, on which acts are really committed.

    The test's own process is connected to it; child processes reach it by `environment`.
    """

    home: Path
    target: Target
    environment: dict[str, str]

    @property
    def address(self) -> dict[str, str]:
        """Return the variable that names the database, none where it lies in the home."""
        return {name: value for name, value in self.environment.items() if name == "DATABASE_URL"}


def make_committed(home: Path, name: str) -> CommittedDatabase:
    """Make a home with a private copy of the prepared database, under the keys of the suite's own home."""
    (home / "media").mkdir(parents=True)
    own_keys = settings.HOME.folder / "keys"
    shutil.copytree(own_keys, home / "keys")
    environment = clean_environment() | {"SAIYAI_HOME": str(home)}
    if engine() is Engine.SQLITE:
        file = home / "saiyai.sqlite3"
        shutil.copy(prepared_file(), file)
        return CommittedDatabase(home, target_of_file(file), environment)
    make_copy(name, careful=True)
    environment["DATABASE_URL"] = url_of(name, socket_folder())
    return CommittedDatabase(home, target_of_copy(name), environment)
