"""What is stored of forms: a design that is worked on, its published versions, and the series each counts in."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.models.series import Series


@dataclass(frozen=True, slots=True)
class DesignState:
    """A form's design as the record keeps it; of its text the record keeps the hash."""

    project: str
    title_th: str
    title_en: str
    version: int
    definition_hash: str
    published: int
    retired: bool


class FormDesign(Subject):
    """A form that an office works on: its draft, and what its versions are versions of.

    `version` counts the acts on it; `published` is the number of its latest version, 0 before the first.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="designs")
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    definition_text = models.TextField()
    definition_hash = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=0)
    published = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at__isnull=False) | Q(retired_by__isnull=True),
                name="monitoring_design_retired_is_signed",
            )
        ]

    def __str__(self) -> str:
        return self.title_th

    def snapshot(self) -> DesignState:
        """Return the design as the record keeps it."""
        return DesignState(
            self.project.code,
            self.title_th,
            self.title_en,
            self.version,
            self.definition_hash,
            self.published,
            self.retired_at is not None,
        )


@dataclass(frozen=True, slots=True)
class FormState:
    """A published version of a form as the record keeps it."""

    title_th: str
    number: int
    definition_hash: str
    series: tuple[str, ...]


class Form(Subject):
    """A published version of a form, which never changes: collections open it, reports keep it."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="forms")
    design = models.ForeignKey(FormDesign, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    definition_text = models.TextField(default="")
    definition_hash = models.CharField(max_length=64, default="")
    reason = models.CharField(max_length=2000, blank=True, default="")
    published_at = models.DateTimeField(null=True)  # null for those published before versions were counted
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["design", "number"], name="monitoring_one_version_a_number")
        ]

    def __str__(self) -> str:
        return self.title_th

    def snapshot(self) -> FormState:
        """Return the version as the record keeps it."""
        return FormState(
            self.title_th,
            self.number,
            self.definition_hash,
            tuple(item.series.code for item in self.items.select_related("series")),
        )


class FormItem(models.Model):
    """That a version of a form counts in a series, and at which place in its order."""

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
