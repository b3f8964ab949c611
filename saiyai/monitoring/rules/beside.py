"""What is true of a figure beside others: the middle of its like, its share of that, how high it stands among them."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from statistics import median

HUNDRED = 100
STEPS = 5


def middle(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the median of what is known, None where nothing is."""
    known = [each for each in values if each is not None]
    return Fraction(median(known)) if known else None


def of_hundred(value: Fraction | None, whole: Fraction | None) -> Fraction | None:
    """Return a value with the whole set to 100, None where either is unknown or the whole is nothing."""
    return None if value is None or not whole else value * HUNDRED / whole


def each_of(total: Fraction | None, places: int) -> Fraction | None:
    """Return what a sum comes to for each place that reported, None where none did."""
    return None if total is None or not places else total / places


def steps_of(values: Sequence[Fraction | None]) -> list[int]:
    """Return for each value on which of five equal steps from the least to the greatest it stands; 0 where unknown."""
    known = [each for each in values if each is not None]
    if not known:
        return [0] * len(values)
    least, width = min(known), max(known) - min(known)
    return [0 if each is None else _step(each - least, width) for each in values]


def _step(above: Fraction, width: Fraction) -> int:
    return STEPS // 2 + 1 if not width else min(int(above * STEPS / width) + 1, STEPS)
