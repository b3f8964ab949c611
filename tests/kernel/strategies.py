"""Hypothesis strategies of kernel values, shared by its tests."""

from datetime import date

from hypothesis import strategies as st

from saiyai.kernel.addresses import Address
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import LARGEST_SATANG
from saiyai.kernel.national_id import NationalId
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.kernel.phones import Phone

CONSONANTS = "กขคงจชซดตถทนบปผฝพฟมยรลวสหอฮ"
TONES = "\u0e48\u0e49\u0e4a\u0e4b"
MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"

# Whatever a keyboard, a clipboard or an attacker can send, with Thai letters and marks far above their share.
any_text = st.text(max_size=60) | st.text(
    st.sampled_from(list("กนสเแโาำ" + MARKS + "๐๙09 \u00a0\u200b\u0300\u0323.,-/()")),
    max_size=24,
)

# What looks enough like a value to reach the deeper branches of the parsers.
near_value = st.lists(
    st.sampled_from(
        [
            *"0123456789๐๕๙",
            *" .,-/+()–฿",
            *(
                "ก.ย.",
                "กันยายน",
                "ก.พ.",
                "มี.ค.",
                "Sept",
                "พ.ศ.",
                "ค.ศ.",
                "วันที่",
                "วันศุกร์ที่",
                "ถึง",
                "29",
                "2483",
                "2557",
            ),
            *("บาท", "ถ้วน", "2,344", "ต่อ", "โทร.", "053", "112485", "+66", "081", "1300", "น.", "14.30"),
            *("นาย", "นาง", "ว่าที่", "ร.ต.", "หญิง", "ดร.", "พระ", "ใจดี", "Mr", "ผศ."),
            *(
                "ต.",
                "อ.",
                "จ.",
                "ตำบล",
                "เมือง",
                "หมู่",
                "บ้าน",
                "กทม.",
                "แขวง",
                "เขต",
                "อบต.",
                "District",
                "จ.ป.ร.",
            ),
            *("2557Q", "M0", "R06", "X"),
        ],
    ),
    max_size=9,
).map("".join)

satang = st.integers(-LARGEST_SATANG, LARGEST_SATANG)
modern_dates = st.dates(date(1941, 1, 1), date(2399, 12, 31))
dates = st.dates(date(1800, 4, 1), date(2399, 12, 31)) | st.dates(date(1938, 1, 1), date(1942, 12, 31))
date_styles = st.sampled_from(["long", "short", "numeric", "formal", "full"])
languages = st.sampled_from(["th", "en"])


@st.composite
def periods(draw):
    kind = draw(st.sampled_from(PeriodKind))
    how_many = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4}.get(kind, 1)
    return Period(kind, draw(st.integers(2401, 2898)), draw(st.integers(1, how_many)))


def check_digit(twelve):
    """The rule of the civil register, written apart from the code under test."""
    return str((11 - sum(int(digit) * (13 - place) for place, digit in enumerate(twelve)) % 11) % 10)


@st.composite
def national_ids(draw):
    twelve = draw(st.sampled_from("012345678")) + draw(st.text("0123456789", min_size=11, max_size=11))
    return NationalId(twelve + check_digit(twelve))


def _numbers(pattern):
    return st.from_regex(pattern, fullmatch=True)


@st.composite
def phones(draw):
    number = draw(
        _numbers("0[689][0-9]{8}")
        | _numbers("0[23457][0-9]{7}")
        | _numbers("1[89]00[0-9]{6}")
        | _numbers("1[0-9]{2,3}"),
    )
    last = ""
    room = 9999 - int(number[-4:])
    if number[0] == "0" and room and draw(st.booleans()):
        last = f"{int(number) + draw(st.integers(1, min(99, room))):0{len(number)}}"
    return Phone(number, last, draw(st.sampled_from(["", "1", "101", "2204", "101-3"])))


@st.composite
def thai_syllables(draw):
    lead = draw(st.sampled_from(["", "", "เ", "แ", "โ", "ไ"]))
    vowel = draw(st.sampled_from(["", "\u0e34", "\u0e35", "\u0e38", "\u0e39"])) if not lead else ""
    tone = draw(st.sampled_from(["", "", *TONES]))
    tail = draw(st.sampled_from(["", "า", "ำ"])) if not vowel and not lead else ""
    return (
        lead + draw(st.sampled_from(CONSONANTS)) + vowel + tone + tail + draw(st.sampled_from(["", *"กงนมย"]))
    )


thai_words = st.lists(thai_syllables(), min_size=1, max_size=4).map("".join)


@st.composite
def addresses(draw):
    return Address(
        house_no=draw(st.sampled_from(["", "1", "99/5"])),
        moo=draw(st.none() | st.integers(1, 99)),
        soi=draw(st.just("") | thai_words),
        road=draw(st.just("") | thai_words),
        tambon=draw(thai_words),
        district=draw(thai_words),
        province=draw(st.sampled_from(["เชียงใหม่", "แพร่", "กรุงเทพมหานคร"])),
        postcode=draw(st.sampled_from(["", "50210", "10330"])),
    )


# Kinds of text that have broken programs before, written for this project.
NAUGHTY = (
    "",
    " ",
    "\u00a0\u2003\u3000",
    "\x00",
    "a\x00b\x1b[31m",
    "\u200b\u200d\ufeff",
    "\u202eกลับหัว\u202c",
    "\ud800",
    "นาย\ud83d",
    "\u0e48\u0e49\u0e48",
    "ก" + "\u0e49" * 500,
    "ํา" * 300,
    "ำ" + "\u0e48" * 300,
    "เ" * 999,
    "<script>alert('ส')</script>",
    "' OR 1=1; --",
    "{{ 7*7 }} ${7*7} %s %n",
    "=cmd|' /C calc'!A0",
    "../../../etc/passwd",
    "NaN",
    "-Infinity",
    "1e309",
    "0x1F",
    "9" * 5000,
    "๙" * 5000,
    "-" * 400,
    "1" + ",000" * 300,
    "٤/٩/٢٥٥٧",
    "៤ កញ្ញា ២៥៥៧",
    "²³½",
    "０９/０４/２５５７",
    "👨‍👩‍👧‍👦🇹🇭👍🏽",
    "é\u0301\u0327",
    "ﷺ",
    "K\u0345ſßİı",
    "null",
    "undefined",
    "ศรีษะเกษ",
    "(" * 500,
    "31/02/2557",
    "29 ก.พ. 2558",
    "00/00/0000",
    "99/99/9999",
    "ต." * 200,
    "ว่าที่ " * 30,
    "ร.ต." * 40,
    "0" * 13,
    "+66" * 20,
    "๐๕๓-๑๑๒๔๘๕-" * 10,
)
naughty = st.sampled_from(NAUGHTY)
typed = any_text | near_value | naughty


def value_or_code(parse, text):
    """Return what a parser answers: its value and no code, or no value and the code of its refusal."""
    try:
        return parse(text), ""
    except BadValue as refused:
        return None, refused.code
