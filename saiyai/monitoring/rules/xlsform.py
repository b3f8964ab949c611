"""XLSForm read into a definition and written again: what is not understood is refused at its sheet and row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from saiyai.documents.sheets.check import text_of
from saiyai.documents.sheets.read import Value
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise
from saiyai.monitoring.rules.definition import (
    MOST_ITEMS,
    Choice,
    Definition,
    Group,
    Item,
    ItemKind,
    Node,
    Words,
)
from saiyai.monitoring.rules.xpath import compiled

Sheets = Mapping[str, Sequence[Sequence[Value]]]
"""The rows of each sheet by its name."""

KINDS: Final[Mapping[str, ItemKind]] = {
    "integer": ItemKind.INTEGER,
    "int": ItemKind.INTEGER,
    "decimal": ItemKind.DECIMAL,
    "text": ItemKind.TEXT,
    "string": ItemKind.TEXT,
    "note": ItemKind.NOTE,
    "date": ItemKind.DATE,
    "calculate": ItemKind.CALCULATED,
}
METADATA: Final = frozenset(
    {
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "email",
        "audit",
    }
)
"""Types that a telephone fills in by itself: left out, since a report says who entered it and when."""
GROUP_BEGINS: Final = {"begin group": False, "begin repeat": True}
GROUP_ENDS: Final = {"end group": False, "end repeat": True}
SELECTS: Final = {"select one": ItemKind.ONE, "select multiple": ItemKind.MANY}
TRANSLATED: Final = ("label", "hint", "constraint_message")
PLAIN: Final = (
    "type",
    "name",
    "required",
    "constraint",
    "relevant",
    "calculation",
    "default",
    "appearance",
    "series",
    "part",
)
REFUSED: Final = ("choice_filter", "repeat_count")
"""Columns that change what a form means and that are not understood: a filled cell is refused."""
ALIASES: Final = {
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "calculate": "calculation",
    "bind::jr:constraintmsg": "constraint_message",
    "constraint message": "constraint_message",
    "list name": "list_name",
    "list_name": "list_name",
    "value": "name",
}
YES: Final = frozenset({"yes", "true", "true()", "1", "ใช่"})
NO: Final = frozenset({"", "no", "false", "false()", "0", "ไม่ใช่"})
MONEY: Final = "money"
_SELECT: Final = re.compile(r"(select[ _]one|select[ _]multiple)\s+(\S+)(\s+or_other)?", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"\((?P<code>[a-z]{2})\)\s*$", re.IGNORECASE)
_NAMED: Final = {"thai": "th", "ไทย": "th", "english": "en", "th": "th", "en": "en"}


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """What is wrong with an XLSForm: in which sheet and row (from 1; 0 for the whole), with the values of its sentence."""

    sheet: str
    row: int
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    """An XLSForm as it was understood: the form, what is wrong, what was left out, and where each part stood."""

    definition: Definition
    problems: tuple[SheetProblem, ...]
    left_out: tuple[str, ...]
    form_id: str
    row_of: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet by what its columns are called; translated columns by name and language."""

    number: int
    cells: Mapping[tuple[str, str], str]

    def get(self, column: str, language: str = "") -> str:
        return self.cells.get((column, language), "")

    def words(self, column: str) -> Words:
        bare = self.get(column)
        th, en = self.get(column, "th"), self.get(column, "en")
        return Words(normalise(th or (bare if not en else "")), normalise(en))


@dataclass(slots=True)
class _Open:
    """A group that has begun and not yet ended."""

    row: _Row
    is_repeat: bool
    children: list[Node] = field(default_factory=list)


class _Reading:
    """What is found while the sheets are read."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets = {name.strip().casefold(): rows for name, rows in sheets.items()}
        self.problems: list[SheetProblem] = []
        self.left_out: dict[str, None] = {}
        self.row_of: dict[str, int] = {}
        self.language = "th"
        self.lists: dict[str, list[Choice]] = {}

    def bad(self, sheet: str, row: int, code: str, **values: str | int) -> None:
        """Note what is wrong with a row."""
        self.problems.append(SheetProblem(sheet, row, f"xlsform.{code}", values))

    def rows(self, sheet: str) -> Iterator[_Row]:
        """Yield the filled rows of a sheet below its header."""
        rows = self.sheets.get(sheet, ())
        header = next((n for n, row in enumerate(rows) if any(text_of(cell) for cell in row)), None)
        if header is None:
            return
        columns = [self._column(sheet, text_of(cell)) for cell in rows[header]]
        for number, row in enumerate(rows[header + 1 :], start=header + 2):
            cells = {
                column: text
                for column, cell in zip(columns, row, strict=False)
                if column is not None and (text := text_of(cell))
            }
            if cells:
                yield _Row(number, cells)

    def _column(self, sheet: str, title: str) -> tuple[str, str] | None:
        """Return what a column is called, with its language; None where it is left out."""
        bare = " ".join(title.casefold().split())
        name, _, language = bare.partition("::")
        name = ALIASES.get(name, name)
        if name in TRANSLATED:
            code = self._language(language)
            if code is None:
                self.left_out[f"{sheet}: {title}"] = None
            return None if code is None else (name, code)
        name = ALIASES.get(bare, bare)
        known = {"survey": (*PLAIN, *TRANSLATED, *REFUSED), "choices": ("list_name", "name")}
        if bare and sheet in known and name not in known[sheet]:
            self.left_out[f"{sheet}: {title}"] = None
            return None
        return (name, "") if bare else None

    def _language(self, title: str) -> str | None:
        """Return the language of a translated column: th, en, "" where it names none, None for another."""
        title = title.strip()
        if not title:
            return self.language
        in_brackets = _LANGUAGE.search(title)
        return _NAMED.get(in_brackets["code"] if in_brackets else title)


def understood(sheets: Sheets) -> Understood:
    """Return the form that an XLSForm describes, with all that is wrong with it."""
    reading = _Reading(sheets)
    title, form_id = _settings(reading)
    if "survey" not in reading.sheets:
        reading.bad("survey", 0, "without_survey")
        return Understood(Definition(title), tuple(reading.problems), (), form_id, {})
    _choices(reading)
    children = _survey(reading)
    return Understood(
        Definition(title, tuple(children)),
        tuple(sorted(reading.problems, key=lambda each: (each.sheet != "survey", each.sheet, each.row))),
        tuple(reading.left_out),
        form_id,
        reading.row_of,
    )


def _settings(reading: _Reading) -> tuple[Words, str]:
    row = next(reading.rows("settings"), None)
    if row is None:
        return Words(), ""
    told = reading._language(row.get("default_language").casefold())  # noqa: SLF001 (this module's own)
    reading.language = told or "th"
    title = normalise(row.get("form_title"))
    return Words(title), row.get("form_id") or row.get("id_string")


def _choices(reading: _Reading) -> None:
    for row in reading.rows("choices"):
        name, code = row.get("list_name"), row.get("name")
        if not name or not code:
            reading.bad("choices", row.number, "choice_incomplete")
            continue
        label = row.words("label")
        reading.lists.setdefault(name, []).append(Choice(code, label or Words(code)))
        reading.row_of.setdefault(f"choices {name}", row.number)


def _survey(reading: _Reading) -> list[Node]:
    top: list[Node] = []
    open_groups: list[_Open] = []
    for count, row in enumerate(reading.rows("survey")):
        if count >= 2 * MOST_ITEMS:
            reading.bad("survey", row.number, "too_long", most=2 * MOST_ITEMS)
            break
        inside = open_groups[-1].children if open_groups else top
        kind = " ".join(row.get("type").casefold().replace("_", " ").split())
        _note_refused(reading, row)
        if kind in GROUP_BEGINS:
            reading.row_of.setdefault(row.get("name"), row.number)
            open_groups.append(_Open(row, GROUP_BEGINS[kind]))
        elif kind in GROUP_ENDS:
            _end(reading, row, GROUP_ENDS[kind], open_groups, top)
        elif (item := _item(reading, row, kind)) is not None:
            reading.row_of.setdefault(item.name, row.number)
            inside.append(item)
    for left in open_groups:
        reading.bad("survey", left.row.number, "not_ended", name=left.row.get("name"))
    while open_groups:
        _close(reading, open_groups, top)
    return top


def _note_refused(reading: _Reading, row: _Row) -> None:
    for column in REFUSED:
        if row.get(column):
            reading.bad("survey", row.number, "column_not_understood", column=column)


def _end(reading: _Reading, row: _Row, is_repeat: bool, open_groups: list[_Open], top: list[Node]) -> None:  # noqa: FBT001 (told by the row)
    if not open_groups or open_groups[-1].is_repeat != is_repeat:
        reading.bad("survey", row.number, "not_begun", kind=row.get("type"))
        return
    _close(reading, open_groups, top)


def _close(reading: _Reading, open_groups: list[_Open], top: list[Node]) -> None:
    done = open_groups.pop()
    name = done.row.get("name") or f"group_{done.row.number}"
    label = done.row.words("label") or Words(name)
    group = Group(
        name, label, tuple(done.children), _expression(reading, done.row, "relevant", name), done.is_repeat
    )
    (open_groups[-1].children if open_groups else top).append(group)


def _item(reading: _Reading, row: _Row, kind: str) -> Item | None:
    """Return the item of a row, None where it is left out or not understood."""
    typed, name = row.get("type"), row.get("name")
    chosen = _SELECT.fullmatch(typed.strip())
    if kind in METADATA:
        reading.left_out[f"survey: {typed}"] = None
        return None
    if not kind:
        reading.bad("survey", row.number, "without_type")
        return None
    if (chosen is None and kind not in KINDS) or (chosen is not None and chosen[3]):
        reading.bad("survey", row.number, "unknown_type", type=typed[:60])
        return None
    if not name:
        reading.bad("survey", row.number, "without_name")
        return None
    if chosen is not None:
        taken = SELECTS[chosen[1].casefold().replace("_", " ")]
        return _made(reading, row, taken, _list(reading, row, chosen[2]))
    appearance = row.get("appearance").casefold().split()
    is_money = kind == "decimal" and MONEY in appearance
    return _made(reading, row, ItemKind.MONEY if is_money else KINDS[kind], ())


def _list(reading: _Reading, row: _Row, name: str) -> tuple[Choice, ...]:
    if name not in reading.lists:
        reading.bad("survey", row.number, "unknown_list", list=name[:60])
        return (Choice("unknown", Words(name)),)
    return tuple(reading.lists[name])


def _made(reading: _Reading, row: _Row, kind: ItemKind, choices: tuple[Choice, ...]) -> Item:
    name = row.get("name")
    required = row.get("required").casefold().replace(" ", "")
    if required not in YES | NO:
        reading.bad("survey", row.number, "required_unclear", required=required[:40])
    default = row.get("default")
    if "${" in default or "(" in default:
        reading.bad("survey", row.number, "default_reckoned")
        default = ""
    return Item(
        name=name,
        kind=kind,
        label=row.words("label"),
        hint=row.words("hint"),
        series=row.get("series"),
        part=row.get("part"),
        is_required=required in YES,
        constraint=_expression(reading, row, "constraint", name),
        constraint_message=row.words("constraint_message"),
        relevant=_expression(reading, row, "relevant", name),
        default=default,
        calculation=_expression(reading, row, "calculation", name) if kind is ItemKind.CALCULATED else "",
        choices=choices,
        is_long="multiline" in row.get("appearance").casefold().split(),
    )


def _expression(reading: _Reading, row: _Row, column: str, name: str) -> str:
    text = row.get(column)
    if not text:
        return ""
    try:
        return compiled(text, name)
    except BadValue as bad:
        values = {key: value for key, value in bad.values.items() if key != "at"}
        at = bad.values.get("at", 0)
        reading.problems.append(
            SheetProblem("survey", row.number, bad.code, {**values, "at": at, "column": column})
        )
        return ""
