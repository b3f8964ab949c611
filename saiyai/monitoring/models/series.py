"""What is stored of series: what is counted, under which code, and how it is split."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.monitoring.rules import series as rules


class SeriesKind(models.TextChoices):
    """How numbers add: a flow over place and time, a stock over place with the last over time; parts of the others."""

    FLOW = rules.SeriesKind.FLOW.value, _("flow")
    STOCK = rules.SeriesKind.STOCK.value, _("stock")
    MEAN = rules.SeriesKind.MEAN.value, _("mean")
    SHARE = rules.SeriesKind.SHARE.value, _("share of a whole")


@dataclass(frozen=True, slots=True)
class AxisState:
    """A way to split as the record keeps it."""

    code: str
    name_th: str
    name_en: str
    categories: tuple[str, ...]


class Axis(Subject):
    """A way to split what is counted: by sex, age band, disability, or an office's own categories."""

    code = models.CharField(max_length=20, unique=True)
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.code

    def snapshot(self) -> AxisState:
        """Return the axis as the record keeps it."""
        codes = self.categories.order_by("position").values_list("code", flat=True)
        return AxisState(self.code, self.name_th, self.name_en, tuple(codes))


class Category(models.Model):
    """One category of an axis, in its order."""

    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="categories")
    code = models.CharField(max_length=20)
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["axis", "position"]
        constraints = [
            models.UniqueConstraint(fields=["axis", "code"], name="monitoring_category_once_an_axis")
        ]

    def __str__(self) -> str:
        return f"{self.axis}={self.code}"


@dataclass(frozen=True, slots=True)
class SeriesState:
    """A series as the record keeps it."""

    code: str
    name_th: str
    unit_th: str
    kind: str
    name_en: str = ""
    unit_en: str = ""
    definition_th: str = ""
    definition_en: str = ""
    source_th: str = ""
    source_en: str = ""
    holds_from: date | None = None
    retired_on: date | None = None
    owner: str = ""


class Series(Subject):
    """What is counted, under a code that other apps and forms name it by; its categories are series below it."""

    code = models.CharField(max_length=120, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit_th = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40)
    kind = models.CharField(max_length=5, choices=SeriesKind)
    definition_th = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    source_th = models.CharField(max_length=300, blank=True)
    source_en = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    holds_from = models.DateField(null=True)  # from when on what it says now is meant; null for always
    retired_on = models.DateField(null=True)
    owner = models.ForeignKey(  # null: kept by the ministry for the whole country
        Office, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SeriesKind.values), name="monitoring_series_kind"),
            models.CheckConstraint(
                condition=Q(parent=None, category=None) | Q(parent__isnull=False, category__isnull=False),
                name="monitoring_series_part_is_of_a_category",
            ),
            models.UniqueConstraint(fields=["parent", "category"], name="monitoring_series_once_a_category"),
        ]

    def __str__(self) -> str:
        return self.code

    def snapshot(self) -> SeriesState:
        """Return the series as the record keeps it."""
        return SeriesState(
            self.code,
            self.name_th,
            self.unit_th,
            self.kind,
            self.name_en,
            self.unit_en,
            self.definition_th,
            self.definition_en,
            self.source_th,
            self.source_en,
            self.holds_from,
            self.retired_on,
            self.owner.code if self.owner else "",
        )
