"""The demonstration's people exist in a demonstration's home and nowhere else."""

import json
import stat

import pytest
from django.test import override_settings
from django.urls import include, path

from saiyai.accounts import demonstration
from saiyai.accounts.commands import load_offices
from saiyai.accounts.models import User
from saiyai.accounts.urls import demonstration as doors
from saiyai.audit import clock
from saiyai.kernel.powers import Console, Role
from saiyai.site.home import Home, Kind
from saiyai.site.urls import urlpatterns as every_address
from tests.cast import make_places

pytestmark = pytest.mark.django_db

urlpatterns = [path("accounts/", include(doors)), *every_address]
"""The addresses as a demonstration has them."""


@pytest.fixture
def in_demonstration(settings, tmp_path):
    make_places()
    load_offices(by=Console())
    settings.DEMONSTRATION = True
    settings.HOME = Home(tmp_path, Kind.DEMONSTRATION)
    with override_settings(ROOT_URLCONF=__name__):
        yield settings


def test_there_is_one_person_of_each_role_at_the_places_of_the_story(in_demonstration):
    made = demonstration.demo_accounts()

    assert {each.role for each in made} == {role.value for role in Role}
    district = User.objects.get(username="district")
    assert district.scope.covers("501412", [Role.DISTRICT_COORDINATOR])
    assert User.objects.get(username="support").scope.covers("5804", [Role.SUPPORT_OFFICER])
    assert all("(ตัวอย่าง)" in user.display_name for user in User.objects.all())


def test_passwords_are_made_at_install_and_only_the_homes_owner_reads_them(in_demonstration):
    made = demonstration.demo_accounts()
    file = in_demonstration.HOME.folder / "demonstration-accounts.json"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len({each.password for each in made}) == len(made)
    assert User.objects.get(username="ministry").check_password(
        next(each["password"] for each in json.loads(file.read_text()) if each["username"] == "ministry")
    )


def test_making_them_again_changes_nothing(in_demonstration):
    assert demonstration.demo_accounts() == demonstration.demo_accounts()


def test_their_roles_hold_from_the_beginning_of_the_story(in_demonstration):
    demonstration.demo_accounts()

    with clock.set_to(clock.now().replace(year=2014, month=9, day=4)):
        assert User.objects.get(username="province").scope.covers("50", [Role.PROVINCE_OFFICER])


def test_one_press_signs_in(in_demonstration, client):
    demonstration.demo_accounts()
    page = client.get("/accounts/demonstration/")

    answer = client.post("/accounts/demonstration/", {"person": "province"})

    assert len(page.context["people"]) == len(demonstration.PEOPLE)
    assert answer.url == "/home/"
    assert client.get("/people/me/").context["person"].username == "province"


def test_the_buttons_name_offices_in_the_readers_language(in_demonstration, client):
    demonstration.demo_accounts()
    client.cookies["preferences"] = "language=en"

    page = client.get("/accounts/demonstration/").content.decode()

    assert "Technical Promotion and Support Office 10" in page
    assert "สำนักงานส่งเสริม" not in page


def test_a_button_opens_no_other_account(in_demonstration, client):
    demonstration.demo_accounts()
    User.objects.create(username="somebody")

    assert client.post("/accounts/demonstration/", {"person": "somebody"}).status_code == 404


def test_an_offices_installation_has_no_such_address(client):
    assert client.get("/accounts/demonstration/").status_code == 404
    assert client.post("/accounts/demonstration/", {"person": "province"}).status_code == 404


@override_settings(ROOT_URLCONF=__name__)
def test_even_where_the_address_stood_it_would_answer_nobody_outside_a_demonstration(client):
    User.objects.create(username="province")

    assert client.get("/accounts/demonstration/").status_code == 404
    assert client.post("/accounts/demonstration/", {"person": "province"}).status_code == 404


def test_an_offices_installation_makes_no_demonstration_account():
    make_places()

    with pytest.raises(demonstration.OutsideDemonstration):
        demonstration.demo_accounts()
    with pytest.raises(demonstration.OutsideDemonstration):
        demonstration.person_of("province")

    assert demonstration.accounts() == []
    assert not User.objects.exists()
