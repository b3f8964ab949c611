"""A block: one form in one fiscal year, its places' numbers and the sums above them, moved by what reports change."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saiyai.analytics.cube.axes import Indices, Places
from saiyai.analytics.cube.shape import LAYERS, Shape, Standing
from saiyai.analytics.cube.sums import (
    Arrays,
    Map,
    add_measured_again,
    add_up,
    branch_of,
    empty_leaves,
    empty_sums,
    roll_up,
)

Number = int | float
Cell = Number | tuple[Number, int] | list[Number] | None
"""One number of a report; with its weight (how many, or the denominator) where its measure has one; None is not told."""
Cells = Mapping[str, Cell]

LARGEST_SUM = 2**63 - 1
LEAVES = ("whole", "measured", "told", "state")


class TooLarge(OverflowError):  # noqa: N818 (what was found)
    """A number so large that the sums above it might not fit into 64 bits."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a place's report of a period says once it has come to a standing."""

    place: str
    period: str
    standing: Standing
    cells: Cells


@dataclass(slots=True)
class _Row:
    """A report's numbers as the columns of a block hold them."""

    whole: NDArray[np.int64]
    measured: NDArray[np.float64]
    told: NDArray[np.bool_]

    def clear(self) -> None:
        """Make it the row of a report that nobody handed in."""
        self.whole[:], self.measured[:], self.told[:] = 0, 0.0, False


class Block:
    """The figures of one form in one fiscal year.

    Numbers that are not yet entered are held as zero and as not told, so that a plain sum over the places is the sum
    of all that was entered. A number of at most `limit` in each cell keeps every sum within 64 bits.
    """

    def __init__(self, shape: Shape, places: Places, arrays: Arrays) -> None:
        self.shape = shape
        self.places = places
        self.arrays = arrays
        self.limit = LARGEST_SUM // max(len(places) * len(shape.periods), 1)

    @classmethod
    def empty(cls, shape: Shape, codes: Iterable[str]) -> "Block":
        """Return the block of places of which nothing is asked."""
        places = Places.of(codes)
        return cls(shape, places, empty_leaves(shape, len(places)) | empty_sums(shape, places))

    def ask(self, period: str, codes: Sequence[str]) -> None:
        """Let places owe a report of a period; those of which one is asked already keep what they told."""
        column = self.shape.period_at(period)
        at = self.places.indices_of(codes)
        fresh = at[self.arrays["state"][column, at] == Standing.NOT_ASKED]
        self.arrays["state"][column, fresh] = Standing.OWED
        for length in self.places.lengths:
            areas = self._areas_of(fresh, length)
            np.add.at(self.arrays[f"stand.{length}"][0, column], areas, 1)

    def _areas_of(self, at: Indices, length: int) -> Indices:
        """Return which area of a level each of some places lies in."""
        level = self.places.level(length)
        prefixes = self.places.codes[at].astype(f"S{length}") if length else np.zeros(len(at), "S1")
        found: Indices = np.searchsorted(level.codes, prefixes)
        return found

    def put(self, entry: Entry) -> None:
        """Let a place's report of a period be what an entry says, and move the sums above it by the difference.

        TooLarge where a number does not fit, LookupError where the place, the period or a measure is none of the
        block's: the block is then as it was.
        """
        place, period = self.places.index_of(entry.place), self.shape.period_at(entry.period)
        row = self._row(entry)
        state = self.arrays["state"]
        before = Standing(int(state[period, place]))
        old = self._row_at(place, period)
        state[period, place] = entry.standing
        self.arrays["whole"][period, :, place] = row.whole
        self.arrays["measured"][period, :, place] = row.measured
        self.arrays["told"][period, :, place] = row.told
        branch = branch_of(self.places, place)
        self._move_standing(branch, period, before, entry.standing)
        for layer, least in enumerate(LAYERS):
            was, now = before >= least, entry.standing >= least
            if was or now:
                self._move_sums(branch, (layer, period), old if was else None, row if now else None)
        if self.shape.measured:
            add_measured_again(self.arrays, self.places, place, period)

    def _row(self, entry: Entry) -> _Row:
        """Return the columns of an entry's numbers; those of a report that is not entered are none."""
        row = _Row(
            np.zeros(self.shape.whole, np.int64),
            np.zeros(self.shape.measured, np.float64),
            np.zeros(len(self.shape.measures), np.bool_),
        )
        if entry.standing >= Standing.ENTERED:
            for code, cell in entry.cells.items():
                if cell is not None:
                    self._fill(row, code, cell)
        return row

    def _fill(self, row: _Row, code: str, cell: Number | tuple[Number, int] | list[Number]) -> None:
        columns = self.shape.columns[code]
        value, weight = cell if isinstance(cell, (tuple, list)) else (cell, None)
        if (weight is None) != (columns.weight is None):
            raise ValueError(f"{code} has a weight, or has none, against its kind")
        self._check(code, value)
        if columns.array == "measured":
            row.measured[columns.value] = value
        else:
            row.whole[columns.value] = _whole(code, value)
        if columns.weight is not None and weight is not None:
            self._check(code, weight)
            row.whole[columns.weight] = _whole(code, weight)
        row.told[columns.position] = True

    def _check(self, code: str, number: Number) -> None:
        if not abs(number) <= self.limit:  # so that what is no number at all is refused too
            raise TooLarge(f"{code}: {number} is beyond {self.limit}")

    def _row_at(self, place: int, period: int) -> _Row:
        return _Row(*(self.arrays[name][period, :, place].copy() for name in ("whole", "measured", "told")))

    def _move_standing(self, branch: Mapping[int, int], period: int, old: Standing, new: Standing) -> None:
        low, high = sorted((old, new))
        for length, area in branch.items():
            self.arrays[f"stand.{length}"][low:high, period, area] += 1 if new > old else -1

    def _move_sums(
        self, branch: Mapping[int, int], at: tuple[int, int], old: _Row | None, new: _Row | None
    ) -> None:
        """Move the sums above a place in one layer and period from its old numbers to the new ones."""
        layer, period = at
        whole = _difference(None if old is None else old.whole, None if new is None else new.whole)
        told = _difference(None if old is None else old.told, None if new is None else new.told)
        for length, area in branch.items():
            if whole.any():
                self.arrays[f"whole.{length}"][layer, period, :, area] += whole
            if told.any():
                self.arrays[f"told.{length}"][layer, period, :, area] += told.astype(np.int32)

    def moved(self, new_of: Mapping[str, str]) -> "Block":
        """Return the block with places under new codes; ValueError where two would stand under one."""
        codes = [each.decode() for each in self.places.codes.tolist()]
        renamed = [new_of.get(code, code) for code in codes]
        if len(set(renamed)) != len(renamed):
            raise ValueError("two places would have one code")
        places = Places.of(renamed)
        target = places.indices_of(renamed)
        return self._laid_out(places, target)

    def widened(self, codes: Iterable[str]) -> "Block":
        """Return the block with further places, of which nothing is asked yet; itself where it has them all."""
        held = {each.decode() for each in self.places.codes.tolist()}
        wanted = held | set(codes)
        if wanted == held:
            return self
        places = Places.of(wanted)
        target = places.indices_of([each.decode() for each in self.places.codes.tolist()])
        return self._laid_out(places, target)

    def _laid_out(self, places: Places, target: Indices) -> "Block":
        """Return the same numbers over other places, each of ours standing at its target."""
        leaves = empty_leaves(self.shape, len(places))
        for name in LEAVES:
            leaves[name][..., target] = self.arrays[name]
        return Block(self.shape, places, leaves | roll_up(leaves, self.shape, places))

    def rolled_up(self, over: Map = map) -> Arrays:
        """Return the sums of all levels computed anew: what the kept ones must equal."""
        return roll_up(self.arrays, self.shape, self.places, over)

    def sum_again(self, over: Map = map) -> None:
        """Replace the kept sums by those computed anew, after the places' own numbers were filled in bulk."""
        add_up(self.arrays, self.arrays, self.shape, self.places, over)

    def digest(self) -> str:
        """Return the digest of the axes and of the places' own numbers: two blocks that say the same have one."""
        whole = hashlib.blake2b(json.dumps(self.shape.to_plain(), sort_keys=True).encode(), digest_size=16)
        whole.update(self.places.codes.tobytes())
        for name in LEAVES:
            whole.update(
                np.ascontiguousarray(self.arrays[name]).data.cast("B") if self.arrays[name].size else b""
            )
        return whole.hexdigest()

    def unsound(self) -> list[str]:
        """Return the names of the kept sums that are not what the places' own numbers add up to."""
        afresh = self.rolled_up()
        return [name for name, sums in afresh.items() if not np.array_equal(sums, self.arrays[name])]


def _whole(code: str, number: Number) -> int:
    if int(number) != number:
        raise ValueError(f"{code}: {number} is no whole number")
    return int(number)


def _difference(old: NDArray[Any] | None, new: NDArray[Any] | None) -> NDArray[np.int64]:
    zero = np.int64(0)
    before = zero if old is None else old.astype(np.int64)
    after = zero if new is None else new.astype(np.int64)
    difference: NDArray[np.int64] = np.asarray(after - before)
    return difference
