"""Names in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import get_language

Text = str | Promise


def in_reader_language(thai: str, english: str) -> str:
    """Return the English where the reader chose English and there is any, else the Thai."""
    return in_language(get_language(), thai, english)


def in_language(language: str | None, thai: str, english: str) -> str:
    """Return the English where the language is English and there is any, else the Thai; for the many rows of a list."""
    return english if english and language == "en" else thai
