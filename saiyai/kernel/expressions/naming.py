"""What the names in expressions refer to: which are used, in which order formulas follow, which run in a circle."""

from collections.abc import Iterator, Mapping

from saiyai.kernel.expressions.tree import Name, Node, parts_of


def _walked(node: Node) -> Iterator[tuple[Node, int]]:
    """Yield every part with its depth, from left to right, without recursion."""
    waiting = [(node, 1)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        waiting.extend((each, depth + 1) for each in reversed(parts_of(part)))


def names_in(node: Node) -> tuple[Name, ...]:
    """Return the names that an expression uses, each once, in the order of their first use."""
    return tuple(dict.fromkeys(part for part, _depth in _walked(node) if isinstance(part, Name)))


def depth_of(node: Node) -> int:
    """Return how many parts lie inside one another; 1 for a number by itself."""
    return max(depth for _part, depth in _walked(node))


def circle_among(formulas: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the codes of one circle of formulas that refer to each other, its first code again at its end.

    Return nothing where there is none. A formula that refers to itself in another period runs in a circle as well:
    it would have no first period to begin at.
    """
    done: set[str] = set()
    for start in sorted(formulas):
        if circle := _circle_from(start, formulas, done):
            return circle
    return ()


def _circle_from(start: str, formulas: Mapping[str, Node], done: set[str]) -> tuple[str, ...]:
    path: list[str] = []
    waiting: list[tuple[str, bool]] = [(start, False)]
    while waiting:
        code, is_left = waiting.pop()
        if is_left:
            done.add(path.pop())
            continue
        if code in path:
            return (*path[path.index(code) :], code)
        if code in done or code not in formulas:
            continue
        path.append(code)
        waiting.append((code, True))
        codes = dict.fromkeys(name.code for name in names_in(formulas[code]))
        waiting.extend((each, False) for each in reversed(codes))
    return ()


def order_of(formulas: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the codes in an order in which each comes after those that it refers to; a circle is a ValueError."""
    if circle := circle_among(formulas):
        raise ValueError(" > ".join(circle))
    ordered: dict[str, None] = {}
    waiting = [(code, False) for code in sorted(formulas, reverse=True)]
    while waiting:
        code, is_left = waiting.pop()
        if is_left:
            ordered.setdefault(code)
        elif code in formulas and code not in ordered:
            waiting.append((code, True))
            waiting.extend((name.code, False) for name in names_in(formulas[code]))
    return tuple(ordered)
