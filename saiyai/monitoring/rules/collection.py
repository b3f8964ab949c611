"""What is true of collections: the days on which they take reports in."""

from dataclasses import dataclass
from datetime import date

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
