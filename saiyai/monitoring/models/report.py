"""What is stored of reports: their numbers, their way up, and what is said about them."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.monitoring.models.collection import Collection
from saiyai.monitoring.models.series import Series
from saiyai.monitoring.models.signing import SIGNED_IN, by_whom, signs
from saiyai.monitoring.rules import ReportState, State

STATE_NAMES = {
    State.DRAFT: pgettext_lazy("report", "not yet submitted"),
    State.SUBMITTED: pgettext_lazy("report", "submitted"),
    State.VERIFIED: pgettext_lazy("report", "verified"),
    State.APPROVED: pgettext_lazy("report", "approved"),
    State.RETURNED: pgettext_lazy("report", "returned"),
    State.EXCUSED: pgettext_lazy("report", "excused"),
}


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
    submitted_by = by_whom()
    submitted_at = models.DateTimeField(null=True)
    verified_by = by_whom()
    verified_at = models.DateTimeField(null=True)
    approved_by = by_whom()
    approved_at = models.DateTimeField(null=True)
    returned_by = by_whom()
    returned_at = models.DateTimeField(null=True)
    excused_by = by_whom()
    excused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "place_code"], name="monitoring_one_report_a_place"
            ),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="monitoring_report_state"),
            *signs("report", SIGNED_IN),
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
            excused_by=self.excused_by_id,
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
    EXCUSE = "excuse", pgettext_lazy("report", "excused")
    QUESTION = "question", pgettext_lazy("report", "asked")


class Remark(models.Model):
    """What was said about a report, or about one of its numbers; final once written."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=8, choices=RemarkKind)
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
