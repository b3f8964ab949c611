"""Addresses in Thailand, and the place words of a text that somebody typed."""

import re
from dataclasses import dataclass, fields

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset({"address.wrong_postcode", "address.wrong_moo", "address.too_long"})

BANGKOK = "กรุงเทพมหานคร"

LONGEST_PLACE = 1000
"""The most characters of a text that is split into place words."""

_BANGKOK_NAMES = frozenset({BANGKOK, "กรุงเทพ", "กรุงเทพฯ", "กทม.", "กทม", "bangkok"})
_POSTCODE = re.compile("[1-9][0-9]{4}")
_LARGEST_MOO = 99

_LONG_WORDS = {
    "house_no": "เลขที่ ",
    "moo": "หมู่ที่ ",
    "village": "",
    "alley": "ตรอก",
    "soi": "ซอย",
    "road": "ถนน",
    "tambon": "ตำบล",
    "district": "อำเภอ",
    "province": "จังหวัด",
    "postcode": "",
}
_SHORT_WORDS = _LONG_WORDS | {
    "house_no": "",
    "moo": "ม.",
    "soi": "ซ.",
    "road": "ถ.",
    "tambon": "ต.",
    "district": "อ.",
    "province": "จ.",
}
_BANGKOK_WORDS = {"tambon": "แขวง", "district": "เขต", "province": ""}


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; every part may be unknown (empty), names stand without ตำบล, อำเภอ or จังหวัด."""

    house_no: str = ""
    moo: int | None = None
    village: str = ""
    alley: str = ""
    soi: str = ""
    road: str = ""
    tambon: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""

    def __post_init__(self) -> None:
        if self.postcode and not _POSTCODE.fullmatch(self.postcode):
            raise BadValue("address.wrong_postcode", text=self.postcode[:10])
        if self.moo is not None and not 1 <= self.moo <= _LARGEST_MOO:
            raise BadValue("address.wrong_moo", number=self.moo, largest=_LARGEST_MOO)

    def __str__(self) -> str:
        return self.display()

    @property
    def is_in_bangkok(self) -> bool:
        """Whether แขวง and เขต take the place of ตำบล and อำเภอ."""
        return self.province.casefold() in _BANGKOK_NAMES

    def display(self, *, short: bool = False, thai_digits: bool = False) -> str:
        """Return one line: `เลขที่ 1 หมู่ที่ 5 ตำบลป่าไผ่ อำเภอสันทราย …`, in short `1 ม.5 ต.ป่าไผ่ …`."""
        words = _SHORT_WORDS if short else _LONG_WORDS
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        if self.is_in_bangkok:
            words = words | _BANGKOK_WORDS
            parts["province"] = "กทม." if short else BANGKOK
        shown = " ".join(f"{words[name]}{value}" for name, value in parts.items() if value)
        return to_thai_digits(shown) if thai_digits else shown


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of a typed place: those that a mark named, and in `bare` the rest in the order written.

    `authority` is a local authority with its kind (`อบต.เวียงกานต์`), which is not a tambon.
    """

    moo: int | None = None
    village: str = ""
    tambon: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""
    authority: str = ""
    bare: tuple[str, ...] = ()


# อำเภอแหลมงอบ glued to จ.ตราด looks like อบจ., and กทม. like ทม.
_AUTHORITY = (
    "องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|เทศบาล"
    r"|อบต\.|(?<!แหลมง)อบจ\.|(?<!\S)อบต(?=\s)|(?<!\S)อบจ(?=\s)|ทน\.|(?<!ก)ทม\.|ทต\."
)
# A dotted mark inside a word needs a name before it: the จ. of พมจ. and the อ. of ผอ. are none.
_IN_WORD = r"(?:(?<=[ก-๎]{3})|(?<=[.-][ก-๎]{2})|(?<=[0-9]))"
_AHEAD = r"(?<![^\s(\[\"'“‘:])"
_WHOLE_WORD_FOLLOWS = r"(?=[ก-ฮเ-ไ])"


def _mark(words: str, dotted: str, english: str, *, not_before: str = "") -> str:
    """Return what matches one level's mark, in front of a word or inside glued ones."""
    return (
        rf"{_AHEAD}(?:{words})|(?:{words}){_WHOLE_WORD_FOLLOWS}"
        rf"|(?:{_IN_WORD}|{_AHEAD}){dotted}{not_before}|{_AHEAD}(?:{english})(?=\s)"
    )


_MARKS = re.compile(
    rf"(?P<authority>{_AUTHORITY})"
    rf"|{_AHEAD}(?P<moo>(?:หมู่ที่|หมู่|ม\.|moo)\s*(?P<moo_number>[0-9]{{1,2}})(?![0-9]))"
    rf"|{_AHEAD}(?P<village>หมู่บ้าน|ชุมชน|บ\.)"
    rf"|(?P<tambon>{_mark('ตำบล|แขวง', 'ต[.]', 'tambon|khwaeng')})"
    rf"|(?P<district>{_mark('กิ่งอำเภอ|อำเภอ', 'อ[.]', 'amphoe|khet')}|{_AHEAD}เขต)"
    # จ.ป.ร. is a tambon of Ranong
    rf"|(?P<province>{_mark('จังหวัด', 'จ[.]', 'changwat', not_before='(?!ป[.]ร[.])')})",
    re.IGNORECASE,
)
_ENGLISH_LEVEL = re.compile(
    r"(?P<name>.+?)\s+(?P<level>sub-?district|tambon|district|amphoe|province|changwat)",
    re.IGNORECASE,
)
_LEVELS = {
    "subdistrict": "tambon",
    "tambon": "tambon",
    "district": "district",
    "amphoe": "district",
    "province": "province",
    "changwat": "province",
}
_VILLAGE = "บ้าน"
_COMMUNITY = "ชุมชน"
_LAST_POSTCODE = re.compile(r"(?:^|(?<=[^0-9]))\s*([1-9][0-9]{4})$")
_GLUED_BANGKOK = re.compile(r"(?<=[ก-๎])(?<!จังหวัด)(?=(?:กรุงเทพ(?:มหานคร|ฯ)?|กทม\.?)$)")
_GLUED_KHET = re.compile(r"(แขวง[ก-๎]+?)(?=เขต[ก-ฮเ-ไ])")
_EDGES = " ()[]\"'“”‘’:;,"


class _Found:
    """What has been read so far: the first word of every level, and the words left over."""

    def __init__(self) -> None:
        self.named: dict[str, str] = {}
        self.bare: list[str] = []

    def name(self, level: str, value: str) -> None:
        """Keep `value` for its level, or as a bare word where the level is taken already."""
        if value and level in self.named:
            self.bare.append(value)
        elif value:
            self.named[level] = value

    def leave(self, words: list[str]) -> None:
        """Keep unmarked words, taking out a postcode and Bangkok's short names."""
        for word in filter(None, (_trimmed(word) for word in words)):
            if _POSTCODE.fullmatch(word):
                self.name("postcode", word)
            elif word.casefold() in _BANGKOK_NAMES and "province" not in self.named:
                self.named["province"] = BANGKOK
            else:
                self.bare.append(word)


def _trimmed(word: str) -> str:
    word = word.strip(_EDGES)
    return word[:-1] if word.endswith(".") and word.count(".") == 1 and word != "กทม." else word


def _named(mark: re.Match[str], value: str) -> tuple[str, str]:
    """Return level and name of a marked value, in the form official lists give it."""
    level = mark.lastgroup or ""
    if not value:
        return level, ""
    if level == "village":
        return level, (_COMMUNITY if mark[level] == _COMMUNITY else _VILLAGE) + value
    if level == "authority":
        return level, mark[level] + value
    if level == "province" and value.casefold() in _BANGKOK_NAMES:
        return level, BANGKOK
    return level, value


def _read_marked(segment: str, marks: list[re.Match[str]], found: _Found) -> None:
    ends = [mark.start() for mark in marks[1:]] + [len(segment)]
    found.leave(segment[: marks[0].start()].split())
    for mark, end in zip(marks, ends, strict=True):
        value = segment[mark.end() : end].strip()
        if mark["moo"]:
            found.name("moo", mark["moo_number"])
            found.leave(value.split())
            continue
        first, *more = [value] if mark[0].isascii() else value.split() or [""]
        found.name(*_named(mark, _trimmed(first)))
        found.leave(more)


def _read_segment(segment: str, found: _Found, *, has_commas: bool) -> None:
    marks = list(_MARKS.finditer(segment))
    english = _ENGLISH_LEVEL.fullmatch(segment)
    if marks:
        _read_marked(segment, marks, found)
    elif english:
        found.name(_LEVELS[english["level"].casefold().replace("-", "")], english["name"])
    elif has_commas and segment.isascii():
        found.leave([segment])
    else:
        found.leave(segment.split())


def split_place_words(text: str) -> PlaceWords:
    """Return the words of a typed place by the marks they carry (`ต.`, `อำเภอ`, `เขต`, `Tambon` …).

    Only words are read, nothing is looked up or corrected. A word that begins with บ้าน is a village only
    where the text marks a tambon, since districts and tambons are called so too.
    """
    if len(text) > LONGEST_PLACE:
        raise BadValue("address.too_long", length=len(text), longest=LONGEST_PLACE)
    prepared = to_arabic_digits(normalise(text))
    found = _Found()
    postcode = _LAST_POSTCODE.search(prepared)
    if postcode:
        found.name("postcode", postcode[1])
        prepared = prepared[: postcode.start()]
    prepared = _GLUED_KHET.sub(r"\1 ", _GLUED_BANGKOK.sub(" ", prepared))
    segments = [segment.strip() for segment in prepared.split(",")]
    for segment in segments:
        _read_segment(segment, found, has_commas=len(segments) > 1)
    named, bare = found.named, found.bare
    house = next((word for word in bare if word.startswith(_VILLAGE) and word != _VILLAGE), "")
    if house and "tambon" in named and "village" not in named:
        named["village"] = house
        bare.remove(house)
    moo = int(named.pop("moo", "0")) or None
    return PlaceWords(moo=moo, bare=tuple(bare), **named)
