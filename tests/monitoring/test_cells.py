"""Every state × act × person of the cast: who may, what the state bars, and what each act leaves behind."""

from dataclasses import fields

import pytest
from django.db import transaction

from saiyai.accounts.models import Grant, User
from saiyai.audit.models import Entry, SecurityEvent
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Report
from saiyai.monitoring.queries.summary import summaries_above
from saiyai.monitoring.rules import TRANSITIONS, Action, State
from tests.cast import STARTS_ON, Cast, a_user
from tests.monitoring.builders import ACTS, FIGURES, brought_to

pytestmark = pytest.mark.django_db

MAY = {
    Action.SAVE: {"volunteer", "tambon_officer", "district_coordinator"},
    Action.SUBMIT: {"volunteer", "tambon_officer", "district_coordinator"},
    Action.VERIFY: {"district_coordinator", "province_officer"},
    Action.RETURN: {"district_coordinator", "province_officer"},
    Action.APPROVE: {"province_officer"},
    Action.REOPEN: {"support_officer", "ministry_officer"},
    Action.EXCUSE: {"province_officer", "support_officer"},
}
PEOPLE = [each.name for each in fields(Cast)]


def outcome(report: Report, action: Action, by: User) -> tuple[str, str, int]:
    """Return what an act came to: its answer, the state it left, and how many entries it wrote."""
    entries = Entry.objects.count()
    try:
        ACTS[action](report, by)
        answer = "done"
    except Denied:
        answer = "denied"
    except Refusal:
        answer = "refused"
    stored = Report.objects.get(pk=report.pk)
    return answer, stored.state, Entry.objects.count() - entries


def expected(state: State, action: Action, person: str) -> tuple[str, str, int]:
    if person not in MAY[action]:
        return "denied", state, 0
    if (state, action) not in TRANSITIONS:
        return "refused", state, 0
    return "done", TRANSITIONS[state, action], 1


@pytest.mark.parametrize("state", State)
def test_only_the_listed_people_move_a_report_and_only_along_the_listed_ways(
    cast: Cast, report: Report, state: State
):
    brought_to(state, report, cast)
    wrong = []

    for action in Action:
        for person in PEOPLE:
            before = transaction.savepoint()
            came_to = outcome(Report.objects.get(pk=report.pk), action, getattr(cast, person))
            transaction.savepoint_rollback(before)
            if came_to != expected(state, action, person):
                wrong.append((action, person, came_to))

    assert wrong == []


def test_a_denial_is_noted(cast: Cast, report: Report):
    with pytest.raises(Denied):
        ACTS[Action.SUBMIT](report, cast.citizen)

    event = SecurityEvent.objects.get(kind="denied")
    assert (event.actor_id, event.detail) == (cast.citizen.pk, {"command": "monitoring.report.submit"})


@pytest.fixture
def both(cast: Cast) -> User:
    """Somebody who enters for a district and approves for its province."""
    person = a_user("both", Role.DISTRICT_COORDINATOR, "5014")
    Grant.objects.create(user=person, role=Role.PROVINCE_OFFICER, place_code="50", starts_on=STARTS_ON)
    return person


def test_nobody_verifies_or_approves_what_they_submitted_themselves(cast: Cast, report: Report, both: User):
    ACTS[Action.SUBMIT](report, both)
    with pytest.raises(Denied):
        ACTS[Action.VERIFY](report, both)
    ACTS[Action.VERIFY](report, cast.district_coordinator)
    with pytest.raises(Denied):
        ACTS[Action.APPROVE](report, both)

    assert ACTS[Action.APPROVE](report, cast.province_officer).state == State.APPROVED


def test_a_returned_report_keeps_its_reason_and_the_answer_stays_beside_it(cast: Cast, report: Report):
    brought_to(State.RETURNED, report, cast)

    commands.submit_report(
        report=report, figures=FIGURES, version=report.version, answer="ลงนามแล้ว", by=cast.tambon_officer
    )

    said = [(each.kind, each.text) for each in report.remarks.order_by("pk")]
    assert said == [("return", "ขาดลายเซ็น"), ("answer", "ลงนามแล้ว")]
    assert report.returned_by is None


@pytest.mark.parametrize("action", [Action.RETURN, Action.REOPEN])
def test_nothing_goes_back_without_a_reason(cast: Cast, report: Report, action: Action):
    command, state, by = {
        Action.RETURN: (commands.return_report, State.SUBMITTED, cast.district_coordinator),
        Action.REOPEN: (commands.reopen_report, State.APPROVED, cast.support_officer),
    }[action]
    brought_to(state, report, cast)

    extra = {"above": summaries_above(report.collection_id, "501412")} if action is Action.REOPEN else {}
    with pytest.raises(Refusal) as refusal:
        command(report=report, reason="  ", version=report.version, by=by, **extra)

    assert refusal.value.code == "report.reason_missing"
    assert Report.objects.get(pk=report.pk).state == state
