"""The roles that people hold in organisations: given and ended, each with its days."""

from dataclasses import dataclass, replace
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living, save_or_refuse
from saiyai.network.commands.person import PersonTerms, filled_person
from saiyai.network.models import POSITION_NAMES, Organisation, Person, PersonRole
from saiyai.network.rules import Position, RoleState
from saiyai.network.rules.person import refusal_of_role, refusal_of_role_end
from saiyai.places.queries import place_at

VILLAGE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class RoleTerms:
    """What a role is: its position, what it is called where that says more, its days, and where it is worked."""

    position: str = Position.OTHER
    title_th: str = ""
    title_en: str = ""
    area_code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@command("network.role.name", allows=access.may_name_people, subjects=("organisation",))
def name_person(
    *, organisation: Organisation, name: str, terms: RoleTerms, by: User
) -> tuple[PersonRole, Person]:
    """Note that a person not yet known, named as on a Thai paper (else BadValue), has a role."""
    check_is_living(organisation)
    place_code = terms.area_code or organisation.place_code
    person = filled_person(Person(), PersonTerms(name=name, place_code=place_code))
    return _given(organisation, person, terms, by), person


@command("network.role.appoint", allows=access.may_name_people, subjects=("organisation",))
def appoint_person(*, organisation: Organisation, person: Person, terms: RoleTerms, by: User) -> PersonRole:
    """Note that a person known to the network has a role in a living organisation."""
    check_is_living(organisation)
    if person.erased_at is not None:
        raise Refusal("person.erased")
    return _given(organisation, person, terms, by)


def _given(organisation: Organisation, person: Person, terms: RoleTerms, by: User) -> PersonRole:
    if terms.position not in list(Position):
        raise Refusal("role.unknown_position", position=terms.position)
    _check_area(terms)
    title_th = normalise(terms.title_th)
    if not title_th and terms.position == Position.OTHER:
        raise Refusal("role.untitled")
    role = PersonRole(
        organisation=organisation,
        person=person,
        position=terms.position,
        title_th=title_th,
        title_en=normalise(terms.title_en),
        area_code=terms.area_code,
        is_sole=terms.position == Position.CHAIR and organisation.kind.has_one_chair,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        noted_by=by,
    )
    held = [each.snapshot() for each in organisation.roles.select_related("person")]
    if refusal := refusal_of_role(_judged(role), held):
        raise refusal
    save_or_refuse(role, Refusal("role.second_chair", holder=str(POSITION_NAMES[Position(role.position)])))
    return role


def _judged(role: PersonRole) -> RoleState:
    return replace(role.snapshot(), title=role.title_th or str(POSITION_NAMES[Position(role.position)]))


def _check_area(terms: RoleTerms) -> None:
    if terms.area_code:
        place = place_at(terms.area_code)
        if place is None:
            raise Refusal("organisation.unknown_place", place=terms.area_code)
        if place.is_abolished:
            raise Refusal("organisation.area_is_no_more", place=place.label)
    if terms.position == Position.VOLUNTEER and len(terms.area_code) != VILLAGE_DIGITS:
        raise Refusal("role.volunteer_without_village")


@command("network.role.end", allows=access.may_end_role, subjects=("role",))
def end_role(*, role: PersonRole, on: date, reason: str = "", by: User) -> PersonRole:  # noqa: ARG001
    """Note the last day of a role; the person moves on, the role stays in the history."""
    if refusal := refusal_of_role_end(role.snapshot(), on):
        raise refusal
    role.ends_on = on
    role.save()
    return role
