"""Dates as Thai people write them: both eras in, the Buddhist era out.

A year of four digits from 1800 to 2399 is of the common era, from 2400 to 2942 of the Buddhist era, unless an era
is named. A year of two digits is of the Buddhist era and of the century 2500-2599. Until BE 2483 the year began
on 1 April, so January to March carried the number of the year before (Calendar Year Act BE 2483); the rule is
applied to all earlier years.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset(
    {
        "date.empty",
        "date.unreadable",
        "date.unknown_month",
        "date.month_out_of_range",
        "date.day_out_of_range",
        "date.not_a_leap_year",
        "date.year_not_2_or_4_digits",
        "date.year_needs_4_digits",
        "date.year_out_of_range",
        "date.era_disagrees",
        "date.month_not_in_2483",
        "date.weekday_disagrees",
        "date.range_unreadable",
        "date.range_reversed",
    },
)

DateStyle = Literal["long", "short", "numeric", "formal", "full"]
"""long 4 กันยายน 2557, short 4 ก.ย. 2557, numeric 04/09/2557, formal with พ.ศ., full with the day of the week."""

Language = Literal["th", "en"]

_ERA_SHIFT = 543
_FIRST_COMMON_YEAR, _LAST_COMMON_YEAR = 1800, 2399
_FIRST_PLAIN_BUDDHIST_YEAR = 2400
_TWO_DIGIT_CENTURY = 2500
_YEAR_OF_NINE_MONTHS = 2483
_LAST_MONTH_BEFORE_APRIL = 3
_FEBRUARY, _LEAP_DAY = 2, 29
_LONGEST_TEXT = 80

_THAI_MONTHS = tuple(
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม".split(),
)
_THAI_SHORT_MONTHS = tuple("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split())
_SPOKEN_MONTHS = tuple("มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา".split())
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = {
    name.casefold().replace(".", ""): number
    for names in (
        _THAI_MONTHS,
        _THAI_SHORT_MONTHS,
        _SPOKEN_MONTHS,
        _ENGLISH_MONTHS,
        tuple(name[:3] for name in _ENGLISH_MONTHS),
    )
    for number, name in enumerate(names, start=1)
} | {"sept": 9}

_THAI_WEEKDAYS = tuple("จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split())
_ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = (
    {name: number for number, name in enumerate(_THAI_WEEKDAYS)}
    | {name: number for number, name in enumerate("จ. อ. พ. พฤ. ศ. ส. อา.".split())}
    | {name.casefold(): number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
    | {name.casefold()[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
    | {"พฤหัส": 3}
)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ERA = r"พ\.?ศ\.?|ค\.?ศ\.?|b\.?e\.?|c\.?e\.?|a\.?d\.?"
_YEAR = rf"(?:ปี)?\s*(?P<era>{_ERA})?\s*(?P<year>[0-9]{{1,6}})\s*(?P<era_after>{_ERA})?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<day>[0-9]{{1,2}})\s*(?P<mark>[/.-])\s*(?P<month>[0-9]{{1,2}})\s*(?P=mark)\s*{_YEAR}",
        r"(?P<year>[0-9]{4})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*(?:เดือน)?\s*(?P<name>[^0-9]+?)[\s,/-]*{_YEAR}",
        rf"(?P<name>[a-z]+)\.?\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s,]+{_YEAR}",
    )
)
_LEAD = re.compile(
    rf"(?:(?:วัน)?(?P<weekday>{_alternatives(list(_WEEKDAYS))})(?![a-zก-ฮ](?<!ท)))?[.,\s]*(?:วันที่|ที่)?\s*",
)
_MIDNIGHT = re.compile(r"(?:t|\s)\s*0{1,2}[:.]00(?:[:.]00(?:\.0+)?)?z?")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")


def buddhist_year(day: date) -> int:
    """Return the year of the Buddhist era as it was counted on that day."""
    old_style = day.year < _YEAR_OF_NINE_MONTHS + 1 - _ERA_SHIFT and day.month <= _LAST_MONTH_BEFORE_APRIL
    return day.year + _ERA_SHIFT - old_style


def _from_buddhist(year: int, month: int) -> int:
    if month > _LAST_MONTH_BEFORE_APRIL or year > _YEAR_OF_NINE_MONTHS:
        return year - _ERA_SHIFT
    if year == _YEAR_OF_NINE_MONTHS:
        raise BadValue("date.month_not_in_2483", month=month)
    return year - _ERA_SHIFT + 1


def _is_common_era(era: str) -> bool:
    return era.replace(".", "") in {"คศ", "ce", "ad"}


def _common_year(digits: str, era: str, month: int) -> int:
    """Return the year of the common era that four digits mean, by the era named or else by their size."""
    year = int(digits)
    newest = _LAST_COMMON_YEAR + _ERA_SHIFT
    in_common_range = _FIRST_COMMON_YEAR <= year <= _LAST_COMMON_YEAR
    in_buddhist_range = _FIRST_COMMON_YEAR + _ERA_SHIFT <= year <= newest
    if era:
        common = _is_common_era(era)
        if not (in_common_range if common else in_buddhist_range):
            raise BadValue("date.era_disagrees", year=year)
        return year if common else _from_buddhist(year, month)
    if in_common_range:
        return year
    if in_buddhist_range:
        return _from_buddhist(year, month)
    raise BadValue("date.year_out_of_range", year=year, first=_FIRST_COMMON_YEAR, last=newest)


def _two_digit_year(digits: str, era: str, month: int) -> int:
    if era and _is_common_era(era):
        raise BadValue("date.year_needs_4_digits", text=digits)
    return _from_buddhist(_TWO_DIGIT_CENTURY + int(digits), month)


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _checked(year: int, month: int, day: int) -> date:
    last = _days_in(year, month)
    if 1 <= day <= last:
        return date(year, month, day)
    if (month, day) == (_FEBRUARY, _LEAP_DAY):
        raise BadValue("date.not_a_leap_year", year=year, buddhist_year=year + _ERA_SHIFT)
    raise BadValue("date.day_out_of_range", day=day, month=month, last=last)


def _month_number(name: str) -> int:
    letters = re.sub(r"[\s.,/-]+", "", name)
    try:
        return _MONTHS[letters]
    except KeyError:
        raise BadValue("date.unknown_month", text=letters[:20]) from None


def _read_month(parts: dict[str, str]) -> int:
    if parts.get("name"):
        return _month_number(parts["name"])
    month = int(parts["month"])
    if not 1 <= month <= len(_THAI_MONTHS):
        raise BadValue("date.month_out_of_range", month=month)
    return month


def _read_date(parts: dict[str, str], latest: date | None) -> date:
    month, day, digits = _read_month(parts), int(parts["day"]), parts["year"]
    era = parts.get("era") or parts.get("era_after") or ""
    if len(digits) == len("2557"):
        return _checked(_common_year(digits, era, month), month, day)
    if len(digits) != len("57"):
        raise BadValue("date.year_not_2_or_4_digits", text=digits)
    year = _two_digit_year(digits, era, month)
    if latest is not None and (year, month, day) > (latest.year, latest.month, latest.day):
        year = _from_buddhist(_TWO_DIGIT_CENTURY - 100 + int(digits), month)
    return _checked(year, month, day)


def _prepared(text: str) -> str:
    prepared = to_arabic_digits(normalise(text[: 4 * _LONGEST_TEXT])).translate(_DASHES).casefold()
    if not prepared:
        raise BadValue("date.empty")
    if len(prepared) > _LONGEST_TEXT:
        raise BadValue("date.unreadable")
    return prepared


def parse_date(text: str, *, latest: date | None = None) -> date:
    """Return the date that a Thai (or English) writer means, day before month; raise BadValue with the reason.

    A two-digit year is read as 2500-2599; where `latest` is given (a birth date cannot lie ahead), a date past
    it is read a century earlier. A day of the week, if written, must be the right one. Midnight may follow.
    """
    prepared = _prepared(text)
    lead = _LEAD.match(prepared)
    body = prepared[lead.end() :] if lead else prepared
    midnight = _MIDNIGHT.search(body)
    if midnight and midnight.end() == len(body):
        body = body[: midnight.start()]
    for shape in _SHAPES:
        read = shape.fullmatch(body)
        if read:
            found = _read_date({name: part or "" for name, part in read.groupdict().items()}, latest)
            _check_weekday(found, lead["weekday"] if lead else None)
            return found
    raise BadValue("date.unreadable")


def _check_weekday(day: date, written: str | None) -> None:
    if written is not None and _WEEKDAYS[written] != day.weekday():
        raise BadValue("date.weekday_disagrees", written=_WEEKDAYS[written], actual=day.weekday())
