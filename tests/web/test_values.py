"""Every bad value that the lower layers know has its sentence in both languages."""

import importlib
import pkgutil

import pytest
from django.utils import translation

from saiyai import documents, kernel
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.web.offers import sentence_of_refusal
from saiyai.web.values import text_of_bad_value


def known_codes() -> list[str]:
    codes: set[str] = set()
    for package in (kernel, documents):
        for each in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            codes |= getattr(importlib.import_module(each.name), "CODES", frozenset())
    return sorted(codes)


@pytest.mark.parametrize("code", known_codes())
def test_a_bad_value_has_a_sentence_in_both_languages(code: str):
    sentence = sentence_of_refusal(code)
    assert sentence is not None
    with translation.override("en"):
        english = str(sentence)
    with translation.override("th"):
        thai = str(sentence)
    assert english != thai


def test_the_sentence_names_the_values():
    with pytest.raises(BadValue) as caught:
        parse_date("31/2/2557")

    with translation.override("en"):
        assert text_of_bad_value(caught.value) == "February has no day 31: its last is 28."
    with translation.override("th"):
        assert text_of_bad_value(caught.value) == "เดือนกุมภาพันธ์ไม่มีวันที่ 31 วันสุดท้ายคือวันที่ 28"
