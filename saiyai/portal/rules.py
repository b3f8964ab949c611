"""What a result of the search shows, and who releases what to the site.

A result shows the stretch of a text around what was typed, with what was typed marked in it. A stretch begins and ends
where no user-perceived character is parted, and what is marked is whole characters.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from saiyai.kernel.text import (
    ARABIC_DIGITS,
    THAI_DIGITS,
    VOWELS_AND_MARKS,
    boundary_after,
    boundary_before,
    normalise,
)

BEFORE, AFTER = 60, 160
"""How many letters of a text are shown before and after the first that fits."""
_NEARLY_A_WORD = 12  # how far a cut moves to fall on a space
_PASSED_OVER = r"(?:[^\w\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|_){0,8}"
_PASSED_OVER_NEARLY = rf"(?:{_PASSED_OVER}|[{VOWELS_AND_MARKS}]){{0,12}}?"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


def snippet(text: str, keys: tuple[str, ...], *, is_near: bool = False) -> tuple[Piece, ...]:
    """Return the stretch of a text around the first key that it holds, its beginning where it holds none."""
    pattern = _pattern(keys, is_near)
    hit = pattern.search(text) if pattern else None
    first, last = (hit.start(), hit.end()) if hit else (0, 0)
    start = _at_a_space_after(text, boundary_before(text, first - BEFORE)) if first > BEFORE else 0
    end = boundary_before(text, last + AFTER)
    if end < len(text):
        space = text.rfind(" ", max(last, end - _NEARLY_A_WORD), end)
        end = space if space > start else end
    pieces = marked(normalise(text[start:end]), keys, is_near=is_near)
    before = (Piece("…"),) if start > 0 else ()
    return (*before, *pieces, *((Piece("…"),) if end < len(text) else ()))


def _at_a_space_after(text: str, start: int) -> int:
    space = text.find(" ", start, start + _NEARLY_A_WORD)
    return start if space < 0 else space + 1


def marked(text: str, keys: tuple[str, ...], *, is_near: bool = False) -> tuple[Piece, ...]:
    """Return a text parted into what was looked for, as whole characters, and what lies between."""
    pattern = _pattern(keys, is_near)
    pieces: list[Piece] = []
    done = 0
    for hit in pattern.finditer(text) if pattern else ():
        start, end = boundary_before(text, hit.start()), boundary_after(text, hit.end())
        if start < done or start == end:
            continue
        if start > done:
            pieces.append(Piece(text[done:start]))
        pieces.append(Piece(text[start:end], is_hit=True))
        done = end
    return (*pieces, Piece(text[done:])) if done < len(text) else tuple(pieces)


@lru_cache(maxsize=256)
def _pattern(keys: tuple[str, ...], is_near: bool) -> re.Pattern[str] | None:  # noqa: FBT001 (a key of the store)
    """Return what finds the keys in a text as it is written: any digits, case, spaces and punctuation between."""
    passed = _PASSED_OVER_NEARLY if is_near else _PASSED_OVER
    alternatives = []
    for key in sorted(keys, key=len, reverse=True):
        letters = [each for each in key if not (is_near and each in VOWELS_AND_MARKS)]
        if letters:
            alternatives.append(passed.join(map(_letter, letters)))
    return re.compile("|".join(alternatives), re.IGNORECASE) if alternatives else None


def _letter(char: str) -> str:
    if char in ARABIC_DIGITS:
        return f"[{char}{THAI_DIGITS[int(char)]}]"
    return re.escape(char)


@dataclass(frozen=True, slots=True)
class ReleaseAct:
    """What a moderator is about to do with a version that waits: who saved it last, and who acts.

    `lacks_original`: it is an English version, and the Thai article is not on the site.
    """

    action: str
    reason: str
    saved_by: int | None
    by: int | None
    lacks_original: bool = False


def refusal_of_release(act: ReleaseAct) -> str | None:
    """Return the code of what bars a moderator's act, None where nothing does.

    What stands on the site was seen by two: whoever saved the version last does not release it.
    """
    if act.action == "approve" and act.saved_by is not None and act.saved_by == act.by:
        return "release.own"
    if act.action == "approve" and act.lacks_original:
        return "release.thai_missing"
    if act.action == "reject" and not act.reason.strip():
        return "release.reason_missing"
    return None


TOLD = (
    "title",
    "summary",
    "category",
    "byline",
    "published_on",
    "place_code",
    "event_starts_at",
    "event_ends_at",
    "venue",
    "body",
    "related",
    "go_live_at",
    "expire_at",
)
"""What a version of an article says; the rest of what is kept with it is bookkeeping."""
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def told(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a version of an article says, without the marks by which the editor tells its parts apart."""
    return {name: _bare(content.get(name)) for name in TOLD}


def _bare(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("["):
        try:
            return _bare(json.loads(value))
        except ValueError:
            return value
    if isinstance(value, str):
        return _BLOCK_KEY.sub("", value)
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name != "id"}
    return value
