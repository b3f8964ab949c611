"""What is true of organisations: their life from proposed to dissolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from saiyai.kernel.refusal import Refusal


class State(StrEnum):
    """Where an organisation stands in its life."""

    PROPOSED = "proposed"
    VERIFIED = "verified"
    DORMANT = "dormant"
    DISSOLVED = "dissolved"
    MERGED = "merged"
    """Found to be a duplicate; what it had lives on in another."""


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
    State.MERGED: "organisation.merged",
}

LIVING = (State.PROPOSED, State.VERIFIED, State.DORMANT)
"""The states of organisations that still are."""


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
    email: str = field(default="", metadata={"personal": True})
    address: str = ""
    website: str = ""
    social: str = ""
    aliases: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    served_areas: tuple[str, ...] = ()
    shows_contacts: bool = False
    shows_people: bool = False
    shows_web: bool = False
    shows_work: bool = False
    shows_links: bool = False
    merged_into: int | None = None


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


def is_safe_address(text: str) -> bool:
    """Tell whether a text is the full address of a page on the web, fit to be a link: http or https, with a host."""
    if not text.isprintable() or any(each.isspace() for each in text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and "@" not in parts.netloc


def refusal_of_merging(survivor: OrganisationState, duplicate: OrganisationState) -> Refusal | None:
    """Return why one organisation cannot take in another: either no longer is, or they lie in two provinces."""
    for each in (survivor, duplicate):
        if each.state not in LIVING:
            return Refusal(_BARRED_BY[each.state], name=each.name_th)
    if survivor.state is State.PROPOSED:
        return Refusal("organisation.not_yet_verified", name=survivor.name_th)
    if survivor.place_code[:2] != duplicate.place_code[:2]:
        return Refusal("organisation.merge_across_provinces")
    return None
