"""Arrivals are a set of events: no order, no repetition and no other phone changes what comes out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.forums.rules.arrivals import Event, EventKind, Measure, arrivals, reused_numbers

STATIONS, BADGES, MINUTE = ["a", "b", "c"], ["X1", "X2", "X3", "X4"], 60_000

events = st.builds(
    Event,
    station=st.sampled_from(STATIONS),
    sequence=st.integers(1, 12),
    kind=st.sampled_from([EventKind.CAME, EventKind.CAME, EventKind.VOID]),
    badge=st.sampled_from(BADGES),
    device_ms=st.integers(0, 100 * MINUTE),
    of=st.integers(0, 12),
)
measures = st.builds(
    Measure,
    station=st.sampled_from(STATIONS),
    sequence=st.integers(0, 12),
    device_ms=st.integers(0, 100 * MINUTE),
    server_ms=st.integers(0, 100 * MINUTE),
)

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine draws slowly; what is drawn is small."""


def came(station: str, sequence: int, badge: str, at: int) -> Event:
    return Event(station, sequence, EventKind.CAME, badge, at)


@patient
@given(st.lists(events), st.lists(measures), st.data())
def test_any_order_and_any_repetition_gives_the_same(
    noted: list[Event], clocks: list[Measure], data: st.DataObject
):
    once = arrivals(noted, clocks)

    twice = data.draw(st.permutations(noted + noted[: len(noted) // 2]))
    shuffled = data.draw(st.permutations(clocks + clocks[:1]))
    assert arrivals(twice, shuffled) == once


@patient
@given(st.lists(events), st.lists(events), st.lists(measures))
def test_what_two_phones_know_is_merged_as_a_union(
    one: list[Event], other: list[Event], clocks: list[Measure]
):
    there_and_back = set(one) | set(other)

    assert arrivals([*one, *other], clocks) == arrivals([*other, *one, *one], clocks)
    assert arrivals(there_and_back, clocks) == arrivals([*one, *other], clocks)


@patient
@given(st.lists(events), st.lists(measures))
def test_present_are_those_of_whom_an_event_stands(noted: list[Event], clocks: list[Measure]):
    voided = {(e.station, e.of, e.badge) for e in noted if e.kind == EventKind.VOID}
    standing = {
        e.badge for e in noted if e.kind == EventKind.CAME and (e.station, e.sequence, e.badge) not in voided
    }

    assert set(arrivals(noted, clocks)) == standing


def test_the_earliest_corrected_time_is_shown():
    clocks = [Measure("a", 2, 50 * MINUTE, 40 * MINUTE), Measure("b", 1, 30 * MINUTE, 40 * MINUTE)]

    found = arrivals([came("a", 1, "X", 20 * MINUTE), came("b", 1, "X", 5 * MINUTE)], clocks)["X"]

    assert (found.at_ms, found.station) == (10 * MINUTE, "a")  # station a is ten minutes fast, b ten slow
    assert found.is_doubled


def test_an_event_is_corrected_at_the_first_hand_over_after_it():
    clocks = [Measure("a", 1, 10 * MINUTE, 10 * MINUTE), Measure("a", 2, 90 * MINUTE, 30 * MINUTE)]
    noted = [
        came("a", 1, "X", 9 * MINUTE),
        came("a", 2, "Y", 80 * MINUTE),
    ]  # the clock jumped by an hour between

    assert {badge: each.at_ms for badge, each in arrivals(noted, clocks).items()} == {
        "X": 9 * MINUTE,
        "Y": 20 * MINUTE,
    }


def test_nobody_came_after_the_hand_over_that_told_of_it():
    found = arrivals([came("a", 1, "X", 60 * MINUTE)], [Measure("a", 1, 20 * MINUTE, 30 * MINUTE)])["X"]

    assert found.at_ms == 30 * MINUTE


def test_a_note_taken_back_counts_no_more_even_if_its_void_came_first():
    void = Event("a", 2, EventKind.VOID, "X", MINUTE, of=1)

    assert arrivals([void, came("a", 1, "X", 0)], []) == {}
    assert set(arrivals([void, came("a", 1, "X", 0), came("b", 1, "X", 0)], [])) == {"X"}


def test_a_running_number_under_two_events_is_found():
    noted = [came("a", 1, "X", 0), came("a", 1, "X", 0), came("a", 2, "X", 0), came("a", 2, "Y", 0)]

    assert reused_numbers(noted) == {("a", 2)}
