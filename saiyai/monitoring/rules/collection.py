"""What is true of collections: the days on which they take reports in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saiyai.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a collection takes reports in, the first and the last included."""

    opens_on: date
    due_on: date
    closes_on: date


def refusal_of_entry(window: Window, today: date) -> Refusal | None:
    """Return the refusal of numbers before a collection opens or after it has closed."""
    if today < window.opens_on:
        return Refusal("collection.not_yet_open", opens_on=window.opens_on)
    if today > window.closes_on:
        return Refusal("collection.closed", closes_on=window.closes_on)
    return None


class Step(StrEnum):
    """When those who owe a report are reminded."""

    WEEK_BEFORE = "week_before"
    DAY_BEFORE = "day_before"
    WEEK_AFTER = "week_after"


_DAYS = {Step.WEEK_BEFORE: -7, Step.DAY_BEFORE: -1, Step.WEEK_AFTER: 7}


def step_due(window: Window, today: date, done: Collection[str]) -> Step | None:
    """Return the reminder that is due today: the latest whose day has come, unless it or a later one was sent."""
    if not window.opens_on <= today <= window.closes_on:
        return None
    come = [step for step, days in _DAYS.items() if today >= window.due_on + timedelta(days=days)]
    if not come or come[-1].value in done:
        return None
    if come[-1] is Step.DAY_BEFORE and today > window.due_on:
        return None  # what should have been sent before is not said when it is no longer true
    return come[-1]
