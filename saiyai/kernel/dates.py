"""Dates as Thai people write them: both eras in, the Buddhist era out.

A year of four digits from 1800 to 2399 is of the common era, from 2400 to 2942 of the Buddhist era, unless an
era is named. A year of two digits is of the Buddhist era and of the century 2500-2599.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.buddhist_era import (
    ENGLISH_MONTHS,
    ENGLISH_WEEKDAYS,
    ERA_SHIFT,
    MONTH_NUMBERS,
    THAI_MONTHS,
    THAI_SHORT_MONTHS,
    THAI_WEEKDAYS,
    WEEKDAY_NUMBERS,
    buddhist_year,
    checked_date,
    from_buddhist,
)
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset(
    {
        "date.empty",
        "date.unreadable",
        "date.unknown_month",
        "date.month_out_of_range",
        "date.year_not_2_or_4_digits",
        "date.year_needs_4_digits",
        "date.year_out_of_range",
        "date.era_disagrees",
        "date.weekday_disagrees",
        "date.range_reversed",
        "date.time_unreadable",
    },
)

DateStyle = Literal["long", "short", "numeric", "formal", "full"]
"""long 4 กันยายน 2557, short 4 ก.ย. 2557, numeric 04/09/2557, formal with พ.ศ., full with the weekday."""

Language = Literal["th", "en"]

_FIRST_COMMON_YEAR, _LAST_COMMON_YEAR = 1800, 2399
_FIRST_PLAIN_BUDDHIST_YEAR = 2400
_TWO_DIGIT_CENTURY = 2500
_LONGEST_TEXT = 80


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ERA = r"พ\.?ศ\.?|ค\.?ศ\.?|b\.?e\.?|c\.?e\.?|a\.?d\.?"
_YEAR = rf"(?:ปี)?\s*(?P<era>{_ERA})?\s*(?P<year>[0-9]{{1,6}})\s*(?P<era_after>{_ERA})?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<day>[0-9]{{1,2}})\s*(?P<mark>[/.-])\s*(?P<month>[0-9]{{1,2}})\s*(?P=mark)\s*{_YEAR}",
        r"(?P<year>[0-9]{4})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*(?:เดือน)?\s*(?P<name>[^0-9\s][^0-9]*?)[\s,/-]*{_YEAR}",
        rf"(?P<name>[a-z]+)\.?\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s,]+{_YEAR}",
    )
)
_LEAD = re.compile(
    rf"(?:(?:วัน)?(?P<weekday>{_alternatives(list(WEEKDAY_NUMBERS))})(?=[^a-zก-ฮ]|ที่))?[.,\s]*(?:วันที่|ที่)?\s*",
)
_MIDNIGHT = re.compile(r"(?:t|\s)\s*0{1,2}[:.]00(?:[:.]00(?:\.0+)?)?z?$")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")


def _is_common_era(era: str) -> bool:
    return era.replace(".", "") in {"คศ", "ce", "ad"}


def _common_year(digits: str, era: str, month: int) -> int:
    """Return the year of the common era that four digits mean, by the era named or else by their size."""
    year = int(digits)
    newest = _LAST_COMMON_YEAR + ERA_SHIFT
    in_common_range = _FIRST_COMMON_YEAR <= year <= _LAST_COMMON_YEAR
    in_buddhist_range = _FIRST_COMMON_YEAR + ERA_SHIFT <= year <= newest
    if era:
        common = _is_common_era(era)
        if not (in_common_range if common else in_buddhist_range):
            raise BadValue("date.era_disagrees", year=year)
        return year if common else from_buddhist(year, month)
    if in_common_range:
        return year
    if in_buddhist_range:
        return from_buddhist(year, month)
    raise BadValue("date.year_out_of_range", year=year, first=_FIRST_COMMON_YEAR, last=newest)


def _two_digit_year(digits: str, era: str, month: int) -> int:
    if era and _is_common_era(era):
        raise BadValue("date.year_needs_4_digits", text=digits)
    return from_buddhist(_TWO_DIGIT_CENTURY + int(digits), month)


def _month_number(name: str) -> int:
    letters = re.sub(r"[\s.,/-]+", "", name)
    if not letters:
        raise BadValue("date.unreadable")
    try:
        return MONTH_NUMBERS[letters]
    except KeyError:
        raise BadValue("date.unknown_month", text=letters[:20]) from None


def _read_month(parts: dict[str, str]) -> int:
    if parts.get("name"):
        return _month_number(parts["name"])
    month = int(parts["month"])
    if not 1 <= month <= len(THAI_MONTHS):
        raise BadValue("date.month_out_of_range", month=month)
    return month


def _read_date(parts: dict[str, str], latest: date | None) -> date:
    month, day, digits = _read_month(parts), int(parts["day"]), parts["year"]
    era = parts.get("era") or parts.get("era_after") or ""
    if len(digits) == len("2557"):
        return checked_date(_common_year(digits, era, month), month, day)
    if len(digits) != len("57"):
        raise BadValue("date.year_not_2_or_4_digits", text=digits)
    year = _two_digit_year(digits, era, month)
    if latest is not None and (year, month, day) > (latest.year, latest.month, latest.day):
        year = from_buddhist(_TWO_DIGIT_CENTURY - 100 + int(digits), month)
    return checked_date(year, month, day)


def _prepared(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise BadValue("date.unreadable")
    prepared = to_arabic_digits(normalise(text)).translate(_DASHES).casefold()
    if not prepared:
        raise BadValue("date.empty")
    return prepared


def _check_weekday(day: date, written: str | None) -> None:
    if written is not None and WEEKDAY_NUMBERS[written] != day.weekday():
        raise BadValue("date.weekday_disagrees", written=WEEKDAY_NUMBERS[written], actual=day.weekday())


def parse_date(text: str, *, latest: date | None = None) -> date:
    """Return the date that a Thai (or English) writer means, day before month; raise BadValue.

    A two-digit year is read as 2500-2599; where `latest` is given (a birth date cannot lie ahead), a date
    past it is read a century earlier. A day of the week, if written, must be right; midnight may follow.
    """
    prepared = _prepared(text)
    lead = _LEAD.match(prepared)
    body = _MIDNIGHT.sub("", prepared[lead.end() :] if lead else prepared)
    for shape in _SHAPES:
        read = shape.fullmatch(body)
        if read:
            found = _read_date({name: part or "" for name, part in read.groupdict().items()}, latest)
            _check_weekday(found, lead["weekday"] if lead else None)
            return found
    raise BadValue("date.unreadable")


_RANGE_MARK = re.compile(
    r"\s*(?:[–—~]|ถึงวันที่|ถึง|(?<=\s)(?:-|to)(?=\s)"
    r"|(?<=[0-9])-(?=[0-9]{1,2}\s*[^0-9\s/.-]))\s*",  # the hyphen of 1-3 ตุลาคม, not of 4-9-57
)
_DAY_ALONE = re.compile(r"(?:วันที่|ที่)?\s*([0-9]{1,2})")


def _first_of_range(text: str, last: date, *, in_common_era: bool) -> date:
    """Return the first day, taking the month and year it leaves out from the last."""
    alone = _DAY_ALONE.fullmatch(text)
    if alone:
        return checked_date(last.year, last.month, int(alone[1]))
    try:
        return parse_date(text)
    except BadValue:
        year = f"ค.ศ. {last.year}" if in_common_era else f"พ.ศ. {buddhist_year(last)}"
        return parse_date(f"{text} {year}")


def parse_range(text: str) -> tuple[date, date]:
    """Return first and last day of `1–3 ตุลาคม 2557`, `30 ก.ย. - 3 ต.ค. 57` or a single date."""
    try:
        single = parse_date(text)
    except BadValue:
        pieces = _RANGE_MARK.split(to_arabic_digits(normalise(text)), maxsplit=1)
        if len(pieces) == 1:
            raise
    else:
        return single, single
    last = parse_date(pieces[1])
    first = _first_of_range(pieces[0], last, in_common_era=str(last.year) in pieces[1])
    if first > last:
        raise BadValue("date.range_reversed")
    return first, last


_CLOCK = re.compile(r"(?:เวลา)?\s*([01]?[0-9]|2[0-3])[.:]([0-5][0-9])(?::00)?\s*(?:น\.?|นาฬิกา)?")


def parse_time(text: str) -> time:
    """Return the time of `14.30 น.` or `14:30`."""
    read = _CLOCK.fullmatch(to_arabic_digits(normalise(text))) if len(text) <= _LONGEST_TEXT else None
    if read is None:
        raise BadValue("date.time_unreadable")
    return time(int(read[1]), int(read[2]))


def _shown_year(day: date, style: DateStyle, language: Language) -> str:
    if language == "en":
        return str(day.year)
    year = buddhist_year(day)
    # A bare year before 2400 would be read as one of the common era.
    return f"พ.ศ. {year}" if style == "formal" or year < _FIRST_PLAIN_BUDDHIST_YEAR else str(year)


def _shown_day(day: date, style: DateStyle, language: Language) -> str:
    if style != "full":
        return str(day.day)
    if language == "en":
        return f"{ENGLISH_WEEKDAYS[day.weekday()]} {day.day}"
    return f"วัน{THAI_WEEKDAYS[day.weekday()]}ที่ {day.day}"


def _shown_month(day: date, style: DateStyle, language: Language) -> str:
    if language == "en":
        name = ENGLISH_MONTHS[day.month - 1]
        return name[:3] if style == "short" else name
    return (THAI_SHORT_MONTHS if style == "short" else THAI_MONTHS)[day.month - 1]


@lru_cache(maxsize=16_384)
def _formatted(day: date, style: DateStyle, thai_digits: bool, language: Language) -> str:  # noqa: FBT001 - a cache's private side
    year = _shown_year(day, style, language)
    if style == "numeric":
        shown = f"{day.day:02}/{day.month:02}/{year}"
    else:
        shown = f"{_shown_day(day, style, language)} {_shown_month(day, style, language)} {year}"
    return to_thai_digits(shown) if thai_digits else shown


def format_date(
    day: date,
    style: DateStyle = "long",
    *,
    thai_digits: bool = False,
    language: Language = "th",
) -> str:
    """Return the date in Thai with its Buddhist year, or in English with the year of the common era."""
    return _formatted(day, style, thai_digits, language)


@lru_cache(maxsize=2048)
def _formatted_time(hour: int, minute: int, thai_digits: bool, language: Language) -> str:  # noqa: FBT001 - a cache's private side
    shown = f"{hour:02}:{minute:02}" if language == "en" else f"{hour:02}.{minute:02} น."
    return to_thai_digits(shown) if thai_digits else shown


def format_time(moment: time | datetime, *, thai_digits: bool = False, language: Language = "th") -> str:
    """Return the wall-clock time: `14.30 น.`, in English `14:30`."""
    return _formatted_time(moment.hour, moment.minute, thai_digits, language)


def format_datetime(
    moment: datetime,
    style: DateStyle = "long",
    *,
    thai_digits: bool = False,
    language: Language = "th",
) -> str:
    """Return date and wall-clock time of `moment` as it stands; bringing it to Thai time is the caller's."""
    day = _formatted(moment.date(), style, thai_digits, language)
    clock = _formatted_time(moment.hour, moment.minute, thai_digits, language)
    if language == "en":
        return f"{day}, {clock}"
    return f"{day} {clock}" if style in {"short", "numeric"} else f"{day} เวลา {clock}"


def format_range(
    first: date,
    last: date,
    style: DateStyle = "long",
    *,
    thai_digits: bool = False,
    language: Language = "th",
) -> str:
    """Return `1–3 ตุลาคม 2557`, saying month and year once where both days share them."""
    if first > last:
        raise BadValue("date.range_reversed")
    end = _formatted(last, style, thai_digits, language)
    same_year = _shown_year(first, style, language) == _shown_year(last, style, language)
    if first == last:
        return end
    if style == "numeric" or not same_year:
        return f"{_formatted(first, style, thai_digits, language)} – {end}"
    day, month = _shown_day(first, style, language), _shown_month(first, style, language)
    joint = "–" if first.month == last.month and style != "full" else f" {month} – "
    return f"{to_thai_digits(day) if thai_digits else day}{joint}{end}"
