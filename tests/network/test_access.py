"""Areas as conditions on codes: on both engines, alone and joined to others."""

import pytest
from django.db.models import Q

from saiyai.audit import clock
from saiyai.network.access import within
from saiyai.network.models import Organisation
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

PLACES = ("50", "5014", "501411", "501412", "52", "520704", "10")


@pytest.mark.parametrize(
    ("prefixes", "found"),
    [
        ((), []),
        (("50",), ["50", "5014", "501411", "501412"]),
        (("5014",), ["5014", "501411", "501412"]),
        (("501412", "52"), ["501412", "52", "520704"]),
        (("51",), []),
        (("",), sorted(PLACES)),
    ],
)
def test_an_area_holds_what_lies_in_it_alone_and_beside_another_condition(
    cast: Cast, prefixes: tuple[str, ...], found: list[str]
):
    Organisation.objects.bulk_create(
        Organisation(
            name_th=f"องค์กร {code}",
            kind_id="other",
            place_code=code,
            proposed_by=cast.volunteer,
            proposed_at=clock.now(),
        )
        for code in PLACES
    )
    nothing = Q(name_th="")

    for condition in (within(prefixes), within(prefixes) | nothing, nothing | within(prefixes)):
        codes = Organisation.objects.filter(condition).values_list("place_code", flat=True)
        assert sorted(codes) == found
