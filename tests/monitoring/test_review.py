"""Reviewing: what waits, what needs a look first, many at once, questions without sending back, who owes."""

import pytest
from django.test import Client
from django.urls import reverse

from saiyai.audit import clock
from saiyai.audit.models import Entry, OutboxMessage
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.queries import review
from saiyai.monitoring.queries.project import series_of, series_with
from saiyai.monitoring.queries.report import cells_of, figures_changed_since, has_open_question
from saiyai.monitoring.queries.review import Flag
from saiyai.monitoring.rules import Action, State
from tests.cast import Cast
from tests.monitoring.builders import ACTS, LATE_AT, a_report, brought_to

pytestmark = pytest.mark.django_db


def test_who_handed_in_is_told_at_once_that_it_came_back_and_why(cast: Cast, report: Report):
    brought_to(State.RETURNED, report, cast)

    letter = OutboxMessage.objects.get()
    assert letter.recipient == cast.tambon_officer.email
    assert "ขาดลายเซ็น" in letter.body
    assert reverse("report", args=[report.pk]) in letter.body


def test_a_question_marks_its_cell_until_it_is_answered_and_the_report_stays(cast: Cast, report: Report):
    brought_to(State.VERIFIED, report, cast)
    trained = series_with("t.trained")

    commands.ask_about_report(report=report, text="นับซ้ำหรือไม่", series=trained, by=cast.support_officer)
    marked = {cell.series.code: cell.asked for cell in cells_of(report, series_of(report.collection.form_id))}
    assert marked == {"t.volunteers": "", "t.trained": "นับซ้ำหรือไม่"}
    assert has_open_question([report.pk]) == {report.pk}
    commands.answer_about_report(report=report, text="ไม่ซ้ำ", series=trained, by=cast.tambon_officer)

    assert has_open_question([report.pk]) == set()
    assert Report.objects.get(pk=report.pk).state == State.VERIFIED
    said = [(each.kind, each.text) for each in report.remarks.order_by("pk")]
    assert said == [("question", "นับซ้ำหรือไม่"), ("answer", "ไม่ซ้ำ")]
    assert OutboxMessage.objects.filter(recipient=cast.tambon_officer.email).count() == 1


def test_a_question_is_asked_of_an_approved_report_too(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)

    commands.ask_about_report(report=report, text="ทำไมสูง", by=cast.ministry_officer)

    assert Entry.objects.filter(subjects__subject=report.subject_key).count() == report.version + 1


def test_what_is_said_between_look_and_click_does_not_hide_the_number_that_changed(
    cast: Cast, report: Report
):
    brought_to(State.SUBMITTED, report, cast)
    seen = report.version
    ACTS[Action.RETURN](report, cast.district_coordinator)
    commands.ask_about_report(report=report, text="ทำไมสูง", by=cast.district_coordinator)
    commands.submit_report(
        report=report,
        figures={"t.volunteers": 99, "t.trained": 30},
        version=report.version,
        by=cast.tambon_officer,
    )
    commands.ask_about_report(report=report, text="แน่ใจหรือไม่", by=cast.district_coordinator)

    assert [(each.before, each.after) for each in figures_changed_since(report, seen)] == [(12, 99)]


def test_those_that_need_a_look_come_first_and_are_not_clean(cast: Cast, collection: Collection):
    plain = a_report(cast, collection, place_code="501411")
    asked = a_report(cast, collection)
    brought_to(State.SUBMITTED, asked, cast)
    commands.submit_report(
        report=plain, figures={"t.volunteers": 1, "t.trained": 1}, version=0, by=cast.district_coordinator
    )
    commands.ask_about_report(report=asked, text="ทำไมสูง", by=cast.province_officer)

    rows = review.reports_to_review(cast.province_officer.scope, collection, "50")

    assert [(row.pk, row.flags, row.is_clean) for row in rows] == [
        (asked.pk, (Flag.QUESTION,), False),
        (plain.pk, (), True),
    ]


def test_what_came_late_or_was_corrected_says_so(cast: Cast, collection: Collection, report: Report):
    brought_to(State.RETURNED, report, cast)
    with clock.set_to(LATE_AT):
        ACTS[Action.SUBMIT](report, cast.tambon_officer)

    row = review.reports_to_review(cast.province_officer.scope, collection, "50")[0]

    assert row.flags == (Flag.CORRECTED, Flag.LATE)


def test_many_are_dealt_with_at_once_each_by_its_own_entry_and_the_rest_is_told(
    client: Client, cast: Cast, collection: Collection
):
    first, second = a_report(cast, collection), a_report(cast, collection, place_code="501411")
    brought_to(State.SUBMITTED, first, cast)
    commands.submit_report(
        report=second, figures={"t.volunteers": 1, "t.trained": 1}, version=0, by=cast.district_coordinator
    )
    client.force_login(cast.province_officer)
    page = client.get(reverse("collection_review", args=[collection.pk])).content.decode()
    assert f'value="{first.pk}:1" checked' in page
    ACTS[Action.RETURN](second, cast.province_officer)
    entries = Entry.objects.count()

    answer = client.post(
        reverse("collection_decide", args=[collection.pk]),
        {"act": "verify", "report": [f"{first.pk}:1", f"{second.pk}:1"], "place": "50"},
    )

    assert answer.status_code == 409
    assert "แม่แฝก" in answer.content.decode() or "501411" in answer.content.decode()
    assert Report.objects.get(pk=first.pk).state == State.VERIFIED
    assert Report.objects.get(pk=second.pk).state == State.RETURNED
    assert Entry.objects.count() == entries + 1


def test_nobody_deals_with_reports_outside_their_area(client: Client, cast: Cast, collection: Collection):
    report = brought_to(State.SUBMITTED, a_report(cast, collection), cast)
    client.force_login(cast.other_province_officer)

    client.post(
        reverse("collection_decide", args=[collection.pk]), {"act": "verify", "report": [f"{report.pk}:1"]}
    )

    assert Report.objects.get(pk=report.pk).state == State.SUBMITTED


def test_who_owes_is_counted_by_area_and_excused_places_are_not(
    cast: Cast, collection: Collection, report: Report
):
    brought_to(State.SUBMITTED, report, cast)
    brought_to(State.EXCUSED, a_report(cast, collection, place_code="500101"), cast)

    rows = review.owing_by_area(collection, cast.province_officer.scope, "50")

    assert [(row.code, row.owed, row.handed_in, row.in_time) for row in rows] == [("5014", 2, 1, 1)]


def test_who_was_late_before_stands_first(cast: Cast, collection: Collection):
    days = {"opens_on": collection.opens_on, "due_on": LATE_AT.date(), "closes_on": LATE_AT.date()}
    later = commands.open_collection(
        project=collection.project,
        form=collection.form,
        period_code="2557Q4",
        **days,
        by=cast.support_officer,
    )
    brought_to(State.SUBMITTED, a_report(cast, collection), cast)

    rows = review.debtors(later, cast.district_coordinator.scope, "5014", clock.today())

    assert [(row.code, row.times_late, row.times) for row in rows] == [("501411", 1, 1), ("501412", 0, 1)]


def test_a_place_is_reminded_once_a_day_and_only_while_it_owes(
    cast: Cast, collection: Collection, report: Report
):
    def remind() -> None:
        commands.nudge_place(collection=collection, place_code="501412", by=cast.district_coordinator)

    remind()
    told = set(OutboxMessage.objects.values_list("recipient", flat=True))
    assert told == {cast.tambon_officer.email, cast.volunteer.email}
    with pytest.raises(Refusal) as refusal:
        remind()
    assert refusal.value.code == "report.nudged_today"
    brought_to(State.SUBMITTED, report, cast)
    with clock.set_to(LATE_AT), pytest.raises(Refusal) as refusal:
        remind()
    assert refusal.value.code == "report.not_owed"
    with pytest.raises(Denied):
        commands.nudge_place(collection=collection, place_code="520704", by=cast.district_coordinator)


@pytest.mark.parametrize("name", ["collection_review", "collection_questions", "collection_owing"])
def test_the_pages_of_review_open_for_a_district(
    client: Client, cast: Cast, collection: Collection, name: str
):
    brought_to(State.SUBMITTED, a_report(cast, collection), cast)
    client.force_login(cast.district_coordinator)

    assert client.get(reverse(name, args=[collection.pk])).status_code == 200
