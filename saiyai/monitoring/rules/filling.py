"""A form filled in: what is relevant, what is reckoned, what is wrong or missing, and the figures that it comes to."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from saiyai.kernel.expressions import NOT_REPORTED, Fault, Name, NotReported, evaluate, order_of, parse
from saiyai.kernel.expressions import Node as Tree
from saiyai.monitoring.rules.answers import Answer, Answers, Row, kept_result, reckonable
from saiyai.monitoring.rules.definition import (
    MOST_REPEATS,
    SILENT,
    Definition,
    Group,
    Item,
    ItemKind,
    Placed,
    walk,
)
from saiyai.monitoring.rules.soundness import formulas_of
from saiyai.monitoring.rules.weighed import PARTS

Reckoned = Fraction | bool | str | NotReported | Fault
Cell = tuple[str, int | None]
"""An item by its name, and its row where the group that it stands in repeats."""
NO_ANSWERS: Final = "{}"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with an answer: at which cell, and the code and values of its sentence."""

    cell: Cell
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled in: the answers that count, the cells that are not asked, and what is wrong or missing."""

    answers: dict[str, Any]
    hidden: frozenset[Cell]
    problems: tuple[CellProblem, ...]
    missing: tuple[Cell, ...]
    figures: dict[str, int | None]


class _Sheet:
    """The typed answers while values are reckoned from them, each once."""

    def __init__(self, definition: Definition, answers: Answers) -> None:
        self.placed = {each.node.name: each for each in walk(definition.children)}
        self.answers = answers
        self.trees: dict[str, Tree] = {}
        self.values: dict[Cell, Reckoned] = {}
        self.shown: dict[Cell, bool] = {}
        self.formulas = formulas_of(definition)

    def rows(self, repeat: Group) -> Sequence[Row]:
        """Return the rows of a group that repeats."""
        rows = self.answers.get(repeat.name, ())
        return [each for each in rows if isinstance(each, Mapping)] if isinstance(rows, Sequence) else []

    def cells(self, placed: Placed) -> list[int | None]:
        """Return the rows that an item is asked in; one None for an item asked once."""
        return [None] if placed.repeat is None else list(range(len(self.rows(placed.repeat))))

    def given(self, item: Item, row: int | None, placed: Placed) -> Answer | None:
        """Return what was answered in a cell."""
        found: Any = self.answers if row is None or placed.repeat is None else self.rows(placed.repeat)[row]
        value = found.get(item.name)
        return value if isinstance(value, int | str | list) else None

    def tree(self, text: str) -> Tree:
        """Return the tree of an expression, read once."""
        if text not in self.trees:
            self.trees[text] = parse(text)
        return self.trees[text]

    def reckon(self, text: str, row: int | None) -> Reckoned:
        """Return what an expression comes to in a row."""
        return evaluate(self.tree(text), lambda name: self.value(name, row))

    def value(self, name: Name, row: int | None) -> Reckoned:
        """Return the value of a name as seen from a row: of what is asked in several, the sum of what is told."""
        placed = self.placed.get(name.code)
        if placed is None:
            return NOT_REPORTED
        if isinstance(placed.node, Group):
            return Fraction(len(self.rows(placed.node))) if self.is_shown(placed, None) else NOT_REPORTED
        if placed.repeat is None:
            return self.cell(placed, placed.node, None)
        if row is not None:
            return self.cell(placed, placed.node, row)
        told = [self.cell(placed, placed.node, each) for each in self.cells(placed)]
        numbers = [each for each in told if isinstance(each, Fraction)]
        return sum(numbers, Fraction()) if numbers else NOT_REPORTED

    def cell(self, placed: Placed, item: Item, row: int | None) -> Reckoned:
        """Return the value of a cell; one that is not asked has none."""
        at = (item.name, row)
        if at not in self.values:
            self.values[at] = NOT_REPORTED  # a value that waits for itself has none
            if self.is_shown(placed, row):
                given = reckonable(item, self.given(item, row, placed))
                is_made = item.kind is ItemKind.CALCULATED
                self.values[at] = self.reckon(item.calculation, row) if is_made else given
        return self.values[at]

    def is_shown(self, placed: Placed, row: int | None) -> bool:
        """Tell whether a part of the form is asked: its own condition and those of its groups are met."""
        at = (placed.node.name, row)
        if at not in self.shown:
            self.shown[at] = True
            asked = [each.relevant for each in (*placed.inside, placed.node) if each.relevant]
            self.shown[at] = all(self.reckon(each, row) is True for each in asked)
        return self.shown[at]


def filled(definition: Definition, answers: Answers) -> Filled:
    """Return a form filled in with some answers, of which those that are not asked are left out."""
    sheet = _Sheet(definition, answers)
    for name in order_of(sheet.formulas):
        for row in sheet.cells(sheet.placed[name]):
            _reckon_cell(sheet, sheet.placed[name], row)
    kept: dict[str, Any] = {}
    hidden: set[Cell] = set()
    problems: list[CellProblem] = []
    missing: list[Cell] = []
    for placed, item, row in _cells(sheet):
        at = (item.name, row)
        if not sheet.is_shown(placed, row):
            hidden.add(at)
            continue
        _keep(kept, placed, at, _kept(sheet, placed, item, row))
        problems.extend(_problems_of_cell(sheet, placed, item, row))
        if item.is_required and item.kind not in SILENT and sheet.given(item, row, placed) is None:
            missing.append(at)
    problems.extend(_problems_of_repeats(sheet))
    return Filled(kept, frozenset(hidden), tuple(problems), tuple(missing), _figures(sheet))


def _reckon_cell(sheet: _Sheet, placed: Placed, row: int | None) -> None:
    if isinstance(placed.node, Item):
        sheet.cell(placed, placed.node, row)
    else:
        sheet.is_shown(placed, row)


def _cells(sheet: _Sheet) -> Iterator[tuple[Placed, Item, int | None]]:
    for placed in sheet.placed.values():
        if isinstance(placed.node, Item) and placed.node.kind is not ItemKind.NOTE:
            for row in sheet.cells(placed):
                yield placed, placed.node, row


def _kept(sheet: _Sheet, placed: Placed, item: Item, row: int | None) -> Answer | None:
    if item.kind is ItemKind.CALCULATED:
        return kept_result(sheet.cell(placed, item, row))
    return sheet.given(item, row, placed)


def _keep(kept: dict[str, Any], placed: Placed, at: Cell, value: Answer | None) -> None:
    name, row = at
    if placed.repeat is None or row is None:
        if value is not None:
            kept[name] = value
        return
    rows = kept.setdefault(placed.repeat.name, [])
    rows.extend({} for _missing in range(row + 1 - len(rows)))
    if value is not None:
        rows[row][name] = value


def _problems_of_cell(sheet: _Sheet, placed: Placed, item: Item, row: int | None) -> Iterator[CellProblem]:
    at = (item.name, row)
    value = sheet.cell(placed, item, row)
    if isinstance(value, Fault):
        yield CellProblem(at, value.code, {"at": value.at})
    elif item.constraint and value is not NOT_REPORTED:
        met = sheet.reckon(item.constraint, row)
        if isinstance(met, Fault):
            yield CellProblem(at, met.code, {"at": met.at})
        elif met is False:
            yield CellProblem(at, "answer.out_of_bounds")


def _problems_of_repeats(sheet: _Sheet) -> Iterator[CellProblem]:
    for placed in sheet.placed.values():
        node = placed.node
        if isinstance(node, Group) and node.is_repeat and len(sheet.rows(node)) > MOST_REPEATS:
            yield CellProblem((node.name, None), "answer.too_many_rows", {"most": MOST_REPEATS})


def _figures(sheet: _Sheet) -> dict[str, int | None]:
    """Return the numbers by the series that they are counted in: a split one by its parts and their sum.

    The sum of parts is told only where each part that is asked is told; the two numbers of a mean or a share have none.
    """
    figures: dict[str, int | None] = {}
    parts: dict[str, list[int | None]] = {}
    for placed in sheet.placed.values():
        if not isinstance(placed.node, Item) or not placed.node.series:
            continue
        item, value = placed.node, _figure(sheet, placed, placed.node)
        figures[item.figure] = value
        asked = any(sheet.is_shown(placed, row) for row in sheet.cells(placed))
        if item.part and item.part not in PARTS:
            parts.setdefault(item.series, [])
            if asked:
                parts[item.series].append(value)
    for series, told in parts.items():
        numbers = [each for each in told if each is not None]
        figures[series] = sum(numbers) if numbers and len(numbers) == len(told) else None
    return figures


def _figure(sheet: _Sheet, placed: Placed, item: Item) -> int | None:
    told = [_whole(sheet, placed, item, row) for row in sheet.cells(placed) if sheet.is_shown(placed, row)]
    numbers = [each for each in told if each is not None]
    return sum(numbers) if numbers else None


def _whole(sheet: _Sheet, placed: Placed, item: Item, row: int | None) -> int | None:
    value = _kept(sheet, placed, item, row)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def answers_of_figures(definition: Definition, figures: Mapping[str, int | None]) -> dict[str, Any]:
    """Return the answers that some figures are told by; of a group that repeats nothing can be said."""
    return {
        each.node.name: value
        for each in walk(definition.children)
        if isinstance(each.node, Item)
        and each.node.series
        and each.node.kind is not ItemKind.CALCULATED
        and each.repeat is None
        and (value := figures.get(each.node.figure)) is not None
    }


def canonical_answers(answers: Mapping[str, Any]) -> str:
    """Return the one JSON text of a report's answers: keys sorted, no spaces."""
    return json.dumps(dict(answers), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
