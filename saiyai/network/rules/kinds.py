"""The kinds of organisations: the closed list that every installation begins with, and what an office adds."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds that stand in every register; an office may add its own beside them."""

    LOCAL_AUTHORITY = "local_authority"
    VOLUNTEERS = "volunteers"
    DISABLED_PEOPLE = "disabled_people"
    CONSERVATION = "conservation"
    WELFARE_FUND = "welfare_fund"
    AID_FUND = "aid_fund"
    FARMERS = "farmers"
    YOUTH_COUNCIL = "youth_council"
    NETWORK = "network"
    STATE_OFFICE = "state_office"
    FOUNDATION = "foundation"
    TEMPLE = "temple"
    SCHOOL = "school"
    COMPANY = "company"
    OTHER = "other"


class Sector(StrEnum):
    """On which side of society an organisation stands; links between two sectors are cross-sector links."""

    PEOPLE = "people"
    LOCAL = "local"
    STATE = "state"
    PRIVATE = "private"
    RELIGIOUS = "religious"


@dataclass(frozen=True, slots=True)
class KindState:
    """A kind as the record keeps it."""

    name_th: str
    name_en: str
    sector: str
    place_code: str
    has_one_chair: bool
    is_network: bool
    is_closed: bool
