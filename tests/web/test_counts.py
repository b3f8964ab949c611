"""Counts of people as everybody reads them."""

import pytest
from django.utils.translation import override

from saiyai.web.counts import people_told


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (1697, "1,697")]
)
def test_one_to_four_people_are_told_as_fewer_than_five(count: int, told: str):
    with override("en"):
        assert people_told(count) == told
