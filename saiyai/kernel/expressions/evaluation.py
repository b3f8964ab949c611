"""Evaluating an expression: exact fractions, truths and texts, what is not reported, and faults that say where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import trunc

from saiyai.kernel.bad_value import BadValue
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


class NotReported(Enum):
    """The value of what nobody reported: neither zero nor nothing."""

    NOT_REPORTED = "not reported"


NOT_REPORTED = NotReported.NOT_REPORTED

MOST_DIGITS_ROUNDED = 12
LARGEST = 10**400
"""Numerators and denominators beyond this are a fault: no figure of any office comes near it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an expression has no value: the code of its sentence, and the character counted from 1."""

    code: str
    at: int

    @property
    def bad(self) -> BadValue:
        """Return the fault as the error that pages make a sentence of."""
        return BadValue(self.code, at=self.at)


Known = Fraction | bool | str
Value = Known | NotReported | Fault
"""What an expression comes to."""
Given = Value | int
ValueOf = Callable[[Name], Given]


def evaluate(node: Node, value_of: ValueOf) -> Value:
    """Return what an expression comes to, asking for each name; it raises nothing of its own."""
    match node:
        case Number(value=value) | Text(value=value):
            return value
        case Name():
            return _given(value_of(node))
        case Negative(part=part):
            return _number(evaluate(part, value_of), part.at, lambda value: -value)
        case Not(part=part):
            return _contrary(evaluate(part, value_of), part.at)
        case Call():
            return _call(node, value_of)
        case Binary(operator=Operator.AND | Operator.OR):
            return _joined(node, value_of)
        case Binary(operator=operator) if operator in COMPARISONS:
            return _compared(node, value_of)
        case Binary():
            return _calculated(node, value_of)


def _given(value: Given) -> Value:
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _fault(code: str, at: int) -> Fault:
    return Fault(f"expression.{code}", at + 1)


def _is_number(value: Value) -> bool:
    return isinstance(value, Fraction)


def _bounded(value: Fraction, at: int) -> Value:
    if abs(value.numerator) > LARGEST or value.denominator > LARGEST:
        return _fault("too_large", at)
    return value


def _number(value: Value, at: int, made: Callable[[Fraction], Fraction]) -> Value:
    """Return what is made of a number; a fault or what is not reported comes out as it went in."""
    if isinstance(value, Fault | NotReported):
        return value
    return made(value) if isinstance(value, Fraction) else _fault("number_wanted", at)


def _truth(value: Value, at: int) -> bool | NotReported | Fault:
    if isinstance(value, bool | NotReported | Fault):
        return value
    return _fault("truth_wanted", at)


def _contrary(value: Value, at: int) -> Value:
    truth = _truth(value, at)
    return not truth if isinstance(truth, bool) else truth


def _joined(node: Binary, value_of: ValueOf) -> Value:
    """Return `and` or `or` of three values: what decides by itself decides, and the right part is not asked."""
    decides = node.operator is Operator.OR
    left = _truth(evaluate(node.left, value_of), node.left.at)
    if left is decides or isinstance(left, Fault):
        return left
    right = _truth(evaluate(node.right, value_of), node.right.at)
    if right is decides or isinstance(right, Fault):
        return right
    return NOT_REPORTED if NOT_REPORTED in (left, right) else not decides


def _first_gap(*values: Value) -> Fault | NotReported | None:
    """Return the first fault, else what is not reported where any value is."""
    faults = [each for each in values if isinstance(each, Fault)]
    if faults:
        return faults[0]
    return NOT_REPORTED if NOT_REPORTED in values else None


def _compared(node: Binary, value_of: ValueOf) -> Value:
    left, right = evaluate(node.left, value_of), evaluate(node.right, value_of)
    if (gap := _first_gap(left, right)) is not None:
        return gap
    if type(left) is not type(right):
        return _fault("unlike", node.at)
    if node.operator is Operator.EQUAL:
        return left == right
    if node.operator is Operator.UNEQUAL:
        return left != right
    if not isinstance(left, Fraction) or not isinstance(right, Fraction):
        return _fault("number_wanted", node.at)
    ordered = {
        Operator.LESS: left < right,
        Operator.AT_MOST: left <= right,
        Operator.MORE: left > right,
        Operator.AT_LEAST: left >= right,
    }
    return ordered[node.operator]


def _calculated(node: Binary, value_of: ValueOf) -> Value:
    left, right = evaluate(node.left, value_of), evaluate(node.right, value_of)
    if (gap := _first_gap(left, right)) is not None:
        return gap
    if not isinstance(left, Fraction):
        return _fault("number_wanted", node.left.at)
    if not isinstance(right, Fraction):
        return _fault("number_wanted", node.right.at)
    match node.operator:
        case Operator.PLUS:
            return _bounded(left + right, node.at)
        case Operator.MINUS:
            return _bounded(left - right, node.at)
        case Operator.TIMES:
            return _bounded(left * right, node.at)
        case _:
            return _bounded(left / right, node.at) if right else _fault("division_by_zero", node.at)


def _call(node: Call, value_of: ValueOf) -> Value:
    if node.function == "if":
        return _chosen(node, value_of)
    if node.function == "coalesce":
        return _first_reported(node, value_of)
    values = [evaluate(each, value_of) for each in node.arguments]
    if node.function == "present":
        return values[0] if isinstance(values[0], Fault) else values[0] is not NOT_REPORTED
    if node.function == "selected":
        return _selected(node, values)
    if node.function in {"sum", "min", "max"}:
        return _of_reported(node, values)
    return _of_numbers(node, values)


def _chosen(node: Call, value_of: ValueOf) -> Value:
    """Return the part that a condition chooses; only that part is evaluated."""
    condition, then, otherwise = node.arguments
    truth = _truth(evaluate(condition, value_of), condition.at)
    if not isinstance(truth, bool):
        return truth
    return evaluate(then if truth else otherwise, value_of)


def _first_reported(node: Call, value_of: ValueOf) -> Value:
    for each in node.arguments:
        value = evaluate(each, value_of)
        if value is not NOT_REPORTED:
            return value
    return NOT_REPORTED


def _selected(node: Call, values: Sequence[Value]) -> Value:
    if (gap := _first_gap(*values)) is not None:
        return gap
    text, word = values
    if not isinstance(text, str) or not isinstance(word, str):
        return _fault("unlike", node.at)
    return word in text.split()


def _of_reported(node: Call, values: Sequence[Value]) -> Value:
    """Return the sum, the least or the greatest of the numbers that are reported, if any is."""
    numbers: list[Fraction] = []
    for value, part in zip(values, node.arguments, strict=True):
        if isinstance(value, Fault):
            return value
        if isinstance(value, Fraction):
            numbers.append(value)
        elif value is not NOT_REPORTED:
            return _fault("number_wanted", part.at)
    if not numbers:
        return NOT_REPORTED
    if node.function == "sum":
        return _bounded(sum(numbers, Fraction()), node.at)
    return min(numbers) if node.function == "min" else max(numbers)


def _of_numbers(node: Call, values: Sequence[Value]) -> Value:
    if (gap := _first_gap(*values)) is not None:
        return gap
    numbers = [each for each in values if isinstance(each, Fraction)]
    if len(numbers) < len(values):
        wrong = next(n for n, each in enumerate(values) if not _is_number(each))
        return _fault("number_wanted", node.arguments[wrong].at)
    if node.function == "abs":
        return abs(numbers[0])
    if node.function == "round":
        return _rounded(node, numbers)
    if not numbers[1]:
        return _fault("division_by_zero", node.at)
    return numbers[0] - numbers[1] * trunc(numbers[0] / numbers[1])


def _rounded(node: Call, numbers: Sequence[Fraction]) -> Value:
    """Return a number rounded to so many decimals, none where it is not said; half goes away from zero."""
    digits = numbers[1] if len(numbers) > 1 else Fraction()
    if digits.denominator != 1 or not 0 <= digits <= MOST_DIGITS_ROUNDED:
        return _fault("number_wanted", node.arguments[1].at)
    scaled = abs(numbers[0]) * 10 ** int(digits)
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if numbers[0] >= 0 else -whole, 10 ** int(digits))
