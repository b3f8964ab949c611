"""Links that suggest themselves: organisations of the same fields, near each other, that nothing links yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product


@dataclass(frozen=True, slots=True)
class Member:
    """What a suggestion asks of an organisation: its tambon, its fields of welfare, its piece of the network."""

    tambon: str
    fields: frozenset[str]
    piece: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members, by their index, that share so many fields; `joins` tells whether a link would join two pieces."""

    one: int
    other: int
    fields: int
    joins: bool


def suggested_pairs(
    members: Sequence[Member],
    near: Mapping[str, Collection[str]],
    linked: Collection[tuple[int, int]],
    *,
    most: int,
) -> list[Pair]:
    """Return at most so many pairs: first those that would join two pieces, then those that share most fields.

    `near` names the tambons beside a tambon; pairs in `linked` have the smaller index first.
    """
    at: dict[str, list[int]] = {}
    for index, member in enumerate(members):
        if member.tambon and member.fields:
            at.setdefault(member.tambon, []).append(index)
    beside = {(min(a, b), max(a, b)) for a in at for b in near.get(a, ()) if b in at and a != b}
    pairs = [pair for inside in at.values() for pair in combinations(inside, 2)]
    pairs += [pair for a, b in sorted(beside) for pair in product(at[a], at[b])]
    found = []
    for one, other in (sorted(pair) for pair in pairs):
        shared = len(members[one].fields & members[other].fields)
        if shared and (one, other) not in linked:
            found.append(Pair(one, other, shared, members[one].piece != members[other].piece))
    return sorted(found, key=lambda pair: (not pair.joins, -pair.fields, pair.one, pair.other))[:most]
