"""The pages of accounts: they answer in both languages, keep what was typed, and ask as often for many rows as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.commands import load_offices
from saiyai.accounts.models import Grant, Office, User
from saiyai.audit import clock
from saiyai.kernel.powers import Console, Role
from tests.cast import STARTS_ON, Cast, a_user

pytestmark = pytest.mark.django_db

OWN_PAGES = [
    "accounts_me",
    "accounts_me_change",
    "accounts_powers",
    "accounts_people",
    "accounts_invite",
    "accounts_offices",
    "accounts_office_make",
    "mfa_index",
    "usersessions_list",
]
DOORS = [
    "account_login",
    "account_reset_password",
    "accounts_forgotten_sent",
    "account_signup",
    "account_inactive",
]


@pytest.fixture
def as_province(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.province_officer)
    return client


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_page_answers_in_the_readers_language(as_province: Client, name: str, language: str):
    as_province.cookies["preferences"] = "" if language == "th" else "language=en"

    answer = as_province.get(reverse(name))

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    assert 'class="crumbs"' in answer.content.decode()
    assert "<script>" not in answer.content.decode()
    assert "style=" not in answer.content.decode()


def test_offices_go_by_their_english_names_in_the_english_face(as_province: Client):
    load_offices(by=Console())
    as_province.cookies["preferences"] = "language=en"

    page = as_province.get(reverse("accounts_invite")).content.decode()

    assert "Provincial Social Development and Human Security Office" in page
    assert "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด" not in page


def test_a_person_changes_their_own_details_on_the_page(cast: Cast, client):
    client.force_login(cast.volunteer)
    new = {"display_name": "สมศรี ใจดี", "email": "somsri@example.org", "phone": "081 234 5678"}

    answer = client.post(reverse("accounts_me_change"), new)

    assert answer.url == reverse("accounts_me")
    assert User.objects.get(pk=cast.volunteer.pk).display_name == "สมศรี ใจดี"


@pytest.mark.parametrize("name", DOORS)
def test_a_door_is_open_to_everybody(client, db, name: str):
    assert client.get(reverse(name)).status_code == 200


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_of_people_asks_as_often_for_many_as_for_few(cast: Cast, as_province: Client):
    few = queries_of(as_province, reverse("accounts_people"))
    for number in range(20):
        person = a_user(f"more{number}", Role.VOLUNTEER, "501412")
        Grant.objects.create(user=person, role="volunteer", place_code="501411", starts_on=STARTS_ON)

    assert queries_of(as_province, reverse("accounts_people")) == few


def test_the_tree_of_offices_asks_as_often_for_many_as_for_few(as_province: Client):
    few = queries_of(as_province, reverse("accounts_offices"))
    load_offices(by=Console())

    assert queries_of(as_province, reverse("accounts_offices")) == few


def test_people_are_found_by_name_and_by_role_inside_ones_area_alone(cast: Cast, as_province: Client):
    def found(**asked: str) -> set[str]:
        return {row.username for row in as_province.get(reverse("accounts_people"), asked).context["rows"]}

    assert found(text="tambon") == {"tambon_officer"}
    assert found(role="volunteer") == {"volunteer"}
    assert found(text="other_province") == set()
    assert found(text="zzz") == set()


def test_a_province_sees_the_support_office_that_serves_it_and_not_the_ministry(
    cast: Cast, as_province: Client
):
    assert as_province.get(reverse("accounts_person", args=[cast.support_officer.pk])).status_code == 200
    assert as_province.get(reverse("accounts_person", args=[cast.ministry_officer.pk])).status_code == 404


def test_an_invitation_with_mistakes_keeps_what_was_typed_and_says_what_is_wrong(as_province: Client):
    typed = {"display_name": "สมชาย", "role": "volunteer", "place_code": "999999", "starts_on": "31/02/2570"}

    answer = as_province.post(reverse("accounts_invite"), typed)

    form = answer.context["form"]
    assert answer.status_code == 400
    assert set(form.errors) == {"username", "place_code", "starts_on"}
    assert "สมชาย" in answer.content.decode()
    assert not User.objects.filter(display_name="สมชาย").exists()


def test_a_refused_invitation_says_why_above_the_form(as_province: Client):
    typed = {
        "display_name": "สมชาย",
        "username": "x",
        "role": "tambon_officer",
        "place_code": "520704",
        "starts_on": "1/1/2600",
    }

    answer = as_province.post(reverse("accounts_invite"), typed)

    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors()


def test_a_link_is_shown_once_to_whoever_hands_it_over(as_province: Client):
    typed = {
        "display_name": "สมชาย",
        "username": "somchai",
        "role": "volunteer",
        "place_code": "๕๐๑๔๑๒",
        "starts_on": "1 ม.ค. 2600",
    }
    person_page = as_province.post(reverse("accounts_invite"), typed).url

    first, second = as_province.get(person_page), as_province.get(person_page)

    assert "/accounts/link/" in first.context["new_link"]
    assert second.context["new_link"] == ""


def test_a_role_is_given_seconded_and_taken_away_on_the_pages(cast: Cast):
    support, province, ministry = Client(), Client(), Client()
    support.force_login(cast.support_officer)
    province.force_login(cast.province_officer)
    ministry.force_login(cast.ministry_officer)
    terms = {
        "role": "province_officer",
        "place_code": "50",
        "starts_on": clock.today().isoformat(),
        "reason": "12/2569",
    }

    assert support.post(reverse("accounts_grant_give", args=[cast.citizen.pk]), terms).status_code == 302
    grant = Grant.objects.get(user=cast.citizen)
    assert grant.state == "waiting"
    assert cast.citizen.display_name in province.get(reverse("accounts_people")).content.decode()
    assert province.post(reverse("accounts_grant_approve", args=[grant.pk])).status_code == 302
    revoke = reverse("accounts_grant_revoke", args=[grant.pk])
    assert ministry.post(revoke, {"reason": ""}).status_code == 400
    assert ministry.post(revoke, {"reason": "moved"}).status_code == 302

    grant.refresh_from_db()
    assert (grant.state, grant.approved_by) == ("revoked", cast.province_officer)


def test_the_ministry_makes_an_office_and_gives_it_areas(cast: Cast):
    ministry = Client()
    ministry.force_login(cast.ministry_officer)
    terms = {
        "code": "tpso9",
        "kind": "support_office",
        "name_th": "สสว.9",
        "starts_on": "1 ต.ค. 2563",
        "parent": "tpso10",
    }

    assert ministry.post(reverse("accounts_office_make"), terms).status_code == 302
    cover = reverse("accounts_office_cover", args=["tpso9"])
    assert ministry.post(cover, {"place_code": "50", "starts_on": "1 ต.ค. 2563"}).status_code == 302
    assert ministry.post(cover, {"place_code": "50", "starts_on": "1 ต.ค. 2564"}).status_code == 400

    office = Office.objects.get(code="tpso9")
    assert office.prefixes_on(date(2021, 1, 1)) == ("50",)
    page = ministry.get(reverse("accounts_office", args=["tpso9"]))
    assert page.context["coverage"][0][1] in {"เชียงใหม่", "Chiang Mai"}


def test_what_can_i_do_here_names_the_acts_and_where(cast: Cast, as_province: Client):
    rows = {row.command: places for row, places in as_province.get(reverse("accounts_me")).context["powers"]}

    assert rows["accounts.person.invite"] == ["เชียงใหม่"]
    assert "accounts.office.load" not in rows
    assert rows["accounts.person.change_own"] == []
