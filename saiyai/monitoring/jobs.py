"""What monitoring does by itself: reminding those who owe a report."""

from datetime import timedelta

from saiyai.audit import clock
from saiyai.audit.jobs import Job
from saiyai.kernel.powers import Console
from saiyai.monitoring.commands import remind_owing
from saiyai.monitoring.queries.form import collections_with_reminders
from saiyai.monitoring.rules.collection import step_due


def remind() -> list[int]:
    """Remind those who owe in each collection whose day for it has come, and return the collections' numbers."""
    today, reminded = clock.today(), []
    for collection, done in collections_with_reminders(today):
        step = step_due(collection.window, today, done)
        if step is not None:
            remind_owing(collection=collection, step=step, by=Console())
            reminded.append(collection.pk)
    return reminded


JOBS = (Job("monitoring.collection.remind", timedelta(minutes=10), remind),)
