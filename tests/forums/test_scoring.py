"""Judges' scores become an order that two machines never disagree about."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.forums.rules.scoring import (
    Criterion,
    Level,
    Rubric,
    groups,
    leanings,
    refusal_of_rubric,
    refusal_of_score,
    standings,
)

CRITERIA = (Criterion("relevance", 1000), Criterion("results", 2500), Criterion("network", 2000))
LEVELS = (Level("outstanding", 4400), Level("very_good", 3850), Level("good", 3300))
RUBRIC = Rubric(CRITERIA, LEVELS)


def a_score(relevance: int = 0, results: int = 0, network: int = 0) -> dict[str, int]:
    return {"relevance": relevance, "results": results, "network": network}


scores = st.dictionaries(
    st.integers(0, 5),
    st.dictionaries(
        st.integers(0, 4),
        st.builds(a_score, st.integers(0, 1000), st.integers(0, 2500), st.integers(0, 2000)),
        min_size=1,
    ),
    min_size=1,
)


def test_the_average_of_judges_decides_and_gives_the_level():
    reached = standings(
        RUBRIC,
        {
            1: {7: a_score(1000, 2500, 2000), 8: a_score(500, 2000, 1000)},
            2: {7: a_score(300, 1000, 900), 8: a_score(300, 1000, 901)},
        },
    )

    assert [(each.entry, each.average, each.level) for each in reached] == [
        (1, Fraction(4500), "outstanding"),
        (2, Fraction(4401, 2), None),
    ]


def test_a_third_of_a_point_is_not_lost():
    reached = standings(RUBRIC, {1: {7: a_score(1), 8: a_score(0), 9: a_score(0)}})

    assert reached[0].average == Fraction(1, 3)


def test_equal_averages_are_decided_by_the_named_criterion():
    rubric = Rubric(CRITERIA, ties=("results",))
    reached = standings(rubric, {1: {7: a_score(500, 100)}, 2: {7: a_score(100, 500)}})

    assert groups(reached) == ((2,), (1,))


def test_what_the_criteria_leave_equal_is_left_to_the_chair():
    reached = standings(RUBRIC, {1: {7: a_score(500, 100)}, 2: {7: a_score(100, 500)}, 3: {7: a_score(1000)}})

    assert groups(reached) == ((3,), (1, 2))


def test_the_highest_and_the_lowest_are_set_aside_where_four_have_scored():
    rubric = Rubric(CRITERIA, drops_extremes=True)
    four = {judge: a_score(results=points) for judge, points in enumerate((0, 1000, 1200, 2500))}
    three = {judge: a_score(results=points) for judge, points in enumerate((0, 1000, 2500))}

    assert [(each.entry, each.average) for each in standings(rubric, {1: four, 2: three})] == [
        (2, Fraction(3500, 3)),
        (1, Fraction(1100)),
    ]


def test_a_judge_who_gives_more_than_the_others_is_evened_where_decided_before():
    given_by = {
        1: {7: a_score(results=2000), 8: a_score(results=1000)},
        2: {7: a_score(results=2000), 8: a_score(results=1000)},
        3: {8: a_score(results=1400)},
    }
    evened = standings(Rubric(CRITERIA, evens_judges=True), given_by)
    raw = standings(RUBRIC, given_by)

    assert [each.entry for each in raw] == [1, 2, 3]
    assert evened[0].entry == 3


def test_the_leaning_of_a_judge_is_what_he_gives_above_the_others_on_the_same_entries():
    seven, eight = leanings({1: {7: a_score(300), 8: a_score(100)}, 2: {7: a_score(500)}})

    assert (seven.judge, seven.entries, seven.above, seven.spread) == (7, 2, Fraction(100), 100.0)
    assert (eight.entries, eight.above, eight.spread) == (1, Fraction(-200), 0.0)


@pytest.mark.parametrize(
    ("rubric", "code"),
    [
        (Rubric(()), "rubric.without_points"),
        (Rubric((Criterion("a", 0),)), "rubric.without_points"),
        (Rubric((Criterion("a", 1), Criterion("a", 2))), "rubric.criterion_twice"),
        (Rubric((Criterion("a", 1),), ties=("b",)), "rubric.unknown_tie"),
        (Rubric((Criterion("a", 10),), (Level("x", 3), Level("y", 5))), "rubric.levels_out_of_order"),
        (Rubric((Criterion("a", 10),), (Level("x", 11),)), "rubric.levels_out_of_order"),
    ],
)
def test_a_rubric_that_cannot_be_scored_by_is_refused(rubric: Rubric, code: str):
    refusal = refusal_of_rubric(rubric)

    assert refusal is not None
    assert refusal.code == code


def test_the_rubric_of_this_file_is_not_refused():
    assert refusal_of_rubric(RUBRIC) is None
    assert refusal_of_score(RUBRIC, a_score(1000, 2500, 2000)) is None


@pytest.mark.parametrize(
    ("score", "code"),
    [
        ({"relevance": 1}, "score.unfinished"),
        (a_score() | {"charm": 1}, "score.unknown_criterion"),
        (a_score(1001), "score.out_of_range"),
        (a_score(-1), "score.out_of_range"),
    ],
)
def test_an_unfinished_or_impossible_score_is_refused(score: dict[str, int], code: str):
    refusal = refusal_of_score(RUBRIC, score)

    assert refusal is not None
    assert refusal.code == code


@given(scores, st.booleans(), st.booleans())
def test_the_order_holds_each_scored_entry_once_and_never_rises(
    given_by: dict[int, dict[int, dict[str, int]]], drops: bool, evens: bool
):
    reached = standings(Rubric(CRITERIA, LEVELS, drops_extremes=drops, evens_judges=evens), given_by)

    assert sorted(entry for group in groups(reached) for entry in group) == sorted(given_by)
    assert all(one.average >= other.average for one, other in pairwise(reached))


@given(scores)
def test_leanings_on_an_entry_that_two_have_scored_cancel(given_by: dict[int, dict[int, dict[str, int]]]):
    two = {1: dict(list(given_by[min(given_by)].items())[:2])}
    found = leanings(two)

    assert sum(each.above for each in found) == 0
