"""A machine that gives, seconds, refuses, ends and takes away roles at random, through the commands themselves.

After every step, the rights of each person follow from gifts of people who held at least as much when they gave it, and a
role that needs a second person has one.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from saiyai.accounts.commands import (
    Wanted,
    approve_grant,
    close_person,
    cover_area,
    end_grant,
    grant_role,
    refuse_grant,
    revoke_grant,
    send_link,
)
from saiyai.accounts.models import Grant, Office, User
from saiyai.accounts.rules import SECONDED_ROLES, granters_of
from saiyai.audit import clock
from saiyai.kernel.powers import PREFIX_LENGTHS, Role
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import PLACES, STARTS_ON, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

CODES = ["", *PLACES]
people = st.integers(min_value=0, max_value=9)
grants = st.integers(min_value=0, max_value=60)


class GrantMachine(RuleBasedStateMachine):
    """People of the cast who act on each other's roles; nothing that is refused or denied leaves a trace."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        cast = make_cast()
        self.people = (
            [getattr(cast, name) for name in cast.__slots__]
            if hasattr(cast, "__slots__")
            else list(vars(cast).values())
        )
        self.first = {grant.pk for grant in Grant.objects.all()}
        self.could: dict[int, set[tuple[Role, str]]] = {}

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def person(self, number: int) -> User:
        return User.objects.get(pk=self.people[number % len(self.people)].pk)

    def grant(self, number: int) -> Grant:
        rows = list(Grant.objects.order_by("pk"))
        return rows[number % len(rows)]

    def attempt(self, act, **arguments: object) -> object:
        try:
            return act(**arguments)
        except (Refusal, Denied):
            return None

    @rule(
        by=people,
        to=people,
        role=st.sampled_from(list(Role)),
        code=st.sampled_from(CODES),
        through=st.booleans(),
    )
    def give(self, by: int, to: int, role: Role, code: str, through: bool) -> None:
        giver = self.person(by)
        office = Office.objects.get(code="tpso10") if through else None
        wanted = Wanted(role, "" if through else code, office, clock.today())
        made = self.attempt(grant_role, person=self.person(to), wanted=wanted, reason="", by=giver)
        if isinstance(made, Grant):
            assert giver.pk != made.user_id
            assert all(giver.scope.covers(prefix, granters_of(role)) for prefix in wanted.prefixes)

    @rule(by=people, number=grants)
    def second(self, by: int, number: int) -> None:
        self.attempt(approve_grant, grant=self.grant(number), by=self.person(by))

    @rule(by=people, number=grants)
    def refuse(self, by: int, number: int) -> None:
        self.attempt(refuse_grant, grant=self.grant(number), reason="no", by=self.person(by))

    @rule(by=people, number=grants)
    def revoke(self, by: int, number: int) -> None:
        self.attempt(revoke_grant, grant=self.grant(number), reason="moved", by=self.person(by))

    @rule(by=people, number=grants, days=st.integers(min_value=-1, max_value=30))
    def end(self, by: int, number: int, days: int) -> None:
        on = clock.today() + timedelta(days=days)
        self.attempt(end_grant, grant=self.grant(number), ends_on=on, reason="term", by=self.person(by))

    @rule(by=people, code=st.sampled_from(CODES))
    def widen(self, by: int, code: str) -> None:
        keeper, office = self.person(by), Office.objects.get(code="tpso10")
        held = {
            Role(each)
            for each in office.grants.filter(state__in=["waiting", "active"]).values_list("role", flat=True)
        }
        made = self.attempt(
            cover_area, office=office, prefix=code, starts_on=STARTS_ON, ends_on=None, by=keeper
        )
        if made is not None:
            assert all(keeper.scope.covers(code, granters_of(role)) for role in held)

    @rule(by=people, of=people)
    def close(self, by: int, of: int) -> None:
        before = self.person(of).scope
        closer = self.person(by)
        if self.attempt(close_person, person=self.person(of), reason="left", by=closer) is not None:
            assert all(closer.scope.covers(p, granters_of(g.role)) for g in before.grants for p in g.prefixes)

    @rule(by=people, of=people)
    def take_over(self, by: int, of: int) -> None:
        sender, target = self.person(by), self.person(of)
        if self.attempt(send_link, person=target, by=sender) is not None:
            assert all(
                sender.scope.covers(p, granters_of(g.role)) for g in target.scope.grants for p in g.prefixes
            )

    @invariant()
    def every_role_that_holds_was_given_by_another_and_seconded_by_a_third(self) -> None:
        if not hasattr(self, "first"):
            return
        for grant in Grant.objects.exclude(pk__in=self.first).filter(state="active"):
            assert grant.granted_by_id not in {None, grant.user_id}
            if Role(grant.role) in SECONDED_ROLES:
                assert grant.approved_by_id not in {None, grant.user_id, grant.granted_by_id}
            if grant.office_id is None:
                assert len(grant.place_code) in PREFIX_LENGTHS[Role(grant.role)]

    @invariant()
    def an_administrator_is_always_left(self) -> None:
        if hasattr(self, "first"):
            assert any(user.scope.has(Role.SYSTEM_ADMINISTRATOR) for user in User.objects.all())


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        GrantMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_chain_of_acts_gives_anybody_more_than_its_givers_held():
    run(examples=12, steps=40)


@pytest.mark.soak
def test_no_long_chain_of_acts_gives_anybody_more_than_its_givers_held():
    run(examples=200, steps=100)
