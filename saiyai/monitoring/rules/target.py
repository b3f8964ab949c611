"""What is true of targets: amounts in thousandths, shares that add up exactly, how a target comes down to places."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, to_arabic_digits

THOUSAND = 1_000
LARGEST = 10**15
_AMOUNT = re.compile(r"([0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]{1,3}))?")


class Method(StrEnum):
    """How a target comes down to the places below."""

    EQUAL = "equal"
    VILLAGES = "villages"
    LAST_YEAR = "last_year"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class TargetState:
    """A target as the record keeps it; amounts in thousandths of the indicator's unit."""

    indicator: str
    project: str
    place_code: str
    period_code: str
    amount_thousandths: int
    baseline_thousandths: int | None


def parse_amount(text: str) -> int | None:
    """Return an amount in thousandths, None of an empty text; Thai digits, commas and three decimals are understood."""
    bare = to_arabic_digits(normalise(text)).replace(" ", "")
    if not bare:
        return None
    read = _AMOUNT.fullmatch(bare[:40])
    if read is None or len(bare) > 40:  # noqa: PLR2004 (longer than any amount)
        raise BadValue("target.amount_unreadable")
    amount = int(read[1].replace(",", "")) * THOUSAND + int((read[2] or "").ljust(3, "0"))
    if amount > LARGEST:
        raise BadValue("target.amount_too_large")
    return amount


def amount_text(thousandths: int) -> str:
    """Return an amount as people write it: whole, or with as many decimals as it has."""
    whole, rest = divmod(thousandths, THOUSAND)
    return f"{whole:,}" if not rest else f"{whole:,}.{rest:03}".rstrip("0")


def amount_of(thousandths: int) -> Fraction:
    """Return an amount as the exact figure that it is compared with."""
    return Fraction(thousandths, THOUSAND)


def shares_of(total: int, weights: Sequence[Fraction], step: int) -> list[int]:
    """Return the parts of a total by weights, each a multiple of the step, that add up to it exactly.

    What rounding leaves goes to the largest remainders, the earlier first; what is less than a step goes to the
    heaviest. Without any weight all are alike.
    """
    if not weights:
        return []
    whole = sum(weights, Fraction())
    if not whole:
        weights, whole = [Fraction(1)] * len(weights), Fraction(len(weights))
    units, rest = divmod(total, step)
    exact = [units * each / whole for each in weights]
    parts = [each.numerator // each.denominator for each in exact]
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[: units - sum(parts)]:
        parts[n] += 1
    shares = [each * step for each in parts]
    heaviest = max(range(len(weights)), key=lambda n: (weights[n], -n))
    shares[heaviest] += rest
    return shares


def brought_down(
    total: int, weights: Mapping[str, Fraction], method: Method, *, is_whole: bool
) -> dict[str, int]:
    """Return the target of each place below: the same for a ratio, else shares that add up to the total."""
    if method is Method.SAME:
        return dict.fromkeys(weights, total)
    step = THOUSAND if is_whole else 1
    return dict(zip(weights, shares_of(total, list(weights.values()), step), strict=True))


def refusal_of_sum(total: int, amounts: Mapping[str, int], *, adds_up: bool) -> Refusal | None:
    """Return the refusal of amounts that do not add up to the target above them, where they are to."""
    told = sum(amounts.values())
    if not adds_up or told == total:
        return None
    difference = told - total
    code = "target.sum_above" if difference > 0 else "target.sum_below"
    return Refusal(code, difference=amount_text(abs(difference)), total=amount_text(total))
