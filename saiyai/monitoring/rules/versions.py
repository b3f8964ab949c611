"""What changed from one version of a form to the next."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from saiyai.monitoring.rules.definition import Definition, Group, Node, walk


class Change(StrEnum):
    """What happened to a part of a form."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FormChange:
    """One part of a form that differs: what happened, to which node, and which of its fields changed."""

    change: Change
    name: str
    label_th: str
    label_en: str
    fields: tuple[str, ...] = ()


def changes_between(before: Definition, after: Definition) -> tuple[FormChange, ...]:
    """Return what differs from one version to another: removed parts first, then the rest in the new order."""
    old, new = _by_name(before), _by_name(after)
    gone = [_change(Change.REMOVED, node) for name, (node, _place) in old.items() if name not in new]
    moved = _moved(list(old), list(new)) | {
        name for name in old.keys() & new.keys() if old[name][1] != new[name][1]
    }
    found = [each for name, (node, _place) in new.items() for each in _changes_of(name, node, old, moved)]
    title = [FormChange(Change.CHANGED, "", after.title.th, after.title.en, ("title",))]
    return (*(title if before.title != after.title else []), *gone, *found)


def _by_name(definition: Definition) -> dict[str, tuple[Node, str]]:
    """Return each node by its name with the name of the group that it stands in."""
    return {
        each.node.name: (each.node, each.inside[-1].name if each.inside else "")
        for each in walk(definition.children)
    }


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return the names out of order: all that both have but a longest run that kept its order."""
    at = {name: place for place, name in enumerate(old)}
    common = [name for name in new if name in at]
    ends: list[int] = []  # the smallest place that a run of each length can end at
    before: dict[str, str | None] = {}
    last_at: dict[int, str] = {}
    for name in common:
        length = bisect_left(ends, at[name])
        ends[length : length + 1] = [at[name]]
        before[name] = last_at.get(length - 1)
        last_at[length] = name
    kept = last_at.get(len(ends) - 1)
    run: set[str] = set()
    while kept is not None:
        run.add(kept)
        kept = before[kept]
    return set(common) - run


def _changes_of(
    name: str, node: Node, old: Mapping[str, tuple[Node, str]], moved: set[str]
) -> list[FormChange]:
    if name not in old:
        return [_change(Change.ADDED, node)]
    was = old[name][0]
    differing = ("kind",) if type(was) is not type(node) else _differing(was, node)
    found = [_change(Change.CHANGED, node, differing)] if differing else []
    return [*found, _change(Change.MOVED, node)] if name in moved else found


def _differing(was: Node, node: Node) -> tuple[str, ...]:
    compared = [each.name for each in fields(node) if each.name != "children"]
    return tuple(each for each in compared if getattr(was, each) != getattr(node, each))


def _change(change: Change, node: Node, differing: tuple[Any, ...] = ()) -> FormChange:
    mark = "" if not isinstance(node, Group) else node.name
    return FormChange(change, node.name, node.label.th or mark, node.label.en or mark, differing)
