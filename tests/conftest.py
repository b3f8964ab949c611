"""What every test may ask for: the engine that the run is for, databases, the fixed cast, a running server."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections
from pytest_django import DjangoDbBlocker

from saiyai.analytics import queries as analytics
from tests import database
from tests.cast import Cast, make_cast
from tests.database import ROOT, CommittedDatabase, Engine, Target, clean_environment
from tests.homes import home_of_run
from tests.site.programs import Service, kill, start_service

CLUSTER = pytest.StashKey[database.cluster.Cluster]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the run's own PostgreSQL, once for all workers."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker:
        signal.signal(
            signal.SIGTERM, signal.default_int_handler
        )  # a run that is told to end puts things away
    if database.engine() is Engine.POSTGRESQL and not is_worker and not config.option.collectonly:
        config.stash[CLUSTER] = database.prepared_cluster()
        os.environ[database.SOCKET] = str(config.stash[CLUSTER].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's own PostgreSQL, however the run ended."""
    running = config.stash.get(CLUSTER, None)
    if running is not None:
        running.stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that would flush: the record cannot be emptied, and an emptied database proves nothing."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])):
            raise pytest.UsageError(f"{item.nodeid}: a test that commits asks for `committed_db`")
        if marker is not None and "committed_db" in getattr(item, "fixturenames", ()):
            raise pytest.UsageError(f"{item.nodeid}: a test on `committed_db` takes no django_db mark")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Empty what the process keeps: a rolled back test's people and reports come again under the same numbers."""
    cache.clear()
    analytics.forget()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Iterator[None]:
    """Give this worker its own copy of the prepared database; tests roll back on it."""
    with django_db_blocker.unblock():
        before = database.present_target()
        if database.engine() is Engine.SQLITE:
            file = tmp_path_factory.mktemp("database") / "saiyai.sqlite3"
            file.write_bytes(database.prepared_file().read_bytes())
            database.target_of_file(file).connect()
        else:
            name = f"suite_{worker_id}"
            database.make_copy(name, careful=False)
            database.target_of_copy(name).connect()
    yield
    with django_db_blocker.unblock():
        before.connect()


@pytest.fixture
def committed_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path, worker_id: str
) -> Iterator[CommittedDatabase]:
    """Give the test a private database on which real processes work and nothing is rolled back."""
    with django_db_blocker.unblock():
        suite: Target = database.present_target()
        name = f"committed_{worker_id}_{os.getpid()}"
        committed = database.make_committed(tmp_path / "home", name)
        committed.target.connect()
        try:
            yield committed
        finally:
            connections.close_all()
            suite.connect()
            if database.engine() is Engine.POSTGRESQL:
                database.drop_copy(name)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder that all workers of the run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def demonstration_template(shared: Path) -> Path:
    """Return the run's demonstration; tests work on copies of it."""
    return home_of_run(shared, "demonstration")


@pytest.fixture(scope="session")
def static_files(shared: Path) -> Path:
    """Return the folder of the collected static files, the same for all homes of a run."""
    home = shared / "static-home"
    with (shared / "static-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "static" / "staticfiles.json").is_file():
            subprocess.run(
                [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
                cwd=ROOT,
                env=clean_environment() | {"SAIYAI_HOME": str(home)},
                check=True,
            )
    return home / "static"


@pytest.fixture
def server(committed_db: CommittedDatabase, static_files: Path, tmp_path: Path) -> Iterator[Service]:
    """Give the test the real service at work on its private database; what either commits, the other sees."""
    home = committed_db.home
    (home / "home.json").write_text(json.dumps({"kind": "office"}))
    (home / "run").mkdir()
    (home / "static").symlink_to(static_files)
    service = start_service(home, tmp_path / "service.txt", **committed_db.address)
    try:
        service.wait_ready()
        yield service
    finally:
        service.process.kill()
        service.process.wait()
        for pid in service.left_over():
            kill(pid)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Cast:
    """Give the test the people of the fixed cast, on the database that it works on."""
    request.getfixturevalue("committed_db" if "committed_db" in request.fixturenames else "db")
    return make_cast()
