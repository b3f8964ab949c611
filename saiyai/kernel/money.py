"""Money as whole satang (1 baht = 100 satang): read exactly, shown with commas, spelt out in Thai words."""

import re
from functools import lru_cache

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset(
    {
        "money.empty",
        "money.unreadable",
        "money.misgrouped",
        "money.too_many_decimals",
        "money.too_large",
    },
)

LARGEST_SATANG = 999_999_999_999_999
"""The largest amount, just under ten trillion baht: exact in a database and in a browser."""

_SATANG_PER_BAHT = 100
_DECIMALS = 2
_LONGEST_TEXT = 64
_UNIT = r"(?:฿|thb|baht|บาท)"
_AMOUNT = re.compile(
    rf"(?P<minus>-)?{_UNIT}?(?P<inner>-)?"
    rf"(?P<baht>[0-9,]*)(?:\.(?P<satang>[0-9]*))?(?P<dash>\.-)?{_UNIT}?(?:ถ้วน)?",
)
_MINUS_SIGNS = str.maketrans("\u2010\u2011\u2012\u2013\u2212\uff0d", "------")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")


def _bare(text: str) -> tuple[str, bool]:
    """Return the amount without spaces and accountants' parentheses, and whether it stood in them."""
    bare = "".join(to_arabic_digits(normalise(text)).translate(_MINUS_SIGNS).casefold().split())
    if bare.startswith("(") and bare.endswith(")") and "-" not in bare.removesuffix(".-)"):
        return bare[1:-1], True
    return bare, False


def _check_digits(baht: str, satang: str | None) -> None:
    if satang is not None and len(satang) > _DECIMALS:
        raise BadValue("money.too_many_decimals", decimals=len(satang))
    if satang == "" or not (baht or satang):
        raise BadValue("money.unreadable")
    if "," in baht and not _GROUPED.fullmatch(baht):
        raise BadValue("money.misgrouped", text=baht)


def parse_satang(text: str) -> int:
    """Return the exact satang of an amount in baht; raise BadValue rather than guess or round.

    Thai digits, ฿ or บาท, commas at every third digit, `.-`, a minus or parentheses are understood.
    """
    bare, in_parentheses = _bare(text)
    if not bare:
        raise BadValue("money.empty")
    read = _AMOUNT.fullmatch(bare) if len(bare) <= _LONGEST_TEXT else None
    if read is None or (read["minus"] and read["inner"]) or (read["dash"] and read["satang"] is not None):
        raise BadValue("money.unreadable")
    _check_digits(read["baht"], read["satang"])
    baht = int(read["baht"].replace(",", "") or "0")
    satang = baht * _SATANG_PER_BAHT + int((read["satang"] or "").ljust(_DECIMALS, "0"))
    if satang > LARGEST_SATANG:
        raise BadValue("money.too_large", largest_baht=LARGEST_SATANG // _SATANG_PER_BAHT)
    return -satang if in_parentheses or read["minus"] or read["inner"] else satang


@lru_cache(maxsize=4096)
def _formatted(satang: int, thai_digits: bool) -> str:  # noqa: FBT001 - a cache's private side
    baht, rest = divmod(abs(satang), _SATANG_PER_BAHT)
    shown = f"{'-' if satang < 0 else ''}{baht:,}.{rest:02}"
    return to_thai_digits(shown) if thai_digits else shown


def format_baht(satang: int, *, thai_digits: bool = False) -> str:
    """Return the amount in baht with commas and two decimals: `2,344,070.93`."""
    return _formatted(satang, thai_digits)


_DIGIT_WORDS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_WORDS = ("แสน", "หมื่น", "พัน", "ร้อย")
_MILLION = 1_000_000


def _below_a_million(number: int, *, one: str) -> str:
    *high, tens, ones = list(f"{number:06}")
    words = "".join(
        _DIGIT_WORDS[int(digit)] + place
        for digit, place in zip(high, _PLACE_WORDS, strict=True)
        if digit != "0"
    )
    ten_word = {"0": "", "1": "สิบ", "2": "ยี่สิบ"}.get(tens, _DIGIT_WORDS[int(tens)] + "สิบ")
    one_word = one if ones == "1" else _DIGIT_WORDS[int(ones)]
    return words + ten_word + one_word


def number_words(number: int) -> str:
    """Return a whole number in Thai words: ยี่สิบเอ็ด, หนึ่งร้อยเอ็ด, หนึ่งล้านล้าน, ลบสอง."""
    if number < 0:
        return "ลบ" + number_words(-number)
    if number == 0:
        return "ศูนย์"
    millions, rest = divmod(number, _MILLION)
    has_more = millions > 0 or rest > 1
    lead = number_words(millions) + "ล้าน" if millions else ""
    return lead + _below_a_million(rest, one="เอ็ด" if has_more else "หนึ่ง")


def baht_text(satang: int) -> str:
    """Return the amount spelt out as on a cheque: สองร้อยบาทถ้วน, เก้าสิบสามสตางค์, ลบหนึ่งบาทถ้วน."""
    baht, rest = divmod(abs(satang), _SATANG_PER_BAHT)
    sign = "ลบ" if satang < 0 else ""
    if rest == 0:
        return f"{sign}{number_words(baht)}บาทถ้วน"
    baht_words = f"{number_words(baht)}บาท" if baht else ""
    return f"{sign}{baht_words}{number_words(rest)}สตางค์"
