"""Submitting under a key of one's own: once, whatever is sent again, in the interface and on the page."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from saiyai.audit.models import Entry
from saiyai.monitoring import commands
from saiyai.monitoring.models import Report, Submission
from saiyai.monitoring.rules import State
from saiyai.monitoring.rules.submission import ClientKey, body_hash, is_key
from tests.cast import Cast
from tests.monitoring.builders import FIGURES, a_report, brought_to
from tests.monitoring.test_indicators import signed_in

pytestmark = pytest.mark.django_db

REPORTS = "/api/v1/reports"
KEY = "0b7c2f0e-aaaa-4bbb-8ccc-1234567890ab"


def body_of(report: Report, **changed: Any) -> dict[str, Any]:
    told = {"round": report.collection_id, "place": report.place_code, "version": report.version}
    return told | {"figures": dict(FIGURES)} | changed


def send(client: Client, body: dict[str, Any], key: str = KEY) -> Any:
    return client.post(
        REPORTS, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key}
    )


def test_a_report_is_submitted_by_machine(cast: Cast, report: Report):
    answer = send(signed_in(cast.tambon_officer), body_of(report))

    report.refresh_from_db()
    assert answer.status_code == 201
    assert answer.json()["content_hash"] == report.content_hash
    assert (report.state, report.figures) == (State.SUBMITTED, FIGURES)


def test_the_same_key_and_body_is_answered_alike_and_done_once(cast: Cast, report: Report):
    client = signed_in(cast.tambon_officer)
    body = body_of(report)
    first = send(client, body)
    entries = Entry.objects.count()

    again = send(client, dict(reversed(body.items())))

    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again["Idempotent-Replayed"] == "true"
    assert Entry.objects.count() == entries


def test_another_body_under_a_known_key_is_refused(cast: Cast, report: Report):
    client = signed_in(cast.tambon_officer)
    send(client, body_of(report))

    answer = send(client, body_of(report, figures=FIGURES | {"t.trained": 31}))

    assert (answer.status_code, answer.json()["code"]) == (409, "submission.key_used")


def test_a_key_is_its_persons_alone(cast: Cast, report: Report):
    send(signed_in(cast.tambon_officer), body_of(report))

    other = send(signed_in(cast.district_coordinator), body_of(report))

    assert other.json()["code"] == "report.changed"


def test_what_changed_since_it_was_read_is_not_overwritten(cast: Cast, report: Report):
    commands.save_draft(report=report, figures=FIGURES, version=0, by=cast.district_coordinator)

    answer = send(signed_in(cast.tambon_officer), body_of(report, version=0))

    assert (answer.status_code, answer.json()["code"]) == (409, "report.changed")
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"figures": {"t.volunteers": -1, "t.trained": 1}}, "parameters"),
        ({"figures": {"t.volunteers": 1.5, "t.trained": 1}}, "parameters"),
        ({"figures": None}, "either figures or answers"),
        ({"answers": {}}, "either figures or answers"),
        ({"figures": None, "answers": {"nobody_asks": 1}}, "nobody_asks"),
        ({"figures": None, "answers": {"t_volunteers": "สิบ"}}, "t_volunteers"),
        ({"place": "5014123"}, "parameters"),
        ({"surplus": 1}, "surplus"),
    ],
)
def test_what_is_no_report_is_told_where(cast: Cast, report: Report, changed: dict[str, Any], said: str):
    answer = send(signed_in(cast.tambon_officer), body_of(report, **changed))

    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize("key", ["", "short", "with space in it", "ก" * 10, "x" * 65])
def test_a_key_that_is_none_is_refused(cast: Cast, report: Report, key: str):
    assert send(signed_in(cast.tambon_officer), body_of(report), key).status_code == 422
    assert not is_key(key)


def test_answers_may_be_sent_as_they_are_typed(cast: Cast, report: Report):
    answers = {"t_volunteers": "๑,๒๐๐", "t_trained": 30}

    answer = send(signed_in(cast.tambon_officer), body_of(report, figures=None, answers=answers))

    report.refresh_from_db()
    assert answer.status_code == 201
    assert report.figures == {"t.volunteers": 1200, "t.trained": 30}


def test_nobody_submits_for_a_place_that_is_not_theirs(cast: Cast, report: Report):
    beyond = body_of(a_report(cast, report.collection, place_code="520704"))
    looker = signed_in(cast.province_officer)

    assert send(signed_in(cast.tambon_officer), beyond).status_code == 404
    assert send(looker, body_of(report)).status_code == 403
    assert send(signed_in(cast.citizen), body_of(report)).status_code == 403
    assert send(Client(), body_of(report)).status_code == 403


def test_a_page_of_another_site_submits_nothing(cast: Cast, report: Report):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.tambon_officer)

    assert send(client, body_of(report)).status_code == 403
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_reports_are_read_inside_ones_area_alone(cast: Cast, report: Report):
    brought_to(State.SUBMITTED, report, cast)
    client = signed_in(cast.tambon_officer)

    page = client.get(REPORTS, {"round": report.collection_id}).json()

    assert [each["place"] for each in page["items"]] == ["501412"]
    assert page["items"][0]["figures"] == FIGURES
    assert client.get(REPORTS, {"state": "approved"}).json() == {"next": None, "items": []}


def test_rounds_are_listed_with_their_reports_counted(cast: Cast, report: Report):
    told = signed_in(cast.tambon_officer).get("/api/v1/rounds").json()

    assert [(each["period"], each["level"], each["is_open"]) for each in told] == [("2557Q3", "tambon", True)]
    assert told[0]["reports"] == {"draft": 1}


def test_a_press_that_was_sent_twice_is_one_submission_with_one_answer(cast: Cast, report: Report):
    client = signed_in(cast.tambon_officer)
    address = reverse("report_enter", args=[report.pk])
    sent = {"a.t_volunteers": "12", "a.t_trained": "30", "version": "0", "submit": "1", "key": KEY}

    first, second = client.post(address, sent), client.post(address, sent, follow=True)

    assert first.status_code == 302
    assert second.redirect_chain[-1][0] == reverse("report", args=[report.pk])
    assert second.content.decode().count("ส่งรายงานแล้ว") >= 1
    assert Submission.objects.count() == 1
    assert Entry.objects.filter(command="monitoring.report.submit").count() == 1


def test_the_database_lets_a_persons_key_stand_once_and_unchanged(cast: Cast, report: Report):
    client = ClientKey(KEY, body_hash({"a": 1}))
    commands.submit_report(report=report, figures=FIGURES, version=0, client=client, by=cast.tambon_officer)
    made = Submission.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=made.pk).update(body_hash="x" * 64)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
