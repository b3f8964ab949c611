from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.periods import CODES, Period, PeriodKind, fiscal_month, fiscal_year
from tests.kernel.strategies import periods, typed, value_or_code

ALWAYS_RUNNING = [PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.ONCE]


@given(periods())
def test_a_code_is_read_back_to_its_period(period):
    assert Period.parse(period.code) == period
    assert Period.parse(period.code.lower().translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))) == period


@given(st.dates(date(1941, 1, 1), date(2398, 9, 30)), st.sampled_from(ALWAYS_RUNNING))
def test_every_day_lies_in_the_period_that_contains_it_and_in_no_neighbour(day, kind):
    period = Period.containing(day, kind)

    assert day in period
    assert day not in period.next()
    assert day not in period.previous()


@given(periods())
def test_neighbours_of_a_running_kind_follow_day_upon_day(period):
    assert period.next().previous() == period == period.previous().next()
    if period.kind in ALWAYS_RUNNING:
        assert period.next().start == period.end + timedelta(days=1)


@given(periods(), st.sampled_from(PeriodKind))
def test_parts_lie_inside_in_order_and_fill_the_whole_where_they_can(period, kind):
    parts = period.parts(kind)

    assert all(period.covers(part) and part.kind is kind for part in parts)
    if parts and kind in (PeriodKind.MONTH, PeriodKind.QUARTER):
        assert parts[0].start == period.start
        assert parts[-1].end == period.end
        assert all(after.start == before.end + timedelta(days=1) for before, after in pairwise(parts))


def test_the_fiscal_year_of_the_source_page_runs_from_october_2013_to_september_2014():
    year = Period.containing(date(2014, 9, 4), PeriodKind.YEAR)

    assert (year.code, year.start, year.end) == ("2557", date(2013, 10, 1), date(2014, 9, 30))
    assert fiscal_year(date(2014, 10, 1)) == 2558
    assert fiscal_month(date(2013, 10, 1)) == 1


@pytest.mark.parametrize(
    ("code", "start", "end", "thai", "english"),
    [
        ("2557M03", date(2013, 12, 1), date(2013, 12, 31), "ธันวาคม 2556", "December 2013"),
        ("2557M05", date(2014, 2, 1), date(2014, 2, 28), "กุมภาพันธ์ 2557", "February 2014"),
        (
            "2557Q2",
            date(2014, 1, 1),
            date(2014, 3, 31),
            "ไตรมาสที่ 2 ปีงบประมาณ 2557",
            "Quarter 2, fiscal year 2557 BE",
        ),
        (
            "2557R06",
            date(2013, 10, 1),
            date(2014, 3, 31),
            "รอบ 6 เดือน ปีงบประมาณ 2557",
            "6-month round, fiscal year 2557 BE",
        ),
        (
            "2557R09",
            date(2013, 10, 1),
            date(2014, 6, 30),
            "รอบ 9 เดือน ปีงบประมาณ 2557",
            "9-month round, fiscal year 2557 BE",
        ),
        ("2557", date(2013, 10, 1), date(2014, 9, 30), "ปีงบประมาณ 2557", "Fiscal year 2557 BE"),
        (
            "2557X",
            date(2013, 10, 1),
            date(2014, 9, 30),
            "ครั้งเดียวในปีงบประมาณ 2557",
            "Once in fiscal year 2557 BE",
        ),
    ],
)
def test_codes_days_and_names_of_a_year(code, start, end, thai, english):
    period = Period.parse(code)

    assert (period.start, period.end, period.label(), period.label(language="en")) == (
        start,
        end,
        thai,
        english,
    )


def test_rounds_and_quarters_nest_as_offices_count_them():
    nine = Period.parse("2557R09")

    assert [part.code for part in nine.parts(PeriodKind.QUARTER)] == ["2557Q1", "2557Q2", "2557Q3"]
    assert [part.code for part in nine.parts(PeriodKind.HALF)] == ["2557R06"]
    assert nine.parts(PeriodKind.YEAR) == nine.parts(PeriodKind.NINE) == ()
    assert Period.parse("2557").parts(PeriodKind.ONCE) == ()
    assert nine.next().code == "2558R09"
    assert Period.parse("2557Q4").next().code == "2558Q1"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Period.parse(""), "period.empty"),
        (lambda: Period.parse("2557Z1"), "period.unreadable"),
        (lambda: Period.parse("57Q1"), "period.unreadable"),
        (lambda: Period.parse("2557Q5"), "period.number_out_of_range"),
        (lambda: Period.parse("2557M00"), "period.number_out_of_range"),
        (lambda: Period.parse("2557M13"), "period.number_out_of_range"),
        (lambda: Period.parse("2014Q1"), "period.year_out_of_range"),
        (lambda: Period.containing(date(2014, 4, 1), PeriodKind.HALF), "period.no_round_covers"),
        (lambda: Period.containing(date(2014, 7, 1), PeriodKind.NINE), "period.no_round_covers"),
    ],
)
def test_what_is_no_period_is_refused_with_its_reason(make, code):
    with pytest.raises(BadValue) as refused:
        make()
    assert refused.value.code == code


@given(typed)
def test_no_text_brings_the_reader_of_periods_down(text):
    period, code = value_or_code(Period.parse, text)

    assert code in CODES if period is None else Period.parse(period.code) == period
