"""What a showcase tells of people: a small count is nobody's to read."""

import pytest
from django.utils.translation import override

from saiyai.forums.queries.forum import _quantity_of


@pytest.mark.parametrize(
    ("unit", "quantity", "told"),
    [
        ("people", 3, "fewer than 5"),
        ("people", 1697, "1,697"),
        ("villages", 3, "3"),
        ("satang", 234407093, "2,344,070.93"),
    ],
)
def test_a_showcase_tells_no_small_count_of_people(unit: str, quantity: int, told: str):
    with override("en"):
        assert _quantity_of(unit, quantity) == told
