"""What is true of people and of the roles that they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from saiyai.kernel.refusal import Refusal

ENDS_SOON_DAYS = 90
"""How many days ahead a term that ends is called soon."""


class Position(StrEnum):
    """What a person is to an organisation, whatever the title says."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    MEMBER = "member"
    VOLUNTEER = "volunteer"
    """อพม.: a volunteer of the ministry, at work in one village."""
    ADVISER = "adviser"
    REPRESENTING = "representing"
    OTHER = "other"


class Basis(StrEnum):
    """On what ground of the Personal Data Protection Act BE 2562 a person's data is kept."""

    PUBLIC_TASK = "public_task"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class PersonState:
    """A person as the record keeps it: all that tells who it is, as keyed hashes."""

    name: str = field(metadata={"personal": True})
    phone: str = field(metadata={"personal": True})
    national_id: str = field(metadata={"personal": True})
    place_code: str
    basis: str
    purpose: str = field(metadata={"personal": True})
    consented_on: date | None
    is_erased: bool
    merged_into: int | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class RoleState:
    """A person's role in an organisation as rules judge it and the record keeps it; both days are included."""

    organisation_id: int
    person: str = field(metadata={"personal": True})
    title: str
    starts_on: date | None
    ends_on: date | None
    position: str = Position.OTHER
    area_code: str = ""
    is_sole: bool = False
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A person's entry as merging judges it: its number, the keyed hash of its national id, whether it was erased."""

    pk: int
    id_hash: str | None
    is_erased: bool


def refusal_of_merging(stays: Entry, goes: Entry) -> Refusal | None:
    """Return why two entries are not one person's: they are one entry, one was erased, their national ids differ."""
    if stays.pk == goes.pk:
        return Refusal("person.merge_with_itself")
    if stays.is_erased or goes.is_erased:
        return Refusal("person.erased")
    if stays.id_hash and goes.id_hash and stays.id_hash != goes.id_hash:
        return Refusal("person.ids_differ")
    return None


def overlaps(one: RoleState, other: RoleState) -> bool:
    """Tell whether two roles are held on any one day; open ends reach for ever."""
    begins = max(one.starts_on or date.min, other.starts_on or date.min)
    return begins <= min(one.ends_on or date.max, other.ends_on or date.max)


def is_same_role(one: RoleState, other: RoleState) -> bool:
    """Tell whether two roles of one person are one role noted twice: the same post at one place on overlapping days."""
    posts = [(each.organisation_id, each.position, each.area_code, each.person_id) for each in (one, other)]
    titles = {each.title for each in (one, other)} - {""}
    return posts[0] == posts[1] and len(titles) < 2 and overlaps(one, other)  # noqa: PLR2004


def days_together(one: RoleState, other: RoleState) -> tuple[date | None, date | None]:
    """Return the days that two overlapping roles are held together; an open end of either stays open."""
    begins, ends = (one.starts_on, other.starts_on), (one.ends_on, other.ends_on)
    return (
        None if None in begins else min(each for each in begins if each is not None),
        None if None in ends else max(each for each in ends if each is not None),
    )


def refusal_of_role(new: RoleState, held: Iterable[RoleState]) -> Refusal | None:
    """Return why a role cannot be noted: it ends before it begins, or a post that has one holder has another then."""
    if new.starts_on is not None and new.ends_on is not None and new.ends_on < new.starts_on:
        return Refusal("role.ends_before_start")
    for each in held:
        if each.position == new.position and overlaps(each, new):
            if each.is_sole and new.is_sole:
                return Refusal("role.second_chair", holder=each.person)
            if new.person_id and each.person_id == new.person_id and each.area_code == new.area_code:
                return Refusal("role.held_already", holder=each.person)
    return None


def refusal_of_role_end(role: RoleState, on: date) -> Refusal | None:
    """Return why a role cannot end on a day: it has ended before, or has not begun."""
    if role.ends_on is not None and role.ends_on <= on:
        return Refusal("role.ended_already")
    return Refusal("role.ends_before_start") if role.starts_on is not None and on < role.starts_on else None
