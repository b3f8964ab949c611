"""Colour scales of maps: up to five classes with round bounds, and the class of a value."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence

MOST_CLASSES = 5


def bounds_of(values: Iterable[float]) -> tuple[float, ...]:
    """Return the lower bounds of the classes above the first, ascending, as evenly filled as values allow.

    A class holds the values from its lower bound up to, but not including, the next one's.
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if len(distinct) <= MOST_CLASSES:
        return tuple(distinct[1:])
    step = len(ordered) / MOST_CLASSES
    wanted = [ordered[math.floor(step * number)] for number in range(1, MOST_CLASSES)]
    rounded = [_rounded(value, distinct[-1] - distinct[0]) for value in wanted]
    return tuple(each for each in sorted(set(rounded)) if distinct[0] < each <= distinct[-1])


def _rounded(value: float, spread: float) -> float:
    unit = 10.0 ** math.floor(math.log10(spread / 20))
    rounded = round(value / unit) * unit
    return float(f"{rounded:.10g}")


def class_of(value: float, bounds: Sequence[float]) -> int:
    """Return the class of a value, 0 for the lowest."""
    return bisect_right(bounds, value)


def shade_of(number: int, bounds: Sequence[float]) -> int:
    """Return the shade, 1 (lightest) to 5, of a class, so that few classes still lie far apart."""
    classes = len(bounds) + 1
    if classes == 1:
        return 3
    return 1 + round(number * (MOST_CLASSES - 1) / (classes - 1))
