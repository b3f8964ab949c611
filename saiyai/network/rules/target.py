"""What is true of targets of coverage: how many of the villages of a place are to have somebody by a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saiyai.kernel.refusal import Refusal

WHOLE = 100
TAMBON_DIGITS = 6


@dataclass(frozen=True, slots=True)
class TargetState:
    """A target as rules judge it and the record keeps it; an empty field means whatever field of welfare."""

    place_code: str
    field: str
    due_on: date
    percent: int
    note: str


def villages_wanted(villages: int, percent: int) -> int:
    """Return how many of so many villages a target asks for: the part of the whole, rounded up."""
    return -(-villages * percent // WHOLE)


def target_for(code: str, targets: Iterable[TargetState]) -> TargetState | None:
    """Return the target that holds for a place: of those for it or for a place above, the nearest, then the soonest."""
    fitting = [each for each in targets if code.startswith(each.place_code)]
    return min(fitting, key=lambda each: (-len(each.place_code), each.due_on), default=None)


def refusal_of_target(new: TargetState, today: date) -> Refusal | None:
    """Return why a target cannot be set."""
    if not 1 <= new.percent <= WHOLE:
        return Refusal("target.not_a_share")
    if new.due_on < today:
        return Refusal("target.due_before_today")
    return Refusal("target.too_narrow") if len(new.place_code) > TAMBON_DIGITS else None
