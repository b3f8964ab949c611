"""The console's language: SAIYAI_LANGUAGE, else LANG; Thai where neither says anything."""

import gettext as catalogues
import os
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
ENGLISH = ("en", "c", "posix")
"""The beginnings of a locale's name that ask for English; the bare C locale is English by custom."""


@cache
def language() -> str:
    """Return "th" or "en"."""
    chosen = os.environ.get("SAIYAI_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "th"
    name = chosen.lower().replace("-", "_").split(".")[0].split("_")[0]
    return "en" if name in ENGLISH else "th"


@cache
def _catalogue() -> catalogues.NullTranslations:
    if language() == "en":
        return catalogues.NullTranslations()
    return catalogues.translation("django", LOCALE, languages=["th"], fallback=True)


def gettext(message: str) -> str:
    """Return a message in the console's language."""
    return _catalogue().gettext(message) if message else ""
