import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.national_id import CODES, PersonKind, parse_national_id
from tests.kernel.strategies import check_digit, national_ids, typed, value_or_code


@given(national_ids(), st.booleans())
def test_the_display_form_is_read_back(number, thai_digits):
    assert parse_national_id(number.display(thai_digits=thai_digits)) == number
    assert parse_national_id(number.digits) == number


@given(national_ids(), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_nearly_always_caught(number, place, step):
    digits = number.digits
    wrong = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]

    if wrong[0] != "9" and check_digit(wrong[:12]) != wrong[12]:
        with pytest.raises(BadValue, match=r"national_id\.wrong_check_digit"):
            parse_national_id(wrong)
    elif wrong[0] != "9":
        # The sum is taken modulo 11 and shown modulo 10, so remainders 0 and 10 share a check digit.
        assert parse_national_id(wrong).digits == wrong


def test_known_numbers_are_right_and_their_neighbour_wrong():
    assert parse_national_id("3100600445635").display() == "3-1006-00445-63-5"
    assert parse_national_id("๑-๒๓๔๕-๔๕๖๗๘-๗๘-๑").digits == "1234545678781"
    with pytest.raises(BadValue, match=r"national_id\.wrong_check_digit"):
        parse_national_id("1-2345-45678-78-9")


def test_people_without_status_have_numbers_that_begin_with_0():
    number = parse_national_id("0" + "57010012345" + check_digit("057010012345"))

    assert number.kind is PersonKind.WITHOUT_STATUS


@given(national_ids())
def test_a_number_never_shows_more_than_four_digits_by_accident(number):
    for shown in (str(number), repr(number), f"{number}", number.masked()):
        assert sum(letter.isdigit() for letter in shown) <= 4
    assert number.masked().replace("-", "")[-4:] == number.digits[-4:]


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("", "national_id.empty", {}),
        (" - ", "national_id.empty", {}),
        ("3-1006-00445-63", "national_id.wrong_length", {"length": 12, "expected": 13}),
        ("A100600445635", "national_id.not_digits", {}),
        ("9100600445635", "national_id.unknown_kind", {"first": 9}),
        ("3100600445636", "national_id.wrong_check_digit", {}),
    ],
)
def test_a_wrong_number_is_refused_without_repeating_it(text, code, values):
    with pytest.raises(BadValue) as refused:
        parse_national_id(text)
    assert (refused.value.code, refused.value.values) == (code, values)


@given(typed)
def test_no_text_brings_the_reader_of_ids_down(text):
    number, code = value_or_code(parse_national_id, text)

    assert code in CODES if number is None else parse_national_id(number.display()) == number
