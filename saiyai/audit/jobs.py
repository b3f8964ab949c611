"""Periodic jobs: what an app wants done every so often, and the minute-clock's one step.

An app adds its jobs in `AppConfig.ready()`. Whoever moves a job's `next_at` on by one update of its row runs
it, so that two clocks never run one job twice. A job that fails is noted and comes again at its next time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from saiyai.audit import clock
from saiyai.audit.models import DueJob

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One periodic job: its name ("app.noun.verb"), how often it is due, and what it does."""

    name: str
    every: timedelta
    run: Callable[[], object]


JOBS: dict[str, Job] = {}


def add_job(job: Job) -> None:
    """Add a job; a name used twice fails at start."""
    if job.name in JOBS:
        raise ValueError(f"two jobs are called {job.name}")
    JOBS[job.name] = job


def run_due_jobs() -> list[str]:
    """Run the jobs that are due and that nobody else took, and return their names."""
    now = clock.now()
    known = {row.name: row for row in DueJob.objects.filter(name__in=JOBS)}
    DueJob.objects.bulk_create(
        [DueJob(name=name, next_at=now) for name in JOBS if name not in known], ignore_conflicts=True
    )
    due = list(DueJob.objects.filter(name__in=JOBS, next_at__lte=now).order_by("next_at", "name"))
    return [row.name for row in due if take(row, now) and _run(JOBS[row.name])]


def take(row: DueJob, now: datetime) -> bool:
    """Move a job on to its next time; tell whether this process is the one who did."""
    unmoved = DueJob.objects.filter(name=row.name, next_at=row.next_at)
    return bool(unmoved.update(next_at=now + JOBS[row.name].every, started_at=now, ended_at=None))


def _run(job: Job) -> bool:
    problem = ""
    try:
        job.run()
    except Exception as failed:
        logger.exception("the job %s failed", job.name)
        problem = f"{type(failed).__name__}: {failed}"[:300]
    DueJob.objects.filter(name=job.name).update(ended_at=clock.now(), problem=problem)
    return True
