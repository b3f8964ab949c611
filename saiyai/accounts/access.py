"""Who may act on accounts, grants and offices."""

from dataclasses import dataclass
from typing import Any

from saiyai.accounts.models import Grant, Office, User
from saiyai.accounts.rules import (
    GRANTING_ROLES,
    OfficeKind,
    dominates,
    granters_of,
    may_close,
    may_keep_office,
    may_second,
)
from saiyai.audit import clock
from saiyai.kernel.powers import PROVINCE_AND_ABOVE, Actor, Console, Power, Role, Scope

ADMINISTRATOR = frozenset({Role.SYSTEM_ADMINISTRATOR})
SECONDING_ROLES = PROVINCE_AND_ABOVE | ADMINISTRATOR
READING_ROLES = GRANTING_ROLES | {Role.AUDITOR}
"""Roles whose holders see the people of their area."""


@dataclass(frozen=True, slots=True)
class OwnPower(Power):
    """The power over what is one's own: the account, or a link that was sent to it."""

    own: str = "person"
    """The argument that must belong to the actor."""

    @property
    def parameters(self) -> frozenset[str]:
        """Return the one argument that the power asks for."""
        return frozenset({self.own})

    def __call__(self, *, by: Actor, **arguments: Any) -> bool:
        """Tell whether the thing is the actor's own."""
        return by.pk is not None and arguments[self.own].owner_id == by.pk


def is_console(by: Actor) -> bool:
    """Tell whether the machine's own console acts; a visitor, who has no number either, is not it."""
    return isinstance(by, Console)


def is_not_lower(person: User, by: Actor) -> bool:
    """Tell whether the actor could not have given all that the person holds, or is the person."""
    if is_console(by):
        return False
    return person.pk == by.pk or not dominates(by.scope, person.holdings())


def is_out_of_sight(person: User, by: Actor) -> bool:
    """Tell whether a person neither belongs to the actor's area nor holds a role in it."""
    if is_console(by) or person.pk == by.pk:
        return False
    places = [person.place_code, *(prefix for held in person.holdings() for prefix in held.prefixes)]
    return not any(by.scope.covers(place, GRANTING_ROLES) for place in places)


def cannot_second(grant: Grant, by: Actor) -> bool:
    """Tell whether the grant lies beyond what the actor may second."""
    return not may_second(by.scope, grant.holding(clock.today()))


def cannot_close(grant: Grant, by: Actor) -> bool:
    """Tell whether the grant lies beyond what the actor may close."""
    return not may_close(by.scope, grant.holding(clock.today()))


def cannot_keep(office: Office, by: Actor) -> bool:
    """Tell whether the office is not the actor's to keep."""
    return not is_console(by) and not may_keep_office(by.scope, OfficeKind(office.kind), office.place_code)


def cannot_make(kind: OfficeKind, place_code: str, by: Actor) -> bool:
    """Tell whether an office of this kind at this place is not the actor's to make."""
    return not is_console(by) and not may_keep_office(by.scope, kind, place_code)


may_invite = Power(GRANTING_ROLES)
may_change_person = Power(GRANTING_ROLES, place_of="person", unless=is_not_lower)
may_change_own_account = OwnPower(frozenset())
may_use_link = OwnPower(frozenset(), own="invitation")
may_grant = Power(GRANTING_ROLES, unless=is_out_of_sight)
may_approve_grant = Power(SECONDING_ROLES, unless=cannot_second)
may_close_grant = Power(GRANTING_ROLES, unless=cannot_close)
may_load_offices = Power(ADMINISTRATOR)
may_make_office = Power(PROVINCE_AND_ABOVE | ADMINISTRATOR, unless=cannot_make)
may_keep_offices = Power(PROVINCE_AND_ABOVE | ADMINISTRATOR, unless=cannot_keep)


def roles_to_grant(scope: Scope) -> tuple[Role, ...]:
    """Return the roles that somebody may give somewhere, in the order of the line."""
    return tuple(role for role in Role if scope.has(*granters_of(role)))
