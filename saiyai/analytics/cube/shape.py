"""What a block is of: its measures with their kinds and columns, its periods, the standings of reports; no NumPy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Any


class Kind(StrEnum):
    """How a series adds: over places first, then over time."""

    FLOW = "flow"
    """Over both."""
    STOCK = "stock"
    """Over places; over time the last period that anybody told."""
    MEAN = "mean"
    """A sum with how many it is of, both added."""
    SHARE = "share"
    """A numerator with its denominator, both added."""
    MEDIAN = "median"
    """Never added: the middle one of the places' own numbers."""


WEIGHED = frozenset({Kind.MEAN, Kind.SHARE})


class Standing(IntEnum):
    """How far a place's report of a period has come: the state byte."""

    NOT_ASKED = 0
    OWED = 1
    ENTERED = 2
    VERIFIED = 3
    APPROVED = 4


LAYERS = (Standing.ENTERED, Standing.VERIFIED, Standing.APPROVED)
"""The layers: each is a threshold on the state byte."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A series as a block holds it: its code, its kind, and whether it is measured (a fraction) and not counted."""

    code: str
    kind: Kind = Kind.FLOW
    is_measured: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a measure's numbers stand: the array (`whole` or `measured`), its column, and the column of its weight."""

    array: str
    value: int
    weight: int | None
    position: int


@dataclass(frozen=True)
class Shape:
    """What a block is of: its key, its project and fiscal year, its measures and periods in their order."""

    key: str
    project: str
    year: int
    measures: tuple[Measure, ...]
    periods: tuple[str, ...]

    @cached_property
    def columns(self) -> Mapping[str, Columns]:
        """Return the columns of each measure by its code; weights are whole numbers behind the values."""
        counted = [each for each in self.measures if not each.is_measured]
        measured = [each for each in self.measures if each.is_measured]
        weights = [each for each in self.measures if each.kind in WEIGHED]
        of = {each.code: ("whole", n) for n, each in enumerate(counted)}
        of |= {each.code: ("measured", n) for n, each in enumerate(measured)}
        weight_of = {each.code: len(counted) + n for n, each in enumerate(weights)}
        return {
            each.code: Columns(*of[each.code], weight_of.get(each.code), position)
            for position, each in enumerate(self.measures)
        }

    @property
    def whole(self) -> int:
        """Return how many columns of whole numbers there are."""
        weights = sum(each.kind in WEIGHED for each in self.measures)
        return len(self.measures) - self.measured + weights

    @property
    def measured(self) -> int:
        """Return how many columns of measured numbers there are."""
        return sum(each.is_measured for each in self.measures)

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Return the kind of each measure by its code."""
        return {each.code: each.kind for each in self.measures}

    def period_at(self, period: str) -> int:
        """Return where a period stands; LookupError where the block has none of that code."""
        try:
            return self.periods.index(period)
        except ValueError:
            raise LookupError(period) from None

    def to_plain(self) -> dict[str, Any]:
        """Return the shape as plain values for JSON."""
        return {
            "key": self.key,
            "project": self.project,
            "year": self.year,
            "measures": [[each.code, each.kind.value, each.is_measured] for each in self.measures],
            "periods": list(self.periods),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Shape":
        """Return the shape that plain values tell of."""
        measures = tuple(
            Measure(code, Kind(kind), bool(measured)) for code, kind, measured in plain["measures"]
        )
        return cls(plain["key"], plain["project"], int(plain["year"]), measures, tuple(plain["periods"]))


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports of one period of a block: their places, standings, and numbers as JSON objects."""

    period: str
    places: Sequence[str]
    standings: Sequence[Standing]
    texts: Sequence[str]
