"""Filling a block from the truth in bulk: many reports of one period at once."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np

from saiyai.analytics.cube.axes import Indices
from saiyai.analytics.cube.block import Block, Cells, Entry
from saiyai.analytics.cube.shape import WEIGHED, Reports, Shape, Standing

JSON_AT_ONCE = 500


def cells_of(text: str) -> Cells:
    """Return the numbers that a JSON object tells, none of an empty text."""
    cells: Cells = json.loads(text) if text else {}
    return cells


def filled(shape: Shape, codes: Iterable[str], batches: Iterable[Reports]) -> Block:
    """Return the block of a shape that holds all reports of some batches, with its sums."""
    block = Block.empty(shape, codes)
    is_plain = not shape.measured and not any(each.kind in WEIGHED for each in shape.measures)
    for batch in batches:
        _fill(block, batch, is_plain=is_plain)
    block.sum_again()
    return block


def _fill(block: Block, batch: Reports, *, is_plain: bool) -> None:
    period = block.shape.period_at(batch.period)
    at = block.places.indices_of(batch.places)
    standings = np.array(batch.standings, np.uint8)
    block.arrays["state"][period, at] = standings
    entered = np.flatnonzero(standings >= Standing.ENTERED).tolist()
    for first in range(0, len(entered), JSON_AT_ONCE):
        chosen = entered[first : first + JSON_AT_ONCE]
        reports = json.loads(f"[{','.join(batch.texts[each] or '{}' for each in chosen)}]")
        if is_plain and _fill_whole(block, period, at[chosen], reports):
            continue
        for each, cells in zip(chosen, reports, strict=True):
            block.put(Entry(batch.places[each], batch.period, Standing(batch.standings[each]), cells))


def _fill_whole(block: Block, period: int, at: Indices, reports: list[Mapping[str, Any]]) -> bool:
    """Fill in reports of counts alone, a column each; tell whether they were no more than that."""
    codes = [each.code for each in block.shape.measures]
    rows = list(_rows(codes, reports))
    if any(len(cells) > len(codes) for cells in reports) or not codes:
        return False
    columns = list(zip(*rows, strict=True))
    told = np.array([[value is not None for value in column] for column in columns], np.bool_)
    try:
        numbers = np.array([[value or 0 for value in column] for column in columns])
    except (ValueError, OverflowError):
        return False
    if numbers.dtype != np.int64 or (np.abs(numbers) > block.limit).any() or _unknown(codes, reports):
        return False
    block.arrays["whole"][period][:, at] = numbers
    block.arrays["told"][period][:, at] = told
    return True


def _rows(codes: Sequence[str], reports: list[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    take = itemgetter(*codes) if len(codes) > 1 else None
    for cells in reports:
        if take is not None and len(cells) == len(codes):
            try:
                yield take(cells)
                continue
            except KeyError:
                pass
        yield tuple(cells.get(code) for code in codes)


def _unknown(codes: Sequence[str], reports: list[Mapping[str, Any]]) -> bool:
    """Tell whether a report tells a number under a code that is none of the block's."""
    known = set(codes)
    return any(not cells.keys() <= known for cells in reports)
