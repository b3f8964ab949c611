"""A machine that works on the way up at random, as everybody of the cast: what must hold after each act.

Reports move only along their ways and carry the signatures of their state, whoever submitted neither verifies nor
approves, an approved summary rests on what is final, and each act leaves one entry in the record or nothing at all.
"""

import json

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.kernel.powers import Role
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Answers, Report, Summary
from saiyai.monitoring.queries.summary import children_of, summaries_above
from saiyai.monitoring.rules import FINAL, SUMMARY_TRANSITIONS, TRANSITIONS, Action, State, content_hash
from tests.cast import a_user, make_cast
from tests.monitoring.builders import ACTS, OPEN_AT, a_collection
from tests.monitoring.way_acts import judge, sign, the_summary

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

REPORTS = st.sampled_from(["501412", "501411"])
AREAS = st.sampled_from(["5014", "5014", "5001", "50"])
PEOPLE = (
    *("volunteer", "tambon_officer", "district_coordinator", "province_officer", "chief"),
    *("support_officer", "other_province_officer", "auditor"),
)
NEXT = {
    State.DRAFT: Action.SUBMIT,
    State.RETURNED: Action.SUBMIT,
    State.SUBMITTED: Action.VERIFY,
    State.VERIFIED: Action.APPROVE,
}
LINE = {
    Action.SUBMIT: "district_coordinator",
    Action.VERIFY: "province_officer",
    Action.APPROVE: "chief",
}
"""Who does each step where everything goes well, in either tambon."""
SIGNATURES = {
    "submitted": {State.SUBMITTED, State.VERIFIED, State.APPROVED},
    "verified": {State.VERIFIED, State.APPROVED},
    "approved": {State.APPROVED},
    "returned": {State.RETURNED},
}


class WayMachine(RuleBasedStateMachine):
    """The line of one province at work on two tambons, their district and the province itself."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        cast = make_cast()
        self.people = {name: getattr(cast, name) for name in PEOPLE if name != "chief"}
        self.people["chief"] = a_user("chief", Role.PROVINCE_OFFICER, "50")
        with clock.set_to(OPEN_AT):
            self.collection = a_collection(cast)
            ACTS[Action.EXCUSE](self.report("500101"), cast.province_officer)

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def reports(self) -> QuerySet[Report]:
        return self.collection.reports.filter(place_code__startswith="50").order_by("place_code")

    def report(self, code: str) -> Report:
        return Report.objects.get(collection=self.collection, place_code=code)

    def by(self, name: str) -> User:
        return User.objects.get(pk=self.people[name].pk)

    def attempt(self, thing: Report | Summary, action: Action, act, by: User) -> None:
        """Do an act, or be told why not; only what was done changes the thing and stands in the record."""
        ways = TRANSITIONS if isinstance(thing, Report) else SUMMARY_TRANSITIONS
        before, entries = State(thing.state), Entry.objects.count()
        try:
            with clock.set_to(OPEN_AT):
                act(type(thing).objects.get(pk=thing.pk), by)
        except (Denied, Refusal):
            expected, written = before, 0
        else:
            expected, written = ways[before, action], 1
        assert type(thing).objects.get(pk=thing.pk).state == expected
        assert Entry.objects.count() == entries + written

    @rule(code=REPORTS, action=st.sampled_from(Action), person=st.sampled_from(PEOPLE))
    def act_on_a_report(self, code: str, action: Action, person: str) -> None:
        self.attempt(self.report(code), action, ACTS[action], self.by(person))

    def bring_a_report_one_step_on(self, code: str) -> None:
        report = self.report(code)
        action = NEXT[State(report.state)]
        self.attempt(report, action, ACTS[action], self.by(LINE[action]))

    @rule(area=AREAS, person=st.sampled_from(PEOPLE))
    def sign_for_an_area(self, area: str, person: str) -> None:
        self.attempt(
            the_summary(self.collection, area),
            Action.SUBMIT,
            lambda summary, by: sign(summary, by, "บางแห่งยังไม่ส่ง"),
            self.by(person),
        )

    @rule(area=AREAS, person=st.sampled_from(PEOPLE), action=st.sampled_from([Action.VERIFY, Action.APPROVE]))
    def judge_a_summary(self, area: str, person: str, action: Action) -> None:
        self.attempt(
            the_summary(self.collection, area),
            action,
            lambda summary, by: judge(action.value, summary, by),
            self.by(person),
        )

    def bring_a_summary_one_step_on(self, area: str) -> None:
        summary = the_summary(self.collection, area)
        signer = "district_coordinator" if area == "5014" else "province_officer"
        if summary.state in {State.DRAFT, State.RETURNED}:
            self.sign_for_an_area(area, signer)
        else:
            self.judge_a_summary(area, "chief", NEXT[State(summary.state)])

    @rule(steps=st.integers(1, 15))
    def let_the_line_work(self, steps: int) -> None:
        """Bring what is lowest on, one step after the other, as its own people would."""
        for _each in range(steps):
            behind = [each.place_code for each in self.reports() if each.state not in FINAL]
            unsigned = [
                each
                for each in ("5014", "5001", "50")
                if the_summary(self.collection, each).state != State.APPROVED
            ]
            if behind:
                self.bring_a_report_one_step_on(behind[0])
            elif unsigned:
                self.bring_a_summary_one_step_on(unsigned[0])

    @rule(code=REPORTS)
    def reopen_a_report(self, code: str) -> None:
        self.attempt(self.report(code), Action.REOPEN, ACTS[Action.REOPEN], self.by("support_officer"))

    @rule(area=AREAS, person=st.sampled_from(PEOPLE))
    def send_a_summary_back(self, area: str, person: str) -> None:
        self.attempt(
            the_summary(self.collection, area),
            Action.RETURN,
            lambda summary, by: commands.return_summary(
                summary=summary, reason="โปรดตรวจ", version=summary.version, by=by
            ),
            self.by(person),
        )

    @rule(area=AREAS, person=st.sampled_from(PEOPLE))
    def reopen_a_summary(self, area: str, person: str) -> None:
        self.attempt(
            the_summary(self.collection, area),
            Action.REOPEN,
            lambda summary, by: commands.reopen_summary(
                summary=summary,
                above=summaries_above(self.collection.pk, area),
                reason="โปรดตรวจ",
                version=summary.version,
                by=by,
            ),
            self.by(person),
        )

    @invariant()
    def reports_carry_the_signatures_of_their_state(self) -> None:
        if not hasattr(self, "collection"):
            return
        for report in self.collection.reports.all():
            for step, states in SIGNATURES.items():
                assert (getattr(report, f"{step}_by_id") is not None) == (report.state in states)
            assert (report.excused_by_id is not None) == (report.state == State.EXCUSED)
            if report.state == State.APPROVED:
                assert report.submitted_by_id not in {report.verified_by_id, report.approved_by_id}

    @invariant()
    def a_report_is_sealed_and_each_act_on_it_is_recorded(self) -> None:
        if not hasattr(self, "collection"):
            return
        for report in self.collection.reports.exclude(version=0).select_related("collection"):
            kept = Answers.objects.filter(report=report).first()
            assert report.content_hash == content_hash(
                self.collection.key,
                report.place_code,
                json.loads(report.figures_text),
                "{}" if kept is None else kept.text,
            )
            assert Entry.objects.filter(subjects__subject=report.subject_key).count() == report.version

    @invariant()
    def an_approved_summary_rests_on_what_is_final(self) -> None:
        if not hasattr(self, "collection"):
            return
        for summary in self.collection.summaries.all():
            if summary.state == State.APPROVED:
                assert {child.state for child in children_of(summary)} <= FINAL
                assert summary.submitted_by_id not in {summary.approved_by_id, summary.verified_by_id}
            assert (summary.signed_seq is None) == (summary.submitted_by_id is None)
            assert Entry.objects.filter(subjects__subject=summary.subject_key).count() >= summary.version


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        WayMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_chain_of_two_thousand_acts_leaves_the_way_up_out_of_order():
    run(examples=40, steps=50)


@pytest.mark.soak
def test_no_chain_of_twenty_thousand_acts_leaves_the_way_up_out_of_order():
    run(examples=200, steps=100)
