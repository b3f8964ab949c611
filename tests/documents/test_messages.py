"""Every code of reading and checking has a sentence, in both languages, that its values fill."""

import re

import pytest
from django.utils.translation import override

from saiyai.documents.messages import SENTENCES
from saiyai.documents.sheets import check, read

CODES = sorted(check.CODES | read.CODES)
VALUES = {
    "title": "ก",
    "titles": "ก, ข",
    "first": "A",
    "most": 5,
    "most_mib": 20,
    "most_seconds": 20,
    "kind": "PDF",
}


def test_no_sentence_is_without_a_code():
    assert set(SENTENCES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["th", "en"])
def test_each_code_has_a_sentence_that_its_values_fill(code, language):
    with override(language):
        said = str(SENTENCES[code]) % VALUES
    assert said
    assert bool(re.search("[ก-๛]{3}", said)) == (language == "th")
