"""Tests of exploring: any number by place and period or split, each computed at its own level."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.analytics.cube.shape import Standing
from saiyai.audit import clock
from saiyai.monitoring.models import Report
from saiyai.monitoring.queries.explore import By, asked_in, columns_by, pivot, subjects
from saiyai.monitoring.rules import State
from tests.cast import Cast
from tests.monitoring.builders import brought_to

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_series_is_shown_by_district_and_quarter_with_its_whole(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    subject = next(each for each in subjects() if each.code == "t.volunteers")
    asked = asked_in(2557, Standing.APPROVED, clock.today())

    found = pivot(subject, "50", 4, columns_by(By.QUARTERS, 2557, clock.today()), asked)

    rows = {row.code: row.values for row in found.rows}
    assert [len(values) for values in rows.values()] == [4, 4]
    assert 12 in rows["5014"]
    assert found.whole.total == 12
    assert next(row for row in found.rows if row.code == "5001").total is None


def test_series_published_series_and_indicators_can_all_be_explored(cast: Cast, report: Report):
    client = signed_in(cast.support_officer)
    codes = {each.code for each in subjects()}

    assert {"t.volunteers", "N2", "network.villages_covered"} <= codes
    for what in ("t.volunteers", "N2", "network.villages_covered"):
        for by in ("quarters", "years"):
            answer = client.get(reverse("explore"), {"what": what, "by": by, "place": "50"})
            assert answer.status_code == 200


def test_the_page_shows_an_address_that_others_can_open_and_a_table_to_take_along(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    client = signed_in(cast.support_officer)
    asked = {"what": "t.volunteers", "place": "50", "level": "district", "year": "2557", "layer": "approved"}

    page = client.get(reverse("explore"), asked).content.decode()
    file = client.get(reverse("explore"), asked | {"as": "csv"}).content.decode("utf-8-sig")

    assert "สันทราย" in page
    assert "heat-" in page
    assert "สันทราย" in file


@pytest.mark.parametrize(
    "asked", [{"place": "x"}, {"place": "9999"}, {"what": "none", "level": "moon", "year": "x"}]
)
def test_what_cannot_be_explored_is_told_or_left_out(cast: Cast, report: Report, asked: dict[str, str]):
    answer = signed_in(cast.support_officer).get(reverse("explore"), asked)

    assert answer.status_code == (404 if "place" in asked else 200)


def test_the_work_is_the_same_for_one_place_and_for_many(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)
    client, counts = signed_in(cast.support_officer), []
    for place in ("52", "50"):
        asked = {"what": "t.volunteers", "place": place, "level": "district", "year": "2557"}
        client.get(reverse("explore"), asked)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("explore"), asked)
        counts.append(len(queries))

    assert counts[0] == counts[1]
