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
    RENEWED = "renewed"
    """Another certificate of the same standing follows on the next day."""


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
    valid_until: date | None = None
    """The last day that its certificate is for; None where it holds until it is ended."""


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
    if new.valid_until is not None and new.valid_until < new.starts_on:
        return Refusal("standing.valid_until_before")
    same = (each for each in held if each.standing == new.standing)
    if any(each.ends_on is None or each.ends_on >= new.starts_on for each in same):
        return Refusal("standing.held_already")
    return None


def overlaps(one: StandingState, other: StandingState) -> bool:
    """Tell whether two standings are of one kind and held on any one day."""
    begins = max(one.starts_on, other.starts_on)
    is_shared = begins <= min(one.ends_on or date.max, other.ends_on or date.max)
    return one.standing == other.standing and is_shared


def is_valid_on(standing: StandingState, day: date) -> bool:
    """Tell whether a standing is in force on a day: begun, not ended, and its certificate not run out."""
    last = min(standing.ends_on or date.max, standing.valid_until or date.max)
    return standing.starts_on <= day <= last


def refusal_of_gazette(standing: StandingState, gazetted_on: date, today: date) -> Refusal | None:
    """Return why the Gazette cannot have published a standing on a day."""
    if gazetted_on > today:
        return Refusal("standing.gazetted_later")
    return Refusal("standing.gazetted_before") if gazetted_on < standing.starts_on else None


def refusal_of_expiry(standing: StandingState, today: date) -> Refusal | None:
    """Return why a standing has not run out: ended before, without a last day, or the day not past."""
    if standing.ends_on is not None:
        return Refusal("standing.ended_already")
    has_run_out = standing.valid_until is not None and standing.valid_until < today
    return None if has_run_out else Refusal("standing.still_valid")


def refusal_of_standing_end(standing: StandingState, on: date, today: date) -> Refusal | None:
    """Return why a standing cannot end on a day."""
    if standing.ends_on is not None:
        return Refusal("standing.ended_already")
    return Refusal("standing.outside_life") if not standing.starts_on <= on <= today else None
