"""What is stored of series: what is counted, under which code."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject


class SeriesKind(models.TextChoices):
    """How numbers add: a flow over place and time, a stock over place with the last over time."""

    FLOW = "flow", _("flow")
    STOCK = "stock", _("stock")


@dataclass(frozen=True, slots=True)
class SeriesState:
    """A series as the record keeps it."""

    code: str
    name_th: str
    unit_th: str
    kind: str


class Series(Subject):
    """What is counted, under a code that other apps and forms name it by."""

    code = models.CharField(max_length=60, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    unit_th = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40)
    kind = models.CharField(max_length=5, choices=SeriesKind)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SeriesKind.values), name="monitoring_series_kind")
        ]

    def __str__(self) -> str:
        return self.code

    def snapshot(self) -> SeriesState:
        """Return the series as the record keeps it."""
        return SeriesState(self.code, self.name_th, self.unit_th, self.kind)
