"""What is true of a province's group at a forum: its people, issues, minutes, proposals and the overview it ends with."""

from dataclasses import dataclass, field
from enum import StrEnum

from saiyai.kernel.refusal import Conflict, Refusal

MOST_ISSUES = 50
MOST_PROPOSALS = 100
LONGEST_MINUTES = 50_000


class ProposalState(StrEnum):
    """Where a proposal of a link stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class GroupState:
    """A province's group as the record keeps it; the minutes only by their version."""

    forum: str
    place_code: str
    minutes_version: int
    is_finished: bool
    facilitator: str = field(metadata={"personal": True})
    note_taker: str = field(metadata={"personal": True})


@dataclass(frozen=True, slots=True)
class IssueState:
    """An issue as the record keeps it."""

    group_id: int
    title: str
    field: str
    is_chosen: bool
    is_removed: bool


@dataclass(frozen=True, slots=True)
class LinkProposalState:
    """A proposed link as the record keeps it."""

    group_id: int
    source_id: int
    target_id: int
    kind: str
    state: str


def refusal_of_minutes(text: str, based_on: int, version: int) -> Refusal | None:
    """Return the refusal of minutes that are too long, or written on a version that another hand has changed since."""
    if len(text) > LONGEST_MINUTES:
        return Refusal("minutes.too_long", most=LONGEST_MINUTES)
    if based_on != version:
        return Conflict("minutes.changed_meanwhile")
    return None


def refusal_of_finishing(has_chosen: bool, overview: str) -> Refusal | None:  # noqa: FBT001 (a fact, not a switch)
    """Return the refusal to finish an overview without the group's choice or without a word of its own."""
    if not has_chosen:
        return Refusal("overview.nothing_chosen")
    if not overview:
        return Refusal("overview.says_nothing")
    return None
