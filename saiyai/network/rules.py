"""What is true of organisations: their life from proposed to dissolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal


class State(StrEnum):
    """Where an organisation stands in its life."""

    PROPOSED = "proposed"
    VERIFIED = "verified"
    DORMANT = "dormant"
    DISSOLVED = "dissolved"


class Step(StrEnum):
    """What moves an organisation from one state to the next."""

    VERIFY = "verify"
    REST = "rest"
    REVIVE = "revive"
    DISSOLVE = "dissolve"


NEXT: Mapping[tuple[State, Step], State] = {
    (State.PROPOSED, Step.VERIFY): State.VERIFIED,
    (State.VERIFIED, Step.REST): State.DORMANT,
    (State.DORMANT, Step.REVIVE): State.VERIFIED,
    (State.VERIFIED, Step.DISSOLVE): State.DISSOLVED,
    (State.DORMANT, Step.DISSOLVE): State.DISSOLVED,
}
"""Every step that exists; all others are refused with the state that bars them."""

_BARRED_BY = {
    State.PROPOSED: "organisation.not_yet_verified",
    State.VERIFIED: "organisation.already_verified",
    State.DORMANT: "organisation.dormant",
    State.DISSOLVED: "organisation.dissolved",
}


@dataclass(frozen=True, slots=True)
class OrganisationState:
    """An organisation as rules judge it and the record keeps it."""

    name_th: str
    name_en: str
    kind: str
    place_code: str
    state: State
    fields_of_welfare: tuple[str, ...]
    founded_on: date | None
    dissolved_on: date | None
    shown_publicly: bool
    phone: str = field(metadata={"personal": True})


@dataclass(frozen=True, slots=True)
class RoleState:
    """A person's role in an organisation as the record keeps it."""

    organisation_id: int
    person: str = field(metadata={"personal": True})
    title: str
    starts_on: date | None
    ends_on: date | None


def next_state(organisation: OrganisationState, step: Step) -> State:
    """Return the state that a step leads to, or raise the Refusal that bars it."""
    following = NEXT.get((organisation.state, step))
    if following is None:
        raise Refusal(_BARRED_BY[organisation.state], name=organisation.name_th)
    return following


def refusal_of_founding(founded_on: date | None, today: date) -> Refusal | None:
    """Return the refusal of a day of founding that has not come yet."""
    return Refusal("organisation.founded_later") if founded_on is not None and founded_on > today else None


def refusal_of_dissolving(organisation: OrganisationState, on: date, today: date) -> Refusal | None:
    """Return the refusal of a day of dissolving before the founding or after today."""
    if on > today or (organisation.founded_on is not None and on < organisation.founded_on):
        return Refusal("organisation.dissolved_outside_life")
    return None
