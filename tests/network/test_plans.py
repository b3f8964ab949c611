"""Yearly plans: what was done of what was planned, spent of what was allocated."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saiyai.analytics import series
from saiyai.audit import clock
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.models import Allocation, Organisation, Plan, PlannedActivity
from saiyai.network.queries.plan import plan_shares, plan_shares_by_area, quarters_of
from saiyai.network.rules import LinkKind
from saiyai.network.rules.plan import target_by_quarter
from tests.cast import Cast
from tests.network.builders import a_link, a_network, a_plan, an_activity, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

PLANNERS = {
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "ministry_officer",
}


def planned(cast: Cast, plan: Plan, title: str = "อบรม", quarter: int = 2) -> PlannedActivity:
    return commands.plan_activity(plan=plan, title_th=title, quarter=quarter, by=cast.district_coordinator)


def money(cast: Cast, plan: Plan, allocated: int = 100_000, source: str = "state") -> Allocation:
    by = cast.district_coordinator
    return commands.allocate_money(plan=plan, source=source, allocated_satang=allocated, by=by)


@pytest.mark.parametrize("person", sorted(Cast.__annotations__))
def test_officers_of_the_networks_place_plan(cast: Cast, person: str):
    network = a_network(cast, place_code="501412")

    if person in PLANNERS:
        assert a_plan(cast, network, by=getattr(cast, person)).fiscal_year == 2557
    else:
        with pytest.raises(Denied):
            a_plan(cast, network, by=getattr(cast, person))


def test_what_no_plan_can_be_is_refused(cast: Cast):
    network = a_network(cast)
    a_plan(cast, network)
    refused = []
    for organisation, year in (
        (network, 2557),
        (network, 2400),
        (network, 2900),
        (an_organisation(cast), 2557),
    ):
        with pytest.raises(Refusal) as refusal:
            a_plan(cast, organisation, year)
        refused.append(refusal.value.code)

    assert refused == ["plan.known", "plan.year", "plan.year", "plan.not_a_network"]


def test_a_planned_activity_is_done_by_one_of_the_year_that_a_member_held(cast: Cast):
    network, member, stranger = a_network(cast), an_organisation(cast), an_organisation(cast, name_th="อื่น")
    a_link(cast, member, network, LinkKind.MEMBER_OF)
    item, by = planned(cast, a_plan(cast, network)), cast.district_coordinator
    withdrawn = an_activity(cast, member, title_th="ถอน")
    commands.withdraw_activity(activity=withdrawn, reason="ผิด", by=by)
    refused = []
    for activity in (
        an_activity(cast, member, starts_on=date(2013, 9, 30)),
        withdrawn,
        an_activity(cast, stranger),
    ):
        with pytest.raises(Refusal) as refusal:
            commands.call_done(planned=item, activity=activity, by=by)
        refused.append(refusal.value.code)

    commands.call_done(planned=item, activity=an_activity(cast, member), by=by)

    for act in (commands.drop_planned,):
        with pytest.raises(Refusal) as done:
            act(planned=item, reason="ยกเลิก", by=by)
    assert refused == ["planned.other_year", "activity.withdrawn", "planned.not_ours"]
    assert done.value.code == "planned.done_already"
    assert plan_shares("5014", 2557).done == 1


def test_what_is_dropped_counts_as_not_done_and_may_wait_again(cast: Cast):
    item, by = planned(cast, a_plan(cast, a_network(cast))), cast.district_coordinator

    commands.drop_planned(planned=item, reason="งบไม่พอ", by=by)

    shares = plan_shares("50", 2557)
    assert (shares.done, shares.planned, shares.done_share) == (0, 1, 0)
    commands.reopen_planned(planned=item, reason="ได้งบเพิ่ม", by=by)
    assert (item.stage, item.dropped_reason) == ("planned", "")


@pytest.mark.engine
def test_money_is_never_overspent_and_one_source_stands_once(cast: Cast):
    plan, by = a_plan(cast, a_network(cast)), cast.district_coordinator
    held = money(cast, plan)
    refused = []
    for allocated, spent in ((100, (50, 51, 0, 0)), (0, (0, 0, 0, 0)), (100, (-1, 0, 0, 0))):
        with pytest.raises(Refusal) as refusal:
            commands.change_allocation(allocation=held, allocated_satang=allocated, spent_satang=spent, by=by)
        refused.append(refusal.value.code)
    with pytest.raises(Refusal) as twice:
        money(cast, plan)
    for change in ({"spent_q1_satang": 100_001}, {"allocated_satang": 0}, {"spent_q2_satang": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Allocation.objects.filter(pk=held.pk).update(**change)

    assert refused == ["allocation.overspent", "allocation.not_positive", "allocation.not_positive"]
    assert twice.value.code == "allocation.known"


@pytest.mark.engine
@pytest.mark.parametrize(
    "change",
    [{"stage": "done"}, {"stage": "dropped"}, {"quarter": 5}, {"title_th": ""}, {"dropped_reason": "x"}],
)
def test_the_database_refuses_what_no_planned_activity_can_be(cast: Cast, change: dict[str, Any]):
    item = planned(cast, a_plan(cast, a_network(cast)))

    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedActivity.objects.filter(pk=item.pk).update(**change)


def test_spending_is_on_time_where_it_reached_the_quarters_target(cast: Cast):
    plan, by = a_plan(cast, a_network(cast)), cast.district_coordinator
    held = money(cast, plan, 100_000)
    spent = (32_000, 21_000, 24_000, 0)
    commands.change_allocation(allocation=held, allocated_satang=100_000, spent_satang=spent, by=by)

    rows = quarters_of(plan)

    assert [each.spent_satang for each in rows] == [32_000, 53_000, 77_000, 77_000]
    assert [each.is_on_time for each in rows] == [True, False, True, False]
    assert [target_by_quarter(2569, quarter) for quarter in (1, 2, 3, 4)] == [32, 54, 77, 100]


def test_a_quarter_that_is_not_over_is_not_called_late(cast: Cast):
    plan, by = a_plan(cast, a_network(cast)), cast.district_coordinator
    money(cast, plan, 100_000)
    address = reverse("network_plan", args=[plan.network_id, plan.fiscal_year])

    with clock.set_to(datetime(2014, 8, 31, 9, tzinfo=clock.BANGKOK)):
        page = signed_in(by).get(address).content.decode()

    assert page.count("ไม่ทันกำหนด") == 3
    assert page.count("ยังไม่สิ้นไตรมาส") == 1


PLANS = st.lists(
    st.tuples(
        st.sampled_from(["5014", "5001", "5207", "50", "501412"]),
        st.lists(st.sampled_from(["planned", "done", "dropped"]), max_size=4),
        st.lists(st.tuples(st.integers(1, 10_000), st.integers(0, 100)), max_size=3),
    ),
    max_size=5,
)
SOURCES = ("state", "local", "members")


@pytest.mark.engine
@given(told=PLANS, area=st.sampled_from(["", "50", "5014", "52"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_plans_rolled_up_equal_a_recount(cast: Cast, told, area: str):
    for model in (PlannedActivity, Allocation, Plan):
        model.objects.all().delete()
    counted = {"plans": 0, "done": 0, "planned": 0, "spent": 0, "allocated": 0}
    for number, (place, stages, sums) in enumerate(told):
        network = Organisation.objects.filter(name_th=f"เครือข่าย {number} {place}").first() or a_network(
            cast, name_th=f"เครือข่าย {number} {place}", place_code=place, by=cast.support_officer
        )
        activity = an_activity(cast, network)
        plan = a_plan(cast, network)
        PlannedActivity.objects.bulk_create(
            PlannedActivity(
                plan=plan,
                title_th=f"ที่ {n}",
                quarter=1,
                stage=stage,
                activity=activity if stage == "done" else None,
                dropped_reason="งด" if stage == "dropped" else "",
            )
            for n, stage in enumerate(stages)
        )
        Allocation.objects.bulk_create(
            Allocation(plan=plan, source=source, allocated_satang=whole, spent_q3_satang=whole * part // 100)
            for source, (whole, part) in zip(SOURCES, sums, strict=False)
        )
        if place.startswith(area):
            counted["plans"] += 1
            counted["done"] += stages.count("done")
            counted["planned"] += len(stages)
            counted["spent"] += sum(whole * part // 100 for whole, part in sums)
            counted["allocated"] += sum(whole for whole, _part in sums)

    whole = plan_shares(area, 2557)
    parts = plan_shares_by_area(area, len(area) + 2, 2557).values()

    assert (whole.plans, whole.done, whole.planned) == (counted["plans"], counted["done"], counted["planned"])
    assert (whole.spent_satang, whole.allocated_satang) == (counted["spent"], counted["allocated"])
    assert sum(each.spent_satang for each in parts) == whole.spent_satang
    assert sum(each.planned for each in parts) == whole.planned
    done = series.value_of("network.plan_done", area, date(2014, 9, 1))
    used = series.value_of("network.money_used", area, date(2014, 9, 1))
    assert (done.numerator, done.denominator) == (counted["done"], counted["planned"])
    assert (used.numerator, used.denominator) == (counted["spent"], counted["allocated"])


def test_a_plan_is_made_on_its_pages(cast: Cast):
    network = a_network(cast)
    activity = an_activity(cast, network)
    client, keys = signed_in(cast.district_coordinator), [network.pk, 2557]
    begun = client.post(reverse("network_plans", args=[network.pk]), {"fiscal_year": "2557"})
    empty = client.post(reverse("network_planned_add", args=keys), {"title_th": "", "quarter": "2"})
    client.post(reverse("network_planned_add", args=keys), {"title_th": "อบรม อพม.", "quarter": "2"})
    client.post(reverse("network_money_add", args=keys), {"source": "state", "allocated_satang": "๑,๐๐๐"})
    item, held = PlannedActivity.objects.get(), Allocation.objects.get()
    done = client.post(reverse("network_planned_done", args=[*keys, item.pk]), {"activity": activity.pk})
    over = client.post(
        reverse("network_allocation", args=[*keys, held.pk]), {"allocated_satang": "1000", "spent_1": "1001"}
    )
    client.post(
        reverse("network_allocation", args=[*keys, held.pk]),
        {"allocated_satang": "1000", "spent_1": "400.50"},
    )

    page = client.get(reverse("network_plan", args=keys))

    assert [each.status_code for each in (begun, empty, done, over)] == [302, 400, 302, 400]
    assert [figure.value for figure in page.context["figures"]] == ["100 %", "40 %"]
    assert "400.50" in page.content.decode()
    assert signed_in(cast.other_province_officer).get(reverse("network_plan", args=keys)).status_code == 404
    dropped = client.post(reverse("network_planned_reopen", args=[*keys, item.pk]), {"reason": "ผิด"})
    assert dropped.status_code == 302


def test_the_plans_page_asks_as_often_for_twenty_activities_as_for_one(cast: Cast):
    network = a_network(cast)
    plan = a_plan(cast, network)
    planned(cast, plan)
    client, address = signed_in(cast.district_coordinator), reverse("network_plan", args=[network.pk, 2557])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(19):
        planned(cast, plan, f"ที่ {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
