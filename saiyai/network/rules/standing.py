"""The legal standings that an organisation may have, each with its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal


class Standing(StrEnum):
    """What the law calls an organisation; one without any standing is a group of people."""

    COMMUNITY_WELFARE = "community_welfare"
    """องค์กรสวัสดิการชุมชน of the Social Welfare Promotion Act BE 2546."""
    PUBLIC_BENEFIT = "public_benefit"
    """องค์กรสาธารณประโยชน์ of the same Act: certified by the province, published in the Gazette, revocable."""
    FOUNDATION = "foundation"
    ASSOCIATION = "association"
    COOPERATIVE = "cooperative"
    COMMUNITY_ENTERPRISE = "community_enterprise"
    STATUTORY = "statutory"
    """A body that a law itself sets up: a council, a local authority, an office."""


class StandingEnd(StrEnum):
    """How a standing came to its end."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    GIVEN_UP = "given_up"


NUMBERED = frozenset({Standing.PUBLIC_BENEFIT, Standing.FOUNDATION, Standing.ASSOCIATION})
"""The standings that come with a number."""


@dataclass(frozen=True, slots=True)
class StandingState:
    """A standing as rules judge it and the record keeps it; days are included on both sides."""

    organisation_id: int
    standing: str
    number: str
    starts_on: date
    gazette: str
    gazetted_on: date | None
    ends_on: date | None
    end: str


def refusal_of_standing(
    new: StandingState, held: Iterable[StandingState], founded_on: date | None, today: date
) -> Refusal | None:
    """Return why a standing cannot be noted: no number, a day that cannot be, or the same standing held then."""
    if new.standing in NUMBERED and not new.number:
        return Refusal("standing.number_missing")
    if new.starts_on > today or (founded_on is not None and new.starts_on < founded_on):
        return Refusal("standing.outside_life")
    if new.gazetted_on is not None and new.gazetted_on < new.starts_on:
        return Refusal("standing.gazetted_before")
    same = (each for each in held if each.standing == new.standing)
    if any(each.ends_on is None or each.ends_on >= new.starts_on for each in same):
        return Refusal("standing.held_already")
    return None


def refusal_of_standing_end(standing: StandingState, on: date, today: date) -> Refusal | None:
    """Return why a standing cannot end on a day."""
    if standing.ends_on is not None:
        return Refusal("standing.ended_already")
    return Refusal("standing.outside_life") if not standing.starts_on <= on <= today else None
