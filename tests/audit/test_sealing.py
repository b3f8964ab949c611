"""Sealed values: closed to who lacks the key, found again by their hash, bound to where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.audit import sealing
from saiyai.audit.sealing import SealBroken, lookup_hash, opened, sealed

CONTEXT = "network.person.national_id"


@given(st.text())
def test_what_was_sealed_opens_to_what_it_was(value: str):
    assert opened(sealed(value, context=CONTEXT), context=CONTEXT) == value


def test_a_value_is_never_sealed_twice_alike_but_has_one_hash():
    assert sealed("3100600445635", context=CONTEXT) != sealed("3100600445635", context=CONTEXT)
    assert lookup_hash("3100600445635", context=CONTEXT) == lookup_hash("3100600445635", context=CONTEXT)
    assert lookup_hash("3100600445635", context=CONTEXT) != lookup_hash("3100600445635", context="other")
    assert "3100600445635" not in sealed("3100600445635", context=CONTEXT)


@pytest.mark.parametrize(
    "alter", [lambda t: t[:-4] + "AAA=", lambda t: t[:12], lambda _t: "", lambda _t: "1.ก"]
)
def test_what_was_altered_does_not_open(alter):
    with pytest.raises(SealBroken):
        opened(alter(sealed("ความลับ", context=CONTEXT)), context=CONTEXT)


def test_what_belongs_elsewhere_or_was_sealed_under_another_key_does_not_open(settings):
    box = sealed("ความลับ", context=CONTEXT)
    with pytest.raises(SealBroken):
        opened(box, context="welfare.case.note")
    settings.SEALING_KEY = b"another key"
    sealing._key.cache_clear()
    try:
        with pytest.raises(SealBroken):
            opened(box, context=CONTEXT)
    finally:
        sealing._key.cache_clear()
