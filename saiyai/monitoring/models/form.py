"""What is stored of forms: the series that a collection asks for, in their order."""

from dataclasses import dataclass

from django.db import models

from saiyai.audit.models import Subject
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.models.series import Series


@dataclass(frozen=True, slots=True)
class FormState:
    """A form as the record keeps it."""

    title_th: str
    series: tuple[str, ...]


class Form(Subject):
    """An ordered list of series that a collection asks for; once published it never changes."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="forms")
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.title_th

    def snapshot(self) -> FormState:
        """Return the form as the record keeps it."""
        return FormState(
            self.title_th, tuple(item.series.code for item in self.items.select_related("series"))
        )


class FormItem(models.Model):
    """That a form asks for a series, and at which place in its order."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="items")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "series"], name="monitoring_series_once_a_form"),
            models.UniqueConstraint(fields=["form", "position"], name="monitoring_position_once_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.series}"
