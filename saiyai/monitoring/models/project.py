"""What is stored of projects: what they are known by, the areas they cover, their logframe, budget and vision."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.kernel.periods import PeriodKind
from saiyai.monitoring.models.indicator import Indicator
from saiyai.monitoring.rules.plan import Aim, Circle

AIM_NAMES = {
    Aim.GOAL: _("Goal"),
    Aim.OUTCOME: _("Outcome"),
    Aim.OUTPUT: _("Output"),
    Aim.ACTIVITY: _("Activity"),
}
CIRCLE_NAMES = {
    Circle.FAMILY: _("Warm families"),
    Circle.SOCIETY: _("A happy society"),
    Circle.NATION: _("A secure nation"),
}


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project as the record keeps it."""

    code: str
    name_th: str
    name_en: str
    fiscal_year: int
    owner: str
    areas: tuple[str, ...]
    last_fiscal_year: int = 0
    reports_every: str = ""
    due_after_days: int = 0
    objective_th: str = ""
    aims: tuple[str, ...] = ()
    budget: tuple[str, ...] = ()
    vision: str = ""
    vision_indicators: tuple[str, ...] = ()


class Project(Subject):
    """A project (โครงการ) of a fiscal year, run by an office over some areas."""

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()  # Buddhist era, named by its September
    last_fiscal_year = models.PositiveSmallIntegerField(null=True)  # null: it runs for the one year alone
    reports_every = models.CharField(
        max_length=8, choices=[(kind.value, kind.value) for kind in PeriodKind], default=PeriodKind.QUARTER
    )
    due_after_days = models.PositiveSmallIntegerField(default=15)  # after the end of each period
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    objective_th = models.TextField(blank=True)
    objective_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2400, fiscal_year__lte=2899),
                name="monitoring_project_fiscal_year",
            ),
            models.CheckConstraint(
                condition=Q(last_fiscal_year=None) | Q(last_fiscal_year__gte=F("fiscal_year")),
                name="monitoring_project_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(reports_every__in=list(PeriodKind)), name="monitoring_project_reports_every"
            ),
        ]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> ProjectState:
        """Return the project as the record keeps it."""
        return ProjectState(
            self.code,
            self.name_th,
            self.name_en,
            self.fiscal_year,
            self.owner.code,
            self.prefixes,
            self.ends_in,
            self.reports_every,
            self.due_after_days,
            self.objective_th,
            tuple(f"{each.aim}: {each.text}" for each in self.aims.order_by("position")),
            tuple(
                f"{each.fiscal_year} {each.source}: {each.amount_satang / 100:,.2f}"
                for each in self.budget.order_by("fiscal_year", "pk")
            ),
            *self._vision_kept(),
        )

    def _vision_kept(self) -> tuple[str, tuple[str, ...]]:
        """Return the vision with its year, and its indicators by level, as the record keeps them."""
        vision = Vision.objects.filter(project=self).first()
        if vision is None:
            return "", ()
        lines = vision.indicators.order_by("circle", "indicator__code").values_list(
            "circle", "indicator__code"
        )
        return f"{vision.statement_th} {vision.target_year}", tuple(": ".join(each) for each in lines)

    @property
    def ends_in(self) -> int:
        """Return the last fiscal year of the project."""
        return self.last_fiscal_year or self.fiscal_year

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Return the areas that the project covers, in order of their codes."""
        return tuple(sorted(area.prefix for area in self.areas.all()))


class ProjectArea(models.Model):
    """That a project covers an area."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="areas")
    prefix = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "prefix"], name="monitoring_area_once_a_project")
        ]

    def __str__(self) -> str:
        return self.prefix


class ProjectAim(models.Model):
    """One line of a project's logframe, at its place among those of its rung."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="aims")
    aim = models.CharField(max_length=10, choices=list(AIM_NAMES.items()))
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1_000)
    means = models.CharField(max_length=500, blank=True)  # by what one sees that it is so

    class Meta:
        ordering = ["project", "position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "position"], name="monitoring_aim_position_once"),
            models.CheckConstraint(condition=Q(aim__in=list(Aim)) & ~Q(text=""), name="monitoring_aim_says"),
        ]

    def __str__(self) -> str:
        return f"{self.aim} {self.text}"


class ProjectBudget(models.Model):
    """Money of a source for a project in a fiscal year."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="budget")
    fiscal_year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    amount_satang = models.BigIntegerField()

    class Meta:
        ordering = ["project", "fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "fiscal_year", "source"], name="monitoring_budget_source_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(amount_satang__gt=0) & ~Q(source=""), name="monitoring_budget_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.source} {self.amount_satang}"


class Vision(models.Model):
    """What a project is to help to bring about by a fiscal year (วิสัยทัศน์)."""

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="vision")
    statement_th = models.CharField(max_length=500)
    statement_en = models.CharField(max_length=500, blank=True)
    target_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target_year__gte=2400, target_year__lte=2899) & ~Q(statement_th=""),
                name="monitoring_vision_has_year",
            )
        ]

    def __str__(self) -> str:
        return self.statement_th


class VisionIndicator(models.Model):
    """That an indicator tells how far one level of a vision has come."""

    vision = models.ForeignKey(Vision, on_delete=models.CASCADE, related_name="indicators")
    circle = models.CharField(max_length=8, choices=list(CIRCLE_NAMES.items()))
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vision", "circle", "indicator"], name="monitoring_vision_indicator_once"
            ),
            models.CheckConstraint(condition=Q(circle__in=list(Circle)), name="monitoring_vision_circle"),
        ]

    def __str__(self) -> str:
        return f"{self.circle} {self.indicator}"
