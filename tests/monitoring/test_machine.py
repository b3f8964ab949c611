"""A report under arbitrary acts of arbitrary people: what must hold after each of them."""

import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring.models import Answers, Report
from saiyai.monitoring.rules import TRANSITIONS, Action, State, content_hash
from tests.cast import Cast
from tests.monitoring.builders import ACTS, OPEN_AT, a_report

pytestmark = pytest.mark.django_db

LINE = (
    "volunteer",
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "auditor",
)
acts = st.lists(st.tuples(st.sampled_from(Action), st.sampled_from(LINE)), max_size=25)


def check(report: Report) -> None:
    signed = {
        step: getattr(report, f"{step}_by_id") is not None
        for step in ("submitted", "verified", "approved", "returned")
    }
    assert signed == {
        "submitted": report.state in {State.SUBMITTED, State.VERIFIED, State.APPROVED},
        "verified": report.state in {State.VERIFIED, State.APPROVED},
        "approved": report.state == State.APPROVED,
        "returned": report.state == State.RETURNED,
    }
    if report.state == State.APPROVED:
        assert report.submitted_by_id not in {report.verified_by_id, report.approved_by_id}
    kept = Answers.objects.filter(report=report).first()
    assert report.content_hash == content_hash(
        report.collection.key,
        report.place_code,
        json.loads(report.figures_text),
        "{}" if kept is None else kept.text,
    )
    assert Entry.objects.filter(subjects__subject=report.subject_key).count() == report.version


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=acts)
def test_whatever_is_tried_a_report_stays_in_order(cast: Cast, collection, steps):
    before = transaction.savepoint()
    report = a_report(cast, collection)

    with clock.set_to(OPEN_AT):
        for action, person in steps:
            state = State(report.state)
            try:
                ACTS[action](report, getattr(cast, person))
            except (Denied, Refusal):
                report = Report.objects.get(pk=report.pk)
                assert report.state == state
            else:
                assert report.state == TRANSITIONS[state, action]
            check(Report.objects.get(pk=report.pk))

    transaction.savepoint_rollback(before)
