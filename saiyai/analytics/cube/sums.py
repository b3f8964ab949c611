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
    """Return the sums of all levels, computed anew from the places' own numbers.

    `over` maps a function over the periods: that of a thread pool lets them run side by side.
    """
    arrays = empty_sums(shape, places)
    if not places.lengths:
        return arrays
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
    return arrays


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
    _add_standings(state, arrays[f"stand.{finest}"][:, period], starts)
    counts = [int(np.count_nonzero(state >= least)) for least in LAYERS]
    entered = counts[0]
    distinct = 1
    for layer, (least, count) in enumerate(zip(LAYERS, counts, strict=True)):
        if (
            layer and counts[-1] == counts[layer - 1]
        ):  # all that came to the layer below have come to the last
            break
        distinct = layer + 1
        if count:
            mask = None if count == entered else state >= least
            _add_masked(leaves, arrays, starts, (finest, layer, period), mask)
    return distinct


def _add_standings(state: NDArray[np.uint8], stand: NDArray[np.int32], starts: Indices) -> None:
    """Count the places of each area that have come to each standing."""
    before = -1
    for at, least in enumerate(range(Standing.OWED, Standing.APPROVED + 1)):
        mask = state >= least
        count = int(np.count_nonzero(mask))
        stand[at] = stand[at - 1] if count == before else group_sums(mask.astype(np.int32), starts)
        before = count


def _add_masked(
    leaves: Arrays,
    arrays: Arrays,
    starts: Indices,
    at: tuple[int, int, int],
    mask: NDArray[np.bool_] | None,
) -> None:
    """Add up the columns of one layer and period, of the places in a mask only (None: of all that entered)."""
    length, layer, period = at
    for name in ("whole", "measured"):
        rows, sums = leaves[name][period], arrays[f"{name}.{length}"][layer, period]
        if mask is None and len(rows):
            np.add.reduceat(rows, starts, axis=-1, out=sums)
            continue
        factor = np.ones(1, rows.dtype) if mask is None else mask.astype(rows.dtype)
        kept = np.empty(rows.shape[-1], rows.dtype)
        for column, row in enumerate(rows):
            np.add.reduceat(np.multiply(row, factor, out=kept), starts, out=sums[column])
    told, reported = arrays[f"told.{length}"][layer, period], arrays[f"stand.{length}"][layer + 1, period]
    rows, seen = leaves["told"][period], leaves["state"][period] >= LAYERS[layer]
    is_full = np.logical_and.reduce((rows & seen) == seen, axis=-1)  # nobody left the number out
    told[is_full] = reported
    for column in np.flatnonzero(~is_full).tolist():
        told[column] = group_sums((rows[column] & seen).astype(np.int32), starts)


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
