"""The syntax tree of an expression: frozen nodes, each with the character that it begins at, which equality ignores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Operator(StrEnum):
    """What stands between two parts."""

    OR = "or"
    AND = "and"
    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"


COMPARISONS = frozenset(
    {
        Operator.EQUAL,
        Operator.UNEQUAL,
        Operator.LESS,
        Operator.AT_MOST,
        Operator.MORE,
        Operator.AT_LEAST,
    }
)


class Shift(StrEnum):
    """Which other period a name is asked of."""

    LAST_PERIOD = "last_period"
    LAST_YEAR = "last_year"


FUNCTIONS: Mapping[str, tuple[int, int | None]] = {
    "if": (3, 3),
    "min": (1, None),
    "max": (1, None),
    "sum": (1, None),
    "abs": (1, 1),
    "round": (1, 2),
    "mod": (2, 2),
    "present": (1, 1),
    "coalesce": (1, None),
    "selected": (2, 2),
}
"""Each function with the fewest and the most arguments that it takes; None where there is no most.

`round` rounds half away from zero, as people count; `mod` has the sign of what is divided; `coalesce` is the first
that is reported; `selected` tells whether a word is among the words of a text.
"""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, never below zero: a minus before it is a node of its own."""

    value: Fraction
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A text between quotes."""

    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A series or an item by its code, of one category where it is split, of another period where it is shifted."""

    code: str
    split: tuple[tuple[str, str], ...] = ()
    """The category asked for, by the axis that it is of, in order of the axes."""
    shift: Shift | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """The negative of a number."""

    part: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a truth."""

    part: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """Two parts with an operator between them; `at` is the operator's character."""

    operator: Operator
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    function: str
    arguments: tuple["Node", ...]
    at: int = field(default=0, compare=False)


Node = Number | Text | Name | Negative | Not | Binary | Call
"""Any part of an expression."""


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the parts directly below a node."""
    match node:
        case Binary(left=left, right=right):
            return (left, right)
        case Negative(part=part) | Not(part=part):
            return (part,)
        case Call(arguments=arguments):
            return arguments
        case _:
            return ()
