"""The columns of lists of villages, authorities and the Department's codes, and what makes their texts values."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from saiyai.documents.sheets.check import Field
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.places.rules.authorities import coverage_of_text, events_of_text, kind_of
from saiyai.places.rules.labels import VILLAGE_DIGITS

LONGEST_NAME = 120
FIRST_YEAR, LAST_YEAR = 1850, 2100


def _name(text: str) -> str:
    name = normalise(text)
    if len(name) > LONGEST_NAME:
        raise BadValue("text.too_long", value=name[:40])
    return name


def _digits(length: int, code: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        digits = to_arabic_digits(normalise(text)).replace(" ", "").replace("-", "")
        if len(digits) != length or not digits.isascii() or not digits.isdigit():
            raise BadValue(code, value=text[:40])
        return digits

    return parse


def _parents(text: str) -> str:
    """Return the codes of one or two villages, apart by a space."""
    codes = to_arabic_digits(normalise(text)).replace(",", " ").split()
    if len(codes) > 2 or any(len(code) != VILLAGE_DIGITS for code in codes):  # noqa: PLR2004 (two at most)
        raise BadValue("village.split_from_unknown", value=text[:40])
    return " ".join(codes)


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except BadValue as bad:
        raise BadValue("row.bad_date", value=text[:40]) from bad
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue("row.bad_year", value=text[:40])
    return day


def _code(text: str) -> str:
    code = to_arabic_digits(normalise(text)).replace(" ", "")
    if not code.isascii() or not code.isdigit() or len(code) > 10:  # noqa: PLR2004 (the column's width)
        raise BadValue("authority.code_missing", value=text[:40])
    return code


_SIZES = {"เล็ก": "S", "กลาง": "M", "ใหญ่": "L", "small": "S", "medium": "M", "large": "L"}
MOST_KM2 = 1_000_000


def _size(text: str) -> str:
    word = normalise(text).removeprefix("ขนาด").strip()
    size = _SIZES.get(word.lower(), word.upper())
    if size not in {"S", "M", "L"}:
        raise BadValue("authority.unknown_size", value=text[:40])
    return size


def _area(text: str) -> Decimal:
    """Return square kilometres."""
    try:
        area = Decimal(to_arabic_digits(normalise(text)).replace(",", ""))
    except InvalidOperation as unreadable:
        raise BadValue("authority.no_area", value=text[:40]) from unreadable
    if not area.is_finite() or not 0 < area < MOST_KM2:
        raise BadValue("authority.no_area", value=text[:40])
    return area.quantize(Decimal("0.01"))


VILLAGE_FIELDS = (
    Field(
        "code",
        ("รหัสหมู่บ้าน", "village_code", "villcode", "code", "รหัส"),
        _digits(VILLAGE_DIGITS, "village.code_not_8_digits"),
        required=True,
    ),
    Field("name_th", ("ชื่อหมู่บ้าน", "village_th", "villname", "name_th", "ชื่อ"), _name, required=True),
    Field("name_en", ("ชื่อหมู่บ้านภาษาอังกฤษ", "village_en", "name_en"), _name),
    Field(
        "second_code",
        ("รหัสที่สอง", "second_code"),
        _digits(VILLAGE_DIGITS, "village.second_code_not_8_digits"),
    ),
    Field("created_on", ("วันที่จัดตั้ง", "created", "created_on"), _day),
    Field("split_from", ("แยกจาก", "split_from"), _parents),
)
AUTHORITY_FIELDS = (
    Field("code", ("รหัส อปท.", "geocode", "code", "รหัส"), _code, required=True),
    Field("kind", ("ประเภท อปท.", "lao_kind", "kind", "ประเภท"), kind_of, required=True),
    Field("name_th", ("ชื่อ อปท.", "entity_name", "name_th", "ชื่อ"), _name, required=True),
    Field("name_en", ("ชื่อภาษาอังกฤษ", "name_en"), _name),
    Field("dola_code", ("รหัสกรมส่งเสริม", "dola_code"), _digits(7, "authority.dola_code_not_7_digits")),
    Field("covers", ("พื้นที่ที่ดูแล", "covers_tambon", "covers"), coverage_of_text),
    Field("former_name_th", ("ชื่อเดิม", "former_name"), _name),
    Field("former_kind", ("ประเภทเดิม", "former_kind"), kind_of),
    Field("changed_on", ("วันที่เปลี่ยน", "changed_on"), _day),
    Field("valid_from", ("วันที่จัดตั้ง", "starts_on", "valid_from"), _day),
    Field("valid_to", ("วันที่สิ้นสุด", "ends_on", "valid_to"), _day),
    Field("is_ended", ("obsolete",), _name),
    Field("events", ("events",), events_of_text),
)
DOLA_FIELDS = (
    Field(
        "dola_code",
        ("รหัสกรมส่งเสริม", "รหัสกรมส่งเสริมการปกครองท้องถิ่น", "dola_code"),
        _digits(7, "authority.dola_code_not_7_digits"),
        required=True,
    ),
    Field("kind", ("ประเภท อปท.", "lao_type", "kind", "ประเภท"), kind_of, required=True),
    Field("name_th", ("ชื่อ อปท.", "name_th", "name", "ชื่อ"), _name, required=True),
    Field("size", ("ขนาด", "ขนาด อปท.", "size_SML", "size"), _size),
    Field("area_km2", ("เนื้อที่ ตร.กม.", "เนื้อที่", "area_km2"), _area),
)
