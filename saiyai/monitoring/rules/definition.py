"""What a form asks for, as a tree of groups and items with one canonical JSON text and its hash.

A definition is a value: what is published is its text, so that a version can never mean something else later.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from saiyai.kernel.bad_value import BadValue

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,59}")
PART: Final = re.compile(r"[a-z][a-z0-9_]*=[A-Za-z0-9_-]+")
CODE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,59}")
MOST_ITEMS: Final = 1_000
MOST_CHOICES: Final = 500
MOST_REPEATS: Final = 100
DEEPEST: Final = 5
LONGEST_LABEL: Final = 1_000


class ItemKind(StrEnum):
    """What an item takes."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    TEXT = "text"
    NOTE = "note"
    ONE = "one"
    MANY = "many"
    DATE = "date"
    CALCULATED = "calculated"


NUMBERS: Final = frozenset({ItemKind.INTEGER, ItemKind.DECIMAL, ItemKind.MONEY})
COUNTED: Final = frozenset({ItemKind.INTEGER, ItemKind.MONEY, ItemKind.CALCULATED})
"""The kinds that may be bound to a series: whole numbers, satang, and what is reckoned from them."""
CHOSEN: Final = frozenset({ItemKind.ONE, ItemKind.MANY})
SILENT: Final = frozenset({ItemKind.NOTE, ItemKind.CALCULATED})
"""The kinds that nobody types into."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Thai and in English; either may be empty."""

    th: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.th or self.en)

    def said(self, language: str) -> str:
        """Return the text in a language, in the other one where it is empty."""
        return (self.en or self.th) if language == "en" else (self.th or self.en)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that an item offers."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked: what it takes, the series (and its part) it is counted in, and its conditions.

    `relevant`, `constraint` and `calculation` are texts of the expression language, in which other items are
    called by their names. An item without a series is kept with the report and counted nowhere.
    """

    name: str
    kind: ItemKind
    label: Words
    hint: Words = field(default_factory=Words)
    series: str = ""
    part: str = ""
    is_required: bool = False
    constraint: str = ""
    constraint_message: Words = field(default_factory=Words)
    relevant: str = ""
    default: str = ""
    calculation: str = ""
    choices: tuple[Choice, ...] = ()
    is_long: bool = False

    @property
    def figure(self) -> str:
        """Return the code that its number is kept under: the series, with its part, as an expression calls it."""
        return f"{self.series}[{self.part}]" if self.part else self.series

    @property
    def is_kept_beside(self) -> bool:
        """Tell whether it is answered, but counted in no series."""
        return not self.series and self.kind is not ItemKind.NOTE


@dataclass(frozen=True, slots=True)
class Group:
    """A section of a form; one that repeats is filled in as often as there are things of its kind."""

    name: str
    label: Words
    children: tuple["Node", ...] = ()
    relevant: str = ""
    is_repeat: bool = False


Node = Item | Group


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole form: its title and what it asks for, in order."""

    title: Words
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with the groups that it stands in, the outermost first."""

    node: Node
    inside: tuple[Group, ...] = ()

    @property
    def repeat(self) -> Group | None:
        """Return the group that repeats it, None where it is asked once."""
        return next((each for each in self.inside if each.is_repeat), None)


def walk(children: Sequence[Node], inside: tuple[Group, ...] = ()) -> Iterator[Placed]:
    """Yield every node below some, in the order of the form, each group before what it holds."""
    for each in children:
        yield Placed(each, inside)
        if isinstance(each, Group):
            yield from walk(each.children, (*inside, each))


def items_of(definition: Definition) -> list[Item]:
    """Return all items of a form in its order."""
    return [each.node for each in walk(definition.children) if isinstance(each.node, Item)]


def item_named(definition: Definition, name: str) -> Item | None:
    """Return the item of a name, None where there is none."""
    return next((each for each in items_of(definition) if each.name == name), None)


def series_of_definition(definition: Definition) -> dict[str, bool]:
    """Return the series that a form counts in, in its order, and whether each must be reported."""
    found: dict[str, bool] = {}
    for each in walk(definition.children):
        if isinstance(each.node, Item) and each.node.series:
            always = not each.node.relevant and not any(group.relevant for group in each.inside)
            is_required = each.node.is_required and always and each.repeat is None
            found[each.node.series] = found.get(each.node.series, False) or is_required
    return found


def parts_of_definition(definition: Definition) -> dict[str, tuple[str, ...]]:
    """Return the parts that a form asks for of each series that it splits."""
    found: dict[str, tuple[str, ...]] = {}
    for each in items_of(definition):
        if each.part:
            found[each.series] = (*found.get(each.series, ()), each.part)
    return found


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a form: at which item or sheet row, and the code and values of its sentence."""

    where: str
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def problems_of(definition: Definition) -> list[Problem]:
    """Return what keeps a form from being published, apart from its expressions; empty where it is sound."""
    placed = list(walk(definition.children))
    items = [each.node for each in placed if isinstance(each.node, Item)]
    found = [Problem("", "form.without_title")] if not definition.title else []
    if not any(each.kind is not ItemKind.NOTE for each in items):
        found.append(Problem("", "form.empty"))
    if len(items) > MOST_ITEMS:
        found.append(Problem("", "form.too_long", {"most": MOST_ITEMS}))
    return [*found, *_problems_of_names(placed), *_problems_of_nodes(placed), *_problems_of_figures(items)]


def _problems_of_names(placed: Sequence[Placed]) -> Iterator[Problem]:
    seen: set[str] = set()
    for each in placed:
        name = each.node.name
        if NAME.fullmatch(name) is None:
            yield Problem(name, "form.bad_name", {"name": name[:60]})
        elif name.casefold() in seen:
            yield Problem(name, "form.name_twice", {"name": name})
        seen.add(name.casefold())


def _problems_of_nodes(placed: Sequence[Placed]) -> Iterator[Problem]:
    for each in placed:
        node = each.node
        if not node.label and not (isinstance(node, Item) and node.kind is ItemKind.CALCULATED):
            yield Problem(node.name, "form.without_label", {"name": node.name})
        if max(len(node.label.th), len(node.label.en)) > LONGEST_LABEL:
            yield Problem(node.name, "form.label_too_long", {"name": node.name, "most": LONGEST_LABEL})
        if isinstance(node, Item):
            yield from _problems_of_item(node)
        else:
            yield from _problems_of_group(each, node)


def _problems_of_group(placed: Placed, group: Group) -> Iterator[Problem]:
    if not group.children:
        yield Problem(group.name, "form.group_empty", {"name": group.name})
    if len(placed.inside) >= DEEPEST:
        yield Problem(group.name, "form.too_deep", {"most": DEEPEST})
    if group.is_repeat and placed.repeat is not None:
        yield Problem(group.name, "form.repeat_in_repeat", {"name": group.name})


def _problems_of_item(item: Item) -> Iterator[Problem]:
    codes = [each.code for each in item.choices]
    if item.kind in CHOSEN and not codes:
        yield Problem(item.name, "form.without_choices", {"name": item.name})
    if len(codes) > MOST_CHOICES:
        yield Problem(item.name, "form.too_many_choices", {"name": item.name, "most": MOST_CHOICES})
    if len(set(codes)) < len(codes):
        yield Problem(item.name, "form.choice_twice", {"name": item.name})
    for code in codes:
        if CODE.fullmatch(code) is None:
            yield Problem(item.name, "form.bad_choice", {"name": item.name, "choice": code[:60]})
    if item.kind is ItemKind.CALCULATED and not item.calculation:
        yield Problem(item.name, "form.without_calculation", {"name": item.name})
    if item.part and (PART.fullmatch(item.part) is None or not item.series):
        yield Problem(item.name, "form.bad_part", {"name": item.name, "part": item.part[:60]})
    if item.series and item.kind not in COUNTED:
        yield Problem(item.name, "form.not_countable", {"name": item.name, "series": item.series})


def _problems_of_figures(items: Sequence[Item]) -> Iterator[Problem]:
    """Yield each number that would be counted twice: the same figure, or a series whole beside its parts."""
    seen: set[str] = set()
    split = {each.series for each in items if each.part}
    for each in items:
        if each.series and (each.figure in seen or (not each.part and each.series in split)):
            yield Problem(each.name, "form.counted_twice", {"name": each.name, "series": each.series})
        seen.add(each.figure)


def to_plain(node: Definition | Node) -> dict[str, Any]:
    """Return a form or a part of it as plain values, without what is empty."""
    if isinstance(node, Definition):
        return {"title": _words(node.title), "children": [to_plain(each) for each in node.children]}
    if isinstance(node, Group):
        plain: dict[str, Any] = {
            "group": node.name,
            "label": _words(node.label),
            "relevant": node.relevant,
            "repeat": node.is_repeat,
        }
        return {key: value for key, value in plain.items() if value} | {
            "children": [to_plain(each) for each in node.children]
        }
    plain = {
        "name": node.name,
        "kind": node.kind.value,
        "label": _words(node.label),
        "hint": _words(node.hint),
        "series": node.series,
        "part": node.part,
        "required": node.is_required,
        "constraint": node.constraint,
        "constraint_message": _words(node.constraint_message),
        "relevant": node.relevant,
        "default": node.default,
        "calculation": node.calculation,
        "choices": [{"code": each.code, "label": _words(each.label)} for each in node.choices],
        "long": node.is_long,
    }
    return {key: value for key, value in plain.items() if value}


def _words(words: Words) -> dict[str, str]:
    return {key: value for key, value in (("th", words.th), ("en", words.en)) if value}


def canonical_text(definition: Definition) -> str:
    """Return the one JSON text of a form: keys sorted, no spaces, nothing empty."""
    return json.dumps(to_plain(definition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def definition_hash(text: str) -> str:
    """Return the SHA-256 of a form's canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def definition_of(text: str) -> Definition:
    """Return the form that a JSON text tells of; raise BadValue where it tells of none."""
    try:
        plain = json.loads(text)
        return Definition(_words_from(plain["title"]), tuple(map(_node_from, plain["children"])))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as bad:
        raise BadValue("form.unreadable") from bad


def _words_from(plain: Mapping[str, str] | None) -> Words:
    plain = plain or {}
    return Words(str(plain.get("th", "")), str(plain.get("en", "")))


def _node_from(plain: Mapping[str, Any]) -> Node:
    if "group" in plain:
        return Group(
            plain["group"],
            _words_from(plain.get("label")),
            tuple(map(_node_from, plain["children"])),
            plain.get("relevant", ""),
            bool(plain.get("repeat", False)),
        )
    return Item(
        name=plain["name"],
        kind=ItemKind(plain["kind"]),
        label=_words_from(plain.get("label")),
        hint=_words_from(plain.get("hint")),
        series=plain.get("series", ""),
        part=plain.get("part", ""),
        is_required=bool(plain.get("required", False)),
        constraint=plain.get("constraint", ""),
        constraint_message=_words_from(plain.get("constraint_message")),
        relevant=plain.get("relevant", ""),
        default=plain.get("default", ""),
        calculation=plain.get("calculation", ""),
        choices=tuple(
            Choice(each["code"], _words_from(each.get("label"))) for each in plain.get("choices", ())
        ),
        is_long=bool(plain.get("long", False)),
    )
