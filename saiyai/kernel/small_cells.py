"""Counts of people that may be published: small cells are hidden, and more with them, so that none is found out.

Cells lie in a tree under codes: the cell above is that of the longest code which begins theirs ("" is the whole).
What is shown adds up to the cell above, so hiding a small one is not enough: whoever subtracts finds it. The rule here
is this office's own (below five, `SMALLEST_SHOWN`), as data protection in statistics usually has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

SMALLEST_SHOWN: Final = 5
"""The smallest count of people that is shown; nought tells of nobody and is shown too."""
_ROOM: Final = SMALLEST_SHOWN - 1
"""By how much the hidden cells of one family exceed the least that they can be: so each may be five or more."""


def hidden_cells(counts: Mapping[str, int]) -> frozenset[str]:
    """Return the codes of the cells that are not to be shown; ValueError for a negative count.

    Shown cells and their sums leave each hidden cell several values, small and not small ones, even for whoever
    knows this rule. Where a whole is hidden, all that it is made of is hidden too, but for what is nought.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count of people is not negative")
    tree = _Tree(counts)
    for above in sorted(tree.below, key=len, reverse=True):
        tree.protect(above)
    for code in sorted(counts, key=len):
        if tree.above.get(code) in tree.hidden and counts[code]:
            tree.hidden.add(code)
    return frozenset(tree.hidden)


def is_small(count: int) -> bool:
    """Tell whether a count of people that is added up to nothing is not to be shown."""
    return 0 < count < SMALLEST_SHOWN


@dataclass
class _Tree:
    """Cells with what lies above and below each, and which are hidden so far."""

    counts: Mapping[str, int]
    hidden: set[str] = field(default_factory=set)
    above: dict[str, str] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    least: dict[str, int] = field(default_factory=dict)
    """The least that a cell can be for somebody who knows only which of the cells in it are nought."""

    def __post_init__(self) -> None:
        for code in sorted(self.counts):
            parent = next((code[:n] for n in range(len(code) - 1, -1, -1) if code[:n] in self.counts), None)
            if parent is not None:
                self.above[code] = parent
                self.below[parent].append(code)
        for code in sorted(self.counts, key=len, reverse=True):
            inside = sum(self.least[each] for each in self.below.get(code, ()))
            self.least[code] = max(inside, 1) if self.counts[code] else 0
        self.hidden = {code for code, count in self.counts.items() if is_small(count)}

    def protect(self, above: str) -> None:
        """Hide more cells of a family, or the cell above it, where a hidden one could be found by subtraction."""
        family = [code for code in self.below[above] if self.counts[code]]
        rest = self.counts[above] - sum(self.counts[code] for code in family)
        hidden = [code for code in family if code in self.hidden]
        if not family or not (hidden or is_small(rest)):
            return
        for code in _from(family, hidden[0] if hidden else family[0]):
            if self._is_safe(hidden):
                break
            if code not in hidden:
                hidden.append(code)
        self.hidden.update(hidden)
        if not self._is_safe(hidden):
            self.hidden.add(above)

    def _is_safe(self, hidden: list[str]) -> bool:
        room = sum(self.counts[code] - self.least[code] for code in hidden)
        return len(hidden) > 1 and room >= _ROOM


def _from(family: list[str], first: str) -> Iterable[str]:
    """Return a family's cells in order of code from one on, round: which are hidden says nothing of their size."""
    start = family.index(first)
    return [*family[start:], *family[:start]]
