"""What is true of places at a forum: quotas by area and kind of participant, and who holds one of their seats."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal

MOST_SEATS = 5_000
"""The most seats of one quota: a hall, not a typing mistake."""


class Participant(StrEnum):
    """As what somebody takes part in a forum."""

    NETWORK = "network"
    OFFICER = "officer"
    GUEST = "guest"
    STAFF = "staff"
    OBSERVER = "observer"


class Standing(StrEnum):
    """Where a registration stands: on a seat, on the waiting list of its quota, or withdrawn."""

    SEATED = "seated"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


class Need(StrEnum):
    """What the hosts must provide for a participant."""

    VEGETARIAN = "vegetarian"
    HALAL = "halal"
    WHEELCHAIR = "wheelchair"
    SIGN_LANGUAGE = "sign_language"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True)
class QuotaState:
    """A quota as the record keeps it."""

    forum: str
    place_code: str
    kind: str
    seats: int


@dataclass(frozen=True, slots=True)
class RegistrationState:
    """A registration as the record keeps it; whom it names is kept as a keyed hash."""

    forum: str
    place_code: str
    kind: str
    standing: str
    name: str = field(metadata={"personal": True})
    phone: str = field(metadata={"personal": True})
    email: str = field(metadata={"personal": True})
    needs: str = field(metadata={"personal": True})


def refusal_of_seats(seats: int, held: int) -> Refusal | None:
    """Return the refusal of a quota smaller than the seats already held, or larger than a hall."""
    if not 0 <= seats <= MOST_SEATS:
        return Refusal("quota.out_of_range", most=MOST_SEATS)
    if seats < held:
        return Refusal("quota.below_held", held=held, seats=seats)
    return None


def refusal_of_move(seats: int, free: int, *, same_forum: bool) -> Refusal | None:
    """Return the refusal to move no seats, more than are free, or seats of another forum."""
    if not same_forum:
        return Refusal("quota.of_another_forum")
    if seats <= 0:
        return Refusal("quota.moves_nothing")
    if seats > free:
        return Refusal("quota.not_so_many_free", free=free, seats=seats)
    return None


def refusal_of_naming(ends_on: date | None, on: date) -> Refusal | None:
    """Return the refusal to name anybody for a forum that is over."""
    if ends_on is not None and on > ends_on:
        return Refusal("registration.forum_over")
    return None
