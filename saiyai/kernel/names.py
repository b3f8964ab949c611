"""Names of people as Thai papers write them: title, given name, family name, often without a space between.

Where a title glued to the name ends is a guess, so the rule is fixed and cautious:

* An abbreviation (`น.ส.`, `ดร.`, `ว่าที่ ร.ต.`) ends at its last dot.
* A word (`นาย`, `นางสาว`, `พลเอก`) may be glued if what follows can begin a Thai syllable: `นายิกา` is a given
  name, and `นางสาวิตรี ใจดี` is Mrs Savitri, since no syllable begins with `ิ`.
* `นาง` is taken off a glued word only where a family name follows: `นางนวล` alone is a given name, `นางนวล
  ใจดี` is Mrs Nuan Chaidee.
* `พระ` and `คุณ` begin many given names (`พระพร`, `คุณากร`), so they count only before a space.
* After a title of daily life (`นาย`, `นาง` …) only an abbreviation may follow: `นางสาวนางนวล ใจดี` is Miss
  Nangnuan.

All that follows the given name is the family name (`ณ อยุธยา`); no middle name is assumed.
"""

import re
from dataclasses import dataclass

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.prefixes import PREFIXES, RANKS, Glue
from saiyai.kernel.text import LEADING_VOWELS, collation_key, normalise

CODES = frozenset({"name.empty", "name.only_prefix", "name.no_letters", "name.too_long"})

LONGEST_NAME = 200
"""The most characters that a name with its titles may have."""

_WORDS = {prefix.full: prefix.glue for prefix in PREFIXES}
_LONGEST_FIRST = sorted(_WORDS, key=len, reverse=True)
_ABBREVIATIONS = {prefix.short.replace(".", ""): prefix.short for prefix in PREFIXES if prefix.short}
_ENGLISH = {prefix.english.casefold(): prefix.english for prefix in PREFIXES} | {"ms.": "Ms."}
_CIVIL = {prefix.full for prefix in PREFIXES if prefix.is_civil}
_CIVIL |= {prefix.short for prefix in PREFIXES if prefix.is_civil} | {"Mr.", "Mrs.", "Ms.", "Miss", "Master"}
_RANKS = {rank.full for rank in RANKS} | {rank.short for rank in RANKS}
_DOT_OPTIONAL = {"mr.", "mrs.", "ms.", "dr.", "prof."}
_ACTING = "ว่าที่"
_FEMALE = "หญิง"
_LEAST_GLUED_LETTERS = 2


def _abbreviation_pattern(short: str) -> str:
    """Return what matches `น.ส.`, `นส.`, `น. ส.` and, before a space, `น.ส` and `ดร`."""
    parts = [re.escape(part) for part in short.split(".") if part]
    pattern = r"(?:\.\s?)?".join(parts) + r"\."
    return pattern if len(short) == len("ศ.") else pattern + "|" + r"\.\s?".join(parts) + r"(?=\s)"


def _english_pattern(title: str) -> str:
    if title in _DOT_OPTIONAL:
        return re.escape(title) + "|" + re.escape(title[:-1]) + r"(?=\s)"
    return re.escape(title) if title.endswith(".") else re.escape(title) + r"(?=\s)"


_ABBREVIATION = re.compile(
    "|".join(map(_abbreviation_pattern, sorted(_ABBREVIATIONS.values(), key=len, reverse=True))),
)
_ENGLISH_TITLE = re.compile(
    "|".join(map(_english_pattern, sorted(_ENGLISH, key=len, reverse=True))), re.IGNORECASE
)


def _may_be_glued(title: str, name: str) -> bool:
    """Return whether `title` directly before `name` would be read as a title."""
    first, *family = name.split(" ", maxsplit=1)
    begins_syllable = "ก" <= first[0] <= "ฮ" or first[0] in LEADING_VOWELS
    glue = _WORDS[title]
    return (
        begins_syllable
        and len(first) >= _LEAST_GLUED_LETTERS
        and glue is not Glue.NEVER
        and (glue is Glue.ALWAYS or bool(family))
    )


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in three parts: all titles (may be empty), the given name, the family name (may be empty)."""

    prefix: str
    given: str
    family: str

    def __str__(self) -> str:
        name = f"{self.given} {self.family}".rstrip()
        if not self.prefix:
            return name
        is_glued = self.prefix in _WORDS and _may_be_glued(self.prefix, name)
        return f"{self.prefix}{'' if is_glued else ' '}{name}"

    @property
    def sort_key(self) -> tuple[str, str]:
        """The place in a Thai directory: by given name, then by family name; titles do not count."""
        return collation_key(self.given), collation_key(self.family)


def _word_title(text: str) -> tuple[str, str] | None:
    for word in _LONGEST_FIRST:
        rest = text.removeprefix(word)
        if rest != text and (not rest or rest[0] == " " or _may_be_glued(word, rest)):
            return word, rest
    return None


def _short_title(text: str) -> tuple[str, str] | None:
    thai = _ABBREVIATION.match(text)
    if thai:
        return _ABBREVIATIONS[re.sub(r"[.\s]", "", thai[0])], text[thai.end() :]
    english = _ENGLISH_TITLE.match(text)
    if english:
        written = english[0].casefold()
        return _ENGLISH.get(written) or _ENGLISH[written + "."], text[english.end() :]
    return None


def _rank(text: str) -> tuple[str, str] | None:
    """Return a rank with ว่าที่ before it and หญิง after it, where they stand there."""
    bare = text.removeprefix(_ACTING).lstrip()
    found = _short_title(bare) or _word_title(bare)
    if found is None or found[0] not in _RANKS:
        return None
    rank, rest = found
    space = " " if rank.endswith(".") else ""
    title = f"{_ACTING}{space}{rank}" if bare != text else rank
    after = rest.lstrip().removeprefix(_FEMALE)
    is_glued = rest.startswith(_FEMALE) and after.strip()
    if after != rest.lstrip() and (is_glued or (after.startswith(" ") and " " in after.strip())):
        return title + _FEMALE, after
    return title, rest


def _joined(titles: list[str]) -> str:
    """Return the titles in one text: `ผศ.ดร.` between abbreviations, else with a space."""
    return re.sub(r"(?<=[ก-ฮ]\.) (?=[ก-ฮ]{1,3}\.)", "", " ".join(titles))


def split_name(text: str) -> PersonName:
    """Return the parts of a name as written on a Thai paper, by the rule above; raise BadValue."""
    rest = normalise(text)
    if not rest:
        raise BadValue("name.empty")
    if len(rest) > LONGEST_NAME:
        raise BadValue("name.too_long", length=len(rest), longest=LONGEST_NAME)
    titles: list[str] = []
    while found := _next_title(rest, after=titles):
        title, rest = found[0], found[1].lstrip()
        titles.append(title)
        if not rest:
            raise BadValue("name.only_prefix")
    if not any(char.isalpha() for char in rest):
        raise BadValue("name.no_letters")
    given, _, family = rest.partition(" ")
    return PersonName(_joined(titles), given, family)


def _next_title(text: str, *, after: list[str]) -> tuple[str, str] | None:
    if after and after[-1] in _CIVIL:
        return _short_title(text)
    return _rank(text) or _short_title(text) or _word_title(text)
