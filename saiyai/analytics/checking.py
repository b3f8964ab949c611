"""Whether the cube says what the reports say: every block against the same one made from the database at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saiyai.analytics.cube.block import LEAVES, Block
from saiyai.analytics.cube.files import Damaged, check_block
from saiyai.analytics.held import Cube, from_truth, sound_base
from saiyai.analytics.sources import all_keys

TRIES = 3
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class BlockState:
    """A block as the console tells it: its size, whether a file holds it, and the digest of what it says."""

    key: str
    places: int
    measures: int
    periods: int
    file: str
    megabytes: float
    digest: str


def problems(folder: Path | None) -> Iterator[str]:
    """Yield what is amiss: damaged files, numbers that are not the reports', sums that are not their numbers'."""
    yield from _problems_of_files(folder)
    held = Cube(folder)
    held.catch_up()
    for key in all_keys():
        yield from problems_of(held, key)
        held.release(key)


def _problems_of_files(folder: Path | None) -> Iterator[str]:
    base = sound_base(folder) if folder is not None else None
    if folder is None or base is None:
        return
    for mark in base.blocks.values():
        try:
            check_block(folder, mark)
        except Damaged as damaged:
            yield f"the cube's file {damaged}"


def problems_of(held: Cube, key: str) -> Iterator[str]:
    """Yield what is amiss in one block."""
    block, differences = _compared(held, key)
    if block is None:
        yield f"the cube lacks the block {key}"
        return
    yield from differences
    for name in block.unsound():
        yield f"the sums {name} of the block {key} are not what its numbers add up to"


def _compared(held: Cube, key: str) -> tuple[Block | None, list[str]]:
    """Return a block with what differs from its reports; those that come in meanwhile are waited for."""
    differences: list[str] = []
    for _try in range(TRIES):
        held.catch_up()
        block, truth = held.block(key), from_truth(key)
        if block is None or block.digest() == truth.digest():
            return block, []
        differences = list(_differences(key, block, truth))
    return block, differences


def _differences(key: str, block: Block, truth: Block) -> Iterator[str]:
    if block.shape != truth.shape or not np.array_equal(block.places.codes, truth.places.codes):
        yield f"the block {key} has other places, periods or series than its reports"
        return
    differs = np.zeros(block.arrays["state"].shape, np.bool_)
    for name in LEAVES:
        unlike = block.arrays[name] != truth.arrays[name]
        differs |= unlike if unlike.ndim == differs.ndim else unlike.any(axis=1)
    found = np.argwhere(differs).tolist()
    for period, place in found[:MOST_NAMED]:
        code = block.places.codes[place].decode()
        yield f"the block {key} says of {code} in {block.shape.periods[period]} what its report does not say"
    if len(found) > MOST_NAMED:
        yield f"the block {key} differs from {len(found) - MOST_NAMED} further reports"


def states(folder: Path | None) -> Iterator[BlockState]:
    """Yield every block as it stands now."""
    held = Cube(folder)
    held.catch_up()
    base = sound_base(folder) if folder is not None else None
    for key in all_keys():
        block = held.block(key)
        if block is None:
            continue
        mark = base.blocks.get(key) if base else None
        shape = block.shape
        size = sum(array.nbytes for array in block.arrays.values()) / 1024 / 1024
        yield BlockState(
            key,
            len(block.places),
            len(shape.measures),
            len(shape.periods),
            mark.file if mark else "",
            round(size, 1),
            block.digest(),
        )
        held.release(key)
