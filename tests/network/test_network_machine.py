"""A machine that works on the register at random, through the commands themselves and as everybody who may or may not.

After every step, a post of one holder has one on each day, what was merged has left nothing behind and nothing of it is
lost, links join two living or ended things and never one with itself, and coverage is what a recount by hand says.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.access import REGISTRARS
from saiyai.network.models import Link, Organisation, Person, PersonRole, ServedArea
from saiyai.network.queries.coverage import CoverageFilter, coverage_of
from saiyai.network.rules import LinkKind, Position
from saiyai.network.rules.person import overlaps
from saiyai.places.models import Place
from tests.cast import make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

HOMES = ("501412", "501411", "5014", "520704")
VILLAGES = ("50141201", "50141202", "50141203", "52070401")
POSITIONS = (Position.CHAIR, Position.CHAIR, Position.TREASURER, Position.VOLUNTEER, Position.MEMBER)
DAY = date(2014, 1, 1)
number = st.integers(0, 40)
somebody = st.sampled_from([2, 2, 3, 3, 4, 4, 7, 7, *range(10)])
"""Of the cast, whoever may do something more often than whoever may not."""
decider = st.sampled_from([4, 4, 4, 7, 7, 7, 2, 3, 5])
days = st.none() | st.integers(-400, 400)


def on(offset: int | None) -> date | None:
    return None if offset is None else DAY + timedelta(days=offset)


def posts_of(*people: Person | None) -> list[tuple[tuple[object, ...], tuple[date, date]]]:
    """Return which posts people hold, each with its first and last day."""
    roles = PersonRole.objects.filter(person__in=[each for each in people if each is not None])
    return [
        (
            (role.organisation_id, role.position, role.area_code),
            (role.starts_on or date.min, role.ends_on or date.max),
        )
        for role in roles
    ]


def within(days: tuple[date, date], others: tuple[date, date]) -> bool:
    """Tell whether all of some days lie among others: a role noted twice is joined, and no day of it is lost."""
    return others[0] <= days[0] and days[1] <= others[1]


class NetworkMachine(RuleBasedStateMachine):
    """Everybody of the cast at work on a few organisations and people."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        cast = make_cast()
        self.people = [getattr(cast, name) for name in cast.__dataclass_fields__]
        for code in VILLAGES:
            Place.objects.get_or_create(code=code, defaults={"level": "village", "name_th": f"บ้าน {code}"})
        for home in HOMES[:2]:
            terms = commands.Terms(name_th=f"กลุ่มแรก {home}", kind="volunteers", place_code=home)
            made = commands.register_organisation(terms=terms, by=cast.ministry_officer)
            organisation = commands.verify_organisation(organisation=made, by=cast.province_officer)
            for position in (Position.MEMBER, Position.TREASURER):
                role = commands.RoleTerms(position)
                commands.name_person(
                    organisation=organisation, name="นายก ข", terms=role, by=cast.province_officer
                )

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def by(self, at: int) -> User:
        return User.objects.get(pk=self.people[at % len(self.people)].pk)

    def one(self, model: Any, at: int) -> Any:
        rows = list(model.objects.order_by("pk"))
        return rows[at % len(rows)] if rows else None

    def attempt(self, act: Any, *, by: User, **arguments: Any) -> Any:
        """Do an act, or be told why not; only what was done stands in the record."""
        if None in (
            value for name, value in arguments.items() if name in {"role", "link", "person", "duplicate"}
        ):
            return None
        entries = Entry.objects.count()
        try:
            made = act(**arguments, by=by)
        except (Refusal, Denied):
            assert Entry.objects.count() == entries
            return None
        assert Entry.objects.count() == entries + 1
        organisation = arguments.get("organisation")
        if organisation is not None:
            reach = {
                organisation.place_code,
                getattr(arguments.get("other"), "place_code", organisation.place_code),
            }
            assert any(by.scope.covers(code, REGISTRARS) for code in reach)
        return made

    @rule(by=somebody, name=st.integers(0, 5), home=st.sampled_from(HOMES))
    def register(self, by: int, name: int, home: str) -> None:
        terms = commands.Terms(name_th=f"กลุ่ม {name}", kind="volunteers", place_code=home)
        self.attempt(commands.register_organisation, terms=terms, by=self.by(by))

    @rule(by=decider, at=number)
    def verify(self, by: int, at: int) -> None:
        self.attempt(commands.verify_organisation, organisation=self.one(Organisation, at), by=self.by(by))

    @rule(by=decider, at=number, step=st.sampled_from(["rest", "revive", "dissolve"]))
    def step(self, by: int, at: int, step: str) -> None:
        more = {"on": clock.today()} if step == "dissolve" else {}
        act = getattr(commands, f"{step}_organisation")
        self.attempt(act, organisation=self.one(Organisation, at), reason="ตามมติ", by=self.by(by), **more)

    @rule(by=somebody, at=number, codes=st.sets(st.sampled_from([*VILLAGES, "501412"]), max_size=2))
    def serve(self, by: int, at: int, codes: set[str]) -> None:
        areas = sorted(codes)
        self.attempt(
            commands.serve_areas, organisation=self.one(Organisation, at), areas=areas, by=self.by(by)
        )

    @rule(
        by=somebody,
        at=number,
        whom=number,
        position=st.sampled_from(POSITIONS),
        area=st.sampled_from(VILLAGES),
        starts=days,
        ends=days,
    )
    def name(
        self, by: int, at: int, whom: int, position: str, area: str, starts: int | None, ends: int | None
    ) -> None:
        where = area if position == Position.VOLUNTEER else ""
        terms = commands.RoleTerms(position, area_code=where, starts_on=on(starts), ends_on=on(ends))
        organisation, known = self.one(Organisation, at), self.one(Person, whom)
        if known is not None and whom % 2:
            self.attempt(
                commands.appoint_person, organisation=organisation, person=known, terms=terms, by=self.by(by)
            )
        else:
            self.attempt(
                commands.name_person, organisation=organisation, name="นายก ข", terms=terms, by=self.by(by)
            )

    @rule(by=somebody, at=number, last=st.integers(-400, 400))
    def end(self, by: int, at: int, last: int) -> None:
        self.attempt(commands.end_role, role=self.one(PersonRole, at), on=on(last), reason="", by=self.by(by))

    @rule(by=somebody, at=number)
    def erase(self, by: int, at: int) -> None:
        self.attempt(commands.erase_person, person=self.one(Person, at), reason="ขอให้ลบ", by=self.by(by))

    @rule(by=decider, one=number, other=number)
    def merge_people(self, by: int, one: int, other: int) -> None:
        stays, goes = self.one(Person, one), self.one(Person, other)
        held = posts_of(stays, goes)
        if self.attempt(
            commands.merge_people, person=stays, duplicate=goes, reason="คนเดียวกัน", by=self.by(by)
        ):
            kept = posts_of(stays)
            assert all(
                any(post == other and within(days, those) for other, those in kept) for post, days in held
            )
            assert not PersonRole.objects.filter(person=goes).exists()

    @rule(by=decider, one=number, other=number)
    def merge(self, by: int, one: int, other: int) -> None:
        stays, goes = self.one(Organisation, one), self.one(Organisation, other)
        had = {(each.person_id, each.position, each.area_code) for each in goes.roles.all()}
        served = set(goes.served_areas.values_list("place_code", flat=True))
        name = goes.name_th
        act = commands.merge_organisations
        if self.attempt(act, organisation=stays, duplicate=goes, reason="ซ้ำ", by=self.by(by)) is None:
            return
        stays.refresh_from_db()
        assert had <= {(each.person_id, each.position, each.area_code) for each in stays.roles.all()}
        assert served <= set(stays.served_areas.values_list("place_code", flat=True))
        assert name in {stays.name_th, *stays.aliases.values_list("text", flat=True)}
        assert not goes.roles.exists()

    @rule(by=somebody, one=number, other=number, kind=st.sampled_from(list(LinkKind)))
    def link(self, by: int, one: int, other: int, kind: str) -> None:
        self.attempt(
            commands.note_link,
            organisation=self.one(Organisation, one),
            other=self.one(Organisation, other),
            terms=commands.LinkTerms(kind),
            by=self.by(by),
        )

    @invariant()
    def a_post_of_one_holder_has_one_on_each_day(self) -> None:
        seats: dict[int, list[Any]] = {}
        for each in PersonRole.objects.filter(is_sole=True).select_related("person"):
            seats.setdefault(each.organisation_id, []).append(each.snapshot())
        for held in seats.values():
            assert not any(overlaps(a, b) for at, a in enumerate(held) for b in held[at + 1 :])

    @invariant()
    def no_link_joins_a_thing_with_itself_and_none_stands_twice(self) -> None:
        present = [(e.source_id, e.target_id, e.kind) for e in Link.objects.filter(ends_on=None)]
        assert len(present) == len(set(present))
        assert all(source != target for source, target, _kind in present)

    @invariant()
    def nobody_who_was_erased_is_named(self) -> None:
        for each in Person.objects.exclude(erased_at=None):
            assert (each.family, each.phone, each.id_hash, each.search_key) == ("", "", None, "")

    @invariant()
    def coverage_is_what_a_recount_says(self) -> None:
        today = clock.today()
        active = set(Organisation.objects.filter(state="verified").values_list("pk", flat=True))
        covered = {
            each.area_code
            for each in PersonRole.objects.filter(position=Position.VOLUNTEER, organisation__in=active)
            if (each.starts_on or date.min) <= today <= (each.ends_on or date.max)
        }
        served = ServedArea.objects.filter(organisation__in=active).values_list("place_code", flat=True)
        present = Place.objects.filter(level="village", code__startswith="50", valid_to=None)
        codes = set(present.values_list("code", flat=True))
        count = sum(code in covered or any(code.startswith(area) for area in served) for code in codes)
        assert coverage_of("50", CoverageFilter(), today).covered == count


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        NetworkMachine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_no_chain_of_acts_breaks_the_register():
    run(examples=24, steps=50)


@pytest.mark.soak
def test_no_long_chain_of_acts_breaks_the_register():
    run(examples=200, steps=100)
