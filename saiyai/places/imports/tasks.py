"""What the worker does for imports: check a kept file, soon after it was sent."""

from django_tasks import task

from saiyai.places.imports import check_stored


@task()
def check_import(number: int) -> bool:
    """Check the kept file of a batch; tell whether this was the process that did."""
    return check_stored(number)
