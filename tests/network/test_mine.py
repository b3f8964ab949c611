"""A reader's own organisations: where they hold a role, what they registered, what waits there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.audit import clock
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import home_panel
from saiyai.network.queries.mine import Waits, mine, near
from tests.cast import Cast, a_user
from tests.network import standings
from tests.network.builders import a_person, a_proposed_organisation, a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db


def known_as(cast: Cast, account, person):
    return commands.link_account(person=person, account=account, by=cast.district_coordinator)


def test_whoever_holds_a_role_finds_the_organisation_whatever_they_may_do(cast: Cast):
    treasurer = a_user("treasurer", None, "501412")
    shown, hidden = (
        an_organisation(cast, name_th="ก", shown_publicly=True),
        an_organisation(cast, name_th="ข"),
    )
    role = a_role(cast, shown, position="treasurer")
    a_role(cast, hidden, role.person, position="adviser")
    known_as(cast, treasurer, role.person)

    page = signed_in(treasurer).get(reverse("my_organisations")).content.decode()
    panel = home_panel(treasurer.scope)

    assert reverse("organisation", args=[shown.pk]) in page
    assert reverse("organisation", args=[hidden.pk]) not in page
    assert ("เหรัญญิก" in page, "ที่ปรึกษา" in page) == (True, True)
    assert panel is not None
    assert [(name, bool(url)) for name, url, _note in panel.rows] == [("ก", True), ("ข", False)]
    assert home_panel(cast.citizen.scope) is None


def test_a_role_that_ended_makes_no_organisation_ones_own(cast: Cast):
    group = an_organisation(cast)
    role = a_role(cast, group, ends_on=clock.today() - timedelta(days=1))
    known_as(cast, cast.citizen, role.person)

    assert mine(cast.citizen.scope, clock.today()) == []


def test_what_waits_is_named_with_the_way_to_do_it(cast: Cast):
    group = standings.a_candidate(cast, name_th="กลุ่มรอ", by=cast.tambon_officer)
    a_role(cast, group, "นายวาระ ใกล้หมด", ends_on=clock.today() + timedelta(days=20))
    draft = standings.a_draft(cast, group, papers=("rules",))
    a_proposed_organisation(cast, name_th="กลุ่มใหม่", by=cast.tambon_officer)

    rows = mine(cast.tambon_officer.scope, clock.today())
    page = signed_in(cast.tambon_officer).get(reverse("my_organisations")).content.decode()

    assert {each.row.name: [one.what for one in each.waiting] for each in rows} == {
        "กลุ่มรอ": [Waits.PAPERS, Waits.ROLE_ENDS],
        "กลุ่มใหม่": [Waits.PROPOSAL],
    }
    assert f"{reverse('application', args=[draft.pk])}#papers" in page
    assert "นายวาระ ใกล้หมด" in page


def test_a_late_yearly_report_comes_first(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    certificate = standings.a_certificate(cast)
    group = certificate.standing.organisation
    later = clock.today() + timedelta(days=800)

    count, rows = near(cast.tambon_officer.scope, later)

    assert (count, [each.row.pk for each in rows]) == (1, [group.pk])
    assert rows[0].waiting[0].what == Waits.REPORT_LATE


def test_nothing_of_elsewhere_is_near(cast: Cast):
    a_proposed_organisation(cast, name_th="ไกล", place_code="520704", by=cast.other_province_officer)

    assert near(cast.district_coordinator.scope, clock.today()) == (0, [])
    assert near(cast.province_officer.scope, clock.today()) == (0, [])


def test_the_account_of_a_person_is_noted_once_and_by_those_of_the_area(cast: Cast):
    one, other = a_person(cast), a_person(cast, "นายก ข")
    known_as(cast, cast.volunteer, one)

    with pytest.raises(Refusal, match=r"person\.account_taken"):
        known_as(cast, cast.volunteer, other)
    for by in (cast.volunteer, cast.tambon_officer, cast.other_province_officer):
        with pytest.raises(Denied):
            commands.link_account(person=other, account=None, by=by)


@pytest.mark.parametrize(
    ("login", "status"), [("volunteer", 302), ("", 302), ("other_province_officer", 400), ("nobody", 400)]
)
def test_an_account_is_found_by_its_name_in_the_readers_area_alone(cast: Cast, login: str, status: int):
    person = a_person(cast)

    answer = signed_in(cast.district_coordinator).post(
        reverse("network_person_account", args=[person.pk]), {"login": login}
    )

    person.refresh_from_db()
    assert answer.status_code == status
    assert (person.account_id == cast.volunteer.pk) is (login == "volunteer")


def test_an_erased_person_signs_in_as_nobody(cast: Cast):
    person = a_person(cast)
    known_as(cast, cast.volunteer, person)

    commands.erase_person(person=person, reason="ขอ", by=cast.district_coordinator)

    person.refresh_from_db()
    assert person.account is None


def test_a_page_asks_as_often_for_twenty_as_for_one(cast: Cast):
    client, address = signed_in(cast.tambon_officer), reverse("my_organisations")
    counts = []
    for number in (1, 20):
        for each in range(number):
            group = an_organisation(cast, name_th=f"กลุ่ม {number} {each}", by=cast.tambon_officer)
            a_role(cast, group, f"นาย ก{each} ข{number}", ends_on=clock.today() + timedelta(days=9))
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[1]
