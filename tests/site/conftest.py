"""Homes for the tests of the installation: copies of those that were set up once for the run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.homes import copy_of, home_of_run
from tests.site.programs import Service, kill, start_service


@pytest.fixture(scope="session")
def office_template(shared: Path) -> Path:
    return home_of_run(shared, "office")


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
