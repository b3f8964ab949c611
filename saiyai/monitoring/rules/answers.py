"""What is typed into an item made a value that is kept, and back into the text that is shown again.

Kept values are plain JSON: a count or satang as a whole number, a measured number and a day as text, one choice as its
code, several as a list of codes. What is not answered is not kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.kernel.expressions import NOT_REPORTED, Fault, NotReported
from saiyai.kernel.money import parse_satang
from saiyai.kernel.text import normalise, normalise_lines, to_arabic_digits
from saiyai.monitoring.rules.definition import Item, ItemKind
from saiyai.monitoring.rules.figures import LARGEST_COUNT, parse_count

Answer = int | str | list[str]
"""The kept value of one item."""
Row = Mapping[str, Answer]
Answers = Mapping[str, Answer | Sequence[Row]]
"""All that was answered, by the names of items; a group that repeats holds the answers of each of its rows."""

LONGEST_TEXT: Final = 5_000
SATANG: Final = 100
DECIMALS: Final = 6
_DECIMAL: Final = re.compile(r"-?(?:[0-9]{1,15}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,6})?")


def parse_answer(item: Item, typed: str | Sequence[str]) -> Answer | None:
    """Return the value of what was typed into an item, None where nothing was; raise BadValue where it is none."""
    if item.kind is ItemKind.MANY:
        return _many(item, [typed] if isinstance(typed, str) else typed)
    text = typed if isinstance(typed, str) else (typed[-1] if typed else "")
    if not text.strip():
        return None
    return _PARSERS[item.kind](item, text)


def _many(item: Item, typed: Sequence[str]) -> list[str] | None:
    chosen = {each for each in typed if each}
    codes = [each.code for each in item.choices]
    if chosen - set(codes):
        raise BadValue("answer.unknown_choice")
    return [code for code in codes if code in chosen] or None


def _one(item: Item, text: str) -> str:
    if text not in {each.code for each in item.choices}:
        raise BadValue("answer.unknown_choice")
    return text


def _decimal(_item: Item, text: str) -> str:
    bare = to_arabic_digits(normalise(text)).replace(" ", "")
    if len(bare) > len("-999,999,999,999,999.999999") or _DECIMAL.fullmatch(bare) is None:
        raise BadValue("answer.no_number", decimals=DECIMALS)
    return _plain(Decimal(bare.replace(",", "")))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-0", "0", text == "-0")


def _money(_item: Item, text: str) -> int:
    satang = parse_satang(text)
    if satang < 0:
        raise BadValue("count.negative")
    if satang > LARGEST_COUNT:
        raise BadValue("count.too_large")
    return satang


def _text(_item: Item, text: str) -> str | None:
    kept = normalise_lines(text)
    if len(kept) > LONGEST_TEXT:
        raise BadValue("answer.too_long", most=LONGEST_TEXT)
    return kept or None


def _count(_item: Item, text: str) -> int | None:
    return parse_count(text)


def _day(_item: Item, text: str) -> str:
    return parse_date(text).isoformat()


_PARSERS: Final[Mapping[ItemKind, Callable[[Item, str], Answer | None]]] = {
    ItemKind.INTEGER: _count,
    ItemKind.DECIMAL: _decimal,
    ItemKind.MONEY: _money,
    ItemKind.TEXT: _text,
    ItemKind.ONE: _one,
    ItemKind.DATE: _day,
}


def shown_answer(item: Item, value: Answer | None) -> str | list[str]:
    """Return a kept value as it stands in the box that it is typed into."""
    if value is None:
        return [] if item.kind is ItemKind.MANY else ""
    if isinstance(value, list):
        return value
    if item.kind is ItemKind.MONEY and isinstance(value, int):
        return f"{value // SATANG}.{value % SATANG:02}"
    return str(value)


def reckonable(item: Item, value: Answer | None) -> Fraction | str | NotReported:
    """Return a kept value as expressions reckon with it: money in baht, several choices as words in one text."""
    if value is None:
        return NOT_REPORTED
    if isinstance(value, list):
        return " ".join(value)
    if item.kind is ItemKind.MONEY and isinstance(value, int):
        return Fraction(value, SATANG)
    if item.kind in {ItemKind.INTEGER, ItemKind.DECIMAL} or isinstance(value, int):
        return Fraction(value)
    return value


def kept_result(value: Fraction | bool | str | NotReported | Fault) -> Answer | None:  # noqa: FBT001 (a truth is a value)
    """Return what a calculation came to as it is kept; None where it came to nothing."""
    if isinstance(value, NotReported | Fault):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if value.denominator == 1:
        return value.numerator
    return _plain(round(Decimal(value.numerator) / Decimal(value.denominator), DECIMALS))


def day_of(value: Answer | None) -> date | None:
    """Return the day of a kept value, None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
