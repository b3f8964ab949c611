"""What is true of indicators: formulas over sums, from which they are computed anew at every level."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import Fault, Name, Node, Value, evaluate, names_in, parse

WHOLE = 100


class IndicatorKind(StrEnum):
    """How an indicator comes up the levels: from sums, or as the middle one of the places' own numbers."""

    SUM = "sum"
    MEDIAN = "median"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Light(StrEnum):
    """How a figure stands beside its target."""

    REACHED = "reached"
    CLOSE = "close"
    BELOW = "below"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Formula:
    """How an indicator is computed: its numerator over its denominator, times a factor (100 for a percentage)."""

    kind: IndicatorKind
    numerator: Node
    denominator: Node | None
    factor: int

    @property
    def names(self) -> tuple[Name, ...]:
        """Return the series that it asks for, each once."""
        parts = [self.numerator, *([self.denominator] if self.denominator else [])]
        return tuple(dict.fromkeys(name for part in parts for name in names_in(part)))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator comes to at a place, with both parts; None where there is nothing to compute it from."""

    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    fault: Fault | None = None


def formula_of(kind: str, numerator: str, denominator: str, factor: int) -> Formula:
    """Return the formula that texts tell of; a BadValue where they cannot be read."""
    return Formula(
        IndicatorKind(kind), parse(numerator), parse(denominator) if denominator.strip() else None, factor
    )


def outcome(formula: Formula, value_of: Callable[[Name], Value]) -> Outcome:
    """Return what a formula comes to, computed from the sums of a place and never from other indicators' values."""
    numerator, fault = _number(evaluate(formula.numerator, value_of))
    if formula.denominator is None:
        return Outcome(None if numerator is None else numerator * formula.factor, numerator, None, fault)
    denominator, other = _number(evaluate(formula.denominator, value_of))
    if numerator is None or not denominator:
        return Outcome(None, numerator, denominator, fault or other)
    return Outcome(numerator / denominator * formula.factor, numerator, denominator, fault or other)


def _number(value: Value) -> tuple[Fraction | None, Fault | None]:
    if isinstance(value, Fault):
        return None, value
    if isinstance(value, bool) or not isinstance(value, Fraction):
        return None, None
    return value, None


def unknown_name(formula: Formula, known: Iterable[str]) -> BadValue | None:
    """Return the error at the first name that no series has."""
    codes = set(known)
    for name in formula.names:
        if name.code not in codes:
            return BadValue("expression.unknown_name", at=name.at + 1, name=name.code)
    return None


def light_of(
    value: Fraction | None, target: Fraction | None, direction: Direction, tolerance_percent: int
) -> Light:
    """Return how a figure stands beside its target: close is within the tolerance, a part of the target in per cent."""
    if value is None or target is None:
        return Light.UNKNOWN
    short = target - value if direction is Direction.UP else value - target
    if short <= 0:
        return Light.REACHED
    return Light.CLOSE if short * WHOLE <= abs(target) * tolerance_percent else Light.BELOW


def still_missing(value: Fraction | None, target: Fraction, direction: Direction) -> Fraction | None:
    """Return what is still missing to reach a target, 0 once it is reached, None where there is no figure."""
    if value is None:
        return None
    return max(target - value if direction is Direction.UP else value - target, Fraction(0))


@dataclass(frozen=True, slots=True)
class VersionState:
    """A version of an indicator's formula as the record keeps it."""

    number: int
    starts_on: date
    kind: str
    numerator: str
    denominator: str
    factor: int


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """An indicator as the record keeps it."""

    code: str
    name_th: str
    name_en: str
    definition_th: str
    unit_th: str
    direction: str
    tolerance_percent: int
    retired_on: date | None
    starts_on: date | None = None
    numerator: str = ""
    denominator: str = ""
    factor: int = 1
    owner: str = ""


def version_on(versions: Iterable[VersionState], on: date) -> VersionState | None:
    """Return the version that holds on a day: the last that has begun, else the first of all."""
    ordered = sorted(versions, key=lambda each: (each.starts_on, each.number))
    begun = [each for each in ordered if each.starts_on <= on]
    return begun[-1] if begun else (ordered[0] if ordered else None)


def order_by_code(code: str) -> tuple[str, int]:
    """Return what indicators are ordered by: the letter, then the number, so that N2 comes before N10."""
    letters = code.rstrip("0123456789")
    digits = code[len(letters) :]
    return letters, int(digits) if digits else 0


Values = Mapping[Name, Value]
