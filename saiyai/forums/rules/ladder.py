"""Who goes on from a stage to the next: the first n, those above a score, each by category; ties go to the chair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Climb:
    """The rule of going on, decided before a stage opens.

    `first` takes that many of each category (of all, where there are no categories); `at_least`, in hundredths of
    a point, bars those below, so that a category may have no winner. One of them or both.
    """

    first: int | None = None
    at_least: int | None = None
    by_category: bool = False


@dataclass(frozen=True, slots=True)
class Climbers:
    """Who goes on, and the ties that only the chair's recorded vote can break.

    Each of `open_ties` is (the equal entries, how many of them go on).
    """

    chosen: tuple[int, ...]
    open_ties: tuple[tuple[tuple[int, ...], int], ...]


def climbers(
    climb: Climb,
    order: Sequence[Sequence[int]],
    *,
    averages: Mapping[int, Fraction] | None = None,
    categories: Mapping[int, str] | None = None,
    chair: Sequence[int] = (),
) -> Climbers:
    """Return who goes on by the rule from an order of groups.

    `chair` lists the entries for which the chair voted, in that order: they stand first within their own group.
    """
    able = {entry for group in order for entry in group}
    if climb.at_least is not None:
        reached = averages or {}
        able = {entry for entry in able if reached.get(entry, Fraction(0)) >= climb.at_least}
    named = categories or {}
    kinds = sorted({named.get(entry, "") for entry in able}) if climb.by_category else [None]
    chosen: list[int] = []
    ties: list[tuple[tuple[int, ...], int]] = []
    for kind in kinds:
        mine = [
            [entry for entry in group if entry in able and (kind is None or named.get(entry, "") == kind)]
            for group in order
        ]
        taken, tie = _first(climb.first, mine, chair)
        chosen += taken
        ties += [tie] if tie else []
    return Climbers(tuple(chosen), tuple(ties))


def _first(
    room: int | None, order: Sequence[Sequence[int]], chair: Sequence[int]
) -> tuple[list[int], tuple[tuple[int, ...], int] | None]:
    """Return the first of an order as far as there is room, and the group that does not fit whole, if any."""
    taken: list[int] = []
    for group in order:
        left = len(group) if room is None else room - len(taken)
        if left <= 0:
            break
        if len(group) <= left:
            taken += group
            continue
        voted = [entry for entry in chair if entry in group][:left]
        taken += voted
        if len(voted) < left:
            rest = tuple(entry for entry in group if entry not in voted)
            return taken, (rest, left - len(voted))
        break
    return taken, None
