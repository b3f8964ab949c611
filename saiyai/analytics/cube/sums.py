"""Sums up the place tree: over whole arrays for a rebuild, along one branch for one report.

Both ways add in the same order, so that measured numbers come out equal to the last bit.
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saiyai.analytics.cube.axes import Indices, Places
from saiyai.analytics.cube.shape import LAYERS, Shape, Standing

Arrays = dict[str, NDArray[Any]]
"""A block's arrays by name: `whole`, `measured`, `told` (periods x columns x places), `state` (periods x places);
and for each level above, named by the length of its codes: `whole.4`, `measured.4`, `told.4` (layers x periods x
columns x areas), `stand.4` (standings x periods x areas)."""

NUMBERS = ("whole", "measured", "told")
"""The arrays that are summed in each layer."""

Map = Callable[[Callable[[int], None], Iterable[int]], Iterable[None]]


def group_sums(rows: NDArray[Any], starts: Indices) -> NDArray[Any]:
    """Return the sums of the groups of the last axis that begin at `starts`."""
    if not len(starts):
        return np.zeros((*rows.shape[:-1], 0), rows.dtype)
    sums: NDArray[Any] = np.add.reduceat(rows, starts, axis=-1)
    return sums


def empty_leaves(shape: Shape, places: int) -> Arrays:
    """Return the arrays of places of which nothing is asked."""
    periods = len(shape.periods)
    return {
        "whole": np.zeros((periods, shape.whole, places), np.int64),
        "measured": np.zeros((periods, shape.measured, places), np.float64),
        "told": np.zeros((periods, len(shape.measures), places), np.bool_),
        "state": np.zeros((periods, places), np.uint8),
    }


def empty_sums(shape: Shape, places: Places) -> Arrays:
    """Return the sums of all levels above places of which nothing is asked."""
    periods, arrays = len(shape.periods), {}
    for length in places.lengths:
        areas = len(places.level(length).codes)
        arrays[f"whole.{length}"] = np.zeros((len(LAYERS), periods, shape.whole, areas), np.int64)
        arrays[f"measured.{length}"] = np.zeros((len(LAYERS), periods, shape.measured, areas), np.float64)
        arrays[f"told.{length}"] = np.zeros((len(LAYERS), periods, len(shape.measures), areas), np.int32)
        arrays[f"stand.{length}"] = np.zeros((Standing.APPROVED, periods, areas), np.int32)
    return arrays


def roll_up(leaves: Arrays, shape: Shape, places: Places, over: Map = map) -> Arrays:
    """Return the sums of all levels, computed anew from the places' own numbers; `over` as for `add_up`."""
    sums = empty_sums(shape, places)
    add_up(leaves, sums, shape, places, over)
    return sums


def add_up(leaves: Arrays, arrays: Arrays, shape: Shape, places: Places, over: Map = map) -> None:
    """Write the sums of all levels, computed anew from the places' own numbers, over those that `arrays` holds.

    `over` maps a function over the periods: that of a thread pool lets them run side by side.
    """
    if not places.lengths:
        return
    for length in places.lengths:
        places.level(length)  # found once, before several threads ask for it

    def add_period(period: int) -> None:
        distinct = _add_period(leaves, arrays, places, period)
        for finer, length in zip(places.lengths, places.lengths[1:], strict=False):
            starts = places.level(length).starts
            arrays[f"stand.{length}"][:, period] = group_sums(arrays[f"stand.{finer}"][:, period], starts)
            for name in NUMBERS:
                sums, below = arrays[f"{name}.{length}"], arrays[f"{name}.{finer}"]
                sums[:distinct, period] = group_sums(below[:distinct, period], starts)
        _copy_layers(arrays, places, period, distinct)

    for _done in over(add_period, range(len(shape.periods))):
        pass


def _copy_layers(arrays: Arrays, places: Places, period: int, distinct: int) -> None:
    """Let the layers above the distinct ones be like the last of these."""
    for length in places.lengths:
        for name in NUMBERS:
            sums = arrays[f"{name}.{length}"]
            sums[distinct:, period] = sums[distinct - 1, period]


def _add_period(leaves: Arrays, arrays: Arrays, places: Places, period: int) -> int:
    """Add up one period's numbers of all places to the finest level above them, in each layer.

    Return how many layers are distinct: once no report has come further, the layers above are like the last one.
    """
    finest = places.lengths[0]
    starts = places.level(finest).starts
    state = leaves["state"][period]
    stand = arrays[f"stand.{finest}"][:, period]
    _add_standings(state, stand, starts)
    counts = [int(np.count_nonzero(state >= least)) for least in LAYERS]
    distinct = 1 + sum(counts[-1] < count for count in counts[:-1])
    rows = {name: leaves[name][period] for name in NUMBERS}
    sums = {name: arrays[f"{name}.{finest}"][:, period] for name in NUMBERS}
    if not counts[0]:
        for each in sums.values():
            each[0] = 0
        return distinct
    is_told_by_all = [int(np.count_nonzero(row)) == counts[0] for row in rows["told"]]
    for layer in range(distinct):
        seen = None if counts[layer] == counts[0] else state >= LAYERS[layer]
        for name in ("whole", "measured"):
            _add_seen(rows[name], sums[name][layer], starts, seen)
        _add_told(rows["told"], sums["told"][layer], starts, (is_told_by_all, stand[layer + 1], seen))
    return distinct


def _add_seen(
    rows: NDArray[Any], sums: NDArray[Any], starts: Indices, seen: NDArray[np.bool_] | None
) -> None:
    """Add up the numbers of the places that a layer sees (None: of all that entered; others hold none)."""
    if seen is None:
        if len(rows):
            np.add.reduceat(rows, starts, axis=-1, out=sums)
        return
    factor, kept = seen.astype(rows.dtype), np.empty(rows.shape[-1], rows.dtype)
    for column, row in enumerate(rows):
        np.add.reduceat(np.multiply(row, factor, out=kept), starts, out=sums[column])


def _add_standings(state: NDArray[np.uint8], stand: NDArray[np.int32], starts: Indices) -> None:
    """Count the places of each area that have come to each standing."""
    before = -1
    for at, least in enumerate(range(Standing.OWED, Standing.APPROVED + 1)):
        mask = state >= least
        count = int(np.count_nonzero(mask))
        stand[at] = stand[at - 1] if count == before else group_sums(mask.astype(np.int32), starts)
        before = count


def _add_told(
    rows: NDArray[np.bool_],
    sums: NDArray[np.int32],
    starts: Indices,
    of: tuple[list[bool], NDArray[np.int32], NDArray[np.bool_] | None],
) -> None:
    """Count the places of each area that told each number, of those that a layer sees.

    `of`: whether nobody who entered left the number out, how many places of each area the layer sees, and which.
    """
    is_told_by_all, reported, seen = of
    for column, row in enumerate(rows):
        if is_told_by_all[column]:
            sums[column] = reported
        else:
            sums[column] = group_sums((row if seen is None else row & seen).astype(np.int32), starts)


def branch_of(places: Places, place: int) -> dict[int, int]:
    """Return where the areas above a place stand in their levels, by the length of their codes, the finest first."""
    branch, at = {}, place
    for length in places.lengths:
        at = int(np.searchsorted(places.level(length).starts, at, side="right")) - 1
        branch[length] = at
    return branch


def add_measured_again(arrays: Arrays, places: Places, place: int, period: int) -> None:
    """Add up anew the measured numbers of the areas above one place: moved by differences they would drift."""
    below = None
    for length, area in branch_of(places, place).items():
        starts = places.level(length).starts
        first = int(starts[area])
        last = int(starts[area + 1]) if area + 1 < len(starts) else _size_below(arrays, places, below)
        sums = arrays[f"measured.{length}"]
        for layer, least in enumerate(LAYERS):
            if below is None:
                mask = arrays["state"][period, first:last] >= least
                rows = np.where(mask, arrays["measured"][period, :, first:last], 0.0)
            else:
                rows = arrays[f"measured.{below}"][layer, period, :, first:last]
            sums[layer, period, :, area] = np.add.reduceat(rows, [0], axis=-1)[:, 0]
        below = length


def _size_below(arrays: Arrays, places: Places, length: int | None) -> int:
    return len(places) if length is None else arrays[f"measured.{length}"].shape[-1]
