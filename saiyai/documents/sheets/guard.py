"""Text that a spreadsheet program would run as a formula, made harmless and brought back unchanged."""

import re
from typing import Final

# What Excel, LibreOffice and Google Sheets take as the start of a formula or of a command, with the full-
# width forms that an Asian set-up folds into them. The apostrophes before it make the guard reversible for
# text that has its own.
_RUNS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# A telephone number or a code may begin with a plus: digits and separators alone cannot call or reach
# anything.
_CODE: Final = re.compile(r"\+?\d[\d ().,/-]*", re.ASCII)


def guarded(text: str) -> str:
    """Return `text`, with an apostrophe before it where a spreadsheet program would run it."""
    return f"'{text}" if _RUNS.match(text) else text


def guarded_code(text: str) -> str:
    """Return a telephone number, identity number or area code as it is, and any other text guarded."""
    return text if _CODE.fullmatch(text) else guarded(text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
