"""Plans: what is planned and done (indicator N7), and allocated and spent (N8), rolled up with both counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Substr

from saiyai.kernel.periods import Period, PeriodKind
from saiyai.network.access import within
from saiyai.network.models import SOURCE_NAMES, STAGE_NAMES, Activity, Allocation, Link, Plan, PlannedActivity
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import AllocationState, LinkKind, MoneySource, PlannedStage
from saiyai.network.rules.plan import QUARTERS, spent_by_quarter, target_by_quarter

MOST_TO_CHOOSE = 200


@dataclass(frozen=True, slots=True)
class PlanShares:
    """How far the plans of an area have come: activities done ÷ planned, satang spent ÷ allocated."""

    code: str
    plans: int = 0
    done: int = 0
    planned: int = 0
    spent_satang: int = 0
    allocated_satang: int = 0

    @property
    def done_share(self) -> float | None:
        """Return the part of the planned activities that was done from 0 to 1, None where nothing was planned."""
        return self.done / self.planned if self.planned else None

    @property
    def spent_share(self) -> float | None:
        """Return the part of the money that was spent from 0 to 1, None where none was allocated."""
        return self.spent_satang / self.allocated_satang if self.allocated_satang else None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A planned activity as the plan's page tells it."""

    pk: int
    title: str
    quarter: int
    stage: str
    stage_name: Text
    activity_pk: int | None
    activity: str
    dropped_reason: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """Money of one source in a plan, in satang."""

    pk: int
    source: Text
    allocated: int
    spent_by_quarter: tuple[int, int, int, int]
    spent: int


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """What was to be spent by the end of a quarter, and what was."""

    quarter: int
    target_percent: int
    spent_satang: int
    share: float | None
    ends_on: date

    @property
    def is_on_time(self) -> bool:
        """Tell whether the target was reached."""
        return self.share is not None and self.share * 100 >= self.target_percent


def plans_in(area: str, year: int) -> QuerySet[Plan]:
    """Return the plans of a fiscal year (BE) of the networks at home in an area."""
    return Plan.objects.filter(within([area], "network__place_code"), fiscal_year=year)


def plan_of(network: int, year: int) -> Plan | None:
    """Return the plan of a network for a fiscal year (BE)."""
    return Plan.objects.select_related("network").filter(network=network, fiscal_year=year).first()


def years_of(network: int) -> list[int]:
    """Return the fiscal years (BE) of which a network has a plan, the latest first."""
    plans = Plan.objects.filter(network=network).order_by("-fiscal_year")
    return list(plans.values_list("fiscal_year", flat=True))


def plan_shares(area: str, year: int) -> PlanShares:
    """Return how far all plans of an area have come in a fiscal year (BE)."""
    parts = plan_shares_by_area(area, max(len(area), 1), year)
    return _together(area, parts)


def plan_shares_by_area(area: str, digits: int, year: int) -> dict[str, PlanShares]:
    """Return how far the plans of each area of so many digits have come; wider homes stand under their own code."""
    plans = plans_in(area, year).order_by().annotate(part=Substr("network__place_code", 1, digits))
    counted: Any = plans.values_list("part").annotate(count=Count("pk"))
    of_parts = PlannedActivity.objects.filter(plan__in=plans.values("pk")).order_by()
    of_parts = of_parts.annotate(part=Substr("plan__network__place_code", 1, digits))
    done: Any = of_parts.values_list("part").annotate(
        done=Count("pk", filter=Q(stage=PlannedStage.DONE)), whole=Count("pk")
    )
    money = Allocation.objects.filter(plan__in=plans.values("pk")).order_by()
    money = money.annotate(part=Substr("plan__network__place_code", 1, digits))
    sums: Any = money.values_list("part").annotate(
        one=Sum("spent_q1_satang"),
        two=Sum("spent_q2_satang"),
        three=Sum("spent_q3_satang"),
        four=Sum("spent_q4_satang"),
        whole=Sum("allocated_satang"),
    )
    acts: Mapping[str, tuple[int, int]] = {part: (did, whole) for part, did, whole in done}
    spent: Mapping[str, tuple[int, int]] = {row[0]: (int(sum(row[1:5])), int(row[5])) for row in sums}
    return {
        part: PlanShares(part, count, *acts.get(part, (0, 0)), *spent.get(part, (0, 0)))
        for part, count in sorted(counted)
    }


def _together(code: str, parts: Mapping[str, PlanShares]) -> PlanShares:
    return PlanShares(
        code,
        sum(each.plans for each in parts.values()),
        sum(each.done for each in parts.values()),
        sum(each.planned for each in parts.values()),
        sum(each.spent_satang for each in parts.values()),
        sum(each.allocated_satang for each in parts.values()),
    )


def planned_rows(plan: Plan) -> list[PlannedRow]:
    """Return what a plan means to do, by quarter."""
    found = PlannedActivity.objects.filter(plan=plan).select_related("activity").order_by("quarter", "pk")
    return [
        PlannedRow(
            each.pk,
            each.title_th,
            each.quarter,
            each.stage,
            STAGE_NAMES[PlannedStage(each.stage)],
            each.activity_id,
            in_reader_language(each.activity.title_th, each.activity.title_en) if each.activity else "",
            each.dropped_reason,
        )
        for each in found
    ]


def money_rows(plan: Plan) -> list[MoneyRow]:
    """Return the money of a plan by source."""
    order = list(MoneySource)
    found = sorted(plan.allocations.all(), key=lambda each: order.index(MoneySource(each.source)))
    return [
        MoneyRow(
            each.pk,
            SOURCE_NAMES[MoneySource(each.source)],
            each.allocated_satang,
            state.spent_satang,
            state.spent,
        )
        for each in found
        for state in [each.snapshot()]
    ]


def quarters_of(plan: Plan) -> list[QuarterRow]:
    """Return what a plan spent by the end of each quarter against what was to be spent by then."""
    money: list[AllocationState] = [each.snapshot() for each in plan.allocations.all()]
    whole = sum(each.allocated_satang for each in money)
    return [
        QuarterRow(
            quarter,
            target_by_quarter(plan.fiscal_year, quarter),
            spent_by_quarter(money, quarter),
            spent_by_quarter(money, quarter) / whole if whole else None,
            Period(PeriodKind.QUARTER, plan.fiscal_year, quarter).end,
        )
        for quarter in QUARTERS
    ]


def planned_at(plan: Plan, pk: int) -> PlannedActivity | None:
    """Return a planned activity of a plan."""
    return PlannedActivity.objects.select_related("plan__network").filter(plan=plan, pk=pk).first()


def allocation_at(plan: Plan, pk: int) -> Allocation | None:
    """Return the money of a source in a plan."""
    return Allocation.objects.select_related("plan__network").filter(plan=plan, pk=pk).first()


def activities_for(plan: Plan, first: Any, last: Any) -> list[Activity]:
    """Return the activities of a plan's network or its members between two days, the latest first."""
    members = Link.objects.filter(target=plan.network_id, kind=LinkKind.MEMBER_OF).values("source")
    ours = Q(joined__organisation=plan.network_id) | Q(joined__organisation__in=members)
    held = Activity.objects.filter(ours, withdrawn_at=None, starts_on__gte=first, starts_on__lte=last)
    return list(held.distinct().order_by("-starts_on", "-pk")[:MOST_TO_CHOOSE])


def money_sources() -> list[tuple[str, Text]]:
    """Return the sources of money with their names."""
    return [(each.value, name) for each, name in SOURCE_NAMES.items()]
