"""The pages of the network, as each person meets them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.kernel.powers import NOBODY
from saiyai.network import commands
from saiyai.network.exports import find, place_panel, waiting_tasks
from saiyai.network.models import Organisation
from saiyai.network.rules import State
from tests.cast import Cast
from tests.network.builders import a_proposed_organisation, a_role, an_organisation

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def names_in(client: Client, **query: str) -> list[str]:
    answer = client.get(reverse("organisations"), query)
    return [str(row[0].value) for row in answer.context["table"].rows]


def test_a_visitor_sees_what_agreed_to_be_shown_and_nothing_of_its_people(cast: Cast):
    shown = an_organisation(cast, name_th="เปิดเผย", shown_publicly=True, phone="053-112485")
    hidden = an_organisation(cast, name_th="ไม่เปิดเผย")
    a_proposed_organisation(cast, name_th="รอรับรอง", shown_publicly=True)
    a_role(cast, shown, "นางสุภาพ จันแปงเงิน", by=cast.volunteer)

    page = Client().get(reverse("organisation", args=[shown.pk])).content.decode()

    assert names_in(Client()) == ["เปิดเผย"]
    assert "จันแปงเงิน" not in page
    assert "112485" not in page
    assert Client().get(reverse("organisation", args=[hidden.pk])).status_code == 404


def test_people_of_the_area_see_all_of_it_and_others_do_not(cast: Cast):
    organisation = a_proposed_organisation(cast)
    address = reverse("organisation", args=[organisation.pk])

    seen = {name: signed_in(getattr(cast, name)).get(address).status_code for name in Cast.__annotations__}

    blind = {"citizen", "other_province_officer", "administrator"}
    assert {name for name, status in seen.items() if status == 404} == blind


def test_the_directory_finds_parts_of_words_in_either_digits_and_any_spelling(cast: Cast):
    an_organisation(cast, name_th="กลุ่มน้ำใจหมู่ 5", name_en="Kindness group")
    an_organisation(cast, name_th="ชมรมจักรยาน")
    client = signed_in(cast.district_coordinator)

    for words in ("น้ำใจ", "น\u0e4d\u0e49าใจ", "หมู่๕", "KINDNESS", "ใจหมู่ 5"):
        assert names_in(client, q=words) == ["กลุ่มน้ำใจหมู่ 5"], words
    assert names_in(client, q="ไม่มีแน่") == []


def test_the_directory_narrows_by_kind_field_place_and_state(cast: Cast):
    an_organisation(cast, name_th="ก", kind="youth_council", fields=["health"])
    an_organisation(cast, name_th="ข", place_code="501411", by=cast.district_coordinator)
    resting = an_organisation(cast, name_th="ค")
    commands.rest_organisation(organisation=resting, reason="พัก", by=cast.district_coordinator)
    client = signed_in(cast.province_officer)

    assert names_in(client, kind="youth_council") == ["ก"]
    assert names_in(client, field="health") == ["ก"]
    assert names_in(client, place="501411") == ["ข"]
    assert names_in(client, state="dormant") == ["ค"]
    assert names_in(client, place="52") == []
    assert names_in(client, place="x' OR 1=1") == ["ก", "ข", "ค"]


def test_an_empty_directory_says_what_to_do(cast: Cast):
    page = signed_in(cast.volunteer).get(reverse("organisations"), {"q": "ไม่มี"}).content.decode()

    assert "ไม่พบองค์กรตามที่ค้นหา" in page
    assert "ลองใช้คำค้นให้น้อยลง" in page


def test_a_volunteer_proposes_on_the_page_and_a_coordinator_verifies(cast: Cast):
    sent = {"name_th": "กลุ่มใหม่", "kind": "volunteers", "place_code": "501412", "founded_on": "4 ก.ย. 2557"}
    answer = signed_in(cast.volunteer).post(reverse("organisation_register"), sent)
    made = Organisation.objects.get()

    verified = signed_in(cast.district_coordinator).post(reverse("organisation_verify", args=[made.pk]))

    made.refresh_from_db()
    assert (answer.status_code, verified.status_code) == (302, 302)
    assert (str(made.founded_on), made.state) == ("2014-09-04", State.VERIFIED)


def test_a_place_outside_the_area_cannot_be_chosen(cast: Cast):
    sent = {"name_th": "กลุ่มใหม่", "kind": "volunteers", "place_code": "520704"}

    answer = signed_in(cast.volunteer).post(reverse("organisation_register"), sent)

    assert answer.status_code == 400
    assert not Organisation.objects.exists()


def test_the_place_may_be_typed_and_an_ambiguous_one_is_asked_about(cast: Cast):
    client, address = signed_in(cast.ministry_officer), reverse("organisation_register")
    sent = {"name_th": "กลุ่มใหม่", "kind": "volunteers", "place_code_text": "ต.ป่าไผ่ อ.สันทราย"}

    nowhere = client.post(address, sent | {"place_code_text": "ไม่มีที่ไหนเลย"})
    done = client.post(address, sent)

    assert (nowhere.status_code, done.status_code) == (400, 302)
    assert Organisation.objects.get().place_code == "501412"


def test_a_wrong_form_says_why_and_keeps_what_was_typed(cast: Cast):
    a_proposed_organisation(cast, name_th="กลุ่มเดิม")
    sent = {"name_th": "กลุ่มเดิม", "kind": "volunteers", "place_code": "501412", "founded_on": "เมื่อวาน"}
    client, address = signed_in(cast.volunteer), reverse("organisation_register")

    unreadable = client.post(address, sent)
    doubled = client.post(address, sent | {"founded_on": ""})

    assert (unreadable.status_code, doubled.status_code) == (400, 400)
    assert "ไม่ใช่วันที่" in unreadable.content.decode()
    assert "ขึ้นทะเบียนในพื้นที่นี้อยู่แล้ว" in doubled.content.decode()
    assert 'value="กลุ่มเดิม"' in doubled.content.decode()


def test_the_state_is_changed_on_the_page_with_a_reason(cast: Cast):
    organisation = an_organisation(cast)
    client = signed_in(cast.district_coordinator)

    missing = client.post(reverse("organisation_step", args=[organisation.pk, "rest"]), {"reason": ""})
    unknown = client.post(reverse("organisation_step", args=[organisation.pk, "forget"]), {"reason": "ก"})
    done = client.post(reverse("organisation_step", args=[organisation.pk, "rest"]), {"reason": "พัก"})

    organisation.refresh_from_db()
    assert (missing.status_code, unknown.status_code, done.status_code) == (400, 404, 302)
    assert organisation.state == State.DORMANT


def test_what_is_no_name_is_said_at_the_field(cast: Cast):
    address = reverse("organisation_appoint", args=[an_organisation(cast).pk])

    answer = signed_in(cast.volunteer).post(address, {"name": "นาย", "position": "chair"})

    assert answer.status_code == 400
    assert "ไม่ใช่ชื่อบุคคลที่ถูกต้อง" in answer.content.decode()


def test_a_coordinator_is_told_of_proposals_of_others_only(cast: Cast):
    a_proposed_organisation(cast)
    a_proposed_organisation(cast, name_th="ของตนเอง", by=cast.district_coordinator)

    assert len(waiting_tasks(cast.district_coordinator.scope)) == 1
    assert len(waiting_tasks(cast.province_officer.scope)) == 2
    assert waiting_tasks(cast.other_province_officer.scope) == []
    assert waiting_tasks(cast.volunteer.scope) == []


def test_a_place_names_its_organisations_to_those_who_may_see_them(cast: Cast):
    an_organisation(cast)

    own = place_panel("50", cast.province_officer.scope)
    visitors = place_panel("50", NOBODY)

    assert own is not None
    assert visitors is not None
    assert (own.figures[0].value, len(own.rows)) == (
        "1",
        2,
    )  # the organisation, and the way to what is printed
    assert (visitors.figures[0].value, visitors.rows) == ("0", ())


def test_the_directory_asks_as_much_for_twenty_as_for_one(cast: Cast):
    client, address = signed_in(cast.province_officer), reverse("organisations")
    an_organisation(cast, fields=["health"])

    def questions() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    for_one = questions()
    for number in range(19):
        an_organisation(cast, name_th=f"กลุ่ม {number}", fields=["health", "work"])

    assert questions() == for_one
    assert len(names_in(client)) == 20


def test_an_organisation_is_found_by_part_of_its_name_by_those_who_may_see_it(cast: Cast):
    an_organisation(cast, name_th="กลุ่มน้ำใจหมู่ 5")

    assert [each.title for each in find("ใจหมู่ ๕", cast.volunteer.scope)] == ["กลุ่มน้ำใจหมู่ 5"]
    assert find("ใจหมู่", NOBODY) == []


@pytest.mark.parametrize(("name", "more"), [("organisation_appoint", []), ("organisation_step", ["rest"])])
def test_a_foreign_officer_learns_nothing_from_an_empty_form(cast: Cast, name: str, more: list[str]):
    shown = an_organisation(cast, shown_publicly=True)
    address = reverse(name, args=[shown.pk, *more])

    assert signed_in(cast.other_province_officer).post(address, {}).status_code == 404
    assert signed_in(cast.district_coordinator).post(address, {}).status_code == 400
