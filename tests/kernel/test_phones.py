import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.phones import CODES, Phone, PhoneKind, parse_phone, parse_phones
from tests.kernel.strategies import languages, phones, typed, value_or_code


@given(phones(), languages, st.booleans())
def test_what_is_shown_is_read_back(phone, language, thai_digits):
    assert parse_phone(phone.display(language=language, thai_digits=thai_digits)) == phone


@given(phones())
def test_the_number_for_abroad_is_read_back_to_the_first_line(phone):
    if phone.e164():
        assert parse_phone(phone.e164()).number == phone.number
        assert parse_phone(phone.e164()[1:]).number == phone.number


@given(phones())
def test_a_range_holds_its_first_and_last_line_and_all_between(phone):
    lines = phone.numbers()

    assert lines[0] == phone.number
    assert lines[-1] == (phone.last or phone.number)
    assert len(set(lines)) == int(lines[-1]) - int(lines[0]) + 1
    assert {len(line) for line in lines} == {len(phone.number)}


def test_the_telephone_range_of_the_source_page_is_two_lines():
    for text in (
        "053-112485-6",
        "โทร. 053-112485-6",
        "๐๕๓-๑๑๒๔๘๕-๖",
        "053-112485 ถึง 6",
        "053-112485 ถึง 053-112486",
        "+66 53 112485–6",
    ):
        assert parse_phone(text).numbers() == ("053112485", "053112486")
    assert parse_phone("โทรสาร. 053-112491").display() == "053-112491"


@pytest.mark.parametrize(
    ("text", "phone", "shown"),
    [
        ("0 5311 2485 ต่อ 101", Phone("053112485", extension="101"), "053-112485 ต่อ 101"),
        ("081-234-5678", Phone("0812345678"), "081-234-5678"),
        ("+66 81 234 5678", Phone("0812345678"), "081-234-5678"),
        ("+66 (0)81 234 5678", Phone("0812345678"), "081-234-5678"),
        ("66812345678", Phone("0812345678"), "081-234-5678"),
        ("Tel: 02 123 4567 ext. 12", Phone("021234567", extension="12"), "02-123-4567 ต่อ 12"),
        ("02-123-4567-70", Phone("021234567", "021234570"), "02-123-4567-70"),
        ("02-123-4567 #12", Phone("021234567", extension="12"), "02-123-4567 ต่อ 12"),
        ("สายด่วน ๑๓๐๐", Phone("1300"), "1300"),
        ("191", Phone("191"), "191"),
        ("1800 123 456", Phone("1800123456"), "1800-123-456"),
        ("053-112485-91 ต่อ 101-3", Phone("053112485", "053112491", "101-3"), "053-112485-91 ต่อ 101-3"),
    ],
)
def test_numbers_are_read_as_offices_print_them(text, phone, shown):
    assert parse_phone(text) == phone
    assert phone.display() == shown


def test_kinds_and_links():
    assert parse_phone("0812345678").kind is PhoneKind.MOBILE
    assert parse_phone("1300").kind is PhoneKind.SHORT
    assert parse_phone("053-112485-6").uri() == "tel:+6653112485"
    assert parse_phone("053-112485 ต่อ 101-3").uri() == "tel:+6653112485;ext=101"
    assert parse_phone("1300").uri() == "tel:1300"
    assert parse_phone("1300").e164() is None


def test_a_contact_line_may_hold_several_numbers():
    assert [str(phone) for phone in parse_phones("โทร. 053-112485-6, 081-234-5678 หรือ 1300;")] == [
        "053-112485-6",
        "081-234-5678",
        "1300",
    ]
    assert parse_phones(" , ") == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone.empty"),
        ("ไม่มี", "phone.unreadable"),
        ("โทร.", "phone.unreadable"),
        ("053-11248x", "phone.unreadable"),
        ("1" * 101, "phone.unreadable"),
        ("812345678", "phone.unknown_number"),
        ("081-234-567", "phone.unknown_number"),
        ("0812345678901", "phone.unknown_number"),
        ("053-112485-4", "phone.wrong_range"),
        ("053-112485 ถึง 9999", "phone.wrong_range"),
        ("1300 ถึง 053112485", "phone.wrong_range"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text, code):
    with pytest.raises(BadValue) as refused:
        parse_phone(text)
    assert refused.value.code == code


@given(typed)
def test_no_text_brings_the_reader_of_phones_down(text):
    phone, code = value_or_code(parse_phone, text)
    _, code_of_several = value_or_code(parse_phones, text)

    assert code in CODES if phone is None else parse_phone(str(phone)) == phone
    assert code_of_several in CODES | {""}
