"""The papers of a forum's day: which there are, and who stands on each."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """What is printed for the people of a forum."""

    BADGES = "badges"
    SIGN_IN = "sign_in"
    CERTIFICATES = "certificates"

    @property
    def is_for_those_who_came(self) -> bool:
        """Tell whether it names only those who were there, not all with a seat."""
        return self is Paper.CERTIFICATES


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as the papers name them; no telephone, no need and no number of a person stands here."""

    pk: int
    name: str
    position: str
    agency: str
    place_code: str
    kind: str
    badge: str
