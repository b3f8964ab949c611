"""What is true of powers, for all scopes: nobody gives, seconds or reaches more than they hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saiyai.accounts.rules import (
    FACTOR_ROLES,
    SECONDED_ROLES,
    BadAddress,
    Held,
    Holding,
    OfficeKind,
    Proposal,
    common_prefix,
    dominates,
    doubles,
    granters_of,
    may_give,
    may_keep_office,
    plain_email,
    plain_name,
    reaches_itself,
    refusal_of_coverage,
    refusal_of_giver,
    refusal_of_grant,
    seconders_of,
)
from saiyai.kernel.powers import DESK_ROLES, PREFIX_LENGTHS, RANK, Grant, Role, Scope

TODAY = date(2026, 11, 24)
PLACES = [
    "",
    "50",
    "5014",
    "501412",
    "50141203",
    "501411",
    "5001",
    "500101",
    "52",
    "5207",
    "520704",
    "52070401",
]


@st.composite
def holdings(draw: st.DrawFn) -> Holding:
    role = draw(st.sampled_from(list(Role)))
    fitting = [place for place in PLACES if len(place) in PREFIX_LENGTHS[role]]
    return Holding(role, (draw(st.sampled_from(fitting)),))


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    held = draw(st.lists(holdings(), max_size=3))
    grants = tuple(Grant(each.role, each.prefixes, date(2014, 1, 1)) for each in held)
    return Scope(on=TODAY, grants=grants, user_id=1)


@given(scopes(), holdings())
def test_what_one_may_give_one_holds_at_that_level_over_that_place(giver: Scope, wanted: Holding):
    if not may_give(giver, wanted):
        return
    (place,) = wanted.prefixes
    assert giver.covers(place)
    if wanted.role in RANK:
        assert giver.rank_at(place) >= RANK[wanted.role]
    else:
        assert giver.covers(place, granters_of(wanted.role))


@given(scopes(), holdings(), holdings())
def test_who_gets_a_role_can_pass_on_no_more_than_the_giver_could(
    giver: Scope, first: Holding, second: Holding
):
    """Giving is transitive: a chain of gifts reaches nothing that its first giver could not give."""
    receiver = Scope(on=TODAY, grants=(Grant(first.role, first.prefixes, date(2014, 1, 1)),), user_id=2)
    if may_give(giver, first) and may_give(receiver, second):
        assert may_give(giver, second) or second.role is Role.AUDITOR
        if second.role is Role.AUDITOR:
            assert giver.has(Role.MINISTRY_OFFICER)


@given(scopes(), holdings())
def test_nobody_gives_to_themselves(giver: Scope, wanted: Holding):
    assert refusal_of_giver(giver, 1, wanted) == "grant.to_oneself"


@given(scopes(), st.lists(holdings(), max_size=3))
def test_who_acts_on_an_account_could_give_all_that_it_holds(higher: Scope, held: list[Holding]):
    assert dominates(higher, held) == all(may_give(higher, each) for each in held)


@given(scopes(), st.sampled_from(PLACES), st.lists(st.sampled_from(list(Role)), max_size=3))
def test_widening_an_office_gives_nobody_more_than_the_keeper_could(
    keeper: Scope, prefix: str, roles: list[Role]
):
    if refusal_of_coverage(keeper, prefix, roles) is None:
        assert all(may_give(keeper, Holding(role, (prefix,))) for role in roles)
        assert keeper.covers(prefix)


def test_provincial_roles_and_those_beside_the_line_are_seconded_and_sign_in_with_two_factors():
    local = {Role.VOLUNTEER, Role.TAMBON_OFFICER, Role.DISTRICT_COORDINATOR}
    assert set(Role) - local - DESK_ROLES == SECONDED_ROLES
    assert set(Role) - {Role.VOLUNTEER, Role.TAMBON_OFFICER} == FACTOR_ROLES


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_somebody_who_gives_it_and_somebody_who_seconds_it(role: Role):
    assert granters_of(role)
    assert granters_of(role) <= seconders_of(role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("place", PLACES)
def test_a_role_is_granted_at_codes_of_its_own_lengths_alone(role: Role, place: str):
    proposal = Proposal(role, place, False, (place,), TODAY, None)

    fits = len(place) in PREFIX_LENGTHS[role] and role not in DESK_ROLES
    assert (refusal_of_grant(proposal, today=TODAY) is None) == fits


@pytest.mark.parametrize("role", sorted(DESK_ROLES))
def test_who_writes_the_news_does_so_for_an_office(role: Role):
    at_a_place = Proposal(role, "50", False, ("50",), TODAY, None)
    for_an_office = Proposal(role, "", True, ("50", "51"), TODAY, None)

    assert refusal_of_grant(at_a_place, today=TODAY) == "grant.only_through_office"
    assert refusal_of_grant(for_an_office, today=TODAY) is None


@pytest.mark.parametrize(
    ("kind", "place", "keepers"),
    [
        (
            OfficeKind.LOCAL_AUTHORITY,
            "501412",
            {Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER},
        ),
        (
            OfficeKind.DISTRICT_OFFICE,
            "5014",
            {Role.PROVINCE_OFFICER, Role.SUPPORT_OFFICER, Role.MINISTRY_OFFICER},
        ),
        (OfficeKind.PROVINCIAL_OFFICE, "50", {Role.MINISTRY_OFFICER}),
        (OfficeKind.SUPPORT_OFFICE, "", {Role.MINISTRY_OFFICER}),
    ],
)
def test_a_province_keeps_its_local_offices_and_the_ministry_all_others(
    kind: OfficeKind, place: str, keepers: set[Role]
):
    at = {
        role: next(p for p in PLACES if len(p) in PREFIX_LENGTHS[role] and place.startswith(p))
        for role in keepers
    }
    at |= dict.fromkeys((Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR), "")

    may = {
        role
        for role, prefix in at.items()
        if may_keep_office(Scope(on=TODAY, grants=(Grant(role, (prefix,), TODAY),), user_id=1), kind, place)
    }

    assert may == keepers


def test_an_office_does_not_come_to_lie_under_itself():
    parents = {1: None, 2: 1, 3: 2}

    assert reaches_itself(parents, 1, 3)
    assert reaches_itself(parents, 2, 2)
    assert not reaches_itself(parents, 3, 1)


@given(st.lists(st.sampled_from(PLACES), min_size=1))
def test_the_smallest_common_area_holds_all_places_and_none_below_does(codes: list[str]):
    area = common_prefix(codes)

    assert all(code.startswith(area) for code in codes)
    longer = {code[: len(area) + 2] for code in codes}
    assert len(longer) > 1 or longer == {area}


def test_two_roles_of_the_same_kind_at_a_place_double_only_where_their_days_meet():
    first = Held(Role.VOLUNTEER, "501412", None, date(2014, 1, 1), date(2014, 12, 31))

    assert doubles([first], Held(Role.VOLUNTEER, "501412", None, date(2014, 12, 31), None))
    assert not doubles([first], Held(Role.VOLUNTEER, "501412", None, date(2015, 1, 1), None))
    assert not doubles([first], Held(Role.VOLUNTEER, "501411", None, date(2014, 1, 1), None))


@given(st.text(max_size=60))
def test_the_plain_form_of_a_name_or_an_address_is_its_own_plain_form(text: str):
    name = plain_name(text)
    assert plain_name(name) == name
    try:
        email = plain_email(text)
    except BadAddress:
        return
    assert email.isascii()
    assert plain_email(email) == email
