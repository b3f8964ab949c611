"""XLSForm's XPath expressions compiled into the expression language, and back; what is not in the list is refused.

Conditions differ from XPath in one thing: where an answer is missing, a comparison with it is neither true nor
false, and a condition that comes to that is not met.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import Binary, Call, Name, Negative, Node, Not, Number, Operator, Text, printed
from saiyai.kernel.text import to_arabic_digits

LONGEST: Final = 1_000
DEEPEST: Final = 50
SHOWN: Final = 20

FUNCTIONS: Final[Mapping[str, tuple[int, int | None]]] = {
    "abs": (1, 1),
    "coalesce": (2, 2),
    "count": (1, 1),
    "false": (0, 0),
    "if": (3, 3),
    "int": (1, 1),
    "max": (1, None),
    "min": (1, None),
    "not": (1, 1),
    "number": (1, 1),
    "round": (1, 2),
    "selected": (2, 2),
    "sum": (1, None),
    "true": (0, 0),
}
"""The functions of XPath that are understood, with how many arguments each takes (None: any number)."""

_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<number>[0-9]+(?:\.[0-9]+)?)
    |(?P<text>'[^'\n]*'|"[^"\n]*")
    |(?P<name>\$\{\s*[^{}\s]+\s*\})
    |(?P<sign><=|>=|!=|[=<>+*(),-])
    |(?P<word>[A-Za-z][A-Za-z0-9_-]*)
    |(?P<self>\.)
    )""",
    re.VERBOSE,
)
_COMPARED: Final[Mapping[str, Operator]] = {
    each.value: each for each in Operator if each.value in {"=", "!=", "<", "<=", ">", ">="}
}
_WRITTEN: Final = {Operator.OVER: "div"}
_BINDS: Final = {Operator.OR: 1, Operator.AND: 2, Operator.PLUS: 4, Operator.MINUS: 4}
_PRODUCT, _COMPARISON, _NEGATIVE, _ATOM = 5, 3, 6, 7


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def compiled(text: str, own_name: str) -> str:
    """Return an XPath expression in the expression language; `.` is the item that it belongs to.

    Raise BadValue with `at`, the character counted from 1, where it is not understood.
    """
    if len(text) > LONGEST:
        raise BadValue("xpath.too_long", most=LONGEST)
    reader = _Reader(_tokens(text), own_name, len(text))
    node = reader.alternative()
    reader.end()
    return printed(node)


def _tokens(text: str) -> list[_Token]:
    text = to_arabic_digits(text.replace("\u2018", "'").replace("\u2019", "'")).rstrip()
    found: list[_Token] = []
    at = 0
    while at < len(text):
        read = _TOKEN.match(text, at)
        if read is None or read.lastgroup is None:
            bare = text[at:].lstrip()
            raise BadValue("xpath.unexpected", at=len(text) - len(bare) + 1, found=bare[:1])
        kind = read.lastgroup
        found.append(_Token(kind, read[kind], read.start(kind)))
        at = read.end()
    return found


class _Reader:
    """Reads tokens from left to right into a tree."""

    def __init__(self, tokens: list[_Token], own_name: str, length: int) -> None:
        self.tokens, self.own_name, self.length = tokens, own_name, length
        self.place, self.depth = 0, 0

    def _next(self) -> _Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def _taken(self, *texts: str) -> _Token | None:
        """Take the next token where it is one of these signs or words."""
        token = self._next()
        if token is None or token.kind not in {"sign", "word"} or token.text not in texts:
            return None
        self.place += 1
        return token

    def _wanted(self, text: str) -> None:
        if self._taken(text) is None:
            raise self._unexpected()

    def _unexpected(self) -> BadValue:
        token = self._next()
        if token is None:
            return BadValue("xpath.unfinished", at=self.length + 1)
        return BadValue("xpath.unexpected", at=token.at + 1, found=token.text[:SHOWN])

    def end(self) -> None:
        """Refuse whatever follows a whole expression."""
        if self._next() is not None:
            raise self._unexpected()

    def alternative(self) -> Node:
        """Read an expression."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadValue("xpath.too_deep", most=DEEPEST)
        node = self._conjunction()
        while token := self._taken("or"):
            node = Binary(Operator.OR, node, self._conjunction(), token.at)
        self.depth -= 1
        return node

    def _conjunction(self) -> Node:
        node = self._comparison()
        while token := self._taken("and"):
            node = Binary(Operator.AND, node, self._comparison(), token.at)
        return node

    def _comparison(self) -> Node:
        left = self._addition()
        token = self._taken(*_COMPARED)
        return left if token is None else _compared(_COMPARED[token.text], left, self._addition(), token.at)

    def _addition(self) -> Node:
        node = self._product()
        while token := self._taken("+", "-"):
            node = Binary(Operator(token.text), node, self._product(), token.at)
        return node

    def _product(self) -> Node:
        node = self._signed()
        while token := self._taken("*", "div", "mod"):
            right = self._signed()
            if token.text == "mod":
                node = Call("mod", (node, right), token.at)
            else:
                node = Binary(Operator.TIMES if token.text == "*" else Operator.OVER, node, right, token.at)
        return node

    def _signed(self) -> Node:
        signs = []
        while token := self._taken("-"):
            signs.append(token)
            if len(signs) > DEEPEST:
                raise BadValue("xpath.too_deep", most=DEEPEST)
        node = self._atom()
        for token in reversed(signs):
            node = Negative(node, token.at)
        return node

    def _atom(self) -> Node:
        token = self._next()
        if token is None:
            raise self._unexpected()
        self.place += 1
        match token.kind:
            case "number":
                return Number(Fraction(token.text), token.at)
            case "text":
                return Text(token.text[1:-1], token.at)
            case "name":
                return Name(token.text[2:-1].strip(), (), None, token.at)
            case "self":
                return Name(self.own_name, (), None, token.at)
            case "word":
                return self._call(token)
        if token.text == "(":
            node = self.alternative()
            self._wanted(")")
            return node
        self.place -= 1
        raise self._unexpected()

    def _call(self, token: _Token) -> Node:
        if token.text not in FUNCTIONS:
            raise BadValue("xpath.unknown_function", at=token.at + 1, name=token.text[:SHOWN])
        self._wanted("(")
        arguments: list[Node] = []
        while not self._taken(")"):
            if arguments:
                self._wanted(",")
            arguments.append(self.alternative())
        fewest, most = FUNCTIONS[token.text]
        if len(arguments) < fewest or (most is not None and len(arguments) > most):
            raise BadValue("xpath.arguments", at=token.at + 1, name=token.text)
        return _called(token.text, tuple(arguments), token.at)


def _compared(operator: Operator, left: Node, right: Node, at: int) -> Node:
    """Return a comparison; one with the empty text asks whether there is an answer."""
    if operator in {Operator.EQUAL, Operator.UNEQUAL}:
        for one, other in ((left, right), (right, left)):
            if isinstance(other, Text) and not other.value:
                present = Call("present", (one,), at)
                return present if operator is Operator.UNEQUAL else Not(present, at)
    return Binary(operator, left, right, at)


def _called(function: str, arguments: tuple[Node, ...], at: int) -> Node:
    one = Number(Fraction(1), at)
    match function:
        case "true" | "false":
            return Binary(Operator.EQUAL if function == "true" else Operator.UNEQUAL, one, one, at)
        case "not":
            return Not(arguments[0], at)
        case "number" | "count":
            return arguments[0]
        case "int":
            return Binary(Operator.MINUS, arguments[0], Call("mod", (arguments[0], one), at), at)
    return Call(function, arguments, at)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How names are written: the item that `.` stands for, and the groups that repeat, whose name is their count."""

    own_name: str = ""
    repeats: frozenset[str] = frozenset()

    def name(self, code: str) -> str:
        """Return a name as XPath."""
        if code == self.own_name:
            return "."
        return f"count(${{{code}}})" if code in self.repeats else f"${{{code}}}"


def to_xpath(node: Node, spelling: Spelling = Spelling()) -> str:
    """Return a tree of the expression language as XPath; raise BadValue where XLSForm has no word for a part."""
    return _written(node, spelling)[0]


def _written(node: Node, spelling: Spelling) -> tuple[str, int]:  # noqa: C901, PLR0911 (one line a kind)
    """Return the XPath of a part and how strongly it binds."""
    match node:
        case Number():
            return printed(node), _ATOM
        case Text(value=value):
            return (f"'{value}'" if "'" not in value else f'"{value}"'), _ATOM
        case Name(code=code, split=split, shift=shift):
            if split or shift:
                raise BadValue("xpath.beyond", name=code)
            return spelling.name(code), _ATOM
        case Negative(part=part):
            return f"-{_inside(part, _NEGATIVE, spelling)}", _NEGATIVE
        case Not(part=Call(function="present", arguments=(part,))):
            return f"{_inside(part, _COMPARISON + 1, spelling)} = ''", _COMPARISON
        case Not(part=part):
            return f"not({to_xpath(part, spelling)})", _ATOM
        case Call(function="present", arguments=(part,)):
            return f"{_inside(part, _COMPARISON + 1, spelling)} != ''", _COMPARISON
        case Call(function="mod", arguments=(left, right)):
            return (
                f"{_inside(left, _PRODUCT, spelling)} mod {_inside(right, _PRODUCT + 1, spelling)}",
                _PRODUCT,
            )
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(to_xpath(each, spelling) for each in arguments)})", _ATOM
        case Binary(operator=operator, left=left, right=right):
            binds = _BINDS.get(operator, _COMPARISON if operator.value in _COMPARED else _PRODUCT)
            before = _inside(left, binds + (binds == _COMPARISON), spelling)
            sign = _WRITTEN.get(operator, operator.value)
            return f"{before} {sign} {_inside(right, binds + 1, spelling)}", binds


def _inside(node: Node, least: int, spelling: Spelling) -> str:
    text, binds = _written(node, spelling)
    return text if binds >= least else f"({text})"
