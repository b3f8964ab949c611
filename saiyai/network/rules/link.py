"""What is true of links between organisations."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal


class LinkKind(StrEnum):
    """What one organisation is to another."""

    MONEY = "money"
    REFERS = "refers"
    MEMBER_OF = "member_of"
    SHARES_PEOPLE = "shares_people"
    JOINT_ACTIVITY = "joint_activity"
    COORDINATES = "coordinates"


MUTUAL = frozenset({LinkKind.SHARES_PEOPLE, LinkKind.JOINT_ACTIVITY, LinkKind.COORDINATES})
"""Kinds that read the same from both ends; their first end is always the one registered first."""


@dataclass(frozen=True, slots=True)
class LinkState:
    """A link as rules judge it and the record keeps it; both days are included, open ends are None."""

    source_id: int
    target_id: int
    kind: str
    starts_on: date | None
    ends_on: date | None
    note: str
    is_confirmed_by_source: bool
    is_confirmed_by_target: bool


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link to be noted."""

    pk: int
    name: str
    is_living: bool
    is_network: bool


def ends_in_order(kind: str, source_id: int, target_id: int) -> tuple[int, int]:
    """Return the two ends as they are stored: as given, but for mutual kinds the smaller number first."""
    if kind in MUTUAL and source_id > target_id:
        return target_id, source_id
    return source_id, target_id


def refusal_of_link(
    kind: str, source: End, target: End, starts_on: date | None, today: date
) -> Refusal | None:
    """Return why two organisations cannot be linked."""
    if source.pk == target.pk:
        return Refusal("link.to_itself")
    for end in (source, target):
        if not end.is_living:
            return Refusal("link.end_is_gone", name=end.name)
    if kind == LinkKind.MEMBER_OF and not target.is_network:
        return Refusal("link.not_a_network", name=target.name)
    if starts_on is not None and starts_on > today:
        return Refusal("link.starts_later")
    return None


def refusal_of_link_end(link: LinkState, on: date, today: date) -> Refusal | None:
    """Return why a link cannot end on a day."""
    if link.ends_on is not None:
        return Refusal("link.ended_already")
    is_outside = on > today or (link.starts_on is not None and on < link.starts_on)
    return Refusal("link.outside_life") if is_outside else None
