"""What is stored of monitoring: projects, series, forms, collections, reports and what is said about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.monitoring.rules import ReportState, State, Window
from saiyai.places.models import Level

STATE_NAMES = {
    State.DRAFT: pgettext_lazy("report", "not yet submitted"),
    State.SUBMITTED: pgettext_lazy("report", "submitted"),
    State.VERIFIED: pgettext_lazy("report", "verified"),
    State.APPROVED: pgettext_lazy("report", "approved"),
    State.RETURNED: pgettext_lazy("report", "returned"),
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


class Project(Subject):
    """A project (โครงการ) of a fiscal year, run by an office over some areas."""

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()  # Buddhist era, named by its September
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    objective_th = models.TextField(blank=True)
    objective_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2400, fiscal_year__lte=2899),
                name="monitoring_project_fiscal_year",
            )
        ]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> ProjectState:
        """Return the project as the record keeps it."""
        return ProjectState(
            self.code, self.name_th, self.name_en, self.fiscal_year, self.owner.code, self.prefixes
        )

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


@dataclass(frozen=True, slots=True)
class CollectionState:
    """A collection as the record keeps it."""

    project: str
    form_id: int
    period_code: str
    level: str
    opens_on: date
    due_on: date
    closes_on: date


class Collection(Subject):
    """A form opened for a period (รอบการรายงาน) to all places of a level in the project's areas."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="collections")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="collections")
    period_code = models.CharField(max_length=8)
    level = models.CharField(max_length=8, choices=Level)
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "period_code"], name="monitoring_one_collection_a_period"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("closes_on")),
                name="monitoring_collection_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.period_code}"

    def snapshot(self) -> CollectionState:
        """Return the collection as the record keeps it."""
        return CollectionState(
            self.project.code,
            self.form_id,
            self.period_code,
            self.level,
            self.opens_on,
            self.due_on,
            self.closes_on,
        )

    @property
    def window(self) -> Window:
        """Return the days on which it takes reports in."""
        return Window(self.opens_on, self.due_on, self.closes_on)

    @property
    def key(self) -> str:
        """Return the name that a report's content hash binds its numbers to."""
        return f"{self.project_id}/{self.form_id}/{self.period_code}"


def _signed(step: str, states: list[State]) -> models.CheckConstraint:
    """Return the equivalence: in these states, and in no other, a step has its person and its instant."""
    by, at = f"{step}_by", f"{step}_at"
    return models.CheckConstraint(
        condition=Q(**{"state__in": states, f"{by}__isnull": False, f"{at}__isnull": False})
        | (~Q(state__in=states) & Q(**{f"{by}__isnull": True, f"{at}__isnull": True})),
        name=f"monitoring_report_{step}_is_signed",
    )


def _by() -> models.ForeignKey[object, object]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Report(Subject):
    """What a place reports in a collection: made empty when the collection opens, so that who owes is a row.

    `version` counts the acts on it: each act leaves one entry in the record and raises it by one.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="reports")
    place_code = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=list(STATE_NAMES.items()), default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    figures_text = models.TextField(default="{}")  # canonical JSON of the numbers by series
    content_hash = models.CharField(max_length=64)
    saved_at = models.DateTimeField(null=True)
    submitted_by = _by()
    submitted_at = models.DateTimeField(null=True)
    verified_by = _by()
    verified_at = models.DateTimeField(null=True)
    approved_by = _by()
    approved_at = models.DateTimeField(null=True)
    returned_by = _by()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "place_code"], name="monitoring_one_report_a_place"
            ),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="monitoring_report_state"),
            _signed("submitted", [State.SUBMITTED, State.VERIFIED, State.APPROVED]),
            _signed("verified", [State.VERIFIED, State.APPROVED]),
            _signed("approved", [State.APPROVED]),
            _signed("returned", [State.RETURNED]),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("submitted_by")),
                name="monitoring_report_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("submitted_by")),
                name="monitoring_report_approved_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "place_code"], name="monitoring_report_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.place_code} {self.state}"

    def snapshot(self) -> ReportState:
        """Return the report as rules judge it and the record keeps it."""
        return ReportState(
            state=State(self.state),
            version=self.version,
            figures=self.figures,
            content_hash=self.content_hash,
            submitted_by=self.submitted_by_id,
            verified_by=self.verified_by_id,
            approved_by=self.approved_by_id,
            returned_by=self.returned_by_id,
        )

    @property
    def figures(self) -> Mapping[str, int | None]:
        """Return the numbers by the code of their series."""
        figures: Mapping[str, int | None] = json.loads(self.figures_text)
        return figures


class RemarkKind(models.TextChoices):
    """Why something was said about a report."""

    RETURN = "return", pgettext_lazy("report", "returned")
    REOPEN = "reopen", pgettext_lazy("report", "reopened")
    ANSWER = "answer", pgettext_lazy("report", "answered")


class Remark(models.Model):
    """What was said about a report, or about one of its numbers; final once written."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=6, choices=RemarkKind)
    # Null where the whole report is meant.
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()  # the report's, after the act that it belongs to

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="monitoring_remark_kind"),
            models.CheckConstraint(condition=~Q(text=""), name="monitoring_remark_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
