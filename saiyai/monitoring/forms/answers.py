"""A form's cells as a browser sends them and as they are shown again: nothing typed is lost, each error at its cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import format_date
from saiyai.monitoring.rules.answers import Answer, day_of, parse_answer, shown_answer
from saiyai.monitoring.rules.definition import (
    MOST_REPEATS,
    SILENT,
    Definition,
    Group,
    Item,
    ItemKind,
    Node,
    Placed,
    walk,
)
from saiyai.monitoring.rules.filling import Cell, CellProblem, Filled
from saiyai.web.offers import sentence_of_refusal
from saiyai.web.values import text_of_bad_value


def box_name(item: str, row: int | None = None) -> str:
    """Return the name under which a browser sends a cell."""
    return f"a.{item}" if row is None else f"a.{item}.{row}"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the choices of a cell, and whether it is chosen."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as it is drawn: its name, texts, what stands in it, its choices, and what is wrong with it."""

    name: str
    kind: str
    label: str
    hint: str
    text: str
    options: tuple[Option, ...]
    error: str
    is_required: bool
    is_hidden: bool
    is_long: bool
    series: str
    figure: str
    item: str
    row: int | None

    @property
    def said(self) -> str:
        """Return what was answered as a reader is told it: the labels that are chosen, or the text."""
        return ", ".join(each.label for each in self.options if each.is_chosen) if self.options else self.text


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form as it is drawn: a section's head, the head of one row that repeats, a cell, or an addition."""

    kind: str
    name: str
    label: str
    depth: int = 0
    box: Box | None = None
    row: int | None = None
    is_hidden: bool = False
    can_drop: bool = False


@dataclass(slots=True)
class AnswerForm:
    """The cells of a form with what is kept or was typed, and the answers that come out of them."""

    definition: Definition
    kept: Mapping[str, Any]
    sent: QueryDict | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    errors: dict[Cell, str] = field(default_factory=dict)
    done: Filled | None = None

    def __post_init__(self) -> None:
        self.answers = dict(self.kept) if self.sent is None else self._typed()

    def is_valid(self) -> bool:
        """Tell whether every cell could be read."""
        return self.sent is not None and not self.errors

    def show(self, done: Filled, *, with_gaps: bool) -> None:
        """Take over what is hidden, reckoned and wrong from a form filled in."""
        self.done = done
        for problem in done.problems:
            self.errors.setdefault(problem.cell, sentence_of_problem(problem, self._item(problem.cell[0])))
        if with_gaps:
            for cell in done.missing:
                self.errors.setdefault(cell, _("Please answer this."))

    def _item(self, name: str) -> Item | None:
        found = next((p.node for p in walk(self.definition.children) if p.node.name == name), None)
        return found if isinstance(found, Item) else None

    def _typed(self) -> dict[str, Any]:
        typed: dict[str, Any] = {}
        for placed in walk(self.definition.children):
            node = placed.node
            if isinstance(node, Group):
                if node.is_repeat:
                    typed[node.name] = [{} for _row in range(self.rows(node.name))]
                continue
            if node.kind in SILENT:
                continue
            for row in self._cells(placed):
                value = self._read(node, row)
                where = typed if placed.repeat is None or row is None else typed[placed.repeat.name][row]
                if value is not None:
                    where[node.name] = value
        return typed

    def _read(self, item: Item, row: int | None) -> Answer | None:
        sent = [] if self.sent is None else self.sent.getlist(box_name(item.name, row))
        try:
            return parse_answer(item, sent)
        except BadValue as bad:
            self.errors[item.name, row] = text_of(bad)
            return None

    def rows(self, repeat: str) -> int:
        """Return how many rows of a group that repeats are shown."""
        if self.sent is None:
            kept = self.kept.get(repeat, ())
            return max(1, len(kept)) if isinstance(kept, list) else 1
        told = self.sent.get(f"n.{repeat}", "1")
        count = int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 1  # noqa: PLR2004
        wanted = count + (self.sent.get("add") == repeat)
        return min(max(wanted, 0), MOST_REPEATS)

    def _cells(self, placed: Placed) -> Sequence[int | None]:
        return [None] if placed.repeat is None else list(range(self.rows(placed.repeat.name)))

    def lines(self) -> list[Line]:
        """Return the form line by line as it is drawn."""
        return list(self._lines(self.definition.children, 0, None))

    def _lines(self, children: Sequence[Node], depth: int, row: int | None) -> Iterator[Line]:
        language = get_language() or "th"
        for node in children:
            label = node.label.said(language)
            if isinstance(node, Item):
                box = self._box(node, row, label, language)
                yield Line("cell", node.name, label, depth, box, row, box.is_hidden)
                continue
            yield Line("section", node.name, label, depth, None, row)
            if not node.is_repeat:
                yield from self._lines(node.children, depth + 1, row)
                continue
            count = self.rows(node.name)
            for each in range(count):
                yield Line("row", node.name, label, depth + 1, None, each, can_drop=count > 1)
                yield from self._lines(node.children, depth + 1, each)
            yield Line("add", node.name, label, depth + 1, None, count)

    def _box(self, item: Item, row: int | None, label: str, language: str) -> Box:
        text, chosen = self._shown(item, row, language)
        return Box(
            name=box_name(item.name, row),
            kind=item.kind.value,
            label=label or item.name,
            hint=item.hint.said(language),
            text=text,
            options=tuple(
                Option(each.code, each.label.said(language) or each.code, each.code in chosen)
                for each in item.choices
            ),
            error=self.errors.get((item.name, row), ""),
            is_required=item.is_required,
            is_hidden=self.done is not None and (item.name, row) in self.done.hidden,
            is_long=item.is_long,
            series=item.series,
            figure=item.figure,
            item=item.name,
            row=row,
        )

    def _shown(self, item: Item, row: int | None, language: str) -> tuple[str, Sequence[str]]:
        """Return what stands in a cell: the text as it was typed or kept, and the codes that are chosen."""
        if item.kind in SILENT:
            return _plain(self._value(item, row, None if self.done is None else self.done.answers)), ()
        if self.sent is not None:
            sent = self.sent.getlist(box_name(item.name, row))
            return (sent[-1] if sent else ""), sent
        value = self._value(item, row, self.kept)
        shown = shown_answer(item, value)
        if value is None and item.default and not self.kept:
            shown = item.default
        if item.kind is ItemKind.DATE and (day := day_of(value)) is not None:
            shown = format_date(day, "short", language="en" if language == "en" else "th")
        return ("" if isinstance(shown, list) else shown), ([shown] if isinstance(shown, str) else shown)

    def _value(self, item: Item, row: int | None, answers: Mapping[str, Any] | None) -> Answer | None:
        if answers is None:
            return None
        if row is None:
            return answers.get(item.name)
        repeat = next(p.repeat for p in walk(self.definition.children) if p.node.name == item.name)
        rows = answers.get(repeat.name, []) if repeat is not None else []
        return rows[row].get(item.name) if row < len(rows) else None


def sent_of(definition: Definition, plain: Mapping[str, Any]) -> tuple[QueryDict, list[str]]:
    """Return plain answers as a browser would send them, and the names among them that the form does not ask for.

    A group that repeats is a list of its rows.
    """
    sent = QueryDict(mutable=True)
    known: set[str] = set()
    for placed in walk(definition.children):
        node = placed.node
        if isinstance(node, Group):
            if node.is_repeat:
                known.add(node.name)
                rows = _rows_of(plain.get(node.name))
                sent[f"n.{node.name}"] = str(len(rows))
        elif node.kind not in SILENT:
            if placed.repeat is None:
                known.add(node.name)
                sent.setlist(box_name(node.name), _texts(plain.get(node.name)))
                continue
            for at, row in enumerate(_rows_of(plain.get(placed.repeat.name))):
                sent.setlist(box_name(node.name, at), _texts(row.get(node.name)))
    return sent, sorted(set(plain) - known)


def _rows_of(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value if not isinstance(each, Mapping)]
    return [] if value is None else [str(value)]


def _plain(value: Answer | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def text_of(bad: BadValue) -> str:
    """Return what is said of a text that is no value."""
    sentence = sentence_of_refusal(bad.code)
    return text_of_bad_value(bad) if sentence is None else str(sentence) % bad.values


def sentence_of_problem(problem: CellProblem, item: Item | None) -> str:
    """Return what is said of a cell that breaks a condition: the form's own words where it has any."""
    if problem.code == "answer.out_of_bounds" and item is not None and item.constraint_message:
        return item.constraint_message.said(get_language() or "th")
    return text_of(BadValue(problem.code, **problem.values))
