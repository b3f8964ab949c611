"""The pages of summaries: an area signs, those above judge, and what changed meanwhile is shown."""

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.monitoring.models import Collection, Report, Summary
from saiyai.monitoring.queries.summary import children_of
from saiyai.monitoring.rules import State, content_of
from tests.cast import Cast
from tests.monitoring.builders import brought_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary(collection: Collection) -> Summary:
    return Summary.objects.get(collection=collection, place_code="5014")


def as_read(summary: Summary) -> dict[str, str]:
    return {"version": str(summary.version), "content": content_of(children_of(summary))}


def test_a_coordinator_signs_with_a_remark_and_the_support_office_sends_it_back(
    client: Client, cast: Cast, summary: Summary
):
    client.force_login(cast.district_coordinator)
    client.post(reverse("summary_submit", args=[summary.pk]), as_read(summary) | {"remark": "น้ำท่วมสองตำบล"})
    summary.refresh_from_db()
    assert summary.state == State.SUBMITTED

    client.force_login(cast.support_officer)
    page = client.get(reverse("summary", args=[summary.pk])).content.decode()
    assert "น้ำท่วมสองตำบล" in page
    client.post(reverse("summary_return", args=[summary.pk]), as_read(summary) | {"reason": "โปรดติดตาม"})
    summary.refresh_from_db()

    assert summary.state == State.RETURNED
    assert "โปรดติดตาม" in client.get(reverse("summary", args=[summary.pk])).content.decode()


def test_signing_what_changed_since_it_was_read_shows_the_page_anew_and_keeps_the_remark(
    client: Client, cast: Cast, summary: Summary, report: Report
):
    read = as_read(summary) | {"remark": "ขาดหนึ่งตำบล"}
    brought_to(State.SUBMITTED, report, cast)
    client.force_login(cast.district_coordinator)

    answer = client.post(reverse("summary_submit", args=[summary.pk]), read)

    assert answer.status_code == 409
    assert "ขาดหนึ่งตำบล" in answer.content.decode()
    summary.refresh_from_db()
    assert summary.state == State.DRAFT


def test_signing_without_a_word_on_who_is_missing_says_so(client: Client, cast: Cast, summary: Summary):
    client.force_login(cast.district_coordinator)

    answer = client.post(reverse("summary_submit", args=[summary.pk]), as_read(summary))

    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_a_province_excuses_a_place_by_its_page(client: Client, cast: Cast, report: Report):
    client.force_login(cast.province_officer)
    assert (
        reverse("report_excuse", args=[report.pk])
        in client.get(reverse("report", args=[report.pk])).content.decode()
    )

    client.post(reverse("report_excuse", args=[report.pk]), {"version": 0, "reason": "น้ำท่วมทั้งตำบล"})

    report.refresh_from_db()
    assert report.state == State.EXCUSED
    assert "น้ำท่วมทั้งตำบล" in client.get(reverse("report", args=[report.pk])).content.decode()


def test_the_page_of_a_summary_asks_as_much_for_many_places_as_for_one(
    client: Client, cast: Cast, summary: Summary, django_assert_max_num_queries
):
    client.force_login(cast.province_officer)
    client.get(reverse("summary", args=[summary.pk]))

    with django_assert_max_num_queries(24):
        assert client.get(reverse("summary", args=[summary.pk])).status_code == 200
