import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import CODES, LARGEST_SATANG, baht_text, format_baht, number_words, parse_satang
from tests.kernel.strategies import satang, typed, value_or_code


@given(satang, st.booleans())
def test_what_is_shown_is_read_back_to_the_satang(amount, thai_digits):
    assert parse_satang(format_baht(amount, thai_digits=thai_digits)) == amount


@given(satang)
def test_every_usual_dress_of_an_amount_is_the_same_amount(amount):
    shown = format_baht(abs(amount))

    for dressed in (
        f"฿ {shown}",
        f"{shown} บาท",
        f"{shown}บาทถ้วน",
        f"THB {shown}",
        shown.replace(",", ""),
        f" {shown}\u00a0",
    ):
        assert parse_satang(dressed) == abs(amount)
    for negative in (f"-{shown}", f"\u2212{shown}", f"({shown})", f"฿-{shown}", f"-฿{shown}"):
        assert parse_satang(negative) == -abs(amount)


def test_the_capital_of_the_rong_kho_fund_is_exact():
    assert parse_satang("๒,๓๔๔,๐๗๐.๙๓ บาท") == 234_407_093
    assert parse_satang("2,344,070.93") == 234_407_093
    assert format_baht(234_407_093, thai_digits=True) == "๒,๓๔๔,๐๗๐.๙๓"
    assert baht_text(234_407_093) == "สองล้านสามแสนสี่หมื่นสี่พันเจ็ดสิบบาทเก้าสิบสามสตางค์"


def test_a_number_without_separators_is_read_beside_one_with_them():
    assert parse_satang("๑๖๙๗") == 169_700


@pytest.mark.parametrize(
    ("text", "satang_read"),
    [
        ("1,200.-", 120_000),
        ("1200.-บาท", 120_000),
        (".50", 50),
        ("0", 0),
        ("-0.00", 0),
        ("1.5", 150),
        ("(1,200.-)", -120_000),
    ],
)
def test_short_forms_of_daily_life_are_read(text, satang_read):
    assert parse_satang(text) == satang_read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "money.empty"),
        (" \u00a0", "money.empty"),
        ("12,34", "money.misgrouped"),
        ("1,2000", "money.misgrouped"),
        ("0,123", "money.misgrouped"),
        (",100", "money.misgrouped"),
        ("1,,000", "money.misgrouped"),
        ("1.005", "money.too_many_decimals"),
        ("1.200", "money.too_many_decimals"),
        ("1.2,5", "money.unreadable"),
        ("12.", "money.unreadable"),
        ("--5", "money.unreadable"),
        ("-(5)", "money.unreadable"),
        ("(-5)", "money.unreadable"),
        ("1e5", "money.unreadable"),
        ("บาท", "money.unreadable"),
        ("1 200,50", "money.misgrouped"),
        ("9" * 5000, "money.unreadable"),
        ("10000000000000", "money.too_large"),
    ],
)
def test_a_doubtful_amount_is_refused_with_its_reason(text, code):
    with pytest.raises(BadValue) as refused:
        parse_satang(text)
    assert refused.value.code == code


def test_the_largest_amount_is_read_and_one_satang_more_is_not():
    assert parse_satang(format_baht(LARGEST_SATANG)) == LARGEST_SATANG
    with pytest.raises(BadValue, match=r"money\.too_large"):
        parse_satang(format_baht(LARGEST_SATANG + 1))


@given(typed)
def test_no_text_brings_the_reader_of_money_down(text):
    amount, code = value_or_code(parse_satang, text)

    assert code in CODES if amount is None else parse_satang(format_baht(amount)) == amount


DIGITS = {
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}
WORD = re.compile("|".join([*DIGITS, *PLACES, "ล้าน"]))


def number_of(words):
    """Read Thai number words as a person adds them up: an answer found another way than by the code under test."""
    total = waiting = 0
    assert WORD.sub("", words) in {"", "ศูนย์"}
    for word in WORD.findall(words):
        if word == "ล้าน":
            total, waiting = (total + waiting) * 1_000_000, 0
        elif word in PLACES:
            total, waiting = total + (waiting or 1) * PLACES[word], 0
        else:
            waiting = DIGITS[word]
    return total + waiting


@given(st.integers(0, 10**15) | st.integers(0, 2_000_000) | st.integers(0, 130))
def test_number_words_add_up_to_the_number(number):
    assert number_of(number_words(number)) == number


@given(satang)
def test_an_amount_in_words_adds_up_to_the_amount(amount):
    words = baht_text(amount)
    baht, _, rest = words.removeprefix("ลบ").rpartition("บาท")

    assert number_of(baht) * 100 + number_of(rest.removesuffix("ถ้วน").removesuffix("สตางค์")) == abs(amount)
    assert words.startswith("ลบ") == (amount < 0)
    assert words.endswith("ถ้วน") == (amount % 100 == 0)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "ศูนย์บาทถ้วน"),
        (50, "ห้าสิบสตางค์"),
        (100, "หนึ่งบาทถ้วน"),
        (1_001, "สิบบาทหนึ่งสตางค์"),
        (1_100, "สิบเอ็ดบาทถ้วน"),
        (2_121, "ยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์"),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (1_100_000_000, "สิบเอ็ดล้านบาทถ้วน"),
        (100_000_000_000_000, "หนึ่งล้านล้านบาทถ้วน"),
        (-36_500, "ลบสามร้อยหกสิบห้าบาทถ้วน"),
    ],
)
def test_amounts_are_spelt_as_on_a_cheque(amount, words):
    assert baht_text(amount) == words
