"""What monitoring's tests share: the clock inside the collection's window, a collection, a report of ป่าไผ่."""

from collections.abc import Iterator

import pytest

from saiyai.audit import clock
from saiyai.monitoring.models import Collection, Report
from tests.cast import Cast
from tests.monitoring.builders import OPEN_AT, a_collection, a_report


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.set_to(OPEN_AT):
        yield


@pytest.fixture
def collection(cast: Cast) -> Collection:
    return a_collection(cast)


@pytest.fixture
def report(cast: Cast, collection: Collection) -> Report:
    return a_report(cast, collection)
