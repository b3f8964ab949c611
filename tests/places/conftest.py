"""The nation's places: loaded once for a module whose tests all stand on them, or for one test."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from saiyai.kernel.powers import Console
from saiyai.places.commands import load_places
from saiyai.places.models import PlaceLoad


@pytest.fixture(scope="session")
def administrator() -> Console:
    return Console()


@pytest.fixture(scope="module")
def _thailand(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[PlaceLoad]:
    """All of Thailand inside a transaction that ends, unmade, with the module; each test's own lies inside it."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # as the tests' own: a command may be the outermost act inside it
        with around:
            yield load_places(by=Console())
            transaction.set_rollback(True)


@pytest.fixture
def nation(_thailand: PlaceLoad, db: None) -> PlaceLoad:
    """All of Thailand, for modules in which every test of the database asks for it."""
    return _thailand


@pytest.fixture
def loaded_nation(db: None) -> PlaceLoad:
    """All of Thailand, loaded for one test."""
    return load_places(by=Console())
