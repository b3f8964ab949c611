"""Several who enter one report at once, and one submission sent several times: nobody overwrites, nothing is done twice."""

import json

import pytest

from saiyai.audit.models import Entry
from saiyai.monitoring.models import Collection, Report, Submission
from saiyai.monitoring.rules import State
from tests.cast import Cast
from tests.database import CommittedDatabase
from tests.monitoring import entry_acts
from tests.monitoring.builders import a_collection, a_report
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
KEY = "0b7c2f0e-1111-4bbb-8ccc-1234567890ab"


@pytest.fixture
def collection(committed_db: CommittedDatabase, cast: Cast) -> Collection:
    return a_collection(cast)


def test_of_officers_who_save_one_report_at_once_one_has_saved_and_the_others_are_told(
    committed_db: CommittedDatabase, collection: Collection, cast: Cast
):
    report = a_report(cast, collection)
    officers = ("tambon_officer", "district_coordinator") * 2

    answers = at_once(
        committed_db.target, entry_acts.save, [(report.pk, name, 10 + at) for at, name in enumerate(officers)]
    )

    said = [str(each.value or each.message) for each in answers]
    report.refresh_from_db()
    assert sorted(said) == [*["report.changed"] * 3, "saved"]
    assert report.version == 1
    assert report.figures["t.trained"] == 10 + said.index("saved")


def test_a_submission_sent_several_times_at_once_is_done_once_and_answered_alike(
    committed_db: CommittedDatabase, collection: Collection, cast: Cast
):
    report = a_report(cast, collection)

    answers = at_once(committed_db.target, entry_acts.send, [(report.pk, "tambon_officer", KEY)] * 4)

    told = [each.value or each.message for each in answers]
    assert [status for status, _body in told] == [201] * 4
    assert len({body for _status, body in told}) == 1
    assert Entry.objects.filter(command="monitoring.report.submit").count() == 1
    assert Submission.objects.count() == 1


def test_one_key_sent_for_two_reports_at_once_submits_one_of_them(
    committed_db: CommittedDatabase, collection: Collection, cast: Cast
):
    reports = [a_report(cast, collection, place_code=code) for code in ("501412", "501411")]

    answers = at_once(
        committed_db.target, entry_acts.send, [(each.pk, "district_coordinator", KEY) for each in reports]
    )

    told = sorted((each.value for each in answers), key=lambda each: each[0])
    assert [status for status, _body in told] == [201, 409]
    assert json.loads(told[1][1])["code"] == "submission.key_used"
    assert Report.objects.filter(state=State.SUBMITTED).count() == 1
