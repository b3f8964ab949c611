"""Participation equals a recount, whatever networks and activities there are."""

from datetime import date, timedelta
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.analytics import series
from saiyai.audit import clock
from saiyai.kernel.periods import fiscal_year
from saiyai.network import commands
from saiyai.network.exports import waiting_tasks
from saiyai.network.models import Activity, ActivityOrganisation, Link, Organisation
from saiyai.network.queries.participation import (
    participation_by_area,
    participation_by_network,
    participation_of,
)
from saiyai.network.rules import LinkKind
from tests.cast import Cast
from tests.network.builders import a_link, a_network, an_activity, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2014, 7, 1)
YEAR = 2557
PLACES = ("501411", "501412", "500101", "520704", "5014", "50")
_number = count(1)


def test_a_member_joins_by_an_activity_of_two_organisations_in_the_year(cast: Cast):
    network = a_network(cast)
    joined, alone, late = (an_organisation(cast, name_th=name) for name in "กขค")
    for each in (joined, alone, late):
        a_link(cast, each, network, LinkKind.MEMBER_OF)
    an_activity(cast, network, joined)
    an_activity(cast, alone)
    an_activity(cast, network, late, starts_on=date(2013, 9, 30))

    whole = participation_of("5014", YEAR, TODAY)

    assert (whole.joined, whole.members) == (1, 3)
    ((found, row),) = participation_by_network("5014", YEAR, TODAY)
    assert (found.pk, row.joined, row.members) == (network.pk, 1, 3)


def test_an_activity_withdrawn_brings_nobody_in(cast: Cast):
    network, member = a_network(cast), an_organisation(cast)
    a_link(cast, member, network, LinkKind.MEMBER_OF)
    activity = an_activity(cast, network, member)
    commands.withdraw_activity(activity=activity, reason="ผิด", by=cast.district_coordinator)

    assert participation_of("5014", YEAR, TODAY).joined == 0


DAYS = st.none() | st.sampled_from([date(2013, 9, 30), date(2014, 1, 1), TODAY, TODAY + timedelta(days=1)])
HELD = st.sampled_from([date(2013, 9, 30), date(2013, 10, 1), date(2014, 3, 1), TODAY, date(2014, 7, 2)])
INDEX = st.integers(min_value=0, max_value=5)
ORGANISATIONS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(["verified", "dormant", "proposed"])),
    min_size=6,
    max_size=6,
)
LINKS = st.lists(st.tuples(INDEX, st.integers(0, 1), DAYS, DAYS), max_size=6)
ACTIVITIES = st.lists(
    st.tuples(HELD, st.lists(INDEX, min_size=1, max_size=4, unique=True), st.booleans()), max_size=5
)


def build(cast: Cast, organisations, links, activities) -> list[Organisation]:
    """Make organisations, two networks at the front of the list, their members and what they held."""
    made = []
    networks = [("5014", "verified"), ("50", "verified")]
    for number, (place, state) in enumerate([*networks, *organisations]):
        signed = (
            {} if state == "proposed" else {"verified_by": cast.ministry_officer, "verified_at": clock.now()}
        )
        made.append(
            Organisation.objects.create(
                name_th=f"องค์กร {next(_number)}",
                kind_id="network" if number < 2 else "other",
                place_code=place,
                state=state,
                proposed_by=cast.volunteer,
                proposed_at=clock.now(),
                **signed,
            )
        )
    for member, network, starts_on, ends_on in links:
        if starts_on and ends_on and ends_on < starts_on:
            continue
        source, target = made[member + 2], made[network]
        if not Link.objects.filter(source=source, target=target, ends_on=None).exists():
            Link.objects.create(
                source=source, target=target, kind="member_of", starts_on=starts_on, ends_on=ends_on
            )
    for held_on, parties, is_withdrawn in activities:
        organiser = made[parties[0] + 2]
        gone = (
            {"withdrawn_at": clock.now(), "withdrawn_by": cast.volunteer, "withdrawn_reason": "ผิด"}
            if is_withdrawn
            else {}
        )
        activity = Activity.objects.create(
            organiser=organiser,
            title_th="กิจกรรม",
            kind="meeting",
            starts_on=held_on,
            ends_on=held_on,
            at_code="501412",
            noted_by=cast.volunteer,
            noted_at=clock.now(),
            **gone,
        )
        ActivityOrganisation.objects.bulk_create(
            ActivityOrganisation(activity=activity, organisation=made[each + 2]) for each in parties
        )
    return made


def recount(made: list[Organisation]) -> tuple[set[int], set[int]]:
    """Return the members and those of them that joined, one by one, as the definition says."""

    def holds(link: Link) -> bool:
        begun = link.starts_on is None or link.starts_on <= TODAY
        return begun and (link.ends_on is None or link.ends_on >= TODAY)

    counted = {each.pk for each in made if each.state != "proposed"}
    members = {link.source_id for link in Link.objects.all() if holds(link)} & counted
    joined: set[int] = set()
    for activity in Activity.objects.all():
        parties = {each.organisation_id for each in activity.joined.all()}
        in_year = date(2013, 10, 1) <= activity.starts_on <= TODAY
        if in_year and activity.withdrawn_at is None and len(parties) >= 2:
            joined |= parties
    return members, joined & members


@pytest.mark.engine
@given(
    organisations=ORGANISATIONS,
    links=LINKS,
    activities=ACTIVITIES,
    area=st.sampled_from(["", "50", "5014", "501412", "52"]),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_participation_equals_a_recount(cast: Cast, organisations, links, activities, area: str):
    for model in (ActivityOrganisation, Activity, Link, Organisation):
        model.objects.all().delete()
    made = build(cast, organisations, links, activities)
    members, joined = recount(made)
    inside = {each.pk for each in made if each.place_code.startswith(area)}

    whole = participation_of(area, YEAR, TODAY)
    parts = participation_by_area(area, len(area) + 2, YEAR, TODAY)

    assert (whole.joined, whole.members) == (len(joined & inside), len(members & inside))
    assert sum(each.joined for each in parts.values()) == whole.joined
    assert sum(each.members for each in parts.values()) == whole.members
    for code, part in parts.items():
        homes = {each.pk for each in made if each.place_code[: len(area) + 2] == code}
        assert (part.joined, part.members) == (len(joined & homes), len(members & homes))


def test_the_page_rolls_up_and_asks_as_often_for_twenty_members_as_for_one(cast: Cast):
    network, first = a_network(cast), an_organisation(cast)
    a_link(cast, first, network, LinkKind.MEMBER_OF)
    an_activity(cast, network, first)
    client = signed_in(cast.province_officer)
    address = reverse("network_participation_of", args=["50"]) + "?year=2557"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(19):
        member = an_organisation(cast, name_th=f"ที่ {number}")
        a_link(cast, member, network, LinkKind.MEMBER_OF)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)

    assert len(many) == len(few)
    assert [cell.value for cell in page.context["table"].total][1:] == [1, 20, 5]
    assert [cell.value for cell in page.context["networks"].rows[0]][1:] == [1, 20, 5]
    sheet = client.get(address + "&as=csv").content.decode("utf-8-sig")
    assert "สันทราย" in sheet


def test_the_nation_is_shown_and_nobody_without_a_role_sees_it(cast: Cast):
    address = reverse("network_participation")

    assert signed_in(cast.auditor).get(address).status_code == 200
    assert signed_in(cast.citizen).get(address).status_code == 404
    for code in ("x", "99", "50141203"):
        answer = signed_in(cast.auditor).get(reverse("network_participation_of", args=[code]))
        assert answer.status_code == 404


def test_the_figure_is_published_with_both_counts(cast: Cast):
    network, member = a_network(cast), an_organisation(cast)
    a_link(cast, member, network, LinkKind.MEMBER_OF)
    today = clock.today()
    an_activity(cast, network, member, starts_on=today)

    value = series.value_of("network.participation", "50", today)
    parts = series.series_at("network.participation").by_part("50", 4, today)

    assert (value.numerator, value.denominator, value.value) == (1, 1, 1)
    assert parts["5014"] == value
    assert fiscal_year(today) >= YEAR


def test_a_link_waits_for_the_other_side_and_for_nobody_who_confirmed_one(cast: Cast):
    one, other = an_organisation(cast, name_th="ต้น"), an_organisation(cast, name_th="ปลาย")
    a_link(cast, one, other, LinkKind.MONEY, by=cast.tambon_officer)

    waits = [task for task in waiting_tasks(cast.district_coordinator.scope) if "ปลาย" in task.text]

    assert len(waits) == 1
    assert not [task for task in waiting_tasks(cast.tambon_officer.scope) if "ปลาย" in task.text]
    assert not [task for task in waiting_tasks(cast.other_province_officer.scope) if "ปลาย" in task.text]
