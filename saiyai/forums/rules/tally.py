"""How votes become an order: approval counts and the Schulze method (Schulze 2011, winning votes).

Entries are the numbers 0 … n-1. An order is a tuple of groups, the best first; entries that the votes cannot tell
apart stand in one group, the smaller number first.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Order = tuple[tuple[int, ...], ...]
Ranking = Sequence[Sequence[int]]
"""One ballot: groups of entries that the voter holds equal, the best first; those not named stand last, equal."""


def approvals(ballots: Iterable[Iterable[int]], entries: int) -> tuple[int, ...]:
    """Return how many ballots approve each entry; one ballot approves an entry once however often it names it."""
    counts = [0] * entries
    for ballot in ballots:
        for entry in set(ballot):
            counts[entry] += 1
    return tuple(counts)


def order_of(counts: Sequence[int]) -> Order:
    """Return the order of entries by their counts, the largest first."""
    return tuple(
        tuple(entry for entry, each in enumerate(counts) if each == count)
        for count in sorted(set(counts), reverse=True)
    )


def preferences(ballots: Sequence[Ranking], entries: int) -> NDArray[np.int64]:
    """Return, as entries × entries, how many ballots put the entry of the row before the entry of the column."""
    places = np.full((len(ballots), entries), entries, dtype=np.int16)
    for row, ballot in enumerate(ballots):
        for place, group in enumerate(ballot):
            places[row, list(group)] = place
    before = [(places[:, [entry]] < places).sum(axis=0, dtype=np.int64) for entry in range(entries)]
    return np.stack(before) if before else np.zeros((0, 0), dtype=np.int64)


def schulze(wins: NDArray[np.int64]) -> Order:
    """Return the order that follows from the preferences, by the strongest ways from each entry to each other.

    A way is as strong as its weakest win, a win as strong as the votes for it. Those whom nobody left beats stand
    in one group; the rest follow, group by group.
    """
    strength = np.where(wins > wins.T, wins, 0)
    for middle in range(len(strength)):
        through = np.minimum(strength[:, [middle]], strength[[middle], :])
        np.maximum(strength, through, out=strength)
    beats = strength > strength.T
    np.fill_diagonal(beats, val=False)
    return _peeled(beats)


def _peeled(beats: NDArray[np.bool_]) -> Order:
    """Return the groups of entries that none of those still left beats; `beats` is transitive, so each has members."""
    groups: list[tuple[int, ...]] = []
    left = list(range(len(beats)))
    while left:
        group = tuple(entry for entry in left if not beats[left, entry].any())
        groups.append(group)
        left = [entry for entry in left if entry not in group]
    return tuple(groups)
