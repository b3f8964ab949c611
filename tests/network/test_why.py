"""Why the network's numbers are what they are, for those who may know what stands behind them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.network import commands
from saiyai.network.exports import place_panel
from saiyai.network.rules import Position
from saiyai.web.why import Explained
from tests.cast import Cast
from tests.network.builders import a_proposed_organisation, a_role, an_organisation

pytestmark = pytest.mark.django_db


def signed_in(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def explained_to(person: User | None, name: str, **query: str) -> Explained:
    answer = signed_in(person).get(reverse(name), query)
    assert answer.status_code == 200
    explained: Explained = answer.context["explained"]
    return explained


def test_a_count_of_organisations_says_which_and_who_verified_the_last(cast: Cast):
    an_organisation(cast, name_th="ก")
    last = an_organisation(cast, name_th="ข", place_code="501411", by=cast.district_coordinator)
    a_proposed_organisation(cast, name_th="ค")

    explained = explained_to(cast.province_officer, "organisations_why", place="5014")

    assert explained.figure.why is not None
    assert explained.figure.value == "3"
    assert explained.parts is not None
    assert [row[1].value for row in explained.parts.rows] == [1, 2]
    assert explained.figure.why.acts[0].by == "verifier"
    assert explained.figure.why.acts[0].url == reverse("organisation", args=[last.pk])


@pytest.mark.parametrize("name", [None, "citizen", "other_province_officer"])
def test_who_sees_no_hidden_organisation_learns_of_none_from_the_count(cast: Cast, name: str | None):
    an_organisation(cast, name_th="เปิดเผย", shown_publicly=True)
    an_organisation(cast, name_th="ไม่เปิดเผย")
    reader = None if name is None else getattr(cast, name)

    explained = explained_to(reader, "organisations_why", place="50")
    page = signed_in(reader).get(reverse("organisations_why"), {"place": "50"}).content.decode()

    assert explained.figure.why is not None
    assert explained.figure.value == "1"
    assert "ไม่เปิดเผย" not in page
    assert "เปิดเผย" in str(explained.figure.why.acts[0].text)
    assert explained.figure.why.acts[0].by == ""


def test_coverage_says_in_which_way_and_which_villages_have_nobody(cast: Cast):
    organisation = an_organisation(cast)
    before = explained_to(cast.volunteer, "network_coverage_why", place="501412").figure.why
    role = commands.RoleTerms(position=Position.VOLUNTEER, area_code="50141203")
    commands.name_person(organisation=organisation, name="นางสมศรี ใจดี", terms=role, by=cast.tambon_officer)

    after = explained_to(cast.volunteer, "network_coverage_why", place="501412").figure

    assert before is not None
    assert after.why is not None
    assert ([url for _name, url in before.missing], before.missing_count) == (["/places/50141203/"], 1)
    assert (after.why.numerator, after.why.denominator, after.why.missing) == ("1", "1", ())


def test_every_number_of_the_coverage_leads_to_why_it_is_so(cast: Cast):
    client = signed_in(cast.support_officer)
    table = client.get(reverse("network_coverage"), {"field": "health"}).context["table"]

    addresses = {cell.why for row in [*table.rows, *table.total_rows] for cell in row[1:]}

    assert all("field=health" in each for each in addresses)
    assert {client.get(each).status_code for each in addresses} == {200}


def test_a_visitor_is_not_told_of_coverage(cast: Cast):
    assert signed_in(None).get(reverse("network_coverage_why")).status_code == 302
    assert signed_in(cast.citizen).get(reverse("network_coverage_why")).status_code == 404


@pytest.mark.parametrize("place", ["x", "99", "50141203", "5014120399"])
def test_what_is_no_area_explains_nothing(cast: Cast, place: str):
    address = reverse("network_coverage_why")

    assert signed_in(cast.auditor).get(address, {"place": place}).status_code == 404


def test_a_place_leads_from_its_figures_to_why_they_are_so(cast: Cast):
    an_organisation(cast)
    panel = place_panel("50", cast.province_officer.scope)

    assert panel is not None
    assert all(figure.why_url for figure in panel.figures)
    client = signed_in(cast.province_officer)
    assert {client.get(each.why_url).status_code for each in panel.figures} == {200}


def test_why_asks_as_much_for_twenty_organisations_as_for_one(cast: Cast):
    client, address = signed_in(cast.province_officer), reverse("organisations_why") + "?place=50"
    a_role(cast, an_organisation(cast))

    def questions() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    for_one = questions()
    for number in range(19):
        an_organisation(cast, name_th=f"กลุ่ม {number}")

    assert questions() == for_one
