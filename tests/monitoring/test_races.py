"""Several at work on one area at the same time: one signature, and never one over what is not final."""

import pytest

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.powers import Role
from saiyai.monitoring.models import Collection, Report, Summary
from saiyai.monitoring.queries.summary import below
from saiyai.monitoring.rules import State
from tests.cast import Cast, a_user
from tests.database import CommittedDatabase, Engine, engine
from tests.monitoring import way_acts
from tests.monitoring.builders import a_collection, a_report, brought_to
from tests.monitoring.way_acts import judge, sign, the_summary
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
needs_writers_at_once = pytest.mark.skipif(
    engine() is Engine.SQLITE, reason="SQLite lets one write at a time: the second cannot come between"
)


@pytest.fixture
def cast_at_work(committed_db: CommittedDatabase, cast: Cast) -> Cast:
    return cast


@pytest.fixture
def collection(cast_at_work: Cast) -> Collection:
    return a_collection(cast_at_work)


@pytest.fixture
def verified(cast_at_work: Cast, collection: Collection) -> tuple[Summary, Report]:
    """The verified summary of สันทราย over one approved and one excused report, and the approved one."""
    approved = brought_to(State.APPROVED, a_report(cast_at_work, collection), cast_at_work)
    brought_to(State.EXCUSED, a_report(cast_at_work, collection, place_code="501411"), cast_at_work)
    summary = sign(the_summary(collection, "5014"), cast_at_work.district_coordinator)
    return judge("verify", summary, cast_at_work.support_officer), approved


def chief() -> User:
    return a_user("chief", Role.PROVINCE_OFFICER, "50")


def states(collection: Collection) -> tuple[str, str]:
    """Return the states of สันทราย's summary and of ป่าไผ่'s report."""
    report = Report.objects.get(collection=collection, place_code="501412")
    return the_summary(collection, "5014").state, report.state


def test_of_several_who_sign_at_once_one_has_signed(
    committed_db: CommittedDatabase, cast_at_work: Cast, collection: Collection
):
    summary = the_summary(collection, "5014")

    answers = at_once(
        committed_db.target, way_acts.told, [("sign", summary.pk, cast_at_work.district_coordinator.pk)] * 4
    )

    assert sorted(answer.value for answer in answers) == ["done", *["summary.changed"] * 3]
    assert the_summary(collection, "5014").version == 1


def test_a_report_reopened_while_its_summary_is_approved_takes_the_approval_along(
    committed_db: CommittedDatabase,
    cast_at_work: Cast,
    collection: Collection,
    verified: tuple[Summary, Report],
):
    summary, report = verified

    answers = at_once(
        committed_db.target,
        way_acts.told,
        [("approve", summary.pk, chief().pk), ("reopen", report.pk, cast_at_work.support_officer.pk)],
    )

    assert [answer.value for answer in answers] == ["done", "done"]
    assert states(collection) == (State.RETURNED, State.RETURNED)


@needs_writers_at_once
def test_without_the_lock_on_summaries_an_approved_one_would_stand_over_a_reopened_report(
    committed_db: CommittedDatabase,
    cast_at_work: Cast,
    collection: Collection,
    verified: tuple[Summary, Report],
):
    summary, report = verified

    at_once(
        committed_db.target,
        way_acts.told,
        [
            ("approve without lock", summary.pk, chief().pk),
            ("reopen without lock", report.pk, cast_at_work.support_officer.pk),
        ],
    )

    assert states(collection) == (State.APPROVED, State.RETURNED)


@needs_writers_at_once
def test_what_comes_in_while_an_area_is_signed_for_reads_as_changed_after_the_signature(
    committed_db: CommittedDatabase, cast_at_work: Cast, collection: Collection
):
    summary, report = the_summary(collection, "5014"), a_report(cast_at_work, collection)

    answers = at_once(
        committed_db.target,
        way_acts.told,
        [
            ("sign over what comes in", summary.pk, cast_at_work.district_coordinator.pk),
            ("hand in", report.pk, cast_at_work.tambon_officer.pk),
        ],
    )

    assert [answer.value for answer in answers] == ["done", "done"]
    assert below(the_summary(collection, "5014"), clock.today()).changed == 1
