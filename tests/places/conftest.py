"""The nation's places, loaded once for the tests that ask for them."""

import pytest

from saiyai.kernel.powers import Console
from saiyai.places.commands import load_places


@pytest.fixture(scope="session")
def administrator():
    return Console()


@pytest.fixture
def nation(db, administrator):
    """All of Thailand, as the package knows it."""
    return load_places(by=administrator)
