"""Builders of the network's things for the tests, through the commands."""

from typing import Any

from saiyai.accounts.models import User
from saiyai.kernel.powers import Role
from saiyai.network import commands
from saiyai.network.models import Kind, Link, Organisation, Person, PersonRole
from saiyai.network.rules import LinkKind, Position
from tests.cast import Cast, a_user


def terms(**values: Any) -> commands.Terms:
    usual = {"name_th": "กลุ่มทอผ้าป่าไผ่", "kind": Kind.VOLUNTEERS, "place_code": "501412"}
    tuples = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return commands.Terms(**(usual | tuples))


def a_proposed_organisation(cast: Cast, *, by: User | None = None, **values: Any) -> Organisation:
    return commands.register_organisation(terms=terms(**values), by=by or cast.volunteer)


def a_verifier() -> User:
    return User.objects.filter(username="verifier").first() or a_user("verifier", Role.MINISTRY_OFFICER)


def an_organisation(cast: Cast, **values: Any) -> Organisation:
    proposed = a_proposed_organisation(cast, **values)
    return commands.verify_organisation(organisation=proposed, by=a_verifier())


def a_network(cast: Cast, **values: Any) -> Organisation:
    usual = {"name_th": "เครือข่ายอำเภอสันทราย", "kind": Kind.NETWORK, "place_code": "5014"}
    return an_organisation(cast, **({"by": cast.province_officer} | usual | values))


def a_person(cast: Cast, name: str = "นางสมศรี ใจดี", *, by: User | None = None, **values: Any) -> Person:
    kept = commands.PersonTerms(**({"name": name, "place_code": "501412"} | values))
    return commands.register_person(terms=kept, by=by or cast.tambon_officer)


def a_role(
    cast: Cast,
    organisation: Organisation,
    person: Person | str = "นางสมศรี ใจดี",
    *,
    by: User | None = None,
    **values: Any,
) -> PersonRole:
    role = commands.RoleTerms(**({"position": Position.MEMBER} | values))
    by = by or cast.tambon_officer
    if isinstance(person, str):
        return commands.name_person(organisation=organisation, name=person, terms=role, by=by)[0]
    return commands.appoint_person(organisation=organisation, person=person, terms=role, by=by)


def a_link(
    cast: Cast,
    organisation: Organisation,
    other: Organisation,
    kind: str = LinkKind.COORDINATES,
    *,
    by: User | None = None,
    **values: Any,
) -> Link:
    link = commands.LinkTerms(kind, **values)
    return commands.note_link(
        organisation=organisation, other=other, terms=link, by=by or cast.province_officer
    )
