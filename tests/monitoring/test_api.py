"""Monitoring as JSON: for those who are signed in, from approved reports alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openapi_spec_validator import validate

from saiyai.monitoring import commands
from saiyai.monitoring.models import Report, Target
from saiyai.monitoring.rules import State
from tests.cast import Cast
from tests.monitoring.builders import brought_to
from tests.monitoring.test_indicators import an_indicator, signed_in
from tests.monitoring.test_targets import a_target

pytestmark = pytest.mark.django_db

API = "/api/v1/"
LISTS = ("projects", "series", "indicators", "targets")


def test_a_visitor_is_told_to_sign_in():
    for path in (*LISTS, "indicators/N2/figures?period=2557"):
        answer = Client().get(API + path)
        assert answer.status_code == 403
        assert answer["Content-Type"].startswith("application/problem+json")


def test_the_lists_are_searched(cast: Cast, report: Report):
    client = signed_in(cast.tambon_officer)

    assert [each["code"] for each in client.get(API + "projects").json()] == ["network-2557"]
    assert [each["code"] for each in client.get(API + "series", {"q": "t.trained"}).json()] == ["t.trained"]
    assert len(client.get(API + "indicators").json()) == 22
    assert client.get(API + "indicators", {"q": "หมู่บ้าน"}).json()[0]["code"] == "N2"


def test_figures_come_with_both_parts_and_those_of_the_places_below(cast: Cast, report: Report):
    an_indicator(cast)
    client, path = signed_in(cast.tambon_officer), API + "indicators/X1/figures"
    brought_to(State.VERIFIED, report, cast)
    before = client.get(path, {"place": "50", "period": "2557Q3"}).json()
    report.refresh_from_db()
    commands.approve_report(report=report, version=report.version, by=cast.province_officer)

    after = client.get(path, {"place": "50", "period": "2557Q3"}).json()

    assert before["value"] is None
    assert (after["value"], after["numerator"], after["denominator"], after["reported"]) == (250, 30, 12, 1)
    assert {each["place"]: each["value"] for each in after["parts"]}["5014"] == 250


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("indicators/NONE/figures?period=2557", 404),
        ("indicators/N2/figures?period=2557&place=99", 404),
        ("indicators/N2/figures?period=25", 422),
        ("indicators/N2/figures", 422),
        ("targets?limit=0", 422),
        ("targets?place=5", 422),
    ],
)
def test_what_cannot_be_asked_is_a_problem(cast: Cast, path: str, status: int):
    answer = signed_in(cast.tambon_officer).get(API + path)

    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")


def test_targets_follow_by_pages_and_cost_as_much_for_one_as_for_many(cast: Cast, report: Report):
    target = a_target(cast, report)
    client = signed_in(cast.tambon_officer)
    client.get(API + "targets")
    with CaptureQueriesContext(connection) as few:
        client.get(API + "targets")
    for code in ("52", "51", "57"):
        Target.objects.create(
            indicator=target.indicator,
            project=target.project,
            place_code=code,
            period_code="2557",
            amount_thousandths=1,
        )
    with CaptureQueriesContext(connection) as many:
        whole = client.get(API + "targets").json()
    first = client.get(API + "targets", {"limit": 3}).json()

    assert len(few) == len(many)
    assert [each["place"] for each in whole["items"]] == ["50", "51", "52", "57"]
    assert (len(first["items"]), first["next"]) == (3, 3)
    assert first["items"][0]["target"] == 250
    assert client.get(API + "targets", {"limit": 3, "offset": 3}).json()["next"] is None


def test_the_description_is_a_sound_one():
    document = Client().get(API + "openapi.json").json()

    validate(document)
    assert {f"/api/v1/{each}" for each in LISTS} <= set(document["paths"])
