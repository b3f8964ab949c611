"""Published figures: named series that an app publishes and another reads by their code alone.

A series answers for an area (the prefix of its places' codes; "" is the nation) on a day, with the numerator and the
denominator that its value is made of, so that whoever reads it can roll it up without averaging averages. An app
publishes its series when it is ready; monitoring's indicators name them by code.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Value:
    """What a series says of an area: a count (no denominator), or a numerator over a denominator."""

    numerator: int | Fraction
    denominator: int | None = None

    @property
    def value(self) -> Fraction | None:
        """Return the figure itself, None where there is nothing to divide by."""
        if self.denominator is None:
            return Fraction(self.numerator)
        return Fraction(self.numerator) / self.denominator if self.denominator else None

    def __add__(self, other: "Value") -> "Value":
        """Return the figure of two areas together: numerators and denominators added, never the figures."""
        if (self.denominator is None) != (other.denominator is None):
            raise ValueError("a count and a share do not add up")
        whole = None if self.denominator is None else self.denominator + (other.denominator or 0)
        return Value(self.numerator + other.numerator, whole)


OfArea = Callable[[str, date], Value]
OfParts = Callable[[str, int, date], Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Series:
    """A named series: its code (`network.participation`), title, unit, and how it is asked."""

    code: str
    title: Text
    unit: str
    """`organisations`, `people`, `villages`, `links`, `satang`, `share` (a part of the whole from 0 to 1), `points`."""
    formula: Text
    of_area: OfArea
    of_parts: OfParts | None = None
    """All parts of an area at once, by codes of so many digits; None where each is asked by itself."""

    people: Literal["", "numerator", "denominator"] = ""
    """Which of the two counts people: small ones are not published."""

    def by_part(self, area: str, digits: int, on: date) -> Mapping[str, Value]:
        """Return the figure of each part of an area that has any; LookupError where the series knows no parts."""
        if self.of_parts is None:
            raise LookupError(self.code)
        return self.of_parts(area, digits, on)


_PUBLISHED: dict[str, Series] = {}


def publish(*series: Series) -> None:
    """Publish series; a code that another series has is a ValueError."""
    for each in series:
        held = _PUBLISHED.get(each.code)
        if held is not None and held != each:
            raise ValueError(f"two series are called {each.code}")
        _PUBLISHED[each.code] = each


def published() -> Iterator[Series]:
    """Yield all published series in the order of their codes."""
    for code in sorted(_PUBLISHED):
        yield _PUBLISHED[code]


def series_at(code: str) -> Series:
    """Return the series of a code; LookupError where none is published under it."""
    if code not in _PUBLISHED:
        raise LookupError(code)
    return _PUBLISHED[code]


def value_of(code: str, area: str, on: date) -> Value:
    """Return what the series of a code says of an area on a day."""
    return series_at(code).of_area(area, on)
