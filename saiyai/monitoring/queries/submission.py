"""What can be asked of submissions under a client's own key."""

from saiyai.kernel.powers import Actor
from saiyai.monitoring.models import Submission

Told = Submission
"""What came of a submission, with its report."""


def submission_of(by: Actor, key: str) -> Told | None:
    """Return what a person submitted under a key, None where there is nothing yet."""
    return Submission.objects.select_related("report").filter(by=by.pk, key=key).first()
