"""One row on its way: its cells with what was put right, what is doubtful about it, and what it would store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from saiyai.audit.sealing import SealBroken, opened, sealed
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise
from saiyai.network.rules.imports import Verdict, is_nothing, may_be_national_id

SEAL = "sealed:"
CONTEXT = "network.import.cell"
ASK, BAD, NOTE = "ask", "bad", "note"
Choice = tuple[str, str, str, str]
"""What may be answered: the answer's key, its value, what it is (place, organisation, person, say), its text."""


def hidden(text: str) -> str:
    """Return a cell as it is stored: sealed where it may hold a national id."""
    return SEAL + sealed(text, context=CONTEXT) if may_be_national_id(text) else text


def shown(text: str) -> str:
    """Return a stored cell as it was written; one whose seal is broken is empty."""
    if not text.startswith(SEAL):
        return text
    try:
        return opened(text.removeprefix(SEAL), context=CONTEXT)
    except SealBroken:
        return ""


@lru_cache(maxsize=4_000)
def _plain(written: str) -> str:
    """Return a cell on one line, empty where it says that there is nothing; places and kinds come again and again."""
    text = normalise(written)
    return "" if is_nothing(text) else text


@dataclass(slots=True)
class Draft:
    """A row that is being judged; what `wrong` notes keeps it from coming in until it is put right.

    `answers` win over the cells, and those over the headings above them.
    """

    row: int
    cells: list[str]
    columns: Mapping[str, int]
    part: int = 1
    answers: dict[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    record: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    place_code: str = ""
    key: str = ""
    is_same: bool = False
    organisation: int | None = None
    person: int | None = None
    pk: int | None = None
    said: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        texts = {key: text for key, at in self.columns.items() if (text := self._cell(at))}
        self.said = {**self.headings, **texts, **self.answers}

    def _cell(self, at: int) -> str:
        return self.cells[at] if at < len(self.cells) else ""

    def written(self, key: str) -> str:
        """Return what a field holds, put right or as in the file, with its lines."""
        return self.said.get(key, "")

    def text(self, key: str) -> str:
        """Return what a field holds on one line; empty where it says that there is nothing."""
        raw = self.said.get(key, "")
        return _plain(raw) if raw else ""

    def answer(self, code: str) -> str:
        """Return what was answered to a question, empty where nothing was."""
        return self.answers.get(f"?{code}", "")

    def wrong(
        self, key: str, code: str, *, level: str = BAD, choices: Sequence[Choice] = (), **values: str | int
    ) -> None:
        """Note what is doubtful about a field: `bad` and `ask` keep the row back, a `note` only tells."""
        self._note(key, code, level, choices, values)

    def _note(
        self, key: str, code: str, level: str, choices: Sequence[Choice], values: Mapping[str, str | int]
    ) -> None:
        said = {"f": key, "c": code, "v": dict(values), "l": level, "o": [list(each) for each in choices]}
        self.problems.append(said)

    def ask(self, key: str, code: str, *choices: Choice, **values: str | int) -> str:
        """Return what was answered to a question about a field; where nothing was, put the question."""
        said = self.answer(code)
        if not said:
            self._note(key, code, ASK, choices, values)
        return said

    def bad(self, key: str, wrong: BadValue) -> None:
        """Note that a field's text is no such value."""
        self._note(key, wrong.code, BAD, (), wrong.values)

    @property
    def is_left(self) -> bool:
        """Tell whether somebody decided to leave the row out, or said that it tells of what is there."""
        return bool(self.answers.get("?leave")) or self.answer("cell.alike") == "same"

    @property
    def verdict(self) -> Verdict:
        """Return what the row would do as it stands."""
        if self.is_left:
            return Verdict.LEFT
        if self.is_same:
            return Verdict.SAME
        return Verdict.ASKED if any(each["l"] != NOTE for each in self.problems) else Verdict.GOOD


def say(code: str, value: str) -> Choice:
    """Return a choice that answers a question with a word of ours."""
    return (f"?{code}", value, "say", value)
