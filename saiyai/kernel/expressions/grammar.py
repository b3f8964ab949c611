"""Reading an expression: text into tree, or the sentence that says at which character it cannot be read."""

from fractions import Fraction
from functools import cache
from typing import Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions.naming import depth_of
from saiyai.kernel.expressions.tree import (
    FUNCTIONS,
    Binary,
    Call,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Operator,
    Shift,
    Text,
)
from saiyai.kernel.text import to_arabic_digits

CODES = frozenset(
    {
        "expression.empty",
        "expression.too_long",
        "expression.too_deep",
        "expression.unexpected",
        "expression.unfinished",
        "expression.unknown_function",
        "expression.too_few_arguments",
        "expression.too_many_arguments",
        "expression.number_too_long",
        "expression.axis_twice",
        "expression.unknown_name",
        "expression.circle",
        "expression.division_by_zero",
        "expression.number_wanted",
        "expression.truth_wanted",
        "expression.unlike",
        "expression.too_large",
    }
)
"""All that can be wrong with an expression, read or evaluated."""

LONGEST = 2_000
"""The most characters of an expression."""
DEEPEST = 100
"""The most parts that lie inside one another."""
LONGEST_NUMBER = 30
LONGEST_SHOWN = 20

GRAMMAR = r"""
?start: alternative
?alternative: conjunction | alternative OR conjunction -> binary
?conjunction: denial | conjunction AND denial -> binary
?denial: comparison | NOT denial -> contrary
?comparison: addition | addition COMPARE addition -> binary
?addition: product | addition (PLUS | MINUS) product -> binary
?product: signed | product (TIMES | OVER) signed -> binary
?signed: atom | MINUS signed -> negative
?atom: NUMBER -> number
     | TEXT -> text
     | name
     | WORD "(" [_arguments] ")" -> call
     | "(" alternative ")"
_arguments: alternative ("," alternative)*
name: (WORD | BRACED) ["[" category ("," category)* "]"] [SHIFT]
category: CATEGORY

OR: /or(?![\w.])/i
AND: /and(?![\w.])/i
NOT: /not(?![\w.])/i
COMPARE: "!=" | "<>" | "≠" | "<=" | "≤" | ">=" | "≥" | "=" | "<" | ">"
PLUS: "+"
MINUS: "-" | "−"
TIMES: "*" | "×"
OVER: "/" | "÷"
NUMBER: /[0-9๐-๙]+(\.[0-9๐-๙]+)?/
TEXT: /'[^'\n]*'/ | /"[^"\n]*"/
WORD: /(?!(or|and|not)(?![\w.]))[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*/i
BRACED: /\{[^{}\n]+\}/
CATEGORY: /[a-z][a-z0-9_]*=[A-Za-z0-9_-]+/
SHIFT: "@last_period" | "@last_year"
%ignore /[ \t\r\n]+/
"""

_SIGNS = {"<>": "!=", "≠": "!=", "≤": "<=", "≥": ">=", "−": "-", "×": "*", "÷": "/"}


def _operator(token: Token) -> Operator:
    return Operator(_SIGNS.get(token, str(token).lower()))


def _start(token: Token) -> int:
    return token.start_pos or 0


@v_args(inline=True)
class _Tree(Transformer[Token, Node]):
    """Makes nodes of what the grammar finds, while it is read."""

    def number(self, token: Token) -> Node:
        if len(token) > LONGEST_NUMBER:
            raise BadValue("expression.number_too_long", at=_start(token) + 1, most=LONGEST_NUMBER)
        return Number(Fraction(to_arabic_digits(token)), _start(token))

    def text(self, token: Token) -> Node:
        return Text(str(token[1:-1]), _start(token))

    def category(self, token: Token) -> Token:
        return token

    def name(self, word: Token, *rest: Token | None) -> Node:
        tokens = [each for each in rest if each is not None]
        shifts = [Shift(each[1:]) for each in tokens if each.type == "SHIFT"]
        categories = [each for each in tokens if each.type == "CATEGORY"]
        split: dict[str, str] = {}
        for each in categories:
            axis, _, category = each.partition("=")
            if axis in split:
                raise BadValue("expression.axis_twice", at=_start(each) + 1, axis=axis)
            split[axis] = category
        code = word[1:-1].strip() if word.type == "BRACED" else str(word)
        if not code:
            raise BadValue("expression.unexpected", at=_start(word) + 1, found=str(word)[:LONGEST_SHOWN])
        return Name(code, tuple(sorted(split.items())), shifts[0] if shifts else None, _start(word))

    def call(self, word: Token, *arguments: Node | None) -> Node:
        name, given = word.lower(), tuple(each for each in arguments if each is not None)
        at = _start(word) + 1
        if name not in FUNCTIONS:
            raise BadValue("expression.unknown_function", at=at, name=str(word)[:LONGEST_SHOWN])
        fewest, most = FUNCTIONS[name]
        if len(given) < fewest:
            raise BadValue("expression.too_few_arguments", at=at, name=name, wanted=fewest)
        if most is not None and len(given) > most:
            raise BadValue("expression.too_many_arguments", at=at, name=name, wanted=most)
        return Call(name, given, _start(word))

    def binary(self, left: Node, token: Token, right: Node) -> Node:
        return Binary(_operator(token), left, right, _start(token))

    def negative(self, token: Token, part: Node) -> Node:
        return Negative(part, _start(token))

    def contrary(self, token: Token, part: Node) -> Node:
        return Not(part, _start(token))


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", transformer=_Tree(), maybe_placeholders=True)


def parse(text: str) -> Node:
    """Return the tree of an expression; a BadValue with `at`, the character counted from 1, where there is none.

    Signs and digits are understood as they are typed: × ÷ − ≠ ≤ ≥, Thai digits, AND and and.
    """
    if not text.strip():
        raise BadValue("expression.empty")
    if len(text) > LONGEST:
        raise BadValue("expression.too_long", most=LONGEST)
    try:
        tree: Any = _parser().parse(text)
    except VisitError as error:
        if isinstance(error.orig_exc, BadValue):
            raise error.orig_exc from None
        raise
    except UnexpectedInput as error:
        raise _sentence(error, text) from None
    if depth_of(tree) > DEEPEST:
        raise BadValue("expression.too_deep", most=DEEPEST)
    found: Node = tree
    return found


def _sentence(error: UnexpectedInput, text: str) -> BadValue:
    """Return what an error of the reader says of the text."""
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return BadValue(
            "expression.unexpected", at=_start(error.token) + 1, found=str(error.token)[:LONGEST_SHOWN]
        )
    if isinstance(error, UnexpectedCharacters):
        at = error.pos_in_stream or 0
        return BadValue("expression.unexpected", at=at + 1, found=text[at : at + 1])
    return BadValue("expression.unfinished", at=len(text.rstrip()) + 1)
