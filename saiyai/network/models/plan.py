"""The yearly plans of networks: what they mean to do, and the money for it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.models.activity import Activity
from saiyai.network.models.organisation import Organisation
from saiyai.network.rules import AllocationState, MoneySource, PlannedStage, PlannedState, PlanState
from saiyai.network.rules.plan import QUARTERS

SOURCE_NAMES = {
    MoneySource.STATE: _("budget of the state"),
    MoneySource.PROMOTION_FUND: _("social welfare promotion fund"),
    MoneySource.LOCAL: pgettext_lazy("money", "local government"),
    MoneySource.COMMUNITY: _("Community Organizations Development Institute (CODI)"),
    MoneySource.HEALTH: _("local health funds (NHSO)"),
    MoneySource.MEMBERS: _("money of the members"),
    MoneySource.DONATIONS: _("donations"),
    MoneySource.OTHER: pgettext_lazy("money", "other source"),
}
STAGE_NAMES = {
    PlannedStage.PLANNED: pgettext_lazy("planned activity", "planned"),
    PlannedStage.DONE: pgettext_lazy("planned activity", "done"),
    PlannedStage.DROPPED: pgettext_lazy("planned activity", "dropped"),
}


class Plan(Subject):
    """What a network means to do in a fiscal year (BE)."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "fiscal_year"], name="network_one_plan_a_year")
        ]
        indexes = [models.Index(fields=["fiscal_year"], name="network_plan_year")]

    def __str__(self) -> str:
        return f"{self.network_id} {self.fiscal_year}"

    @property
    def place_code(self) -> str:
        """Return where the network has its home."""
        return self.network.place_code

    def snapshot(self) -> PlanState:
        """Return the plan as the record keeps it."""
        return PlanState(self.network_id, self.fiscal_year, self.note)


class PlannedActivity(Subject):
    """An activity that a plan means to hold in a quarter; done once it has the activity that was held."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="planned")
    title_th = models.CharField(max_length=300)
    quarter = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=8, choices=list(STAGE_NAMES.items()), default=PlannedStage.PLANNED)
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="planned")
    dropped_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_th=""), name="network_planned_is_titled"),
            models.CheckConstraint(condition=Q(quarter__in=QUARTERS), name="network_planned_quarter"),
            models.CheckConstraint(
                condition=Q(stage=PlannedStage.PLANNED, activity=None, dropped_reason="")
                | Q(stage=PlannedStage.DONE, activity__isnull=False, dropped_reason="")
                | (Q(stage=PlannedStage.DROPPED, activity=None) & ~Q(dropped_reason="")),
                name="network_planned_stage_is_shown",
            ),
            models.UniqueConstraint(fields=["plan", "title_th", "quarter"], name="network_planned_once"),
        ]

    def __str__(self) -> str:
        return self.title_th

    @property
    def place_code(self) -> str:
        """Return where the plan's network has its home."""
        return self.plan.place_code

    def snapshot(self) -> PlannedState:
        """Return the planned activity as rules judge it and the record keeps it."""
        return PlannedState(self.plan_id, self.title_th, self.quarter, self.stage, self.activity_id)


class Allocation(Subject):
    """Money of one source in a plan, and what each quarter spent of it, in satang."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="allocations")
    source = models.CharField(max_length=14, choices=list(SOURCE_NAMES.items()))
    allocated_satang = models.BigIntegerField()
    spent_q1_satang = models.BigIntegerField(default=0)
    spent_q2_satang = models.BigIntegerField(default=0)
    spent_q3_satang = models.BigIntegerField(default=0)
    spent_q4_satang = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=list(MoneySource)), name="network_allocation_source"
            ),
            models.UniqueConstraint(fields=["plan", "source"], name="network_source_once_a_plan"),
            models.CheckConstraint(
                condition=Q(
                    allocated_satang__gt=0,
                    spent_q1_satang__gte=0,
                    spent_q2_satang__gte=0,
                    spent_q3_satang__gte=0,
                    spent_q4_satang__gte=0,
                ),
                name="network_allocation_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    allocated_satang__gte=F("spent_q1_satang")
                    + F("spent_q2_satang")
                    + F("spent_q3_satang")
                    + F("spent_q4_satang")
                ),
                name="network_allocation_not_overspent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.allocated_satang}"

    @property
    def place_code(self) -> str:
        """Return where the plan's network has its home."""
        return self.plan.place_code

    def snapshot(self) -> AllocationState:
        """Return the money as rules judge it and the record keeps it."""
        spent = (self.spent_q1_satang, self.spent_q2_satang, self.spent_q3_satang, self.spent_q4_satang)
        return AllocationState(self.plan_id, self.source, self.allocated_satang, spent)
