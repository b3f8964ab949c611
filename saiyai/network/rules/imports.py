"""What is true of lists brought in: the kinds of lists, the life of a batch, and what a row of a sheet means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.kernel.names import split_name
from saiyai.kernel.phones import Phone, parse_phone
from saiyai.kernel.text import normalise, search_key, to_arabic_digits


class ListKind(StrEnum):
    """What a list that is brought in tells of."""

    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    VOLUNTEERS = "volunteers"
    LINKS = "links"


class BatchState(StrEnum):
    """How far a list has come on its way in."""

    SENT = "sent"
    CHECKING = "checking"
    CHECKED = "checked"
    FAILED = "failed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"
    UNDONE = "undone"


OPEN = frozenset({BatchState.SENT, BatchState.CHECKING, BatchState.CHECKED, BatchState.FAILED})
"""The states in which nothing of a list is in the register yet."""


class Verdict(StrEnum):
    """What a row of a list would do."""

    GOOD = "good"
    ASKED = "asked"
    """It waits for an answer, or for a cell to be put right."""
    SAME = "same"
    """What it tells is in the register already."""
    LEFT = "left"
    """Somebody decided to leave it out."""


@dataclass(frozen=True, slots=True)
class BatchSnapshot:
    """A list on its way in as the record keeps it: its file, its counts, how it was read."""

    kind: str
    state: str
    file_name: str
    digest: str
    rows: int
    good: int
    asked: int
    same: int
    left: int
    made: int
    columns: dict[str, int]


_TOTAL = re.compile(
    r"(?:ผล|ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|ทั้งปี|ยอด|จำนวน|สุทธิ|ย่อย|สะสม)*(?:\s+[0-9,.]*\s*\S{0,8}|[0-9,.]+\s*\S{0,8})?"
    r"|รวม\s*(?:ทั้ง)?(?:จังหวัด|อำเภอ|ตำบล|จ\.|อ\.|ต\.).*|(?:grand\s*)?total.*|sum",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[-–—_.*/\\xX?\s]+|ไม่มี|ไม่ระบุ|ไม่ทราบ|ไม่มีข้อมูล|n/?a|null|none", re.IGNORECASE)
_ZEROS = re.compile(r"[0\s,;/()+.-]+(?:ต่อ[0\s-]*)*")
_HEADING = re.compile(r"(จังหวัด|จ\.|อำเภอ|อ\.|ตำบล|ต\.)\s*(\S+)")
_HEADING_LEVEL = {
    "จังหวัด": "province",
    "จ.": "province",
    "อำเภอ": "district",
    "อ.": "district",
    "ตำบล": "tambon",
    "ต.": "tambon",
}
_LONGEST_TOTAL = 60
_FEWEST_HEADINGS = 1


def is_total(texts: Sequence[str]) -> bool:
    """Tell whether a row of a sheet holds totals: its first words say so."""
    first = next((text for text in texts if text and not text.replace(",", "").isdigit()), "")
    return bool(first) and len(first) <= _LONGEST_TOTAL and _TOTAL.fullmatch(normalise(first)) is not None


def heading_of(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return level and name where a row is nothing but the name of an area above the rows that follow."""
    filled = [text for text in texts if text]
    if len(filled) != _FEWEST_HEADINGS:
        return None
    found = _HEADING.fullmatch(normalise(filled[0]))
    return (_HEADING_LEVEL[found[1]], found[2]) if found else None


def is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is nothing: -, ไม่มี, a telephone number of zeros."""
    return _NOTHING.fullmatch(text) is not None


def is_zeros(text: str) -> bool:
    """Tell whether a telephone cell holds zeros alone."""
    return _ZEROS.fullmatch(to_arabic_digits(text)) is not None


_EPOCH, _SERIALS = date(1899, 12, 30), range(3_653, 91_313)
_EIGHT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SERIAL = re.compile(r"\d{4,5}(?:\.0+)?")
_YEAR = re.compile(r"(?:พ\.?ศ\.?\s*|ปี\s*)*(2[45]\d{2})")
_ERA = 543


@lru_cache(maxsize=2_000)
def day_of(text: str) -> date:
    """Return the day that a cell means: as written, as ddmmyyyy in either era, as a serial number, or a bare year.

    A sheet that lost its format shows a date as days since 1900 (41000: 1 April 2012); a bare year of the Buddhist
    era is its first day. Raise BadValue for anything else.
    """
    plain = to_arabic_digits(normalise(text))
    if eight := _EIGHT.fullmatch(plain):
        return parse_date(f"{eight[1]}/{eight[2]}/{eight[3]}")
    if (
        _SERIAL.fullmatch(plain)
        and int(float(plain)) in _SERIALS
        and len(plain.partition(".")[0]) == len("41000")
    ):
        return _EPOCH + timedelta(days=int(float(plain)))
    if year := _YEAR.fullmatch(plain):
        return date(int(year[1]) - _ERA, 1, 1)
    return parse_date(plain)


_LOST_ZERO = re.compile(r"[689]\d{8}|[23457]\d{7}")
_SPLIT_PHONES = re.compile(r"[,;/\n]|(?:และ|หรือ)")


def phones_of(text: str) -> tuple[list[Phone], bool]:
    """Return the telephone numbers of a cell, and whether one got back the 0 that a sheet took for a number.

    Raise BadValue where one cannot be a number.
    """
    found: list[Phone] = []
    mended = False
    for piece in filter(None, map(normalise, _SPLIT_PHONES.split(text))):
        digits = re.sub(r"[\s-]", "", to_arabic_digits(piece))
        lost = _LOST_ZERO.fullmatch(digits) is not None
        found.append(parse_phone(f"0{digits}" if lost else piece))
        mended = mended or lost
    return found, mended


_BETWEEN = re.compile(r"\s*(?:[\n/;,&+]|\s(?:และ|กับ)\s?)\s*|\s+(?=[0-9]+[.)]\s)")
_NUMBERED = re.compile(r"^[0-9]+[.)]\s*")
_CIVIL = ("นาย", "นางสาว", "นาง", "น.ส.")
_SECOND = re.compile(rf"\s+(?=(?:{'|'.join(map(re.escape, _CIVIL))})\S)")


def people_in(text: str) -> list[str]:
    """Return the names in a cell: one, or those that seem to be several people's.

    A cell holds several where lines, slashes, commas or และ part what are names, or a second title follows.
    """
    plain = "\n".join(normalise(line) for line in text.splitlines())
    pieces = [_NUMBERED.sub("", piece.strip()) for piece in _BETWEEN.split(plain)]
    names = [name for piece in pieces if piece for name in _SECOND.split(piece)]
    return names if len(names) > 1 and all(_is_name(name) for name in names) else [normalise(text)]


def _is_name(text: str) -> bool:
    try:
        parts = split_name(text)
    except BadValue:
        return False
    return bool(parts.prefix or parts.family)


_COMMON = re.compile(
    r"กองทุน|สวัสดิการ|ชุมชน|ท้องถิ่น|เพื่อ|เทศบาลเมือง|เทศบาลนคร|เทศบาล|องค์การบริหารส่วนตำบล|อบต|"
    r"ตำบล|อำเภอ|จังหวัด|ทต|กลุ่ม|ชมรม|เครือข่าย|องค์กร|บ้าน|สมาชิก|สัจจะ|วันละ|บาท|หนึ่ง"
)
ALIKE, SURELY_ALIKE = 0.6, 0.85
"""From which share of pairs of letters in common two names are asked about: of one kind, and of two."""
ONE_A_TAMBON = frozenset({"welfare_fund", "youth_council"})
"""The kinds of which a tambon has one as a rule, so that a second one is asked about whatever its name."""


def core_of(key: str) -> str:
    """Return what of an organisation's search key tells it from others of its kind."""
    return _COMMON.sub("", key) or key


_ID_DIGITS = 13
_THIRTEEN = re.compile(r"(?:\d[\s-]?){12}\d")


def may_be_national_id(text: str) -> bool:
    """Tell whether a cell holds what may be a national id, which is never kept lying open."""
    return len(text) >= _ID_DIGITS and _THIRTEEN.search(to_arabic_digits(text)) is not None


def shared_prefix(prefixes: Sequence[str]) -> str:
    """Return the one area that somebody holds, the nation's empty prefix where they hold several."""
    return prefixes[0] if len(prefixes) == 1 else ""


def title_key(text: str) -> str:
    """Return under what a column's title is remembered."""
    return search_key(text)[:120]
