"""What is true of an executive report: its parts, and how a number moved from one period to the next."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LONGEST_PART = 10_000


class Part(StrEnum):
    """The parts of an executive report that are written in words, in their order."""

    SUMMARY = "summary"
    ROSE = "rose"
    FELL = "fell"
    MISSING = "missing"
    ADVICE = "advice"


class Move(StrEnum):
    """How a number stands beside the period before."""

    ROSE = "rose"
    FELL = "fell"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BriefState:
    """An executive report as the record keeps it."""

    project: str
    place_code: str
    period_code: str
    version: int
    texts: dict[str, str]


def move_of(now: Fraction | None, before: Fraction | None) -> Move:
    """Return how a number moved; unknown where either is not told, for what is missing is not zero."""
    if now is None or before is None:
        return Move.UNKNOWN
    if now == before:
        return Move.SAME
    return Move.ROSE if now > before else Move.FELL


def change_percent(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Return by how many per cent of the number before it moved, None where that cannot be said."""
    return None if now is None or not before else (now - before) * 100 / before
