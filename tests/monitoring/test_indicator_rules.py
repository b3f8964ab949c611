"""Indicators by their rules: computed from sums at every level, dated versions, lights with tolerance."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.expressions import NOT_REPORTED, Name
from saiyai.monitoring.rules.indicator import (
    Direction,
    Light,
    VersionState,
    formula_of,
    light_of,
    order_by_code,
    outcome,
    still_missing,
    unknown_name,
    version_on,
)
from saiyai.monitoring.rules.series import refusal_of_axis, refusal_of_code
from saiyai.monitoring.rules.shipped import SHIPPED

parts = st.lists(st.tuples(st.integers(0, 999), st.integers(1, 999)), min_size=1, max_size=8)


def share_of(rows: list[tuple[int, int]]) -> Fraction | None:
    sums = {"a": sum(a for a, _b in rows), "b": sum(b for _a, b in rows)}
    return outcome(formula_of("sum", "a", "b", 100), lambda name: Fraction(sums[name.code])).value


@given(parts)
def test_a_share_of_several_places_is_that_of_their_sums(rows: list[tuple[int, int]]):
    assert share_of(rows) == Fraction(100 * sum(a for a, _b in rows), sum(b for _a, b in rows))


def test_an_average_of_averages_would_say_something_else():
    rows = [(1, 1), (0, 99)]

    assert share_of(rows) == 1
    assert sum(share_of([each]) or 0 for each in rows) / 2 == 50


def test_nothing_to_divide_by_is_no_figure_and_not_zero():
    found = outcome(formula_of("sum", "a", "b", 100), lambda name: Fraction(0))

    assert (found.value, found.numerator, found.denominator) == (None, 0, 0)
    assert outcome(formula_of("sum", "a", "b", 1), lambda _name: NOT_REPORTED).value is None


def test_a_formula_that_divides_by_zero_says_where():
    found = outcome(formula_of("sum", "1 / a", "", 1), lambda _name: Fraction(0))

    assert found.value is None
    assert found.fault is not None
    assert (found.fault.code, found.fault.at) == ("expression.division_by_zero", 3)


def test_the_version_of_the_day_holds():
    versions = [VersionState(number, date(2013 + number, 10, 1), "sum", "a", "", 1) for number in (1, 2, 3)]

    assert [
        version_on(versions, day).number for day in (date(2010, 1, 1), date(2016, 9, 30), date(2017, 1, 1))
    ] == [1, 2, 3]
    assert version_on([], date(2016, 1, 1)) is None


@pytest.mark.parametrize(
    ("value", "direction", "light"),
    [
        (100, Direction.UP, Light.REACHED),
        (90, Direction.UP, Light.CLOSE),
        (89, Direction.UP, Light.BELOW),
        (100, Direction.DOWN, Light.REACHED),
        (110, Direction.DOWN, Light.CLOSE),
        (111, Direction.DOWN, Light.BELOW),
        (None, Direction.UP, Light.UNKNOWN),
    ],
)
def test_the_light_goes_by_direction_and_tolerance(value: int | None, direction: Direction, light: Light):
    figure = None if value is None else Fraction(value)

    assert light_of(figure, Fraction(100), direction, 10) is light


@given(st.fractions(0, 1000), st.fractions(0, 1000), st.sampled_from(Direction))
def test_nothing_is_missing_exactly_where_the_target_is_reached(
    value: Fraction, target: Fraction, direction: Direction
):
    assert (still_missing(value, target, direction) == 0) is (
        light_of(value, target, direction, 0) is Light.REACHED
    )


def test_the_shipped_ones_are_the_22_with_both_languages_and_formulas_that_are_read():
    assert len(SHIPPED) == len({each.code for each in SHIPPED}) == 22
    for each in SHIPPED:
        assert all(
            (each.name_th, each.name_en, each.definition_th, each.definition_en, each.unit_th, each.unit_en)
        )
        assert formula_of(each.kind, each.numerator, each.denominator, each.factor).names


def test_the_first_unknown_name_is_told_at_its_character():
    bad = unknown_name(formula_of("sum", "a + c", "", 1), ["a"])

    assert bad is not None
    assert (bad.values["name"], bad.values["at"]) == ("c", 5)
    assert unknown_name(formula_of("sum", "a", "a", 1), ["a"]) is None
    assert formula_of("sum", "a + b", "a", 1).names == (Name("a"), Name("b"))


def test_codes_are_what_formulas_can_name():
    assert refusal_of_code("tambon.people_2") is None
    assert all(refusal_of_code(code) for code in ("", "Tambon", "a b", "a..b", "a" * 61, "คน"))
    assert refusal_of_axis("sex", ["male", "female"]) is None
    assert all(
        refusal_of_axis(*each) for each in (("sex", ["male"]), ("sex", ["a", "a"]), ("s x", ["a", "b"]))
    )


def test_indicators_stand_in_the_order_of_their_numbers():
    assert sorted(["N10", "N2", "F1", "X"], key=order_by_code) == ["F1", "N2", "N10", "X"]
