"""How near a typed word comes to a name: keys that misspellings share, a distance forgiving of marks."""

import re

from saiyai.kernel.text import search_key

_SHORT_MARKS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e3a"  # ็ ่ ้ ๊ ๋ ์ ํ ฺ
_VOWEL_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39"  # ั ิ ี ึ ื ุ ู
_MARKS = frozenset(_SHORT_MARKS + _VOWEL_MARKS)
_DROPPED = str.maketrans("", "", _SHORT_MARKS)
_ALIKE = (
    "\u0e34\u0e35\u0e36\u0e37",  # ิ ี ึ ื
    "\u0e38\u0e39",  # ุ ู
    "สศษซ",
    "ณน",
    "ยญ",
    "ฐถ",
    "ธทฑฒ",
    "ภพผ",
    "ฎด",
    "ฏต",
    "ขฃ",
    "คฅฆ",
    "ชฌ",
    "ไใ",
    "รลฬ",
    "ำา",
)
_SOUND = {letter: group[0] for group in _ALIKE for letter in group if letter not in "ำา"} | dict.fromkeys(
    _SHORT_MARKS, ""
)
_SOUND_TABLE = str.maketrans(_SOUND)
_GROUP_OF = {letter: number for number, group in enumerate(_ALIKE) for letter in group}
_REPEATED = re.compile(r"(.)\1+")

SHORTEST_NAME = 2
"""The fewest letters that a name has."""

CHEAP = 0.35
"""What a wrong, missing or superfluous mark costs, in letters."""


def name_key(text: str) -> str:
    """Return the search key of a place's name, at most 60 characters."""
    return search_key(text)[:60]


def village_key(text: str) -> str:
    """Return the search key of a village's name without the บ้าน that most carry and many leave out."""
    key = name_key(text)
    for word in ("หมู่บ้าน", "บ้าน", "ban"):
        if key.startswith(word) and len(key) - len(word) >= SHORTEST_NAME:
            return key.removeprefix(word)
    return key


def sound_of(key: str) -> str:
    """Return a key in which letters that sound alike are one, and tones and short marks are left out."""
    return _REPEATED.sub(r"\1", key.translate(_SOUND_TABLE))


def without_short_marks(key: str) -> str:
    """Return a key without tones, ็ and ์."""
    return key.translate(_DROPPED)


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters of a text, its ends marked."""
    framed = f"^{text}$"
    return frozenset(framed[i : i + 2] for i in range(len(framed) - 1))


def distance(typed: str, name: str, limit: float) -> float:
    """Return how many letters a typed key lies from a name's key; above `limit` means too far.

    Marks cost a third of a letter, letters that sound alike half; two exchanged neighbours are one fault.
    """
    if abs(len(typed) - len(name)) * CHEAP > limit:
        return limit + 1
    before_last: list[float] = []
    last = [0.0]
    for letter in name:
        last.append(last[-1] + _cost_alone(letter))
    for i, mine in enumerate(typed):
        row = [last[0] + _cost_alone(mine)]
        for j, theirs in enumerate(name):
            best = last[j] if mine == theirs else last[j] + _cost_exchange(mine, theirs)
            best = min(best, last[j + 1] + _cost_alone(mine), row[j] + _cost_alone(theirs))
            if i and j and mine == name[j - 1] and typed[i - 1] == theirs:
                best = min(best, before_last[j - 1] + 0.5)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before_last, last = last, row
    return last[-1]


def _cost_alone(letter: str) -> float:
    return CHEAP if letter in _MARKS else 1.0


def _cost_exchange(one: str, other: str) -> float:
    if one in _MARKS and other in _MARKS:
        return CHEAP
    group = _GROUP_OF.get(one)
    return 0.5 if group is not None and group == _GROUP_OF.get(other) else 1.0
