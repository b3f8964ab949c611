"""What is stored of targets: what an indicator is to come to at a place in a period."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.monitoring.models.indicator import Indicator
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.rules.target import TargetState


class Target(Subject):
    """That an indicator is to come to an amount at a place in a period, of a project or of nobody's in particular.

    The empty place is the whole country, for a project all of its areas.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="targets")
    place_code = models.CharField(max_length=6, blank=True)
    period_code = models.CharField(max_length=8)
    amount_thousandths = models.BigIntegerField()
    baseline_thousandths = models.BigIntegerField(null=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "place_code", "period_code"],
                condition=Q(project=None),
                name="monitoring_one_target_of_nobody",
            ),
            models.UniqueConstraint(
                fields=["indicator", "project", "place_code", "period_code"],
                condition=Q(project__isnull=False),
                name="monitoring_one_target_a_project",
            ),
            models.CheckConstraint(
                condition=Q(amount_thousandths__gte=0)
                & (Q(baseline_thousandths=None) | Q(baseline_thousandths__gte=0)),
                name="monitoring_target_not_below_zero",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.place_code} {self.period_code}"

    def snapshot(self) -> TargetState:
        """Return the target as the record keeps it."""
        return TargetState(
            self.indicator.code,
            self.project.code if self.project else "",
            self.place_code,
            self.period_code,
            self.amount_thousandths,
            self.baseline_thousandths,
        )
