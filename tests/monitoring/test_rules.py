"""The rules of reports, as pure functions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import to_thai_digits
from saiyai.monitoring.messages import REFUSALS
from saiyai.monitoring.rules import (
    LARGEST_COUNT,
    LAYER_FROM,
    LAYERS,
    STANDINGS,
    TRANSITIONS,
    Action,
    State,
    Window,
    canonical,
    changed_figures,
    content_hash,
    next_state,
    parse_count,
    refusal_of_entry,
    refusal_of_figures,
    refusal_of_gaps,
)

WINDOW = Window(date(2014, 7, 1), date(2014, 7, 31), date(2014, 8, 31))
figures = st.dictionaries(st.sampled_from(["a", "b"]), st.none() | st.integers(0, 1000))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_act_leads_to_a_state_or_is_refused_with_a_sentence(state: State, action: Action):
    if (state, action) in TRANSITIONS:
        assert next_state(state, action) is TRANSITIONS[state, action]
    else:
        with pytest.raises(Refusal) as refusal:
            next_state(state, action)
        assert refusal.value.code in REFUSALS


def test_an_approved_report_leaves_its_state_only_by_being_reopened():
    ways = {action: to for (state, action), to in TRANSITIONS.items() if state is State.APPROVED}

    assert ways == {Action.REOPEN: State.RETURNED}


def test_no_way_leads_to_approved_but_past_submitted_and_verified():
    before = {state for (state, _action), to in TRANSITIONS.items() if to is State.APPROVED}
    before_that = {state for (state, _action), to in TRANSITIONS.items() if to is State.VERIFIED}

    assert (before, before_that) == ({State.VERIFIED}, {State.SUBMITTED})


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2014, 6, 30), "collection.not_yet_open"),
        (date(2014, 7, 1), None),
        (date(2014, 8, 31), None),
        (date(2014, 9, 1), "collection.closed"),
    ],
)
def test_numbers_are_taken_in_from_the_first_to_the_last_day(today: date, code: str | None):
    refusal = refusal_of_entry(WINDOW, today)

    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("๑๒", 12),
        (" 1,697 ", 1697),
        ("๑,๖๙๗", 1697),
        ("0", 0),
        ("", None),
        ("  ", None),
        ("๐๐๗", 7),
    ],
)
def test_a_cell_reads_both_digits_and_an_empty_one_is_not_zero(text: str, value: int | None):
    assert parse_count(text) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-1", "count.negative"),
        ("1.5", "count.not_whole"),
        ("๑.๕", "count.not_whole"),
        ("12,34", "count.unreadable"),
        ("สิบ", "count.unreadable"),
        ("1e3", "count.unreadable"),
        ("=1+1", "count.unreadable"),
        ("9" * 13, "count.too_large"),
        ("9" * 10_000, "count.unreadable"),
    ],
)
def test_a_cell_refuses_what_is_no_count(text: str, code: str):
    with pytest.raises(BadValue) as bad:
        parse_count(text)

    assert bad.value.code == code
    assert code in REFUSALS


@given(st.integers(0, LARGEST_COUNT))
def test_a_count_is_read_back_from_every_way_of_writing_it(count: int):
    for text in (str(count), f"{count:,}", to_thai_digits(f"{count:,}")):
        assert parse_count(text) == count


def test_only_the_forms_series_and_counts_are_taken():
    unknown = refusal_of_figures({"x": 1}, ["a"])
    negative = refusal_of_figures({"a": -1}, ["a"])

    assert unknown is not None
    assert unknown.code == "report.unknown_series"
    assert negative is not None
    assert negative.code == "report.no_count"
    assert refusal_of_figures({"a": 0, "b": None}, ["a", "b"]) is None


def test_a_required_number_that_is_missing_bars_submitting_but_zero_does_not():
    refusal = refusal_of_gaps({"a": 0, "b": None}, ["a", "b", "c"])

    assert refusal is not None
    assert refusal.values == {"count": 2}
    assert refusal_of_gaps({"a": 0}, ["a"]) is None


@given(figures)
def test_the_canonical_text_does_not_depend_on_the_order_of_entering(numbers: dict[str, int | None]):
    turned = dict(reversed(list(numbers.items())))

    assert canonical(numbers) == canonical(turned)
    assert content_hash("c", "501412", numbers) == content_hash("c", "501412", turned)


def test_the_seal_binds_numbers_to_their_collection_and_place():
    seals = {
        content_hash(c, p, {"a": n})
        for c in ("1/1/2557Q3", "1/1/2557Q4")
        for p in ("501412", "501411")
        for n in (1, 2)
    }

    assert len(seals) == 8


@given(figures, figures)
def test_changed_figures_are_exactly_those_that_differ(
    before: dict[str, int | None], after: dict[str, int | None]
):
    changes = {each.series: (each.before, each.after) for each in changed_figures(before, after)}

    assert changes == {
        code: (before.get(code), after.get(code))
        for code in {*before, *after}
        if before.get(code) != after.get(code)
    }


def test_an_upper_layer_never_counts_what_a_lower_one_does_not():
    assert LAYERS["approved"] < LAYERS["verified"] < LAYERS["entered"]
    assert State.RETURNED not in LAYERS["entered"]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_one_threshold_on_how_far_reports_have_come(layer: str):
    assert {state for state in State if STANDINGS[state] >= LAYER_FROM[layer]} == LAYERS[layer]
