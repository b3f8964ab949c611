"""Giving roles: who may, to whom, where; the second person; taking away."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from saiyai.accounts.commands import (
    Wanted,
    approve_grant,
    end_grant,
    grant_role,
    refuse_grant,
    revoke_grant,
)
from saiyai.accounts.models import Grant, Office, User
from saiyai.accounts.rules import Served, areas_served
from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.audit.queries import history_of
from saiyai.kernel.powers import Console, Role
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def wanted(role: Role, place_code: str = "", **terms: object) -> Wanted:
    values = {"office": None, "starts_on": clock.today(), "ends_on": None} | terms
    return Wanted(role, place_code, **values)


def fresh(user: User) -> User:
    """Return the same person as a new request would load them."""
    return User.objects.get(pk=user.pk)


def give(by: User, person: User, role: Role, place_code: str = "", **terms: object) -> Grant:
    return grant_role(
        person=person, wanted=wanted(role, place_code, **terms), reason="letter 12", by=fresh(by)
    )


def test_a_district_coordinator_gives_a_tambon_role_inside_the_district_and_it_holds_at_once(cast: Cast):
    grant = give(cast.district_coordinator, cast.citizen, Role.TAMBON_OFFICER, "501411")

    assert grant.state == "active"
    assert fresh(cast.citizen).scope.covers("50141101", [Role.TAMBON_OFFICER])
    assert Entry.objects.get().command == "accounts.grant.give"
    assert Entry.objects.get().reason == "letter 12"


@pytest.mark.parametrize(
    ("giver", "role", "place_code", "code"),
    [
        ("district_coordinator", Role.PROVINCE_OFFICER, "50", "grant.outside_own_area"),
        ("district_coordinator", Role.TAMBON_OFFICER, "500101", "grant.outside_own_area"),
        ("district_coordinator", Role.TAMBON_OFFICER, "5014", "grant.wrong_place_for_role"),
        ("district_coordinator", Role.AUDITOR, "5014", "grant.above_own_level"),
        ("province_officer", Role.SUPPORT_OFFICER, "50", "grant.above_own_level"),
        ("province_officer", Role.DISTRICT_COORDINATOR, "5207", "grant.outside_own_area"),
        ("support_officer", Role.MINISTRY_OFFICER, "", "grant.outside_own_area"),
        ("support_officer", Role.PROVINCE_OFFICER, "10", "grant.outside_own_area"),
        ("support_officer", Role.AUDITOR, "50", "grant.above_own_level"),
        ("ministry_officer", Role.SYSTEM_ADMINISTRATOR, "", "grant.above_own_level"),
        ("administrator", Role.VOLUNTEER, "501412", "grant.above_own_level"),
        ("administrator", Role.MINISTRY_OFFICER, "", "grant.above_own_level"),
    ],
)
def test_nobody_gives_above_their_level_or_outside_their_area(
    cast: Cast, giver: str, role: Role, place_code: str, code: str
):
    with pytest.raises(Refusal) as refused:
        give(getattr(cast, giver), cast.citizen, role, place_code)

    assert refused.value.code == code
    assert not cast.citizen.grants.exists()


@pytest.mark.parametrize("giver", ["citizen", "volunteer", "tambon_officer", "auditor"])
def test_whoever_may_not_grant_at_all_is_denied(cast: Cast, giver: str):
    with pytest.raises(Denied):
        give(getattr(cast, giver), a_user("newcomer"), Role.VOLUNTEER, "501412")


def test_nobody_gives_a_role_to_themselves(cast: Cast):
    with pytest.raises(Refusal) as refused:
        give(cast.province_officer, cast.province_officer, Role.DISTRICT_COORDINATOR, "5014")

    assert refused.value.code == "grant.to_oneself"


def test_a_provincial_role_waits_for_a_second_person_and_gives_nothing_before(cast: Cast):
    grant = give(cast.support_officer, cast.citizen, Role.PROVINCE_OFFICER, "52")

    assert grant.state == "waiting"
    assert not fresh(cast.citizen).scope.roles

    approve_grant(grant=grant, by=fresh(cast.other_province_officer))

    assert fresh(cast.citizen).scope.has(Role.PROVINCE_OFFICER)
    assert [row.command for row in history_of(cast.citizen.subject_key)] == [
        "accounts.grant.approve",
        "accounts.grant.give",
    ]


@pytest.mark.parametrize("second", ["support_officer", "citizen"])
def test_the_second_person_is_neither_giver_nor_receiver(cast: Cast, second: str):
    Grant.objects.create(
        user=cast.citizen, role="province_officer", place_code="52", starts_on=date(2014, 1, 1)
    )
    grant = give(cast.support_officer, cast.citizen, Role.PROVINCE_OFFICER, "50")

    with pytest.raises((Refusal, Denied)):
        approve_grant(grant=grant, by=fresh(getattr(cast, second)))

    assert Grant.objects.get(pk=grant.pk).state == "waiting"


def test_a_second_person_of_another_province_is_denied(cast: Cast):
    grant = give(cast.support_officer, cast.citizen, Role.PROVINCE_OFFICER, "50")

    with pytest.raises(Denied):
        approve_grant(grant=grant, by=fresh(cast.other_province_officer))


def test_who_lost_the_power_meanwhile_gives_nothing(cast: Cast):
    grant = give(cast.support_officer, cast.citizen, Role.PROVINCE_OFFICER, "50")
    held = cast.support_officer.grants.get()
    revoke_grant(grant=held, reason="left the office", by=fresh(cast.ministry_officer))

    with pytest.raises(Refusal) as refused:
        approve_grant(grant=grant, by=fresh(cast.province_officer))

    assert refused.value.code == "grant.giver_lost_power"


def test_a_refused_grant_keeps_who_and_why(cast: Cast):
    grant = give(cast.support_officer, cast.citizen, Role.PROVINCE_OFFICER, "50")

    refuse_grant(grant=grant, reason="not appointed", by=fresh(cast.province_officer))

    grant.refresh_from_db()
    assert (grant.state, grant.closed_by, grant.closed_reason) == (
        "refused",
        cast.province_officer,
        "not appointed",
    )


def test_a_revoked_role_is_gone_at_once_and_all_sessions_end(cast: Cast, client):
    client.force_login(cast.tambon_officer)
    assert client.get("/people/me/").status_code == 200

    revoke_grant(grant=cast.tambon_officer.grants.get(), reason="moved", by=fresh(cast.district_coordinator))

    assert not fresh(cast.tambon_officer).scope.roles
    assert client.get("/people/me/").status_code == 302


def test_taking_a_role_away_needs_a_reason(cast: Cast):
    with pytest.raises(Refusal) as refused:
        revoke_grant(grant=cast.tambon_officer.grants.get(), reason=" ", by=fresh(cast.district_coordinator))

    assert refused.value.code == "grant.reason_missing"


def test_the_last_administrator_stays(cast: Cast):
    only = cast.administrator.grants.get()

    with pytest.raises(Refusal) as refused:
        revoke_grant(grant=only, reason="tidying", by=fresh(cast.ministry_officer))

    assert refused.value.code == "grant.last_administrator"


def test_the_console_appoints_the_first_of_a_role_without_a_second_person(cast: Cast):
    grant = grant_role(
        person=cast.citizen, wanted=wanted(Role.SYSTEM_ADMINISTRATOR), reason="set-up", by=Console()
    )

    assert (grant.state, grant.granted_by, grant.needs_second) == ("active", None, False)


def test_an_end_is_brought_forward_and_never_put_off(cast: Cast):
    grant, today = cast.tambon_officer.grants.get(), clock.today()
    by = fresh(cast.district_coordinator)
    end_grant(grant=grant, ends_on=today + timedelta(days=30), reason="term", by=by)
    end_grant(grant=grant, ends_on=today, reason="sooner", by=by)

    with pytest.raises(Refusal) as refused:
        end_grant(grant=grant, ends_on=today + timedelta(days=1), reason="later", by=by)

    assert refused.value.code == "grant.end_put_off"


def test_the_same_role_at_the_same_place_is_held_once(cast: Cast):
    with pytest.raises(Refusal) as refused:
        give(cast.district_coordinator, cast.tambon_officer, Role.TAMBON_OFFICER, "501412")

    assert refused.value.code == "grant.already_held"


def test_a_role_through_an_office_reaches_as_far_as_the_office_serves(cast: Cast):
    office = Office.objects.get(code="tpso10")
    grant = give(cast.ministry_officer, cast.citizen, Role.SUPPORT_OFFICER, office=office)
    approve_grant(grant=grant, by=fresh(cast.administrator))

    scope = fresh(cast.citizen).scope

    assert scope.covers("5804", [Role.SUPPORT_OFFICER])
    assert not scope.covers("10", [Role.SUPPORT_OFFICER])


def test_a_scope_is_what_its_grants_say_one_by_one_and_is_read_in_one_query(cast: Cast):
    office = Office.objects.get(code="tpso10")
    grant = give(cast.ministry_officer, cast.citizen, Role.SUPPORT_OFFICER, office=office)
    approve_grant(grant=grant, by=fresh(cast.administrator))
    give(cast.province_officer, cast.citizen, Role.VOLUNTEER, "501412")

    for person in (cast.citizen, cast.province_officer, cast.volunteer, cast.administrator):
        held = Grant.objects.filter(user=person, state="active").order_by("pk")
        with CaptureQueriesContext(connection) as queries:
            scope = fresh(person).scope

        assert list(scope.grants) == [each.value(scope.on) for each in held]
        assert len(queries) == 2  # the person and all they hold, whatever offices stand between


def test_an_office_that_ended_gives_no_area(cast: Cast):
    served = [Served("50", date(2014, 1, 1), None), Served("51", date(2014, 1, 1), date(2014, 12, 31))]

    assert areas_served(served, None, date(2015, 1, 1)) == ("50",)
    assert areas_served(served, date(2014, 6, 30), date(2014, 6, 30)) == ("50", "51")
    assert areas_served(served, date(2014, 6, 30), date(2014, 7, 1)) == ()


PAST = [
    "UPDATE accounts_grant SET role = 'ministry_officer', place_code = ''",
    "UPDATE accounts_grant SET place_code = '500101' WHERE role = 'tambon_officer'",
    "UPDATE accounts_grant SET starts_on = '2000-01-01'",
    "UPDATE accounts_grant SET state = 'waiting' WHERE role = 'tambon_officer'",
    "UPDATE accounts_grant SET state = 'revoked' WHERE role = 'tambon_officer'",
    "DELETE FROM accounts_grant",
    "DELETE FROM accounts_user",
    "UPDATE accounts_officecoverage SET prefix = '10'",
    "DELETE FROM accounts_officecoverage",
    (
        "INSERT INTO accounts_grant (user_id, role, place_code, starts_on, state, needs_second, granted_at, reason, "
        "closed_reason) SELECT id, 'emperor', '', '2014-01-01', 'active', FALSE, '2014-01-01', '', '' FROM accounts_user"
    ),
    (
        "INSERT INTO accounts_grant (user_id, role, place_code, starts_on, state, needs_second, granted_at, reason, "
        "closed_reason) SELECT id, 'tambon_officer', '50', '2014-01-01', 'active', FALSE, '2014-01-01', '', '' "
        "FROM accounts_user"
    ),
    (
        "INSERT INTO accounts_grant (user_id, role, place_code, starts_on, state, needs_second, granted_by_id, granted_at, "
        "reason, closed_reason) SELECT id, 'volunteer', '501412', '2014-01-01', 'active', FALSE, id, '2014-01-01', '', '' "
        "FROM accounts_user"
    ),
]


@pytest.mark.parametrize("statement", PAST)
def test_the_database_itself_refuses_what_no_command_does(cast: Cast, statement: str):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_waiting_grant_does_not_become_active_without_its_second_person(cast: Cast):
    grant = give(cast.support_officer, cast.citizen, Role.PROVINCE_OFFICER, "50")

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(state="active")
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(
            state="active", approved_at=clock.now(), approved_by=cast.support_officer
        )
