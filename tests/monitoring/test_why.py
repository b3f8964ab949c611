"""Why a number is what it is: the formula, who is missing, who signed when, and the trail, for those who may know."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit.models import Entry
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.rules import Action, State
from saiyai.places.models import Place
from saiyai.web.components import Table
from saiyai.web.why import Explained
from tests.cast import Cast
from tests.monitoring.builders import ACTS, a_collection, a_report, brought_to

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def why_address(report: Report, place: str, layer: str = "approved") -> str:
    address = reverse("project_why", args=[report.collection.project.code])
    return f"{address}?collection={report.collection_id}&series=t.volunteers&layer={layer}&place={place}"


def explained_to(person: User, address: str) -> Explained:
    answer = signed_in(person).get(address)
    assert answer.status_code == 200
    explained: Explained = answer.context["explained"]
    return explained


def addresses_in(table: Table) -> Iterator[str]:
    return (cell.why for row in [*table.rows, *table.total_rows] for cell in row if cell.why)


def test_every_number_of_a_project_leads_to_why_it_is_what_it_is(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.province_officer)
    table = client.get(reverse("project", args=[report.collection.project.code])).context["figure_table"]

    addresses = set(addresses_in(table))

    assert len(addresses) == len(table.rows) + 1
    assert {client.get(each).status_code for each in addresses} == {200}


def test_a_sum_says_what_it_is_of_who_is_missing_and_who_approved_last(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)

    figure = explained_to(cast.province_officer, why_address(report, "50")).figure

    assert figure.why is not None
    assert figure.value.startswith("12 ")
    assert "1 " in figure.why.numerator
    assert [name for name, _url in figure.why.missing] == ["ศรีภูมิ", "แม่แฝก"]
    assert figure.why.more == 0
    assert figure.why.acts[0].by == str(cast.province_officer)
    assert figure.why.acts[0].entry == Entry.objects.get(command="monitoring.report.approve").seq
    assert figure.why.acts[0].url.startswith(reverse("report", args=[report.pk]))
    assert figure.why.counted_at == Entry.objects.count()


@pytest.mark.parametrize("name", ["citizen", "volunteer", "other_province_officer"])
def test_who_does_not_see_the_reports_learns_no_name_from_their_sum(cast: Cast, report: Report, name: str):
    other = a_report(cast, report.collection, place_code="501411")
    brought_to(State.APPROVED, report, cast)
    reader = getattr(cast, name)
    pages = [
        signed_in(reader).get(address).content.decode()
        for address in (
            why_address(report, "50"),
            reverse("project", args=[report.collection.project.code]) + "?place=50&layer=approved",
        )
    ]

    why = explained_to(reader, why_address(other, "50")).figure.why

    assert why is not None
    assert why.missing_count == 2
    assert [name for name, _url in why.missing] == []
    seen = name == "volunteer"  # the approved report is that of the volunteer's own tambon
    assert [f"· {cast.province_officer}" in page for page in pages] == [seen, seen]
    assert [reverse("report", args=[other.pk]) in page for page in pages] == [False, False]


def test_the_number_of_a_place_leads_to_its_cell_for_those_who_see_the_report(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    cell = reverse("report_cell", args=[report.pk, "t.volunteers"])

    own = explained_to(cast.volunteer, why_address(report, "501412"))
    foreign = explained_to(cast.other_province_officer, why_address(report, "501412"))

    assert own.figure.why is not None
    assert foreign.figure.why is not None
    assert (own.figure.why.url, own.subject) == (cell, report.subject_key)
    assert foreign.figure.why.url != cell
    assert foreign.subject == ""
    assert own.parts is None


def test_a_place_outside_the_project_explains_nothing(cast: Cast, report: Report):
    assert signed_in(cast.ministry_officer).get(why_address(report, "10")).status_code == 404
    assert signed_in(cast.ministry_officer).get(why_address(report, "x")).status_code == 404


def test_a_cell_tells_who_entered_verified_and_approved_it_and_what_it_was_before(cast: Cast, report: Report):
    for action, name in (
        (Action.SUBMIT, "tambon_officer"),
        (Action.RETURN, "district_coordinator"),
        (Action.SUBMIT, "volunteer"),
        (Action.VERIFY, "district_coordinator"),
        (Action.APPROVE, "province_officer"),
    ):
        ACTS[action](report, getattr(cast, name))
    address = reverse("report_cell", args=[report.pk, "t.volunteers"])

    explained = explained_to(cast.auditor, address)

    assert explained.figure.why is not None
    assert [act.by for act in explained.figure.why.acts] == [
        str(cast.volunteer),
        str(cast.district_coordinator),
        str(cast.province_officer),
    ]
    assert explained.parts is not None
    assert [row[1].value for row in explained.parts.rows][-1] == str(cast.tambon_officer)
    assert [row[3].value for row in explained.parts.rows][-1] is None
    assert [row[4].value for row in explained.parts.rows] == [12, 12, 12, 12, 12]


def test_a_cell_that_the_form_does_not_ask_for_is_not_there(cast: Cast, report: Report):
    address = reverse("report_cell", args=[report.pk, "t.none"])

    assert signed_in(cast.province_officer).get(address).status_code == 404


def test_a_collection_says_who_has_not_handed_in_to_those_who_see_them(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    address = reverse("collection_why", args=[report.collection_id])

    own = explained_to(cast.district_coordinator, address).figure.why
    foreign = explained_to(cast.other_province_officer, f"{address}?place=50").figure.why

    assert own is not None
    assert foreign is not None
    assert [name for name, _url in own.missing] == ["แม่แฝก"]
    assert own.acts[0].by == str(cast.tambon_officer)
    assert (foreign.missing, foreign.missing_count, foreign.acts) == ((), 0, ())


def questions(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_why_asks_as_much_for_twenty_missing_as_for_one(cast: Cast):
    Place.objects.create(code="5002", level="district", name_th="จอมทอง")
    tambons = [Place(code=f"5002{n:02}", level="tambon", name_th=f"ตำบล {n}") for n in range(1, 21)]
    Place.objects.bulk_create(tambons)
    collection: Collection = a_collection(cast)
    report = a_report(cast, collection)
    client = signed_in(cast.support_officer)
    handed_in = reverse("collection_why", args=[collection.pk])

    assert questions(client, why_address(report, "5002")) == questions(client, why_address(report, "5014"))
    assert questions(client, f"{handed_in}?place=5002") == questions(client, f"{handed_in}?place=5014")
