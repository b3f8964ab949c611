"""What is stored of checks: what numbers are held against, what was answered to that, and who was reminded when."""

from dataclasses import dataclass
from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.monitoring.models.collection import Collection
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.models.report import Report
from saiyai.monitoring.models.series import Series
from saiyai.monitoring.rules.check import CheckKind, CheckTerms, Severity

KIND_NAMES = {
    CheckKind.FORMULA: _("a formula that must be true"),
    CheckKind.LAST_PERIOD: _("no leap against the last period"),
    CheckKind.NEIGHBOURS: _("in keeping with the places around it"),
}
SEVERITY_NAMES = {
    Severity.HARD: _("stops the report"),
    Severity.SOFT: _("asks for a sentence"),
}


@dataclass(frozen=True, slots=True)
class CheckState:
    """A check as the record keeps it."""

    project: str
    series: str
    kind: str
    severity: str
    formula: str
    limit: int
    sentence_th: str
    is_retired: bool


class Check(Subject):
    """What the numbers of a series are held against in a project's reports, with the sentence that is then shown."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="checks")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=list(KIND_NAMES.items()))
    severity = models.CharField(max_length=4, choices=list(SEVERITY_NAMES.items()))
    formula = models.TextField(blank=True)
    limit_tenths = models.PositiveIntegerField(default=0)  # tenths of a percent, or of a deviation
    sentence_th = models.CharField(max_length=300)
    sentence_en = models.CharField(max_length=300, blank=True)
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(CheckKind)), name="monitoring_check_kind"),
            models.CheckConstraint(
                condition=Q(severity__in=list(Severity)), name="monitoring_check_severity"
            ),
            models.CheckConstraint(
                condition=(Q(kind=CheckKind.FORMULA) & ~Q(formula=""))
                | (~Q(kind=CheckKind.FORMULA) & Q(formula="", limit_tenths__gt=0)),
                name="monitoring_check_has_its_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence_th

    def snapshot(self) -> CheckState:
        """Return the check as the record keeps it."""
        return CheckState(
            self.project.code,
            self.series.code,
            self.kind,
            self.severity,
            self.formula,
            self.limit_tenths,
            self.sentence_th,
            self.is_retired,
        )

    @property
    def terms(self) -> CheckTerms:
        """Return the check as rules read it."""
        return CheckTerms(
            self.pk,
            CheckKind(self.kind),
            Severity(self.severity),
            self.series.code,
            self.formula,
            Fraction(self.limit_tenths, 10),
        )


@dataclass(frozen=True, slots=True)
class CheckAnswerState:
    """An answer to a soft check as the record keeps it."""

    report: int
    series: str
    text: str
    accepted_by: int | None


class CheckAnswer(Subject):
    """What a place said to a soft check that its numbers did not meet; it counts for those numbers alone.

    `content_hash` is the seal of the numbers it was said of: once they change, the answer is of the past.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="check_answers")
    check_asked = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="answers")
    value = models.BigIntegerField(null=True)
    against = models.BigIntegerField(null=True)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="monitoring_check_answer_says_something"),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_at=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="monitoring_check_answer_accepted_is_signed",
            ),
        ]
        indexes = [models.Index(fields=["report", "content_hash"], name="monitoring_check_answer_of")]

    def __str__(self) -> str:
        return self.text[:60]

    def snapshot(self) -> CheckAnswerState:
        """Return the answer as the record keeps it."""
        return CheckAnswerState(self.report_id, self.check_asked.series.code, self.text, self.accepted_by_id)

    @property
    def place_code(self) -> str:
        """Return the place whose report it is of."""
        return self.report.place_code


class Nudge(models.Model):
    """That those who owe a report of a place were reminded by hand on a day: once a day at most."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="nudges")
    place_code = models.CharField(max_length=8)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "place_code", "on"], name="monitoring_one_nudge_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.on}"
