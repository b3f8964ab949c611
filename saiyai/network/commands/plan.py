"""The yearly plans of networks: what is to be done, what was, and the money for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living, save_or_refuse
from saiyai.network.models import Activity, Allocation, Link, Organisation, Plan, PlannedActivity
from saiyai.network.rules import AllocationState, LinkKind, PlannedStage, PlannedState
from saiyai.network.rules.plan import (
    refusal_of_doing,
    refusal_of_money,
    refusal_of_planned,
    refusal_of_year,
)

Quarters = tuple[int, int, int, int]
NOTHING: Quarters = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PlannedTerms:
    """An activity of a plan taken over: its quarter, and the number of the activity by which it was done."""

    title_th: str
    quarter: int
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One of many plans taken over together; money is (source, allocated, spent by quarter), in satang."""

    network: Organisation
    fiscal_year: int
    planned: tuple[PlannedTerms, ...]
    money: tuple[tuple[str, int, Quarters], ...]
    note: str = ""
    is_example: bool = False

    @property
    def place_code(self) -> str:
        """Return where the network has its home."""
        return self.network.place_code


@command("network.plan.draft", allows=access.may_draft_plan, subjects=("network",))
def draft_plan(*, network: Organisation, fiscal_year: int, by: User, note: str = "") -> Plan:
    """Begin a network's plan of a fiscal year (BE)."""
    plan = _plan(network, fiscal_year, note, by)
    save_or_refuse(plan, Refusal("plan.known", year=fiscal_year))
    return plan


def _plan(network: Organisation, fiscal_year: int, note: str, by: User) -> Plan:
    check_is_living(network)
    if not network.kind.is_network:
        raise Refusal("plan.not_a_network", name=network.name_th)
    if refusal := refusal_of_year(fiscal_year, clock.today()):
        raise refusal
    return Plan(
        network=network,
        fiscal_year=fiscal_year,
        note=normalise_lines(note),
        made_by=by,
        made_at=clock.now(),
    )


@command("network.plan.take_over", allows=access.may_take_over_plans)
def take_over_plans(*, entries: Sequence[PlanEntry], by: User) -> list[Plan]:
    """Take over many plans whole, with what was done and spent, as one act."""
    plans = [_plan(each.network, each.fiscal_year, each.note, by) for each in entries]
    for plan, each in zip(plans, entries, strict=True):
        plan.is_example = each.is_example
    Plan.objects.bulk_create(plans)
    pairs = list(zip(plans, entries, strict=True))
    PlannedActivity.objects.bulk_create(
        _planned(plan, terms) for plan, each in pairs for terms in each.planned
    )
    Allocation.objects.bulk_create(
        _allocation(plan, source, allocated, spent)
        for plan, each in pairs
        for source, allocated, spent in each.money
    )
    return plans


def _planned(plan: Plan, terms: PlannedTerms) -> PlannedActivity:
    stage = PlannedStage.PLANNED if terms.activity_id is None else PlannedStage.DONE
    told = PlannedState(plan.pk, normalise(terms.title_th), terms.quarter, stage, terms.activity_id)
    if refusal := refusal_of_planned(told):
        raise refusal
    return PlannedActivity(
        plan=plan,
        title_th=told.title_th,
        quarter=told.quarter,
        stage=stage,
        activity_id=told.activity_id,
    )


def _allocation(plan: Plan, source: str, allocated: int, spent: Quarters = NOTHING) -> Allocation:
    if refusal := refusal_of_money(AllocationState(plan.pk, source, allocated, spent)):
        raise refusal
    allocation = Allocation(plan=plan, source=source, allocated_satang=allocated)
    _spend(allocation, spent)
    return allocation


def _spend(allocation: Allocation, spent: Quarters) -> None:
    allocation.spent_q1_satang, allocation.spent_q2_satang = spent[:2]
    allocation.spent_q3_satang, allocation.spent_q4_satang = spent[2:]


@command("network.plan.note", allows=access.may_change_plan, subjects=("plan",))
def note_on_plan(*, plan: Plan, note: str, by: User) -> Plan:  # noqa: ARG001 (the decorator judges `by`)
    """Change what a plan says of itself."""
    plan.note = normalise_lines(note)
    plan.save()
    return plan


@command("network.planned.add", allows=access.may_change_plan, subjects=("plan",))
def plan_activity(*, plan: Plan, title_th: str, quarter: int, by: User) -> PlannedActivity:  # noqa: ARG001
    """Add an activity to a plan, in a quarter of its fiscal year."""
    planned = _planned(plan, PlannedTerms(title_th, quarter))
    save_or_refuse(planned, Refusal("planned.known", title=planned.title_th))
    return planned


@command("network.planned.done", allows=access.may_change_planned, subjects=("planned",))
def call_done(*, planned: PlannedActivity, activity: Activity, by: User) -> PlannedActivity:  # noqa: ARG001
    """Say that a planned activity was done, by the activity that the network or a member of it held."""
    plan = planned.plan
    if refusal := refusal_of_doing(planned.snapshot(), plan.fiscal_year, activity.starts_on):
        raise refusal
    if activity.withdrawn_at is not None:
        raise Refusal("activity.withdrawn")
    members = Link.objects.filter(target=plan.network_id, kind=LinkKind.MEMBER_OF).values("source")
    ours = activity.joined.filter(organisation=plan.network_id) | activity.joined.filter(
        organisation__in=members
    )
    if not ours.exists():
        raise Refusal("planned.not_ours", title=activity.title_th)
    planned.stage, planned.activity = PlannedStage.DONE, activity
    planned.save()
    return planned


@command("network.planned.drop", allows=access.may_change_planned, subjects=("planned",))
def drop_planned(*, planned: PlannedActivity, reason: str, by: User) -> PlannedActivity:  # noqa: ARG001
    """Drop a planned activity; it stays in the plan and counts as not done."""
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if planned.stage != PlannedStage.PLANNED:
        raise Refusal("planned.done_already" if planned.activity_id else "planned.dropped_already")
    planned.stage, planned.dropped_reason = PlannedStage.DROPPED, normalise(reason)[:300]
    planned.save()
    return planned


@command("network.planned.reopen", allows=access.may_change_planned, subjects=("planned",))
def reopen_planned(*, planned: PlannedActivity, reason: str, by: User) -> PlannedActivity:  # noqa: ARG001
    """Let a planned activity wait again: it was called done or dropped by mistake."""
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if planned.stage == PlannedStage.PLANNED:
        raise Refusal("planned.waits_already")
    planned.stage, planned.activity, planned.dropped_reason = PlannedStage.PLANNED, None, ""
    planned.save()
    return planned


@command("network.allocation.note", allows=access.may_change_plan, subjects=("plan",))
def allocate_money(*, plan: Plan, source: str, allocated_satang: int, by: User) -> Allocation:  # noqa: ARG001
    """Note the money of one source that a plan has, in satang."""
    allocation = _allocation(plan, source, allocated_satang)
    save_or_refuse(allocation, Refusal("allocation.known"))
    return allocation


@command("network.allocation.change", allows=access.may_change_allocation, subjects=("allocation",))
def change_allocation(
    *,
    allocation: Allocation,
    allocated_satang: int,
    spent_satang: Quarters,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Allocation:
    """Change what was allocated of a source, and what each quarter spent of it, in satang."""
    told = AllocationState(allocation.plan_id, allocation.source, allocated_satang, spent_satang)
    if refusal := refusal_of_money(told):
        raise refusal
    allocation.allocated_satang = allocated_satang
    _spend(allocation, spent_satang)
    allocation.save()
    return allocation
