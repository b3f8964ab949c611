"""What a block answers: the figures of areas by kind, each with from how many of how many reports it comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saiyai.analytics.cube.block import Block
from saiyai.analytics.cube.shape import LAYERS, WEIGHED, Kind, Standing

Value = int | float | Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure comes to in an area over some periods; None where nobody told it, which is not zero."""

    area: str
    value: Value | None
    weight: int | None
    """How many a mean is of, or the denominator of a share."""
    told: int
    """How many reports of the layer told it."""
    owed: int
    """How many reports were owed; for a stock, of the last period that anybody told."""

    @property
    def ratio(self) -> Value | None:
        """Return the mean, or the share, itself; None where there is nothing to divide by."""
        if self.value is None or not self.weight:
            return None
        return Fraction(self.value) / self.weight


@dataclass(frozen=True, slots=True)
class Grid:
    """The sums of a measure by period and area: `values`, `weights`, `told` and `owed` are periods x areas."""

    areas: tuple[str, ...]
    values: NDArray[Any]
    weights: NDArray[np.int64] | None
    told: NDArray[Any]
    owed: NDArray[Any]


@dataclass(frozen=True, slots=True)
class Question:
    """Which measure, in which periods (by their places in the block), at which layer."""

    measure: str
    periods: tuple[int, ...]
    layer: Standing


def question(block: Block, measure: str, periods: Sequence[str] | None, layer: Standing) -> Question:
    """Return the question about periods by their codes (None: all of the block's)."""
    if measure not in block.shape.columns:
        raise LookupError(measure)
    codes = block.shape.periods if periods is None else periods
    return Question(measure, tuple(block.shape.period_at(each) for each in codes), layer)


def grid(block: Block, asked: Question, area: str, length: int) -> Grid:
    """Return the sums of the areas inside one whose codes are of a length: those of the places, or of a level above."""
    span = block.places.span(area, length)
    areas = tuple(each.decode() for each in block.places.level(length).codes[span].tolist())
    rows = list(asked.periods)
    columns = block.shape.columns[asked.measure]
    arrays = block.arrays
    if length == block.places.length:
        mask = arrays["state"][rows, span] >= asked.layer
        told = arrays["told"][rows, columns.position, span] & mask
        values = np.where(told, arrays[columns.array][rows, columns.value, span], 0)
        weights = (
            None if columns.weight is None else np.where(told, arrays["whole"][rows, columns.weight, span], 0)
        )
        return Grid(areas, values, weights, told, arrays["state"][rows, span] >= Standing.OWED)
    layer = LAYERS.index(asked.layer)
    whole = arrays[f"whole.{length}"]
    return Grid(
        areas,
        arrays[f"{columns.array}.{length}"][layer, rows, columns.value, span],
        None if columns.weight is None else whole[layer, rows, columns.weight, span],
        arrays[f"told.{length}"][layer, rows, columns.position, span],
        arrays[f"stand.{length}"][0, rows, span],
    )


def figures(block: Block, asked: Question, area: str, length: int) -> list[Figure]:
    """Return the figures of the areas inside one whose codes are of a length, in the order of their codes."""
    if not len(block.places):
        return []
    kind = block.shape.kinds[asked.measure]
    if kind is Kind.MEDIAN:
        return list(_medians(block, asked, area, length))
    return over_time(kind, grid(block, asked, area, length))


def figure(block: Block, asked: Question, area: str) -> Figure:
    """Return the figure of one area, of which nothing is told or owed where none of the block's places lies in it."""
    found = figures(block, asked, area, len(area)) if len(area) in _lengths(block) else []
    return found[0] if found else Figure(area, None, None, 0, 0)


def _lengths(block: Block) -> tuple[int, ...]:
    return (*block.places.lengths, block.places.length)


def over_time(kind: Kind, sums: Grid) -> list[Figure]:
    """Return the figures that sums by period come to by the kind of their measure."""
    if kind is Kind.STOCK:
        last = _last_told(sums.told)
        columns = np.arange(len(sums.areas))
        values, told, owed = (each[last, columns] for each in (sums.values, sums.told, sums.owed))
    else:
        values = sums.values.sum(axis=0)
        told, owed = sums.told.sum(axis=0), sums.owed.sum(axis=0)
    weights = (
        sums.weights.sum(axis=0).tolist()
        if kind in WEIGHED and sums.weights is not None
        else [None] * len(values)
    )
    rows = zip(sums.areas, values.tolist(), weights, told.tolist(), owed.tolist(), strict=True)
    return [
        Figure(area, value if count else None, weight if count else None, int(count), int(due))
        for area, value, weight, count, due in rows
    ]


def _last_told(told: NDArray[Any]) -> NDArray[np.intp]:
    """Return for each area the last period that anybody told, the last of all where nobody did."""
    is_told = told[::-1] > 0
    last: NDArray[np.intp] = np.where(
        is_told.any(axis=0), len(told) - 1 - is_told.argmax(axis=0), len(told) - 1
    )
    return last


def rows_told(block: Block, asked: Question, area: str) -> NDArray[Any]:
    """Return the places' own numbers inside an area that were told in the layer, for what is computed from rows."""
    own = grid(block, asked, area, block.places.length)
    told: NDArray[Any] = own.values[np.asarray(own.told, np.bool_)]
    return told


def _medians(block: Block, asked: Question, area: str, length: int) -> Iterator[Figure]:
    span = block.places.span(area, length)
    owed = grid(block, asked, area, length).owed.sum(axis=0)
    for code, due in zip(block.places.level(length).codes[span].tolist(), owed.tolist(), strict=True):
        told = np.sort(rows_told(block, asked, code.decode())).tolist()
        yield Figure(code.decode(), _middle(told), None, len(told), int(due))


def _middle(ordered: Sequence[int | float]) -> Value | None:
    """Return the median of ordered numbers, None of none: the mean of the two middle ones where they are even."""
    if not ordered:
        return None
    half, is_odd = divmod(len(ordered), 2)
    if is_odd:
        return ordered[half]
    return (Fraction(ordered[half - 1]) + Fraction(ordered[half])) / 2


def missing(block: Block, asked: Question, area: str) -> tuple[str, ...]:
    """Return the places inside an area that owe a report of any of the periods and are not counted, in order."""
    if not len(block.places) or len(area) > block.places.length:
        return ()
    own = grid(block, asked, area, block.places.length)
    absent = np.asarray(own.owed) & ~np.asarray(own.told, np.bool_)
    is_missing: list[bool] = np.logical_or.reduce(absent, axis=0).tolist()
    return tuple(code for code, is_absent in zip(own.areas, is_missing, strict=True) if is_absent)
