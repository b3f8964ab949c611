"""Building a form part by part: adding, changing, moving and taking out, each giving a new definition."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from saiyai.monitoring.rules.definition import Definition, Group, Item, ItemKind, Node, Words, walk
from saiyai.monitoring.rules.series import SeriesKind
from saiyai.monitoring.rules.weighed import PAIRS, Pair

SEXES = (("sex=male", "ชาย", "male"), ("sex=female", "หญิง", "female"))
"""The parts that a number is split by sex into: the part, its Thai and English word."""
MEAN_WORDS = (("ผลรวม", "sum"), ("จำนวนที่นำมาเฉลี่ย", "how many"), ("ค่าเฉลี่ย", "mean"))
SHARE_WORDS = (("จำนวนที่เข้าเกณฑ์", "how many of them"), ("จำนวนทั้งหมด", "of how many"), ("ร้อยละ", "per cent"))
TOO_MANY = Words("จำนวนที่เข้าเกณฑ์ต้องไม่เกินจำนวนทั้งหมด", "There cannot be more of them than there are in all.")


def with_added(definition: Definition, nodes: Sequence[Node], inside: str = "") -> Definition:
    """Return a form with parts added at its end, or at the end of one of its groups."""
    if not inside:
        return replace(definition, children=(*definition.children, *nodes))
    return _changed(definition, inside, lambda group: (_with_children(group, nodes),))


def _with_children(node: Node, nodes: Sequence[Node]) -> Node:
    return replace(node, children=(*node.children, *nodes)) if isinstance(node, Group) else node


def with_replaced(definition: Definition, name: str, node: Node) -> Definition:
    """Return a form with one part in another's place; a group keeps what it holds."""

    def changed(was: Node) -> tuple[Node, ...]:
        if isinstance(was, Group) and isinstance(node, Group):
            return (replace(node, children=was.children),)
        return (node,)

    return _changed(definition, name, changed)


def without(definition: Definition, name: str) -> Definition:
    """Return a form without one of its parts; what a group held takes the group's place."""
    return _changed(definition, name, lambda node: node.children if isinstance(node, Group) else ())


def moved(definition: Definition, name: str, step: int) -> Definition:
    """Return a form with a part moved up (-1) or down (1): past its neighbour, into a group, or out of its own."""
    parent, siblings = _siblings(definition, name)
    at = next((n for n, each in enumerate(siblings) if each.name == name), None)
    if at is None:
        return definition
    node, to = siblings[at], at + step
    if not 0 <= to < len(siblings):
        return definition if parent is None else _moved_out(definition, parent, node, step)
    neighbour = siblings[to]
    if isinstance(neighbour, Group) and isinstance(node, Item):
        children = (*neighbour.children, node) if step < 0 else (node, *neighbour.children)
        bare = _changed(definition, name, lambda _node: ())
        return _changed(bare, neighbour.name, lambda group: (_holding(group, children),))
    row = list(siblings)
    row[at], row[to] = row[to], row[at]
    if parent is None:
        return replace(definition, children=tuple(row))
    return _changed(definition, parent, lambda group: (_holding(group, tuple(row)),))


def _holding(node: Node, children: tuple[Node, ...]) -> Node:
    return replace(node, children=children) if isinstance(node, Group) else node


def _moved_out(definition: Definition, parent: str, node: Node, step: int) -> Definition:
    bare = _changed(definition, node.name, lambda _node: ())
    return _changed(bare, parent, lambda group: (node, group) if step < 0 else (group, node))


def _siblings(definition: Definition, name: str) -> tuple[str | None, Sequence[Node]]:
    """Return the group that a part stands in (None for none) and all that stands in it."""
    for placed in walk(definition.children):
        if placed.node.name == name and placed.inside:
            return placed.inside[-1].name, placed.inside[-1].children
    return None, definition.children


def _changed(definition: Definition, name: str, change: Callable[[Node], Sequence[Node]]) -> Definition:
    def rebuilt(children: Sequence[Node]) -> tuple[Node, ...]:
        made: list[Node] = []
        for each in children:
            if each.name == name:
                made.extend(change(each))
            elif isinstance(each, Group):
                made.append(replace(each, children=rebuilt(each.children)))
            else:
                made.append(each)
        return tuple(made)

    return replace(definition, children=rebuilt(definition.children))


def free_name(definition: Definition, wanted: str) -> str:
    """Return a name that no part of a form has yet, as like the wanted one as can be."""
    taken = {each.node.name.casefold() for each in walk(definition.children)}
    stem = wanted[:56]
    numbered = (stem if n == 1 else f"{stem}_{n}" for n in range(1, len(taken) + 2))
    return next(each for each in numbered if each.casefold() not in taken)


def counting_items(
    definition: Definition,
    name: str,
    label: Words,
    series: str,
    *,
    kind: str = SeriesKind.FLOW,
    split: Sequence[tuple[str, str, str]] = (),
    is_required: bool = True,
) -> list[Item]:
    """Return the items that count a series: one; one for each part of a split and their sum; or a pair and its quotient.

    Each part of a split is told by its text (sex=female) and its words in Thai and in English.
    """
    pair = PAIRS.get(SeriesKind(kind))
    if pair is not None:
        return _pair_items(definition, name, label, series, pair, is_required=is_required)
    if not split:
        own = free_name(definition, name)
        return [Item(own, ItemKind.INTEGER, label, series=series, is_required=is_required)]
    parts = [
        Item(
            free_name(definition, f"{name}_{part.partition('=')[2].replace('-', '_')}"),
            ItemKind.INTEGER,
            _named(label, th, en),
            series=series,
            part=part,
            is_required=is_required,
        )
        for part, th, en in split
    ]
    total = Item(
        free_name(definition, f"{name}_total"),
        ItemKind.CALCULATED,
        _named(label, "รวม", "total"),
        calculation=f"sum({', '.join(each.name for each in parts)})",
    )
    return [*parts, total]


def _named(label: Words, th: str, en: str) -> Words:
    return Words(f"{label.th} – {th}", f"{label.en or label.th} – {en}")


def _pair_items(
    definition: Definition, name: str, label: Words, series: str, pair: Pair, *, is_required: bool
) -> list[Item]:
    """Return the two numbers that tell a mean or a share, and what they come to."""
    is_mean = pair == PAIRS[SeriesKind.MEAN]
    above_words, below_words, result_words = MEAN_WORDS if is_mean else SHARE_WORDS
    below = Item(
        free_name(definition, f"{name}_{pair[1].partition('=')[2]}"),
        ItemKind.INTEGER,
        _named(label, *below_words),
        series=series,
        part=pair[1],
        is_required=is_required,
    )
    above = Item(
        free_name(definition, f"{name}_{pair[0].partition('=')[2]}"),
        ItemKind.INTEGER,
        _named(label, *above_words),
        series=series,
        part=pair[0],
        is_required=is_required,
        constraint="" if is_mean else f"{free_name(definition, f'{name}_numerator')} <= {below.name}",
        constraint_message=Words() if is_mean else TOO_MANY,
    )
    factor, digits = ("", 2) if is_mean else ("100 * ", 1)
    quotient = f'if({below.name} > 0, round({factor}{above.name} / {below.name}, {digits}), "")'
    result = Item(
        free_name(definition, f"{name}_result"),
        ItemKind.CALCULATED,
        _named(label, *result_words),
        calculation=quotient,
    )
    return [above, below, result]
