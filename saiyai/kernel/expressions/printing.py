"""Printing an expression: the tree back as the text that is read into the same tree, or as people read it."""

import re
from collections.abc import Callable
from fractions import Fraction

from saiyai.kernel.expressions.tree import (
    COMPARISONS,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Text,
)

_PLAIN = re.compile(r"(?!(?i:or|and|not)(?![\w.]))[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")
_BINDS = {Operator.OR: 1, Operator.AND: 2, Operator.PLUS: 5, Operator.MINUS: 5}
_BINDS |= dict.fromkeys(COMPARISONS, 4) | {Operator.TIMES: 6, Operator.OVER: 6}
_NOT, _COMPARISON, _NEGATIVE, _ATOM = 3, 4, 7, 8
_SPOKEN = {Operator.TIMES: "×", Operator.OVER: "÷", Operator.MINUS: "−"}
_SPOKEN |= {Operator.UNEQUAL: "≠", Operator.AT_MOST: "≤", Operator.AT_LEAST: "≥"}

SpeaksName = Callable[[Name], str]


def printed(node: Node, spoken: SpeaksName | None = None) -> str:
    """Return an expression as text; with `spoken`, as people read it: what a name is called, × and ÷.

    Without it the text is read into the same tree again: as few parentheses as the grammar needs.
    """
    return _text(node, spoken)[0]


def _text(node: Node, spoken: SpeaksName | None) -> tuple[str, int]:
    """Return the text of a part and how strongly it binds."""
    match node:
        case Number(value=value):
            return _decimal(value), _ATOM
        case Text(value=value):
            return (f"'{value}'" if '"' in value else f'"{value}"'), _ATOM
        case Name():
            return (_name(node) if spoken is None else f"“{spoken(node)}”"), _ATOM
        case Negative(part=part):
            return f"{'-' if spoken is None else '−'}{_inside(part, _NEGATIVE, spoken)}", _NEGATIVE
        case Not(part=part):
            return f"not {_inside(part, _NOT, spoken)}", _NOT
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(printed(each, spoken) for each in arguments)})", _ATOM
        case Binary():
            return _binary(node, spoken)


def _binary(node: Binary, spoken: SpeaksName | None) -> tuple[str, int]:
    binds = _BINDS[node.operator]
    left = _inside(node.left, binds + (binds == _COMPARISON), spoken)
    right = _inside(node.right, binds + 1, spoken)
    sign = node.operator.value if spoken is None else _SPOKEN.get(node.operator, node.operator.value)
    return f"{left} {sign} {right}", binds


def _inside(node: Node, least: int, spoken: SpeaksName | None) -> str:
    text, binds = _text(node, spoken)
    return text if binds >= least else f"({text})"


def _name(node: Name) -> str:
    code = node.code if _PLAIN.fullmatch(node.code) else f"{{{node.code}}}"
    split = ",".join(f"{axis}={category}" for axis, category in node.split)
    shift = f"@{node.shift}" if node.shift else ""
    return f"{code}{f'[{split}]' if split else ''}{shift}"


def _decimal(value: Fraction) -> str:
    """Return a number as the digits that it was read from; one without an end as a division."""
    digits, rest = 0, value.denominator
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest //= 10 if rest % 10 == 0 else 2 if rest % 2 == 0 else 5
        digits += 1
    if rest != 1:
        raise ValueError(value)
    if not digits:
        return str(value.numerator)
    scaled = str(value.numerator * 10**digits // value.denominator).rjust(digits + 1, "0")
    return f"{scaled[:-digits]}.{scaled[-digits:]}"
