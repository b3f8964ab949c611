"""Joining the list of the Department of Local Administration to the authorities known here, by names and place.

The two lists share no code. The Department's code says the kind (its first digit), the province and the district
(the next four), so that an authority is found by kind, name and district; what fits less well is offered for a
person to confirm, and nothing is joined twice.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from saiyai.places.rules.nearness import distance, sound_of

SURE = frozenset({"same", "province"})
"""By what two rows are one beyond doubt; any other join waits for a person."""
NEAR = 1.0
"""How many letters a name may lie off and still be offered."""
PROVINCIAL = "pao"
"""The kind that lies in a province, not in a district."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the Department's list: its code of seven digits, its kind, its name's search key."""

    code: str
    kind: str
    key: str

    @property
    def province(self) -> str:
        """Return the province's code, the second and third digit."""
        return self.code[1:3]

    @property
    def district(self) -> str:
        """Return the district's code, the second to fifth digit."""
        return self.code[1:5]


@dataclass(frozen=True, slots=True)
class Known:
    """An authority as it is known here: its keys of today and of before, the districts it lies in."""

    code: str
    kind: str
    key: str
    former_keys: frozenset[str]
    province: str
    districts: frozenset[str]
    dola_code: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """That a listed row and a known authority are one, and by what that was told."""

    listed: Listed
    known: Known
    how: str

    @property
    def is_sure(self) -> bool:
        """Tell whether no person needs to confirm it."""
        return self.how in SURE


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of two lists: the joins, the listed rows without one, the known authorities without one."""

    joins: tuple[Join, ...]
    unlisted: tuple[Known, ...]
    unknown: tuple[Listed, ...]


def joined(listed: Iterable[Listed], known: Iterable[Known]) -> Joined:
    """Return which rows of two lists are one: the surest ways first, each way only where it is unmistakable."""
    rows = {each.code: each for each in listed}
    bodies = {each.code: each for each in known}
    joins: list[Join] = []

    def take(pairs: Iterable[tuple[Listed, Known]], how: str) -> None:
        for row, body in pairs:
            joins.append(Join(row, body, how))
            del rows[row.code], bodies[body.code]

    held = {each.dola_code: each for each in bodies.values() if each.dola_code}
    take([(rows[code], body) for code, body in held.items() if code in rows], "same")
    for how, of_listed, of_known in _WAYS:
        free = [each for each in bodies.values() if not each.dola_code]
        take(_pairs(list(rows.values()), free, of_listed, of_known), how)
    take(
        _by_spelling(list(rows.values()), [each for each in bodies.values() if not each.dola_code]),
        "spelling",
    )
    return Joined(tuple(joins), tuple(bodies.values()), tuple(rows.values()))


Key = tuple[Hashable, ...]

_WAYS: tuple[tuple[str, Callable[[Listed], Key], Callable[[Known], Iterable[Key]]], ...] = (
    (
        "same",
        lambda row: (row.kind, row.key, row.district),
        lambda body: [(body.kind, body.key, each) for each in body.districts],
    ),
    (
        "province",
        lambda row: (row.kind, row.key, row.province),
        lambda body: [(body.kind, body.key, body.province)],
    ),
    (
        "kind",
        lambda row: (row.key, row.district),
        lambda body: [(body.key, each) for each in body.districts],
    ),
    (
        "former",
        lambda row: (row.key, row.district),
        lambda body: [(key, each) for key in body.former_keys for each in body.districts],
    ),
)


def _pairs(
    rows: Sequence[Listed],
    bodies: Sequence[Known],
    of_listed: Callable[[Listed], Key],
    of_known: Callable[[Known], Iterable[Key]],
) -> list[tuple[Listed, Known]]:
    """Return the rows and authorities that share a key which no other row and no other authority has."""
    by_key: dict[Key, dict[str, Known]] = defaultdict(dict)
    for body in bodies:
        for key in of_known(body):
            by_key[key][body.code] = body
    wanted: dict[Key, list[Listed]] = defaultdict(list)
    for row in rows:
        wanted[of_listed(row)].append(row)
    alone = [
        (found[0], next(iter(by_key[key].values())))
        for key, found in wanted.items()
        if len(found) == 1 and len(by_key.get(key, ())) == 1
    ]
    return _once(alone)


def _once(pairs: list[tuple[Listed, Known]]) -> list[tuple[Listed, Known]]:
    """Return the pairs whose authority stands in no other pair."""
    count: dict[str, int] = defaultdict(int)
    for _row, body in pairs:
        count[body.code] += 1
    return [(row, body) for row, body in pairs if count[body.code] == 1]


def _by_spelling(rows: Sequence[Listed], bodies: Sequence[Known]) -> list[tuple[Listed, Known]]:
    """Return the rows whose name one authority alone of their kind and district nearly bears."""
    inside: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for body in bodies:
        for area in [body.province] if body.kind == PROVINCIAL else body.districts:
            inside[(body.kind, area)].append(body)
    near = []
    for row in rows:
        area = row.province if row.kind == PROVINCIAL else row.district
        found = [each for each in inside[(row.kind, area)] if _is_near(row.key, each.key)]
        if len(found) == 1:
            near.append((row, found[0]))
    return _once(near)


def _is_near(one: str, other: str) -> bool:
    return sound_of(one) == sound_of(other) or distance(one, other, NEAR) <= NEAR
