"""Thai text: one spelling for what looks the same, keys to find and sort by, cuts that break no cluster."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"
_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)

LONGEST_SEARCH = 160
"""How many letters of what was typed in a search are looked for: SQLite refuses a pattern of endless length."""

LEADING_VOWELS = "เแโใไ"
# Marks by code point, since bare marks cannot be read in source and an editor may reorder them.
_PHINTHU = "\u0e3a"
_VOWEL_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47" + _PHINTHU
_MAITAIKHU = "\u0e47"
_NIKHAHIT = "\u0e4d"
_TONES = "\u0e48\u0e49\u0e4a\u0e4b"
_SILENCERS = "\u0e4c\u0e4e"
_MARKS = _VOWEL_MARKS + _NIKHAHIT + _TONES + _SILENCERS

# From the consonant outward: vowel, nikhahit, tone, silencer (the order a Thai keyboard accepts).
_RANK = {
    mark: rank for rank, marks in enumerate((_VOWEL_MARKS, _NIKHAHIT, _TONES, _SILENCERS)) for mark in marks
}

_INVISIBLE_RANGES = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian selectors
    (0x200B, 0x200F),  # zero width space and joiners, direction marks
    (0x202A, 0x202E),  # direction embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, direction isolates
    (0x3164, 0x3164),
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),  # interlinear marks
    (0xD800, 0xDFFF),  # halves of surrogate pairs: no encoding can write them
    (0xE0000, 0xE0FFF),  # tags
)
# Older Windows fonts drew Thai marks in shifted places by private codes; text copied from PDFs has them.
_SHIFTED_TONES = _TONES + "\u0e4c"
_SHIFTED_GLYPHS = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐ\u0e34\u0e35\u0e36\u0e37"
        + _SHIFTED_TONES
        + _SHIFTED_TONES
        + "ญ\u0e31\u0e4d\u0e47"
        + _SHIFTED_TONES
        + "\u0e38\u0e39\u0e3a",
        strict=True,
    ),
)
_CLEAN: dict[int, str | None] = {
    **{code: None for code in range(0x20) if not chr(code).isspace()},
    **dict.fromkeys(code for code in range(0x7F, 0xA0) if not chr(code).isspace()),
    **{code: None for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)},
    **_SHIFTED_GLYPHS,
}

_MARK_RUN = re.compile(f"[{_MARKS}]{{2,}}")
_SPLIT_AM = re.compile(f"{_NIKHAHIT}([{_TONES}]*)า")
_MOST_MARKS = 30  # as the stream-safe format of Unicode annex 15 allows
_DOUBLED_E = re.compile("เเ")
_NEEDS_ORDER = re.compile(f"[{_MARKS}]{{2}}|{_NIKHAHIT}า|ำ[^ก-ฮ]|เเ")

# Most texts are Thai and ASCII and well typed: they are known at a glance and left alone. Anything else goes the long way.
_PLAIN = re.compile("[ -~\u0e01-\u0e5b]*")
_ILL_ORDERED = re.compile(
    f"[{_TONES}][{_VOWEL_MARKS}]|[{_SILENCERS}][{_VOWEL_MARKS}{_TONES}]"  # marks out of their order
    f"|{_PHINTHU}[{_MARKS}]|[{_MARKS}]{_PHINTHU}|{_NIKHAHIT}"  # marks whose Unicode order is another
    f"|[{_MARKS}]{{4}}|ำ[{_MARKS}ำ]|เเ"
)


def to_thai_digits(text: str) -> str:
    """Return `text` with 0-9 written as ๐-๙."""
    return text.translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Return `text` with ๐-๙ written as 0-9; digits of other scripts stay as they are."""
    return text.translate(_TO_ARABIC)


def _sorted_marks(run: re.Match[str]) -> str:
    return "".join(sorted(run.group(), key=_RANK.__getitem__))


def _tones_first(run: re.Match[str]) -> str:
    return "".join(sorted(run.group(), key=lambda char: char not in _TONES))


@lru_cache(maxsize=1)
def _heaps() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what matches more marks than a letter can bear, and ำ with all marks and further ำ after it.

    Made on first use, since finding every combining mark of Unicode takes some milliseconds.
    """
    combining = "".join(char for char in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(char))
    marks = f"[{_MARKS}{combining}]"
    return re.compile(f"({marks}{{{_MOST_MARKS}}}){marks}+"), re.compile(f"ำ(?:ำ|{marks})+")


def _in_thai_order(text: str) -> str:
    too_many, am_and_marks = _heaps()
    text = _MARK_RUN.sub(_sorted_marks, too_many.sub(r"\1", text))
    text = _SPLIT_AM.sub(r"\1ำ", text)
    text = am_and_marks.sub(_tones_first, text)
    return unicodedata.normalize("NFC", _DOUBLED_E.sub("แ", text))


def _settled(text: str) -> str:
    """Return the fixed point of canonical composition and Thai mark order.

    Each pass only drops, merges or exchanges neighbours in one direction, and a letter bears few marks, so
    the passes are few and no text costs more than in proportion to its length.
    """
    too_many, _ = _heaps()
    text = too_many.sub(r"\1", unicodedata.normalize("NFC", too_many.sub(r"\1", text)))
    while _NEEDS_ORDER.search(text) and (better := _in_thai_order(text)) != text:
        text = better
    return text


def normalise(text: str) -> str:
    """Return `text` on one line as it should have been typed: NFC, Thai marks in order, single spaces.

    ํ+า becomes ำ, a tone follows its vowel, เเ becomes แ; zero-width, direction and control characters go.
    Letters that are merely unusual (ศรีษะเกษ) are never touched.
    """
    if _is_well_typed(text):
        return " ".join(text.split())
    return " ".join(_settled(text.translate(_CLEAN)).split())


def _is_well_typed(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and _ILL_ORDERED.search(text) is None


def normalise_lines(text: str) -> str:
    r"""Return `text` with every line normalised, lines parted by \n, and no blank lines at either end."""
    return "\n".join(map(normalise, text.splitlines())).strip("\n")


def _is_letter_mark_or_number(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN"


_TO_KEY: dict[int, str | int | None] = {
    **{
        code: None
        for code in (*range(0x20, 0x7F), *range(0x0E01, 0x0E5C))
        if not _is_letter_mark_or_number(chr(code))
    },
    **_TO_ARABIC,
}
_REPEATED = re.compile(f"([{_MARKS}])\\1+")
_AM_THEN_A = re.compile("ำา+")


def search_key(text: str) -> str:
    """Return what two spellings of the same thing share: no case, spaces or punctuation, Arabic digits.

    Marks typed twice and the ำา of broken PDFs count once. The key is for look-ups, never for showing.
    """
    if _is_well_typed(text) or _is_well_typed(text := normalise(text)):
        key = text.lower().translate(_TO_KEY)
        key = normalise(key) if _ILL_ORDERED.search(key) else key
    else:
        folded = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
        key = normalise("".join(filter(_is_letter_mark_or_number, to_arabic_digits(folded))))
    return _AM_THEN_A.sub("ำ", _REPEATED.sub(r"\1", key))


VOWELS_AND_MARKS = "".join(map(chr, (*range(0x0E30, 0x0E3B), *range(0x0E40, 0x0E4F))))
"""The Thai vowels that are signs of their own, the tones and the other marks: what is mistyped most."""
_TO_SKELETON = str.maketrans(dict.fromkeys(VOWELS_AND_MARKS))


def skeleton(key: str) -> str:
    """Return a search key without its Thai vowels and tones: what two spellings still share that differ in them."""
    return key.translate(_TO_SKELETON)


_LEADING_PAIR = re.compile(f"([{LEADING_VOWELS}])([ก-ฮ])")
# A dictionary looks at these only when all letters and vowels agree; their code points are in its order.
_SECONDARY = frozenset(_PHINTHU + _MAITAIKHU + _TONES + _SILENCERS + _NIKHAHIT)


def _has_dictionary_weight(char: str) -> bool:
    if "\u0e00" <= char <= "\u0e7f":
        return char not in _SECONDARY and unicodedata.category(char)[0] in "LMN"
    return unicodedata.category(char)[0] in "LN"


def collation_key(text: str) -> str:
    """Return a string whose code-point order is the order of a Thai dictionary (Royal Society).

    Leading vowels count after their consonant; tone marks, ็ and ์ decide only between equal letters; spaces,
    punctuation, case and the kind of digits decide last. Equal keys mean equal normalised texts.
    """
    text = normalise(text)
    primary: list[str] = []
    secondary: list[str] = []
    folded = unicodedata.normalize("NFD", to_arabic_digits(text).casefold())
    for char in _LEADING_PAIR.sub(r"\2\1", folded):
        if _has_dictionary_weight(char):
            primary.append(char)
            secondary.append(".")
        elif char in _SECONDARY:
            secondary.append(char)
    return f"{''.join(primary)} {''.join(secondary).rstrip('.')} {text}"


_JOINER = "\u200d"


def _joins_the_last(char: str) -> bool:
    return char in {"ำ", "ຳ", _JOINER} or unicodedata.category(char)[0] == "M" or "🏻" <= char <= "🏿"


def _is_half_flag(char: str) -> bool:
    return "🇦" <= char <= "🇿"


def _cluster_end(text: str, start: int) -> int:
    end = start + 1
    if text[start : start + 2] == "\r\n":
        return start + 2
    if _is_half_flag(text[start]) and end < len(text) and _is_half_flag(text[end]):
        end += 1
    while end < len(text) and (_joins_the_last(text[end]) or text[end - 1] == _JOINER):
        end += 1
    return end


def graphemes(text: str) -> list[str]:
    """Return the user-perceived characters: a base with its vowels above and below, its tones and ำ.

    After Unicode annex 29, less the Hangul syllables that NFC has composed already.
    """
    found: list[str] = []
    start = 0
    while start < len(text):
        end = _cluster_end(text, start)
        found.append(text[start:end])
        start = end
    return found


def boundary_before(text: str, at: int) -> int:
    """Return the last place at or before `at` where no user-perceived character is parted."""
    at = min(max(at, 0), len(text))
    while 0 < at < len(text) and (_joins_the_last(text[at]) or text[at - 1] in _PARTED_BADLY):
        at -= 1
    return at


def boundary_after(text: str, at: int) -> int:
    """Return the first place at or after `at` where no user-perceived character is parted."""
    at = min(max(at, 0), len(text))
    while 0 < at < len(text) and (_joins_the_last(text[at]) or text[at - 1] in _PARTED_BADLY):
        at += 1
    return at


_PARTED_BADLY = LEADING_VOWELS + _JOINER + "\r"
"""What is drawn before, or joined to, the letter after it: nothing is cut behind it."""
_ELLIPSIS = "…"
_LOOK_AHEAD = 32  # clusters a word splitter sees past the cut, enough for the longest Thai word
_NO_GOOD_END = LEADING_VOWELS + " \t\n\r\u00a0,;:-–—([{\"'“‘/"


def _end_of_last_word(words: Iterable[str], limit: int) -> int:
    end = 0
    for word in words:
        if end + len(word) > limit:
            break
        end += len(word)
    return end


def truncate(text: str, limit: int, *, words: Callable[[str], Sequence[str]] | None = None) -> str:
    """Return `text` in at most `limit` graphemes, ending in … where something was left off.

    The cut falls between the words that `words` finds (its pieces must join to what it was given), else at a
    space, else between clusters, and never after a leading vowel.
    """
    if limit < 1:
        raise ValueError("a text cannot be cut to less than one grapheme")
    clusters = graphemes(text)
    if len(clusters) <= limit:
        return text
    room = len("".join(clusters[: limit - 1]))
    end = 0
    if words is not None:
        seen = "".join(clusters[: limit + _LOOK_AHEAD])
        pieces = words(seen)
        end = _end_of_last_word(pieces, room) if "".join(pieces) == seen else 0
    elif text[room : room + 1].isspace():
        end = room
    else:
        end = text.rfind(" ", 0, room)
    if end < room // 2:
        # A lone first word longer than half of the room is cut inside: better than an almost empty title.
        end = room
    return text[:end].rstrip(_NO_GOOD_END) + _ELLIPSIS


_SOUND_CLUSTER = re.compile(
    f"[ก-ฮ]{_PHINTHU}?[\u0e31\u0e34-\u0e39{_MAITAIKHU}]?{_NIKHAHIT}?(?:[{_TONES}]?ำ|[{_TONES}{_SILENCERS}])?",
)
_ANY_MARK = re.compile(f"[{_MARKS}ำ]")


def has_broken_marks(text: str) -> bool:
    """Return whether, once normalised, a Thai mark has no consonant or stands beside one it excludes."""
    return _ANY_MARK.search(_SOUND_CLUSTER.sub("", normalise(text))) is not None
