"""What the database itself refuses, and who may load."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from saiyai.kernel.refusal import Denied
from saiyai.places.commands import load_places
from saiyai.places.models import Place, PlaceName

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def test_only_an_administrator_loads(cast):
    for person in (cast.citizen, cast.province_officer, cast.ministry_officer, cast.auditor):
        with pytest.raises(Denied):
            load_places(by=person)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("5014ก2", "tambon"),
        ("501412", "district"),
        ("5", "province"),
        ("501", "district"),
        ("999912", "tambon"),
    ],
)
def test_the_database_refuses_a_code_that_is_no_path(db, code, level):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(code=code, level=level, name_th="ก")


def test_the_database_lets_no_place_be_deleted_or_change_its_code(cast):
    for act in (
        Place.objects.filter(code="50141203").delete,
        lambda: Place.objects.filter(code="50141203").update(code="50141299"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_database_holds_no_two_former_names_for_one_day(cast):
    PlaceName.objects.create(place_id="50", kind="former", text="ก", key="ก", ends_on=date(2000, 1, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceName.objects.create(place_id="50", kind="former", text="ข", key="ข", ends_on=date(1999, 1, 1))
