"""What every test may ask for: the clock held still, the fixed cast, and the engine that the run is for."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
