"""What can be asked of accounts: the people of an area, a person's grants, what waits for a second person, offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import get_language

from saiyai.accounts import access
from saiyai.accounts.models import (
    Grant,
    Identity,
    Invitation,
    Office,
    OfficeCoverage,
    User,
)
from saiyai.accounts.provider import IdentityProvider
from saiyai.accounts.rules import FACTOR_ROLES, GrantState, LinkState, may_second, plain_name
from saiyai.audit import clock
from saiyai.kernel.powers import Role, Scope
from saiyai.places.queries import inside, names_at

MOST_LETTERS = 254
"""The longest name or address that anybody signs in with."""
UNCLOSED = [GrantState.WAITING.value, GrantState.ACTIVE.value]


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant as pages show it."""

    pk: int
    role: str
    place_code: str
    place: str
    office: str
    starts_on: date
    ends_on: date | None
    state: str
    is_in_force: bool
    granted_by: str
    approved_by: str
    reason: str
    closed_reason: str
    person_pk: int
    person: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as a list shows them."""

    pk: int
    username: str
    display_name: str
    place: str
    is_active: bool
    is_invited: bool
    grants: tuple[GrantRow, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the roles held or waited for, each once however many places it is held at."""
        return tuple(dict.fromkeys(each.role for each in self.grants))


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office as the tree shows it; `depth` is 0 at the root."""

    code: str
    kind: str
    name: str
    depth: int
    areas: tuple[str, ...]
    starts_on: date
    ends_on: date | None
    is_present: bool

    @property
    def steps(self) -> range:
        """Return one step for each level above."""
        return range(self.depth)


def _grants() -> QuerySet[Grant]:
    related = Grant.objects.select_related("office", "granted_by", "approved_by", "user")
    return related.prefetch_related("office__coverage").order_by("-starts_on", "pk")


def people_of(scope: Scope) -> QuerySet[User]:
    """Return the people whom a scope sees: those who belong to its area, and those who act in it today."""
    prefixes = scope.prefixes(access.READING_ROLES)
    if "" in prefixes:
        return User.objects.all()
    today = clock.today()
    through_office = OfficeCoverage.objects.filter(
        inside(prefixes, "prefix"), Q(ends_on=None) | Q(ends_on__gte=today), office_id=OuterRef("office_id")
    )
    acting = Grant.objects.filter(user_id=OuterRef("pk"), state__in=UNCLOSED).filter(
        (inside(prefixes, "place_code") & Q(office=None)) | Exists(through_office)
    )
    return User.objects.filter(inside(prefixes, "place_code") | Exists(acting))


def people_holding(roles: Iterable[Role], place_code: str, on: date) -> list[User]:
    """Return those who hold one of some roles at a place itself on a day, and may still sign in."""
    held = Grant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=on),
        role__in=[role.value for role in roles],
        place_code=place_code,
        office=None,
        state=GrantState.ACTIVE.value,
        starts_on__lte=on,
    )
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))


def person_for(scope: Scope, pk: int) -> User | None:
    """Return a person whom a scope sees, None where it sees nobody of that number."""
    return people_of(scope).filter(pk=pk).first()


def people_found(scope: Scope, *, text: str, role: str) -> QuerySet[User]:
    """Return the people of a scope whose name, e-mail or place begins with or holds the text, in order of name."""
    people = people_of(scope)
    words = text.strip()
    if words:
        people = people.filter(
            Q(display_name__icontains=words)
            | Q(username__icontains=words)
            | Q(email__icontains=words)
            | Q(place_code__startswith=words)
        )
    if role:
        held = Grant.objects.filter(user_id=OuterRef("pk"), role=role, state__in=UNCLOSED)
        people = people.filter(Exists(held))
    return people.order_by("display_name", "pk")


def person_rows(people: QuerySet[User] | list[User]) -> list[PersonRow]:
    """Return people as a list shows them, in four queries however many they are."""
    several = list(people)
    grants: dict[int, list[Grant]] = {}
    for grant in _grants().filter(user__in=several, state__in=UNCLOSED):
        grants.setdefault(grant.user_id, []).append(grant)
    invited = set(
        Invitation.objects.filter(person__in=several, state=LinkState.OPEN.value).values_list(
            "person_id", flat=True
        )
    )
    codes = {each.place_code for each in several}
    codes |= {each.place_code for held in grants.values() for each in held}
    names = _names_of(codes)
    return [
        PersonRow(
            each.pk,
            each.username,
            each.display_name,
            names.get(each.place_code, each.place_code) or _office_of(grants.get(each.pk, [])),
            each.is_active,
            each.pk in invited,
            tuple(grant_row(grant, names) for grant in grants.get(each.pk, [])),
        )
        for each in several
    ]


def _office_of(held: list[Grant]) -> str:
    """Return the name of the office that somebody works in, for those who belong to no single place."""
    return next((office_name(each.office) for each in held if each.office), "")


def grants_of(person: User) -> list[GrantRow]:
    """Return all grants of a person, the latest first."""
    return _grant_rows(_grants().filter(user=person))


def grant_for(scope: Scope, pk: int) -> Grant | None:
    """Return a grant of a person whom a scope sees, or one's own, by its number; None where it sees none."""
    seen = _grants().filter(Q(user__in=people_of(scope)) | Q(user_id=scope.user_id or 0))
    return seen.filter(pk=pk).first()


def is_invited(person: User) -> bool:
    """Tell whether a person was sent a link that still stands and has not come in yet; a closed account has none."""
    return not person.is_active and person.invitations.filter(state=LinkState.OPEN.value).exists()


def has_no_way_in(person: User) -> bool:
    """Tell whether neither a password nor a linked identity lets a person in: only an invitation can."""
    return not person.has_usable_password() and not person.identities.filter(ended_at=None).exists()


def grants_waiting_for(scope: Scope) -> list[GrantRow]:
    """Return the grants that wait for a second person and that this scope may be."""
    if not scope.has(*access.SECONDING_ROLES):
        return []
    today = clock.today()
    waiting = _grants().filter(state=GrantState.WAITING.value).exclude(user_id=scope.user_id or 0)
    mine = [
        each
        for each in waiting.exclude(granted_by_id=scope.user_id or 0)
        if may_second(scope, each.holding(today))
    ]
    return _grant_rows(mine)


def _grant_rows(grants: Iterable[Grant]) -> list[GrantRow]:
    several = list(grants)
    names = _names_of({each.place_code for each in several})
    return [grant_row(each, names) for each in several]


def _names_of(codes: set[str]) -> dict[str, str]:
    return names_at(codes - {""})


def grant_row(grant: Grant, names: dict[str, str] | None = None) -> GrantRow:
    """Return a grant as pages show it; `names` are the places' names where several rows are made."""
    names = _names_of({grant.place_code}) if names is None else names
    today = clock.today()
    holds = grant.state == GrantState.ACTIVE.value and grant.value(today).is_in_force(today)
    return GrantRow(
        pk=grant.pk,
        role=grant.role,
        place_code=grant.place_code,
        place=names.get(grant.place_code, grant.place_code),
        office=office_name(grant.office) if grant.office else "",
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        state=grant.state,
        is_in_force=holds,
        granted_by=grant.granted_by.display_name if grant.granted_by else "",
        approved_by=grant.approved_by.display_name if grant.approved_by else "",
        reason=grant.reason,
        closed_reason=grant.closed_reason,
        person_pk=grant.user_id,
        person=grant.user.display_name,
    )


def office_name(office: Office) -> str:
    """Return an office's name in the reader's language."""
    return office.name_en if get_language() == "en" and office.name_en else office.name_th


def office_with(code: str) -> Office | None:
    """Return the office of a code, None where there is none."""
    return Office.objects.filter(code=code).prefetch_related("coverage").first()


def offices_present() -> QuerySet[Office]:
    """Return the offices that exist today, in order of name."""
    today = clock.today()
    return Office.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today).order_by(
        "name_th"
    )


def office_tree(*, root: Office | None = None, with_past: bool = False) -> list[OfficeRow]:
    """Return offices parents first, each with its depth; all of them, or those under a root."""
    today = clock.today()
    below: dict[int | None, list[Office]] = {}
    offices = Office.objects.order_by("place_code", "code")
    for office in offices.prefetch_related(Prefetch("coverage", OfficeCoverage.objects.order_by("prefix"))):
        below.setdefault(office.parent_id, []).append(office)
    rows: list[OfficeRow] = []
    waiting = [(each, 0) for each in reversed(below.get(None if root is None else root.pk, []))]
    while waiting:
        office, depth = waiting.pop()
        if with_past or office.is_present:
            areas = office.prefixes_on(today)
            row = OfficeRow(
                office.code,
                office.kind,
                office_name(office),
                depth,
                areas,
                office.starts_on,
                office.ends_on,
                office.is_present,
            )
            rows.append(row)
        waiting.extend((each, depth + 1) for each in reversed(below.get(office.pk, [])))
    return rows


def coverage_of(office: Office) -> list[tuple[str, str, date, date | None]]:
    """Return the areas an office serves or served: code, name, from, until."""
    served = list(OfficeCoverage.objects.filter(office=office).order_by("prefix", "starts_on"))
    names = _names_of({each.prefix for each in served})
    return [
        (each.prefix, names.get(each.prefix, each.prefix), each.starts_on, each.ends_on) for each in served
    ]


def people_in(scope: Scope, office: Office) -> list[GrantRow]:
    """Return the unclosed grants held through an office by people whom a scope sees."""
    return _grant_rows(_grants().filter(office=office, state__in=UNCLOSED, user__in=people_of(scope)))


def link_with(token_hash: str, *, at: datetime) -> Invitation | None:
    """Return the open link of a secret's hash that is not too old, None where there is none."""
    found = Invitation.objects.select_related("person").filter(token_hash=token_hash, expires_at__gt=at)
    return found.filter(state=LinkState.OPEN.value).first()


def user_signing_in_as(login: str) -> User | None:
    """Return the account whose user name or else whose e-mail this is, in any case; None where it is nobody's.

    Both are compared in the plain form in which they are kept, so that no look-alike passes for another.
    """
    name = plain_name(login)[:MOST_LETTERS]
    if not name:
        return None
    plain = User.objects.alias(low_name=Lower("username"), low_email=Lower("email"))  # both have an index
    found = list(plain.filter(Q(low_name=name) | Q(low_email=name))[:2])
    return next((each for each in found if each.username.lower() == name), found[0] if found else None)


def has_identity(person: User, issuer: str) -> bool:
    """Tell whether an identity of a provider opens a person's account."""
    return bool(person.identities.filter(issuer=issuer, ended_at=None).exists())


def provider_linked_to(person: User) -> IdentityProvider | None:
    """Return the office's provider where an identity of it opens a person's account."""
    provider: IdentityProvider | None = settings.IDENTITY_PROVIDER
    return provider if provider and has_identity(person, provider.issuer) else None


def person_with_identity(issuer: str, subject_hash: str) -> User | None:
    """Return whose account an identity opens, None where it opens none."""
    linked = Identity.objects.filter(issuer=issuer, subject_hash=subject_hash, ended_at=None)
    return User.objects.filter(identities__in=linked).first()


def has_passwordless_key(person: User) -> bool:
    """Tell whether a person has a passkey that signs in by itself."""
    keys = Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.WEBAUTHN)
    return any(each.wrap().is_passwordless for each in keys)


def has_factor(person: Any) -> bool:
    """Tell whether a person has a second factor: an authenticator app, a passkey or a security key."""
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=strong).exists())


def needs_factor(scope: Scope) -> bool:
    """Tell whether a scope's roles call for a second factor."""
    return scope.has(*FACTOR_ROLES)


def count_of_sessions(person: User) -> int:
    """Return how many sessions a person has."""
    return int(UserSession.objects.filter(user_id=person.pk).count())


def names_of_actors(pks: set[int]) -> dict[int, str]:
    """Return the names of accounts by number, for histories."""
    return dict(User.objects.filter(pk__in=pks).values_list("pk", "display_name"))
