"""Periodic jobs: each comes in its time, a failing one comes again, and two clocks run none twice."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from saiyai.audit import clock, jobs
from saiyai.audit.jobs import Job, add_job, run_due_jobs
from saiyai.audit.models import DueJob
from tests.audit.senders import run_a_job, run_a_job_without_claims
from tests.database import CommittedDatabase
from tests.processes import at_once

pytestmark = pytest.mark.engine

CLOCKS = 4


@pytest.fixture
def only_own_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "JOBS", {})


def put_due(name: str) -> None:
    """Write the job's row as due a minute ago, so that each clock finds it due, whichever began first."""
    DueJob.objects.create(name=name, next_at=clock.now() - timedelta(minutes=1))


@pytest.mark.django_db
def test_a_job_runs_at_once_and_then_in_its_time(only_own_jobs: None):
    ran = []
    add_job(Job("test.job.count", timedelta(minutes=10), lambda: ran.append(clock.now())))
    begin = clock.now()
    for minutes in range(0, 31, 5):
        with clock.set_to(begin + timedelta(minutes=minutes)):
            run_due_jobs()

    assert [round((at - begin).total_seconds() / 60) for at in ran] == [0, 10, 20, 30]


@pytest.mark.django_db
def test_a_job_that_fails_is_noted_and_comes_again(only_own_jobs: None, caplog: pytest.LogCaptureFixture):
    def fail() -> None:
        raise RuntimeError("no room")

    add_job(Job("test.job.fail", timedelta(minutes=1), fail))
    run_due_jobs()

    row = DueJob.objects.get()
    assert row.problem == "RuntimeError: no room"
    assert row.next_at > row.started_at
    assert "test.job.fail" in caplog.text


def test_two_jobs_of_one_name_fail_at_start(only_own_jobs: None):
    add_job(Job("test.job.one", timedelta(minutes=1), int))
    with pytest.raises(ValueError, match=r"test\.job\.one"):
        add_job(Job("test.job.one", timedelta(minutes=1), int))


@pytest.mark.slow
def test_several_clocks_run_a_job_once(committed_db: CommittedDatabase, tmp_path: Path):
    log = tmp_path / "log"
    put_due("test.job.note")
    connections.close_all()
    answers = at_once(committed_db.target, run_a_job, [(str(log),)] * CLOCKS)

    assert sorted(answer.value for answer in answers) == [[], [], [], ["test.job.note"]]
    assert log.read_text() == "ran\n"


@pytest.mark.slow
def test_without_the_claim_several_clocks_run_a_job_more_than_once(
    committed_db: CommittedDatabase, tmp_path: Path
):
    log = tmp_path / "log"
    put_due("test.job.note")
    connections.close_all()
    at_once(committed_db.target, run_a_job_without_claims, [(str(log),)] * CLOCKS)

    assert log.read_text().count("ran") > 1
