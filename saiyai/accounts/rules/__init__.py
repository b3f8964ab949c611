"""What is true of powers: who may give which role where, who seconds it, and what bars a grant.

Nobody gives more than they hold, outside their own area, or to themselves; a role that sees a province or more, and
the two that stand beside the line, need a second person. A role's code length is the kernel's (`PREFIX_LENGTHS`).
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from saiyai.kernel.powers import (
    DESK_ROLES,
    DISTRICT_AND_ABOVE,
    NATION,
    PREFIX_LENGTHS,
    PROVINCE_AND_ABOVE,
    RANK,
    WORKING_ROLES,
    Role,
    Scope,
    roles_from,
)

INVITATION_LASTS = timedelta(hours=72)
RESET_LASTS = timedelta(hours=1)

SECONDED_ROLES = PROVINCE_AND_ABOVE | {Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR}
"""Roles that a second person must approve before they hold."""

FACTOR_ROLES = DISTRICT_AND_ABOVE | {Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR} | DESK_ROLES
"""Roles whose holders sign in with a second factor."""

GRANTING_ROLES = DISTRICT_AND_ABOVE | {Role.SYSTEM_ADMINISTRATOR}
"""Roles that may give a role at all."""

OFFICE_ROLES = DESK_ROLES | {
    Role.TAMBON_OFFICER,
    Role.DISTRICT_COORDINATOR,
    Role.PROVINCE_OFFICER,
    Role.SUPPORT_OFFICER,
}
"""Roles that may be held through an office, over whatever areas the office serves."""


class GrantState(StrEnum):
    """Where a grant stands; that its days are over is told by its dates."""

    WAITING = "waiting"
    ACTIVE = "active"
    REFUSED = "refused"
    REVOKED = "revoked"


class OfficeKind(StrEnum):
    """What an office is in the tree from the ministry to the local authorities."""

    MINISTRY = "ministry"
    PERMANENT_SECRETARY = "permanent_secretary"
    DEPARTMENT = "department"
    SUPPORT_OFFICE = "support_office"
    WORK_GROUP = "work_group"
    PROVINCIAL_OFFICE = "provincial_office"
    DISTRICT_OFFICE = "district_office"
    LOCAL_AUTHORITY = "local_authority"


class LinkKind(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    RESET = "reset"


class LinkState(StrEnum):
    """Where a link stands; that it is too old is told by its instant."""

    OPEN = "open"
    USED = "used"
    REPLACED = "replaced"


LOCAL_KINDS = frozenset({OfficeKind.DISTRICT_OFFICE, OfficeKind.LOCAL_AUTHORITY})
"""Offices that a province keeps itself; all others are the ministry's to make."""


def granters_of(role: Role) -> frozenset[Role]:
    """Return the roles whose holders may give a role inside their own area.

    An auditor is appointed by the ministry alone, not by those whom the auditor reads; an administrator, who sees no
    case, is appointed by an administrator and appoints nobody else. Who writes an office's news is for those to say
    who look after all that the office serves.
    """
    if role in DESK_ROLES:
        return DISTRICT_AND_ABOVE
    if role is Role.SYSTEM_ADMINISTRATOR:
        return frozenset({Role.SYSTEM_ADMINISTRATOR})
    if role is Role.AUDITOR:
        return frozenset({Role.MINISTRY_OFFICER})
    return roles_from(role) & DISTRICT_AND_ABOVE


def seconders_of(role: Role) -> frozenset[Role]:
    """Return the roles whose holders may be the second person of a grant: those who may give it, and administrators."""
    return granters_of(role) | {Role.SYSTEM_ADMINISTRATOR, Role.MINISTRY_OFFICER}


def closers_of(role: Role) -> frozenset[Role]:
    """Return the roles whose holders may take a role away: closing is easier than giving."""
    return seconders_of(role)


@dataclass(frozen=True, slots=True)
class Holding:
    """A role over areas: what a grant gives on a day."""

    role: Role
    prefixes: tuple[str, ...]

    @property
    def reach(self) -> tuple[str, ...]:
        """Return the areas that whoever gives it must look after; a desk of an office without any is the nation's."""
        return self.prefixes or ((NATION,) if self.role in DESK_ROLES else ())


def may_give(giver: Scope, holding: Holding) -> bool:
    """Tell whether a giver's own rights hold all that a grant would give."""
    givers = granters_of(holding.role)
    return bool(holding.reach) and all(giver.covers(prefix, givers) for prefix in holding.reach)


def may_second(second: Scope, holding: Holding) -> bool:
    """Tell whether somebody's rights suffice to be the second person of a grant."""
    seconders = seconders_of(holding.role)
    return bool(holding.reach) and all(second.covers(prefix, seconders) for prefix in holding.reach)


def may_close(closer: Scope, holding: Holding) -> bool:
    """Tell whether somebody may take a grant away; one whose office serves nothing any more is the nation's to close."""
    closers = closers_of(holding.role)
    return all(closer.covers(prefix, closers) for prefix in holding.prefixes or (NATION,))


def dominates(higher: Scope, holdings: Iterable[Holding]) -> bool:
    """Tell whether somebody could have given all that another holds: who may act on the other's account."""
    return all(may_give(higher, each) for each in holdings)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A grant as it is asked for."""

    role: Role
    place_code: str
    through_office: bool
    prefixes: tuple[str, ...]
    starts_on: date
    ends_on: date | None

    @property
    def holding(self) -> Holding:
        """Return what the grant would give."""
        return Holding(self.role, self.prefixes)


@dataclass(frozen=True, slots=True)
class Held:
    """A grant that somebody has or waits for, as far as another one may double it."""

    role: Role
    place_code: str
    office_id: int | None
    starts_on: date
    ends_on: date | None


def fits_role(role: Role, prefixes: Iterable[str]) -> bool:
    """Tell whether each code has a length at which the role may be granted."""
    return all(len(prefix) in PREFIX_LENGTHS[role] for prefix in prefixes)


def refusal_of_grant(proposal: Proposal, *, today: date) -> str | None:
    """Return the code of what bars a grant whoever gives it, None where nothing does."""
    if proposal.through_office and proposal.role not in OFFICE_ROLES:
        return "grant.not_through_office"
    if proposal.role in DESK_ROLES and not proposal.through_office:
        return "grant.only_through_office"
    if not proposal.holding.reach:
        return "grant.office_serves_nothing"
    if not fits_role(proposal.role, proposal.prefixes):
        return "grant.wrong_place_for_role"
    if proposal.starts_on < today:
        return "grant.starts_in_past"
    if proposal.ends_on is not None and proposal.ends_on < proposal.starts_on:
        return "grant.ends_before_start"
    return None


def refusal_of_giver(giver: Scope, receiver_id: int, holding: Holding) -> str | None:
    """Return the code of why this person may not give this, None where they may."""
    if giver.user_id == receiver_id:
        return "grant.to_oneself"
    if may_give(giver, holding):
        return None
    inside = all(giver.covers(prefix, GRANTING_ROLES) for prefix in holding.reach)
    return "grant.above_own_level" if inside else "grant.outside_own_area"


def refusal_of_second(
    second: Scope, *, giver_id: int | None, receiver_id: int, holding: Holding
) -> str | None:
    """Return the code of why this person may not be the second one, None where they may."""
    if second.user_id in {giver_id, receiver_id}:
        return "grant.second_is_not_another"
    return None if may_second(second, holding) else "grant.second_has_no_power"


def doubles(held: Iterable[Held], wanted: Held) -> bool:
    """Tell whether the same role at the same place is held on one of the wanted days already."""
    return any(
        (each.role, each.place_code, each.office_id) == (wanted.role, wanted.place_code, wanted.office_id)
        and each.starts_on <= (wanted.ends_on or date.max)
        and wanted.starts_on <= (each.ends_on or date.max)
        for each in held
    )


def may_keep_office(keeper: Scope, kind: OfficeKind, place_code: str) -> bool:
    """Tell whether somebody may make or change an office: a province keeps its local ones, the ministry all."""
    keepers = PROVINCE_AND_ABOVE if kind in LOCAL_KINDS else frozenset({Role.MINISTRY_OFFICER})
    return keeper.covers(place_code, keepers)


def refusal_of_coverage(keeper: Scope, prefix: str, roles_in_office: Iterable[Role]) -> str | None:
    """Return the code of why an area may not be added to an office, None where it may.

    Whoever holds a role through the office holds it over the new area: so the keeper must be able to give each of
    those roles there.
    """
    roles = frozenset(roles_in_office)
    if not all(fits_role(role, [prefix]) for role in roles):
        return "office.area_does_not_fit_roles"
    if not all(may_give(keeper, Holding(role, (prefix,))) for role in roles):
        return "office.roles_above_own_level"
    return None if keeper.covers(prefix, PROVINCE_AND_ABOVE) else "office.outside_own_area"


def reaches_itself(parents: dict[int, int | None], office_id: int, new_parent_id: int) -> bool:
    """Tell whether an office would come to lie under itself."""
    at: int | None = new_parent_id
    while at is not None:
        if at == office_id:
            return True
        at = parents.get(at)
    return False


def rank_of(roles: Iterable[Role]) -> int:
    """Return the highest rank in the line of work among roles, 0 for none."""
    return max((RANK[role] for role in roles if role in WORKING_ROLES), default=0)


@dataclass(frozen=True, slots=True)
class Served:
    """That an office serves an area between two dates, both days included; open where none is named."""

    prefix: str
    starts_on: date
    ends_on: date | None

    def is_in_force(self, on: date) -> bool:
        """Tell whether the area is served on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


def areas_served(served: Iterable[Served], office_ends_on: date | None, on: date) -> tuple[str, ...]:
    """Return the areas that an office serves on a day, in order; none once the office has ended."""
    if office_ends_on is not None and office_ends_on < on:
        return ()
    return tuple(sorted(each.prefix for each in served if each.is_in_force(on)))


def common_prefix(codes: Iterable[str]) -> str:
    """Return the code of the smallest area that holds all codes, the nation's empty one where they share none."""
    several = list(codes)
    if not several:
        return NATION
    shortest = min(several, key=len)
    length = next(
        (n for n in range(len(shortest), 0, -2) if all(code.startswith(shortest[:n]) for code in several)), 0
    )
    return shortest[:length]


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is called and reached; the e-mail in its plain form, empty texts where there is none."""

    display_name: str
    email: str = ""
    phone: str = ""


def plain_name(text: str) -> str:
    """Return a user name in the one form in which it is kept and compared: composed, lower case, no outer spaces."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def plain_email(text: str) -> str:
    """Return an e-mail address in the one form in which it is kept and compared: lower case, without look-alikes.

    Letters outside ASCII raise BadAddress: a dotless ı or a full-width letter would let one mailbox pass for another
    (the fault of CVE-2019-19844).
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not plain.isascii() or plain != text.strip().lower():
        raise BadAddress(text)
    return plain


class BadAddress(ValueError):  # noqa: N818 (the value is bad, the program is not)
    """An e-mail address that holds letters outside ASCII."""


def hash_of_secret(secret: str) -> str:
    """Return the SHA-256 under which a link's secret is kept (it is long and random: no salt is needed)."""
    return hashlib.sha256(secret.encode()).hexdigest()
