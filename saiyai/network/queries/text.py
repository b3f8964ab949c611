"""Names in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import get_language

Text = str | Promise


def in_reader_language(thai: str, english: str) -> str:
    """Return the English where the reader chose English and there is any, else the Thai."""
    return english if english and get_language() == "en" else thai
