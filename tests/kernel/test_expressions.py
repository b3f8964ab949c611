"""Formulas and checks: read, printed, evaluated exactly; nothing but their own error ever comes out."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import (
    CODES,
    DEEPEST,
    FUNCTIONS,
    LONGEST,
    NOT_REPORTED,
    Binary,
    Call,
    Fault,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Shift,
    Text,
    Value,
    circle_among,
    depth_of,
    evaluate,
    names_in,
    order_of,
    parse,
    printed,
)
from saiyai.kernel.expressions.tree import COMPARISONS
from tests.kernel.strategies import any_text

ARITHMETIC = (Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.OVER)
numbers = st.builds(
    lambda whole, digits: Number(Fraction(whole, 10**digits)), st.integers(0, 10**9), st.integers(0, 4)
)
names = st.builds(
    Name,
    st.sampled_from(["a", "b", "tambon.people_trained", "order", "{", "ก ข", "and", "Q1-a"]).filter(
        lambda code: code != "{"
    ),
    st.dictionaries(st.sampled_from(["sex", "age"]), st.sampled_from(["female", "0-4", "60"])).map(
        lambda split: tuple(sorted(split.items()))
    ),
    st.sampled_from([None, *Shift]),
)
leaves = numbers | names | st.builds(Text, st.sampled_from(["", "female", "it's", 'say "so"', "ก/ข (1)"]))


def _deeper(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    calls = [
        st.builds(Call, st.just(name), st.lists(parts, min_size=fewest, max_size=most or 4).map(tuple))
        for name, (fewest, most) in FUNCTIONS.items()
    ]
    return st.one_of(
        st.builds(Binary, st.sampled_from(Operator), parts, parts),
        st.builds(Negative, parts),
        st.builds(Not, parts),
        *calls,
    )


trees = st.recursive(leaves, _deeper, max_leaves=25)
known = st.fractions() | st.booleans() | st.sampled_from(["", "female male"])
values = known | st.just(NOT_REPORTED) | st.just(Fault("expression.division_by_zero", 1))


@given(trees)
def test_what_is_printed_is_read_into_the_same_tree(tree: Node):
    text = printed(tree)
    if len(text) <= LONGEST:
        assert parse(text) == tree


near_expressions = st.lists(
    st.sampled_from(
        [
            *"0123456789๐๙()[]{}@.,'\"+-*/=<>!×÷−≤≥≠ \n",
            "and ",
            "or ",
            "not ",
            "if(",
            "min(",
            "a",
            "tambon.x",
            "@last_year",
            "[sex=f]",
            "present(",
        ]
    ),
    max_size=30,
).map("".join)


@given(near_expressions | any_text | st.text())
def test_whatever_is_typed_is_read_or_told_at_its_character(text: str):
    tree, bad = _read(text)

    if tree is not None:
        assert parse(printed(tree)) == tree
    else:
        assert bad is not None
        assert bad.code in CODES
        assert 1 <= int(bad.values.get("at", 1)) <= len(text) + 1


def _read(text: str) -> tuple[Node | None, BadValue | None]:
    try:
        return parse(text), None
    except BadValue as bad:
        return None, bad


@given(trees, st.lists(values, min_size=1))
def test_whatever_the_values_are_an_expression_comes_to_a_value(tree: Node, given_values: list[Value]):
    asked: list[Name] = []

    def value_of(name: Name) -> Value:
        asked.append(name)
        return given_values[len(asked) % len(given_values)]

    found = evaluate(tree, value_of)

    assert isinstance(found, Fraction | bool | str | Fault) or found is NOT_REPORTED
    assert not isinstance(found, Fault) or found.code in CODES
    assert set(asked) <= set(names_in(tree))


def _calculations(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(Binary, st.sampled_from(ARITHMETIC), parts, parts) | st.builds(Negative, parts)


def _by_python(tree: Node) -> Fraction:
    """Return what Python itself makes of a calculation, written out with its own fractions."""
    match tree:
        case Number(value=value):
            return value
        case Negative(part=part):
            return -_by_python(part)
        case Binary(operator=operator, left=left, right=right):
            a, b = _by_python(left), _by_python(right)
            return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[
                operator
            ]()
    raise AssertionError(tree)


@given(st.recursive(numbers, _calculations, max_leaves=20))
def test_calculations_are_exact(tree: Node):
    try:
        wanted: Value = _by_python(tree)
    except ZeroDivisionError:
        found = evaluate(tree, lambda _name: NOT_REPORTED)
        assert isinstance(found, Fault)
        assert found.code == "expression.division_by_zero"
    else:
        assert evaluate(tree, lambda _name: NOT_REPORTED) == wanted


@given(st.sampled_from(sorted(COMPARISONS)), st.fractions(), st.fractions())
def test_comparisons_are_pythons(operator: Operator, left: Fraction, right: Fraction):
    tree = Binary(operator, Name("a"), Name("b"))
    wanted = {
        "=": left == right, "!=": left != right, "<": left < right,
        "<=": left <= right, ">": left > right, ">=": left >= right,
    }  # fmt: skip
    assert evaluate(tree, lambda name: left if name.code == "a" else right) is wanted[operator]


def came_to(text: str, **given_values: Value | int) -> Value:
    return evaluate(parse(text), lambda name: given_values.get(name.code, NOT_REPORTED))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) × 3 − 1", 8),
        ("๑๒.๕ ÷ 5", Fraction(5, 2)),
        ("--3", 3),
        ("10 - 3 - 2", 5),
        ("0.1 + 0.2 = 0.3", True),
        ("1 / 3 * 3 = 1", True),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2 / 3, 2)", Fraction(67, 100)),
        ("abs(3 - 5)", 2),
        ("mod(-7, 3)", -1),
        ("min(3, 1, 2) + max(3, 1, 2)", 4),
        ("if(1 > 2, 1 / 0, 5)", 5),
        ("1 > 2 and 1 / 0 > 1", False),
        ("not 1 = 2 and 2 = 2", True),
        ("selected('red blue', 'blue')", True),
        ("IF(1 = 1 AND 2 ≠ 3, 1, 0)", 1),
    ],
)
def test_expressions_come_to_what_an_officer_expects(text: str, value: Value):
    assert came_to(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + 1", NOT_REPORTED),
        ("a > 1", NOT_REPORTED),
        ("a * 0", NOT_REPORTED),
        ("sum(a, 2, b)", 5),
        ("max(a, 2)", 2),
        ("sum(a, a)", NOT_REPORTED),
        ("present(a)", False),
        ("present(b)", True),
        ("a > 1 or b = 3", True),
        ("a > 1 and b = 4", False),
        ("a > 1 and b = 3", NOT_REPORTED),
        ("not a > 1", NOT_REPORTED),
        ("coalesce(a, b)", 3),
        ("if(a > 1, 1, 2)", NOT_REPORTED),
    ],
)
def test_what_is_not_reported_is_not_zero(text: str, value: Value):
    assert came_to(text, b=3) == value


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("4 + b / a", "division_by_zero", 7),
        ("1 + (2 > 1)", "number_wanted", 8),
        ("b and 1 = 1", "truth_wanted", 1),
        ("b = 'x'", "unlike", 3),
        ("mod(b, a)", "division_by_zero", 1),
        ("round(b, 0.5)", "number_wanted", 10),
    ],
)
def test_a_fault_says_where(text: str, code: str, at: int):
    assert came_to(text, a=0, b=3) == Fault(f"expression.{code}", at)


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("  ", "empty", None),
        ("1 +", "unfinished", 4),
        ("(1", "unfinished", 3),
        ("1 < 2 < 3", "unexpected", 7),
        ("a $ b", "unexpected", 3),
        ("1 2", "unexpected", 3),
        ("2 + sqrt(4)", "unknown_function", 5),
        ("__import__('os')", "unexpected", 1),
        ("min()", "too_few_arguments", 1),
        ("abs(1, 2)", "too_many_arguments", 1),
        ("a[sex=f,sex=m]", "axis_twice", 9),
        ("1" * 31, "number_too_long", 1),
        ("1" + "+1" * LONGEST, "too_long", None),
        ("1" + "+1" * DEEPEST, "too_deep", None),
    ],
)
def test_what_cannot_be_read_is_told_at_its_character(text: str, code: str, at: int | None):
    with pytest.raises(BadValue) as caught:
        parse(text)

    assert caught.value.code == f"expression.{code}"
    assert caught.value.values.get("at") == at


def test_the_deepest_that_is_taken_is_evaluated_and_printed():
    text = " + ".join(["1"] * DEEPEST)
    tree = parse(text)

    assert depth_of(tree) == DEEPEST
    assert came_to(text) == DEEPEST
    assert printed(tree) == text


def test_people_read_names_and_signs_instead_of_codes():
    tree = parse("tambon.trained[sex=female] * 100 / -tambon.people")

    assert printed(tree, lambda name: name.code.partition(".")[2]) == "“trained” × 100 ÷ −“people”"


def test_circles_are_found_and_named():
    formulas = {code: parse(text) for code, text in {"a": "b + 1", "b": "c * x", "c": "a", "d": "a"}.items()}

    assert circle_among(formulas) == ("a", "b", "c", "a")
    assert circle_among({"a": parse("a@last_year + 1")}) == ("a", "a")
    with pytest.raises(ValueError, match="a > b > c > a"):
        order_of(formulas)


def test_formulas_follow_those_that_they_refer_to():
    formulas = {code: parse(text) for code, text in {"a": "b + c", "b": "c * x", "c": "1", "d": "a"}.items()}

    assert circle_among(formulas) == ()
    assert order_of(formulas) == ("c", "b", "a", "d")


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefx"), min_size=1, max_size=3))
)
def test_there_is_an_order_exactly_where_there_is_no_circle(links: dict[str, list[str]]):
    formulas = {code: parse(" + ".join(uses)) for code, uses in links.items()}

    circle = circle_among(formulas)
    if circle:
        assert circle[0] == circle[-1]
        assert all(after in links[before] for before, after in pairwise(circle))
    else:
        order = order_of(formulas)
        assert sorted(order) == sorted(links)
        assert all(
            order.index(use) < order.index(code) for code in links for use in links[code] if use in links
        )
