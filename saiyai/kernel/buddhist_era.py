"""The Thai calendar: its names, and the Buddhist era before and after the new year moved to January.

Until BE 2483 the year began on 1 April, so January to March carried the number of the year before; BE 2483
had nine months (Calendar Year Act BE 2483). The rule is applied to all earlier years.
"""

from calendar import monthrange
from datetime import date

from saiyai.kernel.bad_value import BadValue

CODES = frozenset({"date.month_not_in_2483", "date.not_a_leap_year", "date.day_out_of_range"})

ERA_SHIFT = 543
"""Years between the Buddhist and the common era since 1941."""

_YEAR_OF_NINE_MONTHS = 2483
_LAST_MONTH_BEFORE_APRIL = 3
_FEBRUARY, _LEAP_DAY = 2, 29

THAI_MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
THAI_SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
SPOKEN_MONTHS = (
    "มกรา",
    "กุมภา",
    "มีนา",
    "เมษา",
    "พฤษภา",
    "มิถุนา",
    "กรกฎา",
    "สิงหา",
    "กันยา",
    "ตุลา",
    "พฤศจิกา",
    "ธันวา",
)
ENGLISH_MONTHS = (
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
MONTH_NUMBERS = {
    name.casefold().replace(".", ""): number
    for names in (
        THAI_MONTHS,
        THAI_SHORT_MONTHS,
        SPOKEN_MONTHS,
        ENGLISH_MONTHS,
        tuple(name[:3] for name in ENGLISH_MONTHS),
    )
    for number, name in enumerate(names, start=1)
} | {"sept": 9}

THAI_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NUMBERS = (
    {name: number for number, name in enumerate(THAI_WEEKDAYS)}
    | {name: number for number, name in enumerate(("จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."))}
    | {name.casefold(): number for number, name in enumerate(ENGLISH_WEEKDAYS)}
    | {name.casefold()[:3]: number for number, name in enumerate(ENGLISH_WEEKDAYS)}
    | {"พฤหัส": 3}
)


def buddhist_year(day: date) -> int:
    """Return the year of the Buddhist era as it was counted on that day."""
    old_style = day.year < _YEAR_OF_NINE_MONTHS + 1 - ERA_SHIFT and day.month <= _LAST_MONTH_BEFORE_APRIL
    return day.year + ERA_SHIFT - old_style


def from_buddhist(year: int, month: int) -> int:
    """Return the year of the common era of a month in a Buddhist year; BE 2483 had no January to March."""
    if month > _LAST_MONTH_BEFORE_APRIL or year > _YEAR_OF_NINE_MONTHS:
        return year - ERA_SHIFT
    if year == _YEAR_OF_NINE_MONTHS:
        raise BadValue("date.month_not_in_2483", month=month)
    return year - ERA_SHIFT + 1


def checked_date(year: int, month: int, day: int) -> date:
    """Return the date in the common era; raise BadValue where the month has no such day."""
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    if (month, day) == (_FEBRUARY, _LEAP_DAY):
        raise BadValue("date.not_a_leap_year", year=year, buddhist_year=year + ERA_SHIFT)
    raise BadValue("date.day_out_of_range", day=day, month=month, last=last)
