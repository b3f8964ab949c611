"""Means and shares in forms: each is told by two numbers that add up, never by the mean or the share itself."""

import json
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from saiyai.monitoring.rules.definition import Definition, Problem, items_of, parts_of_definition
from saiyai.monitoring.rules.series import SeriesKind

Pair = tuple[str, str]
"""The parts that a mean or a share is told by: what is divided, and what it is divided by."""
PAIRS: Final[Mapping[SeriesKind, Pair]] = {
    SeriesKind.MEAN: ("of=sum", "of=n"),
    SeriesKind.SHARE: ("of=numerator", "of=denominator"),
}
PARTS: Final = frozenset(part for pair in PAIRS.values() for part in pair)

DIVISORS: Final = frozenset(pair[1] for pair in PAIRS.values())
"""The parts that are counted in another unit than their series."""


def pairs_of(definition: Definition) -> dict[str, Pair]:
    """Return the series of a form that are told by two numbers, each with its two parts."""
    asked = parts_of_definition(definition)
    return {
        series: pair
        for series, parts in asked.items()
        for pair in PAIRS.values()
        if sorted(parts) == sorted(pair)
    }


def problems_of_kinds(definition: Definition, kinds: Mapping[str, str]) -> Iterator[Problem]:
    """Yield each series that a form asks for in another way than its kind (by the series' codes) is told by."""
    pairs, parts = pairs_of(definition), parts_of_definition(definition)
    for series, kind in kinds.items():
        wanted = PAIRS.get(SeriesKind(kind))
        if wanted is not None and pairs.get(series) != wanted:
            yield Problem(series, "form.pair_missing", {"series": series, "parts": ", ".join(wanted)})
        elif wanted is None and PARTS & set(parts.get(series, ())):
            yield Problem(series, "form.pair_of_a_sum", {"series": series})


def text_for_cube(text: str, pairs: Mapping[str, Pair]) -> str:
    """Return a report's numbers as the cube takes them: of means and shares both numbers as one pair, told together."""
    if not pairs:
        return text
    figures = json.loads(text)
    for series, pair in pairs.items():
        told = [figures.pop(f"{series}[{part}]", None) for part in pair]
        figures[series] = None if None in told else told
    return json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def figures_left(codes: Iterable[str], pairs: Mapping[str, Pair], *, with_parts: bool) -> list[str]:
    """Return the codes of figures with the two parts of means and shares, or with what they come to instead."""
    parts = {f"{series}[{part}]" for series, pair in pairs.items() for part in pair}
    left_out = pairs if with_parts else parts
    return [code for code in codes if code not in left_out]


def result_of(
    figures: Mapping[str, int | None], series: str, pair: Pair
) -> tuple[int, int, Fraction | None] | None:
    """Return what is divided, by what, and what it comes to (None for a divisor of zero); None where either is not told."""
    above, below = (figures.get(f"{series}[{part}]") for part in pair)
    if above is None or below is None:
        return None
    return above, below, Fraction(above, below) if below else None


def is_divisor(definition: Definition, figure: str) -> bool:
    """Tell whether a figure of a form is what a mean or a share is divided by, which is counted in another unit."""
    return any(each.figure == figure and each.part in DIVISORS for each in items_of(definition))
