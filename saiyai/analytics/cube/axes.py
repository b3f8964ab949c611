"""The places of a block in the order of their codes, and the levels above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.bytes_]
Indices = NDArray[np.intp]

DIGITS_A_LEVEL = 2
_AFTER_DIGITS = "\x7f"
"""What sorts behind every code that begins alike."""


@dataclass(frozen=True, slots=True)
class Level:
    """The areas of one level: their codes, and where the finer level's areas of each begin."""

    codes: Codes
    starts: Indices


def as_codes(codes: Iterable[str]) -> Codes:
    """Return codes as a sorted array without doubles."""
    wanted = sorted(set(codes))
    return np.array([each.encode("ascii") for each in wanted], dtype=f"S{max(map(len, wanted), default=1)}")


class Places:
    """The places of a block in the order of their codes, all of one length, and the levels above them."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.length = len(codes[0]) if len(codes) else 0
        if len(codes) and len({len(each) for each in codes.tolist()}) != 1:
            raise ValueError("the places of a block are of one level")
        self._levels: dict[int, Level] = {}

    @classmethod
    def of(cls, codes: Iterable[str]) -> "Places":
        """Return the places of some codes, in any order."""
        return cls(as_codes(codes))

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Return the lengths of the codes of the levels above the places, the finest first; the nation's is 0."""
        return tuple(range(self.length - DIGITS_A_LEVEL, -1, -DIGITS_A_LEVEL)) if len(self) else ()

    def level(self, length: int) -> Level:
        """Return the level of the areas whose codes are of a length; that of the places has every place."""
        if length not in self._levels:
            self._levels[length] = self._level(length)
        return self._levels[length]

    def _level(self, length: int) -> Level:
        if length == self.length:
            return Level(self.codes, np.arange(len(self.codes)))
        if length not in self.lengths:
            raise LookupError(length)
        finer = self.level(length + DIGITS_A_LEVEL).codes
        prefixes = finer.astype(f"S{length}") if length else np.zeros(len(finer), "S1")
        starts = np.flatnonzero(np.concatenate([[True], prefixes[1:] != prefixes[:-1]]))
        return Level(prefixes[starts], starts)

    def span(self, prefix: str, length: int) -> slice:
        """Return where the areas of a level that lie inside an area stand, as one slice."""
        codes = self.level(length).codes
        ends = np.array([prefix.encode("ascii"), (prefix + _AFTER_DIGITS).encode("ascii")])
        first, last = np.searchsorted(codes, ends)
        return slice(int(first), int(last))

    def index_of(self, code: str) -> int:
        """Return where a place stands; LookupError where the block has none of that code."""
        at = int(np.searchsorted(self.codes, code.encode("ascii")))
        if at >= len(self.codes) or self.codes[at].decode() != code:
            raise LookupError(code)
        return at

    def indices_of(self, codes: Sequence[str]) -> Indices:
        """Return where some places stand, all at once; LookupError where one is missing."""
        wanted = np.array([each.encode("ascii") for each in codes], dtype=f"S{max(self.length, 1)}")
        if any(len(each) != self.length for each in codes):
            raise LookupError("a code of another level")
        at: Indices = np.searchsorted(self.codes, wanted)
        if len(codes) and (at.max(initial=0) >= len(self) or (self.codes[at] != wanted).any()):
            raise LookupError("an unknown place")
        return at
