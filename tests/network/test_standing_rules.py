"""Standings, applications, duties and targets as pure functions: what holds for every day and every order of acts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from saiyai.kernel.refusal import Refusal
from saiyai.network.messages import REFUSALS
from saiyai.network.rules.application import (
    FINAL,
    NEXT,
    OPEN,
    REQUIREMENTS,
    ApplicationState,
    State,
    Step,
    next_state,
    years_later,
)
from saiyai.network.rules.certificate import Validity, validity_on
from saiyai.network.rules.duty import DutyState, duty_state, last_day_of, years_of
from saiyai.network.rules.standing import (
    Standing,
    StandingState,
    is_valid_on,
    overlaps,
    refusal_of_standing,
    refusal_of_standing_end,
)
from saiyai.network.rules.target import TargetState, target_for, villages_wanted

DAYS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 12, 31)


def a_standing(
    starts_on: date, ends_on: date | None = None, valid_until: date | None = None
) -> StandingState:
    end = "" if ends_on is None else "revoked"
    return StandingState(1, Standing.PUBLIC_BENEFIT, "1/2557", starts_on, "", None, ends_on, end, valid_until)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_every_step_leads_to_a_state_or_is_refused_with_a_sentence(state: State, step: Step):
    application = ApplicationState(1, Standing.PUBLIC_BENEFIT, state)
    if (state, step) in NEXT:
        assert next_state(application, step) is NEXT[state, step]
    else:
        with pytest.raises(Refusal) as refusal:
            next_state(application, step)
        assert refusal.value.code in REFUSALS


def test_nothing_leads_out_of_an_end_and_every_end_is_reached():
    assert {state for state, _step in NEXT} == set(OPEN)
    assert set(FINAL) <= set(NEXT.values())
    assert set(OPEN) | set(FINAL) == set(State)


def test_nothing_is_approved_or_refused_but_from_before_the_board():
    assert {state for (state, step), _to in NEXT.items() if step in {Step.APPROVE, Step.REFUSE}} == {
        State.TABLED
    }


def test_each_requirement_is_named_once_a_standing():
    for requirements in REQUIREMENTS.values():
        codes = [each.code for each in requirements]
        assert len(codes) == len(set(codes))


@given(DAYS, st.integers(1, 5))
def test_a_year_later_is_the_same_day_or_the_last_of_february(day: date, years: int):
    later = years_later(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) in {(day.month, day.day), (2, 28)}


@given(DAYS, DAYS, st.none() | DAYS, DAYS)
def test_validity_and_force_agree(starts_on: date, day: date, until: date | None, other: date):
    ends_on = None if other < starts_on else other
    until = None if until is not None and until < starts_on else until
    standing = a_standing(starts_on, ends_on, until)
    assert is_valid_on(standing, day) == (validity_on(standing, day) is Validity.VALID)


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_year_is_owed_where_the_standing_was_held_on_its_last_day(
    starts_on: date, ends: date | None, today: date
):
    ends_on = None if ends is None or ends < starts_on else ends
    years = years_of(a_standing(starts_on, ends_on), today)
    owed = {
        year
        for year in range(2557, 2571)
        if starts_on <= (last := date(year - 543, 12, 31)) <= min(ends_on or date.max, today) and last < today
    }
    assert set(years) - {today.year + 543} == owed - {today.year + 543}
    assert today.year + 543 not in years


@given(DAYS, st.none() | DAYS, DAYS)
def test_a_report_is_late_only_after_its_last_day(last_day: date, reported_on: date | None, today: date):
    state = duty_state(last_day, reported_on, today)
    assert (state is DutyState.LATE) == (reported_on is None and today > last_day)
    assert (state is DutyState.REPORTED_LATE) == (reported_on is not None and reported_on > last_day)


def test_the_report_of_a_year_is_due_in_the_year_that_follows():
    assert last_day_of(Standing.PUBLIC_BENEFIT, 2568) == date(2026, 3, 31)
    assert last_day_of(Standing.FOUNDATION, 2568) is None


@given(st.integers(0, 5000), st.integers(1, 100))
def test_a_target_asks_for_no_more_villages_than_there_are_and_for_no_fewer_than_its_share(
    villages: int, percent: int
):
    wanted = villages_wanted(villages, percent)
    assert 0 <= wanted <= villages
    assert wanted * 100 >= villages * percent


def test_the_nearest_target_above_a_place_holds_for_it():
    wide = TargetState("50", "", date(2027, 1, 1), 80, "")
    near = TargetState("5014", "", date(2028, 1, 1), 100, "")
    assert target_for("501412", [wide, near]) is near
    assert target_for("5001", [wide, near]) is wide
    assert target_for("52", [wide, near]) is None


class LivesOfAStanding(RuleBasedStateMachine):
    """Whoever notes, ends and renews in whatever order: standings of one kind never overlap."""

    @initialize()
    def begin(self) -> None:
        self.held: list[StandingState] = []

    @rule(starts_on=DAYS, days=st.none() | st.integers(0, 2000))
    def note(self, starts_on: date, days: int | None) -> None:
        until = None if days is None else starts_on + timedelta(days=days)
        new = a_standing(starts_on, None, until)
        if refusal_of_standing(new, self.held, None, TODAY) is None:
            self.held.append(new)

    @rule(on=DAYS)
    def end(self, on: date) -> None:
        for number, each in enumerate(self.held):
            if refusal_of_standing_end(each, on, TODAY) is None:
                self.held[number] = a_standing(each.starts_on, on, each.valid_until)

    @rule(on=DAYS)
    def renew(self, on: date) -> None:
        for number, each in enumerate(self.held):
            if each.ends_on is None and each.starts_on < on:
                ended = a_standing(each.starts_on, on - timedelta(days=1), each.valid_until)
                others = [*self.held[:number], ended, *self.held[number + 1 :]]
                if refusal_of_standing(a_standing(on), others, None, TODAY) is None:
                    self.held = [*others, a_standing(on)]
                return

    @invariant()
    def never_overlap(self) -> None:
        held = getattr(self, "held", [])
        for number, one in enumerate(held):
            assert not any(overlaps(one, other) for other in held[number + 1 :])


TestLivesOfAStanding = LivesOfAStanding.TestCase
