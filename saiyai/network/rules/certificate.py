"""What is true of certificates: their numbers in the register, and whether one is valid on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saiyai.network.rules.standing import StandingEnd, StandingState


class Validity(StrEnum):
    """What the public page says of a certificate on a day."""

    VALID = "valid"
    NOT_YET = "not_yet"
    RUN_OUT = "run_out"
    REVOKED = "revoked"
    GIVEN_UP = "given_up"
    RENEWED = "renewed"


@dataclass(frozen=True, slots=True)
class CertificateState:
    """A certificate as the record keeps it; it never changes once it is issued."""

    standing_id: int
    kind: str
    province_code: str
    year: int
    number: int
    name_th: str
    conditions: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class SessionState:
    """A sitting of a provincial board as rules judge it and the record keeps it."""

    place_code: str
    year: int
    number: int
    held_on: date
    signer: str
    signer_position: str
    minutes: str
    is_decided: bool


def register_number(number: int, year: int, province: str) -> str:
    """Return a number of the register as papers write it: running number / year of the Buddhist era, province."""
    return f"{number}/{year} {province}"


def validity_on(standing: StandingState, day: date) -> Validity:
    """Return what is true of a certificate's standing on a day."""
    if day < standing.starts_on:
        return Validity.NOT_YET
    if standing.ends_on is not None and day > standing.ends_on:
        return {
            StandingEnd.REVOKED: Validity.REVOKED,
            StandingEnd.GIVEN_UP: Validity.GIVEN_UP,
            StandingEnd.RENEWED: Validity.RENEWED,
        }.get(StandingEnd(standing.end), Validity.RUN_OUT)
    has_run_out = standing.valid_until is not None and day > standing.valid_until
    return Validity.RUN_OUT if has_run_out else Validity.VALID
