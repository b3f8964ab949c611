"""What is stored of the way up: the ladder of a project, and the summaries that areas sign for what lies below them."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.monitoring.models.collection import Collection
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.models.report import STATE_NAMES
from saiyai.monitoring.models.signing import by_whom, signs
from saiyai.monitoring.rules import State, SummaryState

SUMMARY_STATES = [state for state in State if state is not State.EXCUSED]


class Top(models.IntegerChoices):
    """The highest area that signs for a project, by the length of its code; all below it sign too."""

    NATION = 0, _("nation")
    PROVINCE = 2, _("province")
    DISTRICT = 4, _("district")
    NONE = 8, _("no summaries")


class Approver(models.TextChoices):
    """Who makes the topmost summary of a province final."""

    LINE = "line", _("an officer of the province")
    OFFICE = "office", _("the support office")


@dataclass(frozen=True, slots=True)
class LadderState:
    """The ladder of a project as the record keeps it."""

    project: str
    top: int
    approver: str


class Ladder(Subject):
    """Up to which area a project's reports are signed for; collections keep the ladder they were opened with."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="ladder")
    top = models.PositiveSmallIntegerField(choices=Top, default=Top.PROVINCE)
    approver = models.CharField(max_length=6, choices=Approver, default=Approver.LINE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(top__in=Top.values), name="monitoring_ladder_top"),
            models.CheckConstraint(
                condition=Q(approver__in=Approver.values), name="monitoring_ladder_approver"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.top} {self.approver}"

    def snapshot(self) -> LadderState:
        """Return the ladder as the record keeps it."""
        return LadderState(self.project.code, self.top, self.approver)


class Summary(Subject):
    """That an area stands for the reports below it in a collection: no figures, but state, remark and signer.

    `signed_seq` is the number of the record up to which its signer saw what it rests on; `content_hash` seals that.
    """

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="summaries")
    place_code = models.CharField(max_length=8, blank=True)
    approver = models.CharField(max_length=6, choices=Approver, default=Approver.LINE)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, STATE_NAMES[state]) for state in SUMMARY_STATES],
        default=State.DRAFT,
    )
    version = models.PositiveIntegerField(default=0)
    remark = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    signed_seq = models.BigIntegerField(null=True)
    submitted_by = by_whom()
    submitted_at = models.DateTimeField(null=True)
    verified_by = by_whom()
    verified_at = models.DateTimeField(null=True)
    approved_by = by_whom()
    approved_at = models.DateTimeField(null=True)
    returned_by = by_whom()
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "place_code"], name="monitoring_one_summary_an_area"
            ),
            models.CheckConstraint(condition=Q(state__in=SUMMARY_STATES), name="monitoring_summary_state"),
            models.CheckConstraint(
                condition=Q(submitted_by=None, signed_seq=None, content_hash="")
                | (Q(submitted_by__isnull=False, signed_seq__isnull=False) & ~Q(content_hash="")),
                name="monitoring_summary_says_what_it_signed",
            ),
            *signs("summary", ("submitted", "verified", "approved", "returned")),
        ]
        indexes = [models.Index(fields=["state", "place_code"], name="monitoring_summary_waiting")]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.place_code} {self.state}"

    def snapshot(self) -> SummaryState:
        """Return the summary as rules judge it and the record keeps it."""
        return SummaryState(
            state=State(self.state),
            version=self.version,
            remark=self.remark,
            content_hash=self.content_hash,
            signed_seq=self.signed_seq,
            submitted_by=self.submitted_by_id,
            verified_by=self.verified_by_id,
            approved_by=self.approved_by_id,
            returned_by=self.returned_by_id,
        )


class SummaryRemark(models.Model):
    """What was said about a summary; final once written."""

    class Kind(models.TextChoices):
        """Why it was said."""

        SUBMIT = "submit", pgettext_lazy("report", "submitted")
        VERIFY = "verify", pgettext_lazy("report", "verified")
        RETURN = "return", pgettext_lazy("report", "returned")
        REOPEN = "reopen", pgettext_lazy("report", "reopened")

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=6, choices=Kind)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["submit", "verify", "return", "reopen"]),
                name="monitoring_summary_remark_kind",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="monitoring_summary_remark_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
