"""A form written as the sheets of an XLSForm, which read in again give the same form."""

from collections.abc import Iterator, Sequence
from typing import Final

from saiyai.kernel.expressions import parse
from saiyai.monitoring.rules.definition import (
    CHOSEN,
    Choice,
    Definition,
    Group,
    Item,
    ItemKind,
    Node,
    Words,
    walk,
)
from saiyai.monitoring.rules.xlsform import MONEY
from saiyai.monitoring.rules.xpath import Spelling, to_xpath

THAI, ENGLISH = "::ไทย (th)", "::English (en)"
TYPES: Final = {
    ItemKind.INTEGER: "integer",
    ItemKind.DECIMAL: "decimal",
    ItemKind.MONEY: "decimal",
    ItemKind.TEXT: "text",
    ItemKind.NOTE: "note",
    ItemKind.DATE: "date",
    ItemKind.CALCULATED: "calculate",
    ItemKind.ONE: "select_one",
    ItemKind.MANY: "select_multiple",
}
SURVEY: Final = (
    "type",
    "name",
    f"label{THAI}",
    f"label{ENGLISH}",
    f"hint{THAI}",
    f"hint{ENGLISH}",
    "required",
    "relevant",
    "constraint",
    f"constraint_message{THAI}",
    f"constraint_message{ENGLISH}",
    "calculation",
    "default",
    "appearance",
    "series",
    "part",
)
CHOICES: Final = ("list_name", "name", f"label{THAI}", f"label{ENGLISH}")
SETTINGS: Final = ("form_title", "form_id", "version", "default_language")


def sheets_of(definition: Definition, *, form_id: str, version: str) -> dict[str, list[list[str]]]:
    """Return the survey, choices and settings of a form, each with its header."""
    lists = _lists(definition)
    repeats = frozenset(
        each.node.name
        for each in walk(definition.children)
        if isinstance(each.node, Group) and each.node.is_repeat
    )
    survey = [
        [row.get(column, "") for column in SURVEY] for row in _rows(definition.children, lists, repeats)
    ]
    choices = [
        [name, each.code, each.label.th, each.label.en or each.label.th]
        for offered, name in lists.items()
        for each in offered
    ]
    settings = [definition.title.th, form_id, version, "ไทย (th)"]
    return {
        "survey": [list(SURVEY), *survey],
        "choices": [list(CHOICES), *choices],
        "settings": [list(SETTINGS), settings],
    }


def _lists(definition: Definition) -> dict[tuple[Choice, ...], str]:
    """Return a name for each list of choices, one name for lists that are the same."""
    found: dict[tuple[Choice, ...], str] = {}
    for each in walk(definition.children):
        if isinstance(each.node, Item) and each.node.kind in CHOSEN:
            found.setdefault(each.node.choices, each.node.name)
    return found


def _rows(
    children: Sequence[Node], lists: dict[tuple[Choice, ...], str], repeats: frozenset[str]
) -> Iterator[dict[str, str]]:
    for node in children:
        common = {"name": node.name, **_words("label", node.label)}
        common["relevant"] = _xpath(node.relevant, Spelling(repeats=repeats))
        if isinstance(node, Group):
            kind = "repeat" if node.is_repeat else "group"
            yield {"type": f"begin_{kind}", **common}
            yield from _rows(node.children, lists, repeats)
            yield {"type": f"end_{kind}"}
        else:
            yield common | _item(node, lists, repeats)


def _item(item: Item, lists: dict[tuple[Choice, ...], str], repeats: frozenset[str]) -> dict[str, str]:
    kind = TYPES[item.kind]
    return {
        "type": f"{kind} {lists[item.choices]}" if item.kind in CHOSEN else kind,
        **_words("hint", item.hint),
        "required": "yes" if item.is_required else "",
        "constraint": _xpath(item.constraint, Spelling(item.name, repeats)),
        **_words("constraint_message", item.constraint_message),
        "calculation": _xpath(item.calculation, Spelling(repeats=repeats)),
        "default": item.default,
        "appearance": MONEY if item.kind is ItemKind.MONEY else "multiline" if item.is_long else "",
        "series": item.series,
        "part": item.part,
    }


def _words(column: str, words: Words) -> dict[str, str]:
    return {f"{column}{THAI}": words.th, f"{column}{ENGLISH}": words.en}


def _xpath(text: str, spelling: Spelling) -> str:
    return to_xpath(parse(text), spelling) if text else ""
