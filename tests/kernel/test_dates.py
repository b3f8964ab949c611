from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from saiyai.kernel import buddhist_era
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.buddhist_era import MONTH_NUMBERS, buddhist_year
from saiyai.kernel.dates import (
    CODES,
    format_date,
    format_datetime,
    format_range,
    format_time,
    parse_date,
    parse_range,
    parse_time,
)
from tests.kernel.strategies import date_styles, dates, languages, modern_dates, typed, value_or_code

SOURCE_PAGE_DAY = date(2014, 9, 4)


@given(dates, date_styles, languages, st.booleans())
def test_what_is_shown_is_read_back_to_the_day(day, style, language, thai_digits):
    assert parse_date(format_date(day, style, language=language, thai_digits=thai_digits)) == day


@given(dates)
def test_iso_dates_are_read(day):
    assert parse_date(day.isoformat()) == day


@given(modern_dates, st.sampled_from("/-."), st.booleans())
def test_any_separator_and_both_eras_mean_the_same_day(day, mark, padded):
    width = 2 if padded else 1
    head = f"{day.day:0{width}}{mark}{day.month:0{width}}{mark}"

    assert parse_date(f"{head}{day.year}") == parse_date(f"{head}{day.year + 543}") == day
    assert parse_date(f"{day.year + 543}{mark}{day.month:02}{mark}{day.day:02}") == day


@pytest.mark.parametrize(
    "text",
    [
        "๔ กันยายน ๒๕๕๗",
        "4 ก.ย. 57",
        "4 ก.ย. 2557",
        "4ก.ย.57",
        "4 กย 57",
        "4 ก.ย 57",
        "4-ก.ย.-57",
        "4 กันยา 57",
        "04/09/2557",
        "4-9-57",
        "4.9.2557",
        "2014-09-04",
        "2557-09-04",
        "4/9/2014",
        "๐๔/๐๙/๒๕๕๗",
        "วันที่ ๔ กันยายน พ.ศ. ๒๕๕๗",
        "วันพฤหัสบดีที่ ๔ เดือนกันยายน พ.ศ.๒๕๕๗",
        "พฤ. 4 ก.ย. 57",
        "4 กันยายน ค.ศ. 2014",
        "4 ก\u200b.ย.\u00a02557",
        "4 September 2014",
        "4 Sept 2557 B.E.",
        "Thursday 4th September, 2014",
        "September 4, 2014",
        "4/9/2557 0:00:00",
        "2014-09-04T00:00:00Z",
    ],
)
def test_the_day_of_the_source_page_is_read_in_every_dress(text):
    assert parse_date(text) == SOURCE_PAGE_DAY


def test_the_dates_glued_to_the_panel_titles_are_read_once_cut_off():
    assert parse_date("2พ.ค62") == date(2019, 5, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "date.empty"),
        ("เมื่อวาน", "date.unreadable"),
        ("4 - 2557", "date.unreadable"),
        ("4/9-57", "date.unreadable"),
        ("4 กันยาคม 2557", "date.unknown_month"),
        ("4/13/2557", "date.month_out_of_range"),
        ("2014-00-10", "date.month_out_of_range"),
        ("31/4/2557", "date.day_out_of_range"),
        ("0 ก.ย. 2557", "date.day_out_of_range"),
        ("29 ก.พ. 2558", "date.not_a_leap_year"),
        ("30 ก.พ. 2559", "date.day_out_of_range"),
        ("4/9/557", "date.year_not_2_or_4_digits"),
        ("4/9/25570", "date.year_not_2_or_4_digits"),
        ("4 ก.ย. ค.ศ. 14", "date.year_needs_4_digits"),
        ("4 ก.ย. 1799", "date.year_out_of_range"),
        ("4 ก.ย. 2943", "date.year_out_of_range"),
        ("4 ก.ย. พ.ศ. 2014", "date.era_disagrees"),
        ("4 ก.ย. ค.ศ. 2557", "date.era_disagrees"),
        ("15 ก.พ. 2483", "date.month_not_in_2483"),
        ("วันศุกร์ที่ 4 กันยายน 2557", "date.weekday_disagrees"),
        ("4/9/2557 13:00", "date.unreadable"),
        ("4/9/2557" + " " * 200 + "x", "date.unreadable"),
    ],
)
def test_a_bad_date_is_refused_with_its_reason(text, code):
    with pytest.raises(BadValue) as refused:
        parse_date(text)
    assert refused.value.code == code


def test_a_refused_day_says_what_the_month_would_allow():
    with pytest.raises(BadValue) as refused:
        parse_date("31 เม.ย. 2557")
    assert refused.value.values == {"day": 31, "month": 4, "last": 30}


def test_before_2484_the_new_year_was_in_april():
    assert parse_date("31 มีนาคม 2482") == date(1940, 3, 31)
    assert parse_date("1 เมษายน 2483") == date(1940, 4, 1)
    assert parse_date("31 ธันวาคม 2483") == date(1940, 12, 31)
    assert parse_date("1 มกราคม 2484") == date(1941, 1, 1)
    assert parse_date("29 ก.พ. 2482") == date(1940, 2, 29)
    assert buddhist_year(date(1940, 3, 31)) == 2482


@given(st.dates(date(1857, 4, 1), date(1950, 1, 1)))
def test_the_buddhist_year_grows_by_one_or_none_and_never_falls(day):
    following = day + timedelta(days=1)
    step = buddhist_year(following) - buddhist_year(day)

    new_year = (4, 1) if following < date(1941, 1, 1) else (1, 1)
    assert step == ((following.month, following.day) == new_year)


@given(st.dates(date(1957, 1, 1), date(2056, 12, 31)))
def test_two_digits_are_a_year_from_2500_to_2599(day):
    assert parse_date(f"{day.day}/{day.month}/{(day.year + 543) % 100:02}") == day


@given(st.dates(date(1925, 6, 2), date(2024, 6, 1)))
def test_two_digits_of_a_birth_date_never_lie_ahead(day):
    assert parse_date(f"{day.day}/{day.month}/{buddhist_year(day) % 100:02}", latest=date(2024, 6, 1)) == day


@given(typed)
def test_no_text_brings_the_reader_of_dates_down(text):
    for parse in (parse_date, parse_range, parse_time):
        value, code = value_or_code(parse, text)

        assert (value is None) == (code in CODES | buddhist_era.CODES)


def test_dates_are_shown_as_the_house_writes_them():
    assert format_date(SOURCE_PAGE_DAY) == "4 กันยายน 2557"
    assert format_date(SOURCE_PAGE_DAY, thai_digits=True) == "๔ กันยายน ๒๕๕๗"
    assert format_date(SOURCE_PAGE_DAY, "short") == "4 ก.ย. 2557"
    assert format_date(SOURCE_PAGE_DAY, "numeric") == "04/09/2557"
    assert format_date(SOURCE_PAGE_DAY, "formal") == "4 กันยายน พ.ศ. 2557"
    assert format_date(SOURCE_PAGE_DAY, "full") == "วันพฤหัสบดีที่ 4 กันยายน 2557"
    assert format_date(SOURCE_PAGE_DAY, language="en") == "4 September 2014"
    moment = datetime.combine(SOURCE_PAGE_DAY, time(14, 30))
    assert format_datetime(moment) == "4 กันยายน 2557 เวลา 14.30 น."
    assert format_datetime(moment, "short", thai_digits=True) == "๔ ก.ย. ๒๕๕๗ ๑๔.๓๐ น."
    assert format_datetime(moment, language="en") == "4 September 2014, 14:30"


@given(st.times(), languages, st.booleans())
def test_times_are_read_back_to_the_minute(moment, language, thai_digits):
    assert parse_time(format_time(moment, language=language, thai_digits=thai_digits)) == time(
        moment.hour, moment.minute
    )


@given(dates, st.integers(0, 800), date_styles, languages, st.booleans())
def test_ranges_are_read_back_to_both_days(first, length, style, language, thai_digits):
    assume(first <= date(2390, 1, 1))
    last = first + timedelta(days=length)

    assert parse_range(format_range(first, last, style, language=language, thai_digits=thai_digits)) == (
        first,
        last,
    )


def test_a_range_says_month_and_year_once():
    first = date(2014, 10, 1)
    assert format_range(first, date(2014, 10, 3)) == "1–3 ตุลาคม 2557"
    assert format_range(date(2014, 9, 30), date(2014, 10, 3), "short") == "30 ก.ย. – 3 ต.ค. 2557"
    assert format_range(date(2013, 12, 31), date(2014, 1, 1)) == "31 ธันวาคม 2556 – 1 มกราคม 2557"
    assert format_range(first, first, thai_digits=True) == "๑ ตุลาคม ๒๕๕๗"
    assert parse_range("1-3 ต.ค. 57") == parse_range("๑ ถึง ๓ ตุลาคม ๒๕๕๗") == (first, date(2014, 10, 3))
    for backwards in (lambda: parse_range("3–1 ตุลาคม 2557"), lambda: format_range(date(2014, 10, 3), first)):
        with pytest.raises(BadValue, match=r"date\.range_reversed"):
            backwards()


def test_every_month_has_all_its_names():
    assert sorted(MONTH_NUMBERS.values()).count(5) == 4  # the English name is its own short form
    assert {MONTH_NUMBERS[name] for name in ("กย", "กันยายน", "กันยา", "september", "sep", "sept")} == {9}
