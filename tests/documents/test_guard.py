"""No text becomes a formula, and none is lost by the guard."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saiyai.documents.sheets.guard import guarded, guarded_code, unguarded

STARTS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize("start", STARTS)
def test_text_that_a_program_would_run_gets_an_apostrophe(start):
    assert guarded(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text())
@settings(deadline=None)
def test_the_guard_is_undone_exactly(text):
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="'=+-@\t\r\n＝a1", max_size=6))
@settings(deadline=None)
def test_the_guard_is_undone_exactly_where_apostrophes_abound(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set(STARTS)


@pytest.mark.parametrize(
    "number", ["+66 81 234 5678", "053-112485-6", "0812345678", "1-2345-45678-78-1", "50010101"]
)
def test_telephone_and_identity_numbers_stay_as_they_are(number):
    assert guarded_code(number) == number


@pytest.mark.parametrize("text", ["+66+cmd|'x'!A0", "=1+1", "-1+A1", "@SUM(A1)", "+A1"])
def test_a_code_column_is_no_way_round_the_guard(text):
    assert guarded_code(text) == f"'{text}"
