"""Who may act where: the closed set of roles, and a person's scope as roles × place prefixes × dates.

A place's code is its path (50 → 5014 → 501412 → 50141203), so an area is a prefix and the nation is the empty
prefix. A scope answers every question of access from plain values; it never asks a database.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from inspect import signature
from typing import Any, Protocol

NATION = ""
"""The prefix of the whole country."""


class Role(StrEnum):
    """What a person is to the network, granted at a place between two dates."""

    VOLUNTEER = "volunteer"
    TAMBON_OFFICER = "tambon_officer"
    DISTRICT_COORDINATOR = "district_coordinator"
    PROVINCE_OFFICER = "province_officer"
    SUPPORT_OFFICER = "support_officer"
    MINISTRY_OFFICER = "ministry_officer"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    NEWS_OFFICER = "news_officer"
    NEWS_MODERATOR = "news_moderator"


RANK = {
    Role.VOLUNTEER: 1,
    Role.TAMBON_OFFICER: 2,
    Role.DISTRICT_COORDINATOR: 3,
    Role.PROVINCE_OFFICER: 4,
    Role.SUPPORT_OFFICER: 5,
    Role.MINISTRY_OFFICER: 6,
}
"""The line of work from the village up; the auditor, the system administrator and the news desks stand beside it."""

WORKING_ROLES = frozenset(RANK)
"""Roles that write in the line of work: an auditor reads all and writes nothing, an administrator runs the system."""

DESK_ROLES = frozenset({Role.NEWS_OFFICER, Role.NEWS_MODERATOR})
"""Roles at the news desk of an office, held through it alone: they write for it, and see nothing of its areas."""

PREFIX_LENGTHS = {
    Role.VOLUNTEER: (6, 8),
    Role.TAMBON_OFFICER: (6,),
    Role.DISTRICT_COORDINATOR: (4,),
    Role.PROVINCE_OFFICER: (2,),
    Role.SUPPORT_OFFICER: (2,),
    Role.MINISTRY_OFFICER: (0,),
    Role.AUDITOR: (0, 2, 4),
    Role.SYSTEM_ADMINISTRATOR: (0,),
    Role.NEWS_OFFICER: (0, 2, 4, 6),
    Role.NEWS_MODERATOR: (0, 2, 4, 6),
}
"""The lengths of code at which each role may be granted; of a desk's roles, those that its office may serve."""


def roles_from(role: Role) -> frozenset[Role]:
    """Return the working roles of this rank and above."""
    return frozenset(each for each, rank in RANK.items() if rank >= RANK[role])


DISTRICT_AND_ABOVE = roles_from(Role.DISTRICT_COORDINATOR)
PROVINCE_AND_ABOVE = roles_from(Role.PROVINCE_OFFICER)


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held at one or more areas, from `starts_on` until `ends_on` (both days included; open if None)."""

    role: Role
    prefixes: tuple[str, ...]
    starts_on: date
    ends_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Tell whether the grant holds on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Scope:
    """All that a person may see and do on one day, as the grants in force on it."""

    on: date
    grants: tuple[Grant, ...] = ()
    user_id: int | None = None
    roles: frozenset[Role] = field(init=False)

    def __post_init__(self) -> None:
        in_force = tuple(grant for grant in self.grants if grant.is_in_force(self.on))
        object.__setattr__(self, "grants", in_force)
        object.__setattr__(self, "roles", frozenset(grant.role for grant in in_force))

    @property
    def is_signed_in(self) -> bool:
        """Tell whether anybody stands behind the scope."""
        return self.user_id is not None

    @property
    def rank(self) -> int:
        """Return the highest rank held in the line of work, 0 for none."""
        return max((RANK.get(role, 0) for role in self.roles), default=0)

    def has(self, *roles: Role) -> bool:
        """Tell whether any of the roles is held anywhere."""
        return not self.roles.isdisjoint(roles)

    def prefixes(self, roles: Iterable[Role] | None = None) -> tuple[str, ...]:
        """Return the areas held in these roles (any role if None), shortest first and none inside another."""
        wanted = None if roles is None else frozenset(roles)
        held = (grant.prefixes for grant in self.grants if wanted is None or grant.role in wanted)
        return minimal_prefixes(prefix for prefixes in held for prefix in prefixes)

    def covers(self, code: str, roles: Iterable[Role] | None = None) -> bool:
        """Tell whether a place lies inside an area held in one of these roles."""
        return any(code.startswith(prefix) for prefix in self.prefixes(roles))

    def rank_at(self, code: str) -> int:
        """Return the highest rank held over a place, 0 for none."""
        return max(
            (RANK.get(g.role, 0) for g in self.grants if any(code.startswith(p) for p in g.prefixes)),
            default=0,
        )


NOBODY = Scope(on=date.min)
"""The scope of a visitor who is not signed in."""


def minimal_prefixes(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Return the prefixes that no other one already covers, shortest first."""
    kept: list[str] = []
    for prefix in sorted(set(prefixes), key=lambda each: (len(each), each)):
        if not any(prefix.startswith(wider) for wider in kept):
            kept.append(prefix)
    return tuple(kept)


def ranges_of(prefixes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return areas as ranges of prefixes (first, last), neighbours of one length joined; the nation is ("", "")."""
    ranges: list[tuple[str, str]] = []
    for prefix in minimal_prefixes(prefixes):
        first, last = ranges[-1] if ranges else ("", "")
        if last and len(last) == len(prefix) and int(last) + 1 == int(prefix):
            ranges[-1] = (first, prefix)
        else:
            ranges.append((prefix, prefix))
    return tuple(ranges)


def ancestors(code: str) -> Iterator[str]:
    """Yield the codes above a place, from its province down to its parent."""
    for length in range(2, len(code), 2):
        yield code[:length]


class Actor(Protocol):
    """Whoever acts: a signed-in person, or the console."""

    @property
    def pk(self) -> Any:
        """Return the number of the person's account, None for the console."""

    @property
    def scope(self) -> Scope:
        """Return what the actor may see and do today."""


@dataclass(frozen=True, slots=True)
class Power:
    """Who may do an act: the roles that may, over the place of one of the act's arguments, and a further condition.

    A power is a predicate (`power(by=…, **arguments)`) that can also be printed, so that the list of powers and the
    tests of permission read the same declaration that the commands ask.
    """

    roles: frozenset[Role]
    place_of: str | None = None
    """The argument whose place must lie inside the actor's area; None where the role alone decides."""
    unless: Callable[..., bool] | None = None
    """A condition that bars the act though role and place allow it; its parameters are arguments of the act."""

    @property
    def parameters(self) -> frozenset[str]:
        """Return the names of the arguments that the power asks for, besides `by`."""
        names = set() if self.unless is None else set(signature(self.unless).parameters) - {"by"}
        return frozenset(names | ({self.place_of} if self.place_of else set()))

    def __call__(self, *, by: Actor, **arguments: Any) -> bool:
        """Tell whether the actor may."""
        if self.place_of is None:
            allowed = by.scope.has(*self.roles)
        else:
            allowed = by.scope.covers(place_code_of(arguments[self.place_of]), self.roles)
        if not allowed or self.unless is None:
            return allowed
        wanted = signature(self.unless).parameters
        return not self.unless(
            **{name: value for name, value in (arguments | {"by": by}).items() if name in wanted}
        )


@dataclass(frozen=True, slots=True)
class EverybodysPower(Power):
    """An act that anybody may do, signed in or not."""

    roles: frozenset[Role] = frozenset()

    def __call__(self, *, by: Actor, **arguments: Any) -> bool:  # noqa: ARG002 (a power's signature)
        """Tell that whoever acts may."""
        return True


def place_code_of(thing: Any) -> str:
    """Return the place code of a thing that has one, or the code itself."""
    return thing if isinstance(thing, str) else str(thing.place_code)


@dataclass(frozen=True, slots=True)
class Console:
    """The actor behind the command line: whoever holds the machine, with an administrator's powers."""

    pk: None = None
    name: str = "console"
    scope: Scope = field(
        default_factory=lambda: Scope(
            on=date.min, grants=(Grant(Role.SYSTEM_ADMINISTRATOR, (NATION,), date.min),)
        )
    )
