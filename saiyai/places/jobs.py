"""What the places do for themselves every so often."""

from datetime import timedelta

from saiyai.audit.jobs import Job
from saiyai.places.imports import stored
from saiyai.places.imports.tasks import check_import
from saiyai.places.queries import imports as queries


def resume_imports() -> list[int]:
    """Send the files to the worker again whose checking was broken off, sweep those nobody waits for, return the batches."""
    left = queries.batches_left_alone()
    for number in left:
        check_import.enqueue(number)
    stored.sweep(queries.files_waited_for())
    return left


JOBS = (Job("places.imports.resume", timedelta(minutes=1), resume_imports),)
