"""Homes for the tests of the installation: one set up once for the run, and copies of it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import database
from tests.site.programs import Service, kill, saiyai, start_service


def make_home(folder: Path, kind: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "home.json").write_text(json.dumps({"kind": kind}))
    shutil.copy(database.prepared_file(), folder / "saiyai.sqlite3")
    done = saiyai(folder, "setup", *(["--demonstration"] if kind == "demonstration" else []))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("office") / "home", "office")


@pytest.fixture(scope="session")
def demonstration_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("demonstration") / "home", "demonstration")


def copy_of(template: Path, target: Path) -> Path:
    """Return a copy of a home; the static files, which nobody changes, are the template's own."""
    shutil.copytree(template, target, ignore=shutil.ignore_patterns("static", "run"))
    (target / "static").symlink_to(template / "static")
    (target / "run").mkdir()
    return target


@pytest.fixture
def office(office_template: Path, tmp_path: Path) -> Path:
    """Give the test an office's home with the places loaded."""
    return copy_of(office_template, tmp_path / "office")


@pytest.fixture
def demonstration(demonstration_template: Path, tmp_path: Path) -> Path:
    """Give the test a demonstration's home."""
    return copy_of(demonstration_template, tmp_path / "demonstration")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Service]]:
    """Start services that are gone after the test, however it ends."""
    started: list[Service] = []

    def start(home: Path, *arguments: str, **environment: str) -> Service:
        service = start_service(home, tmp_path / f"service{len(started)}.txt", *arguments, **environment)
        started.append(service)
        return service

    yield start
    for service in started:
        if service.process.poll() is None:
            service.process.kill()
            service.process.wait()
        for pid in service.left_over():
            kill(pid)
