"""What the installation does for itself every so often."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command

from saiyai.accounts.throttle import sweep
from saiyai.analytics.changes import is_fold_due
from saiyai.audit import clock
from saiyai.audit.jobs import Job
from saiyai.audit.queries import soundness_of_chain


def clear_sessions() -> None:
    """Take away the sessions that are over."""
    call_command("clearsessions", verbosity=0)


def clear_tasks() -> None:
    """Take away the background tasks that were done long ago."""
    call_command("prune_db_task_results", verbosity=0)


def sweep_buckets() -> None:
    """Take away the buckets of tries that are full again: they slow nobody down."""
    sweep()


def verify_record() -> None:
    """Verify the whole record; a broken entry fails the job, which the doctor then shows."""
    broken = soundness_of_chain().broken
    if broken is not None:
        raise BrokenRecord(f"entry {broken.seq} {broken.why}")


class BrokenRecord(Exception):  # noqa: N818 (what was found, not a fault of the job)
    """The record does not hold at an entry."""


def fold_cube() -> None:
    """Fold what reports changed into new base files of the cube, once it is worth their writing."""
    folder = settings.CUBE_FOLDER
    if folder is not None and is_fold_due(folder, clock.now()):
        from saiyai.analytics.folding import fold  # noqa: PLC0415 (NumPy loads where there is something to fold)

        fold(folder)


JOBS = (
    Job("site.cube.fold", timedelta(minutes=1), fold_cube),
    Job("site.sessions.clear", timedelta(days=1), clear_sessions),
    Job("site.tasks.clear", timedelta(days=1), clear_tasks),
    Job("site.buckets.sweep", timedelta(hours=1), sweep_buckets),
    Job("site.record.verify", timedelta(days=1), verify_record),
)
