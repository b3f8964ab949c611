"""What is stored of indicators: their names and aims, and the dated versions of their formulas."""

from dataclasses import replace

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.monitoring.rules.indicator import Direction, IndicatorKind, IndicatorState, VersionState

DIRECTION_NAMES = {Direction.UP: _("more is better"), Direction.DOWN: _("less is better")}
INDICATOR_KIND_NAMES = {
    IndicatorKind.SUM: _("computed from sums at every level"),
    IndicatorKind.MEDIAN: _("median of the places' own numbers"),
}


class Indicator(Subject):
    """An indicator (ตัวชี้วัด): a formula over series, with which way is better and how near is near."""

    code = models.CharField(max_length=20, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    definition_th = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    unit_th = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40)
    direction = models.CharField(max_length=4, choices=list(DIRECTION_NAMES.items()))
    tolerance_percent = models.PositiveSmallIntegerField(default=10)
    is_shipped = models.BooleanField(default=False)
    retired_on = models.DateField(null=True)
    owner = models.ForeignKey(  # null: kept by the ministry for the whole country
        Office, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=list(Direction)), name="monitoring_indicator_direction"
            ),
            models.CheckConstraint(
                condition=Q(tolerance_percent__lte=100), name="monitoring_indicator_tolerance"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def snapshot(self) -> IndicatorState:
        """Return the indicator with the newest version of its formula as the record keeps it."""
        last = self.versions.order_by("-number").first()
        state = IndicatorState(
            self.code,
            self.name_th,
            self.name_en,
            self.definition_th,
            self.unit_th,
            self.direction,
            self.tolerance_percent,
            self.retired_on,
            owner=self.owner.code if self.owner else "",
        )
        if last is None:
            return state
        return replace(
            state,
            starts_on=last.starts_on,
            numerator=last.numerator,
            denominator=last.denominator,
            factor=last.factor,
        )


class IndicatorVersion(models.Model):
    """A formula of an indicator with the day that it holds from; final once written."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    kind = models.CharField(max_length=8, choices=list(INDICATOR_KIND_NAMES.items()))
    numerator = models.TextField()
    denominator = models.TextField(blank=True)
    factor = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "number"], name="monitoring_version_once_an_indicator"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(IndicatorKind)), name="monitoring_version_kind"),
            models.CheckConstraint(
                condition=Q(factor__gte=1) & ~Q(numerator=""), name="monitoring_version_has_formula"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} v{self.number}"

    @property
    def state(self) -> VersionState:
        """Return the version as rules judge it."""
        return VersionState(
            self.number, self.starts_on, self.kind, self.numerator, self.denominator, self.factor
        )
