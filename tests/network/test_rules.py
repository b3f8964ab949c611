"""The life of an organisation, as pure functions."""

from datetime import date

import pytest

from saiyai.kernel.refusal import Refusal
from saiyai.network.messages import REFUSALS
from saiyai.network.rules.organisation import (
    NEXT,
    OrganisationState,
    State,
    Step,
    next_state,
    refusal_of_dissolving,
    refusal_of_founding,
)

TODAY = date(2014, 7, 1)


def an_organisation(state: State = State.VERIFIED, founded_on: date | None = None) -> OrganisationState:
    return OrganisationState(
        name_th="ก",
        name_en="",
        kind="other",
        place_code="501412",
        state=state,
        fields_of_welfare=(),
        founded_on=founded_on,
        dissolved_on=None,
        shown_publicly=False,
        phone="",
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_every_step_leads_to_a_state_or_is_refused_with_a_sentence(state: State, step: Step):
    if (state, step) in NEXT:
        assert next_state(an_organisation(state), step) is NEXT[state, step]
    else:
        with pytest.raises(Refusal) as refusal:
            next_state(an_organisation(state), step)
        assert refusal.value.code in REFUSALS


def test_nothing_leads_out_of_dissolved_and_only_verifying_out_of_proposed():
    assert [step for (state, step) in NEXT if state is State.DISSOLVED] == []
    assert [step for (state, step) in NEXT if state is State.PROPOSED] == [Step.VERIFY]


@pytest.mark.parametrize(
    ("founded_on", "is_refused"), [(None, False), (TODAY, False), (date(2014, 7, 2), True)]
)
def test_an_organisation_is_not_founded_in_the_future(founded_on: date | None, is_refused: bool):
    assert (refusal_of_founding(founded_on, TODAY) is not None) is is_refused


@pytest.mark.parametrize(
    ("on", "is_refused"), [(date(2014, 1, 1), False), (date(2013, 12, 31), True), (date(2014, 7, 2), True)]
)
def test_an_organisation_ends_inside_its_life(on: date, is_refused: bool):
    founded = an_organisation(founded_on=date(2014, 1, 1))

    assert (refusal_of_dissolving(founded, on, TODAY) is not None) is is_refused
