"""What the worker does for lists: check a large one, soon after it was sent."""

from django_tasks import task

from saiyai.network.imports import checking


@task()
def check_list(number: int) -> bool:
    """Check the list of a batch; tell whether this was the process that did."""
    return checking.check(number)
