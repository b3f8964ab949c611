"""Whether a form can be published: its shape, and that each of its expressions reads and names what is there."""

from collections.abc import Iterator, Mapping, Sequence

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import Call, Node, circle_among, names_in, parse
from saiyai.monitoring.rules.definition import (
    Definition,
    Group,
    Item,
    ItemKind,
    Placed,
    Problem,
    problems_of,
    walk,
)


def problems_of_form(definition: Definition) -> list[Problem]:
    """Return all that keeps a form from being published; empty where it is sound."""
    placed = list(walk(definition.children))
    return [*problems_of(definition), *_problems_of_expressions(placed), *_circles(placed)]


def expressions_of(node: Item | Group) -> Mapping[str, str]:
    """Return the expressions of a part of a form by the field that holds each."""
    told = {"relevant": node.relevant}
    if isinstance(node, Item):
        told |= {"constraint": node.constraint, "calculation": node.calculation}
    return {name: text for name, text in told.items() if text}


def _problems_of_expressions(placed: Sequence[Placed]) -> Iterator[Problem]:
    where = {each.node.name: each for each in placed}
    for each in placed:
        for field, text in expressions_of(each.node).items():
            try:
                node = parse(text)
            except BadValue as bad:
                yield Problem(each.node.name, bad.code, bad.values)
                continue
            yield from _problems_of_names(each, field, node, where)


def _problems_of_names(
    placed: Placed, field: str, node: Node, where: Mapping[str, Placed]
) -> Iterator[Problem]:
    own = placed.node.name
    for name in names_in(node):
        other = where.get(name.code)
        if other is None or name.split or name.shift or not _is_told(other):
            yield Problem(own, "form.unknown_name", {"name": own, "other": name.code[:60]})
        elif name.code == own and field != "constraint":
            yield Problem(own, "form.of_itself", {"name": own})


def _is_told(placed: Placed) -> bool:
    """Tell whether a part of a form has a value that others may speak of."""
    node = placed.node
    return node.is_repeat if isinstance(node, Group) else node.kind is not ItemKind.NOTE


def _circles(placed: Sequence[Placed]) -> Iterator[Problem]:
    """Yield the circle that values or conditions run in, where each waits for the next."""
    if circle := circle_among(_formulas(placed)):
        yield Problem(circle[0], "form.circle", {"names": " → ".join(circle)})


def formulas_of(definition: Definition) -> dict[str, Node]:
    """Return what each part of a form waits for before it is known: one tree a part, naming all others it needs."""
    return _formulas(list(walk(definition.children)))


def _formulas(placed: Sequence[Placed]) -> dict[str, Node]:
    formulas: dict[str, Node] = {}
    for each in placed:
        asked = [text for field, text in expressions_of(each.node).items() if field != "constraint"]
        asked += [group.relevant for group in each.inside if group.relevant]
        trees = [tree for tree in map(_tree, asked) if tree is not None]
        if trees:
            formulas[each.node.name] = _joined(trees)
    return formulas


def _tree(text: str) -> Node | None:
    try:
        return parse(text)
    except BadValue:
        return None


def _joined(trees: Sequence[Node]) -> Node:
    """Return one tree that names whatever some trees name."""
    named = dict.fromkeys(name for tree in trees for name in names_in(tree))
    return Call("sum", tuple(named))
