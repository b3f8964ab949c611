"""The same for commands: every command × every actor × own, child, parent and sibling place, as its power says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.urls import get_resolver

from saiyai.accounts.access import OwnPower
from saiyai.accounts.exports import powers_table
from saiyai.audit.command import COMMANDS, CommandSpec
from saiyai.kernel.powers import EverybodysPower, Power, Role
from saiyai.web.routes import Visitor
from tests.cast import Cast
from tests.matrix.actors import AREAS, Actor, actors

get_resolver().url_patterns  # noqa: B018 (the addresses import the views, and those all commands)

NATION_WIDE = {Role.MINISTRY_OFFICER, Role.SYSTEM_ADMINISTRATOR}
SPECS = [COMMANDS[name] for name in sorted(COMMANDS)]
HOLDS_AT = {"own": True, "child": True, "parent": False, "sibling": False}


def role_of(actor: Actor) -> Role | None:
    names = {"other_province_officer": "province_officer", "administrator": "system_administrator"}
    name = names.get(actor.name, actor.name)
    return Role(name) if name in set(Role) else None


def wrong_cells(spec: CommandSpec, cast: Cast) -> Iterator[str]:
    power = spec.allows
    if isinstance(power, OwnPower):
        for by, may in ((cast.volunteer, True), (cast.citizen, False)):
            if power(by=by, **{power.own: cast.volunteer}) is not may:
                yield f"{spec.name}: {by} on what is the volunteer's own"
        return
    if isinstance(power, EverybodysPower):
        if not power(by=Visitor()):
            yield f"{spec.name}: a visitor"
        return
    bare = replace(power, unless=None)  # what bars beyond role and place is the app's own test
    for actor in actors(cast):
        for relation, code in actor.places():
            may = role_of(actor) in power.roles and (power.place_of is None or HOLDS_AT[relation])
            by = Visitor() if actor.user is None else actor.user
            if bare(by=by, **({power.place_of: code} if power.place_of else {})) is not may:
                yield f"{spec.name}: {actor.name} at their {relation} place"


@pytest.mark.django_db
def test_a_command_is_open_to_its_roles_inside_their_area_alone(cast: Cast):
    assert [wrong for spec in SPECS for wrong in wrong_cells(spec, cast)] == []


def test_an_auditor_writes_nothing():
    assert [spec.name for spec in SPECS if Role.AUDITOR in spec.allows.roles] == []


def test_a_command_on_a_thing_asks_where_it_lies_unless_its_roles_hold_the_nation():
    def asks(power: Power) -> bool:
        return isinstance(power, OwnPower) or power.place_of is not None or power.unless is not None

    blind = [s.name for s in SPECS if s.subjects and not asks(s.allows) and not s.allows.roles <= NATION_WIDE]

    assert blind == []


def test_the_printed_list_of_powers_names_every_command_with_its_roles():
    rows = {row.command: row for row in powers_table()}

    assert set(rows) == set(COMMANDS)
    assert all(set(rows[name].roles) == {role.value for role in COMMANDS[name].allows.roles} for name in rows)


def test_the_matrix_holds_this_many_cells():
    """Count what the tests above walk, so that a walk that finds nothing is noticed."""
    places = sum(sum(code is not None for code in codes) for codes in AREAS.values())

    assert len(SPECS) * places > 500
