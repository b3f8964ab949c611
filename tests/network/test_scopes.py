"""Whatever offers names while something is typed, and what is kept of a person: each reader gets their own area's alone."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.accounts.models import User
from saiyai.audit.models import SecurityEvent
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.network.access import SEERS
from saiyai.network.models import Organisation, Person
from saiyai.network.queries.activity import organisations_to_join, people_to_name
from saiyai.network.queries.link import organisations_to_link
from saiyai.network.queries.organisation import duplicates_found
from saiyai.network.queries.person import people_seen, same_person_perhaps
from tests.cast import Cast
from tests.network.builders import a_person, a_role, an_activity, an_organisation
from tests.network.test_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

HOMES = {"501412": "tambon_officer", "501411": "district_coordinator", "520704": "other_province_officer"}
"""Where things are at home, each with who registers them there."""
READERS = (
    "visitor",
    "citizen",
    "volunteer",
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "other_province_officer",
    "ministry_officer",
    "auditor",
)
home = st.sampled_from(sorted(HOMES))


@dataclass(frozen=True)
class Wish:
    """An organisation with whether everybody may see it, and a person who holds a role in it or in none."""

    home: str
    is_shown: bool
    person_home: str
    has_role: bool


@dataclass(frozen=True)
class Made:
    """What was registered for a wish."""

    wish: Wish
    organisation: Organisation
    person: Person


wishes = st.lists(st.builds(Wish, home, st.booleans(), home, st.booleans()), min_size=1, max_size=4)


def registered(cast: Cast, wanted: list[Wish]) -> list[Made]:
    made = []
    for number, wish in enumerate(wanted):
        group = an_organisation(
            cast,
            name_th=f"กลุ่มนกเงือก{number}",
            place_code=wish.home,
            shown_publicly=wish.is_shown,
            by=getattr(cast, HOMES[wish.home]),
        )
        by = getattr(cast, HOMES[wish.person_home])
        person = a_person(cast, f"นายนกเงือก คนที่{number}", place_code=wish.person_home, by=by)
        if wish.has_role:
            a_role(cast, group, person, by=cast.ministry_officer)
        made.append(Made(wish, group, person))
    return made


def names_of_organisations(scope: Scope, made: list[Made]) -> set[str]:
    """Return whom a reader may be told of: what is shown to everybody, and what lies in their area."""
    return {e.organisation.name_th for e in made if e.wish.is_shown or scope.covers(e.wish.home, SEERS)}


def names_of_people(scope: Scope, made: list[Made]) -> set[str]:
    """Return of which people a reader may be told: who lives in their area, and who holds a role in it."""
    return {
        each.person.shown
        for each in made
        if scope.covers(each.wish.person_home, SEERS)
        or (each.wish.has_role and scope.covers(each.wish.home, SEERS))
    }


def client_of(cast: Cast, reader: str) -> tuple[Client, Scope]:
    by: User | None = getattr(cast, reader, None)
    return (Client(), cast.citizen.scope) if by is None else (signed_in(by), by.scope)


def told(text: str, made: list[Made]) -> set[str]:
    """Return which of the names stand in a page."""
    return {each for one in made for each in (one.organisation.name_th, one.person.shown) if each in text}


def hold_in_the_world(cast: Cast, wanted: list[Wish], held: Any) -> None:
    """Register what is wished for, ask what must hold of it, and leave nothing behind."""
    point = transaction.savepoint()
    try:
        held(registered(cast, wanted))
    finally:
        transaction.savepoint_rollback(point)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(wanted=wishes, reader=st.sampled_from(READERS))
def test_what_is_offered_while_typing_is_what_the_reader_may_see(cast: Cast, wanted: list[Wish], reader: str):
    def held(made: list[Made]) -> None:
        client, scope = client_of(cast, reader)
        everything = names_of_organisations(scope, made) | names_of_people(scope, made)
        people_shown = 3  # of each kind the palette shows the first few
        for headers in ({}, {"HX-Request": "true"}):
            page = client.get(reverse("find"), {"q": "นกเงือก"}, headers=headers).content.decode()
            offered = told(page, made)
            assert offered <= everything
            assert names_of_organisations(scope, made) <= offered
            assert len(offered & names_of_people(scope, made)) == min(
                len(names_of_people(scope, made)), people_shown
            )

    hold_in_the_world(cast, wanted, held)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(wanted=wishes, reader=st.sampled_from(READERS[1:]))
def test_whom_forms_offer_to_be_chosen_is_whom_the_reader_may_see(
    cast: Cast, wanted: list[Wish], reader: str
):
    def held(made: list[Made]) -> None:
        scope = getattr(cast, reader).scope
        own = an_organisation(cast, name_th="ผู้จัด")
        activity = an_activity(cast, own)
        groups, people = names_of_organisations(scope, made), names_of_people(scope, made)
        decided = {e.organisation.name_th for e in made if scope.covers(e.wish.home, DISTRICT_AND_ABOVE)}
        near = {e.organisation.name_th for e in made if e.wish.home.startswith("50")}

        assert {each.name for each in organisations_to_link(scope, own, "นกเงือก")} == groups
        assert {each.name for each in organisations_to_join(scope, activity, "นกเงือก")} == groups
        assert {each.name for each in duplicates_found(scope, own, "นกเงือก")} == decided & near
        assert {each.shown for each in people_seen(scope)} == people
        for each in made:
            offered = {one.shown for one in same_person_perhaps(scope, each.person, "นกเงือก")}
            assert offered <= people - {each.person.shown}
        assert {each.shown for each in people_to_name(scope, activity)} <= people

    hold_in_the_world(cast, wanted, held)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(wanted=wishes, reader=st.sampled_from(READERS))
def test_what_is_kept_of_a_person_goes_to_those_who_decide_where_the_person_lives_and_is_noted(
    cast: Cast, wanted: list[Wish], reader: str
):
    def held(made: list[Made]) -> None:
        client, scope = client_of(cast, reader)
        for each in made:
            before = SecurityEvent.objects.filter(kind="exported_person").count()
            address = reverse("network_person_export", args=[each.person.pk, "json"])
            answer = client.get(address)
            is_given = answer.status_code == 200
            taken = SecurityEvent.objects.filter(kind="exported_person").count() - before

            assert is_given is scope.covers(each.wish.person_home, DISTRICT_AND_ABOVE)
            assert taken == int(is_given)
            if is_given:
                assert len(answer.json()["roles"]) == int(each.wish.has_role)
                assert told(answer.content.decode(), made) <= {each.person.shown, each.organisation.name_th}
            else:
                assert told(answer.content.decode(), made) == set()

    hold_in_the_world(cast, wanted, held)
