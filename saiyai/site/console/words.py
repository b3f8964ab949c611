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


def gettext_noop(message: str) -> str:
    """Return a message as it is: a mark for the catalogue."""
    return message


CLICK_SAYS = (
    gettext_noop("Usage:"),
    gettext_noop("Options"),
    gettext_noop("Commands"),
    gettext_noop("Show this message and exit."),
    gettext_noop("Error: {message}"),
    gettext_noop("Try '{command} {option}' for help."),
    gettext_noop("Aborted!"),
    gettext_noop("default: {default}"),
    gettext_noop("Missing command."),
    gettext_noop("Invalid value: {message}"),
    gettext_noop("Invalid value for {param_hint}: {message}"),
    gettext_noop("Missing argument"),
    gettext_noop("Missing option"),
    gettext_noop("No such option {name!r}."),
    gettext_noop("No such command {name!r}."),
)
"""What the command line's library says itself; it asks the process's own catalogue for it."""


def let_click_speak() -> None:
    """Lead the library of the command line to our catalogue; in English it needs none."""
    if language() == "th":
        os.environ["LANGUAGE"] = "th"
        catalogues.bindtextdomain("django", str(LOCALE))
        catalogues.textdomain("django")


def gettext(message: str) -> str:
    """Return a message in the console's language."""
    return _catalogue().gettext(message) if message else ""
