"""What is true of series: their codes, kinds and how they are split."""

import re
from collections.abc import Iterable
from enum import StrEnum

from saiyai.kernel.refusal import Refusal

LONGEST_CODE = 60
_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


class SeriesKind(StrEnum):
    """How numbers add over place and time, by the names that the cube has for them."""

    FLOW = "flow"
    STOCK = "stock"
    MEAN = "mean"
    SHARE = "share"


def refusal_of_code(code: str) -> Refusal | None:
    """Return the refusal of a code that formulas could not name."""
    if len(code) > LONGEST_CODE or _CODE.fullmatch(code) is None:
        return Refusal("series.code_unreadable", text=code[:LONGEST_CODE])
    return None


def code_of_part(code: str, axis: str, category: str) -> str:
    """Return the code of one category of a series, as formulas name it."""
    return f"{code}[{axis}={category}]"


def refusal_of_axis(code: str, categories: Iterable[str]) -> Refusal | None:
    """Return the refusal of a way to split that formulas could not name or that has fewer than two categories."""
    codes = list(categories)
    if re.fullmatch(r"[a-z][a-z0-9_]*", code) is None or not all(
        re.fullmatch(r"[A-Za-z0-9_-]+", each) for each in codes
    ):
        return Refusal("axis.code_unreadable", text=code[:LONGEST_CODE])
    if len(set(codes)) != len(codes) or len(codes) < 2:  # noqa: PLR2004 (one category splits nothing)
        return Refusal("axis.categories_missing")
    return None
