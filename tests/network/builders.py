"""Builders of the network's things for the tests, through the commands."""

from datetime import date
from typing import Any

from saiyai.accounts.models import User
from saiyai.kernel.powers import Role
from saiyai.network import commands
from saiyai.network.models import (
    Activity,
    ActivityResult,
    Assessment,
    Kind,
    Link,
    Organisation,
    Person,
    PersonRole,
    Plan,
    Rubric,
)
from saiyai.network.rules import LinkKind, Position, RubricUse
from saiyai.network.rules.capacity import Dimension
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


def an_activity(
    cast: Cast, organiser: Organisation, *others: Organisation, by: User | None = None, **values: Any
) -> Activity:
    usual = {"title_th": "ประชุมเครือข่าย", "kind": "meeting", "starts_on": date(2014, 2, 1)}
    by = by or a_verifier()
    told = commands.ActivityTerms(**(usual | values))
    activity = commands.note_activity(organiser=organiser, terms=told, by=by)
    if others:
        commands.join_organisations(activity=activity, organisations=others, by=by)
    return activity


def a_result(cast: Cast, activity: Activity, *, by: User | None = None, **values: Any) -> ActivityResult:
    usual = {"kind": "beneficiaries", "quantity": 40, "on": activity.starts_on, "source": "ทะเบียนผู้เข้าร่วม"}
    told = commands.ResultTerms(**(usual | values))
    return commands.note_result(activity=activity, terms=told, by=by or a_verifier())


def a_plan(cast: Cast, network: Organisation, year: int = 2557, *, by: User | None = None) -> Plan:
    return commands.draft_plan(network=network, fiscal_year=year, by=by or a_verifier())


def rubric_terms(use: str = RubricUse.MATURITY, *, criteria: int = 1, **values: Any) -> commands.RubricTerms:
    sides = list(Dimension) if use == RubricUse.MATURITY else [""]
    told = tuple(
        commands.CriterionTerms(f"ข้อ {side} {number}", dimension=side, weight=number)
        for side in sides
        for number in range(1, criteria + 1)
    )
    return commands.RubricTerms(**({"use": use, "name_th": "เกณฑ์", "criteria": told} | values))


def a_rubric(
    cast: Cast, use: str = RubricUse.MATURITY, *, place_code: str = "", code: str = "", **values: Any
) -> Rubric:
    """Return a rubric in use."""
    by = a_verifier()
    drafted = commands.draft_rubric(
        terms=rubric_terms(use, **values), place_code=place_code, code=code, by=by
    )
    return commands.publish_rubric(rubric=drafted, by=by)[0]


def an_assessment(
    cast: Cast,
    network: Organisation,
    rubric: Rubric,
    level: int = 3,
    *,
    year: int = 2557,
    by: User | None = None,
) -> Assessment:
    """Return an assessment filled in with one level everywhere, not handed in."""
    levels = {pk: commands.LevelTerms(level) for pk in rubric.criteria.values_list("pk", flat=True)}
    return commands.fill_assessment(
        network=network, fiscal_year=year, rubric=rubric, levels=levels, by=by or cast.district_coordinator
    )
