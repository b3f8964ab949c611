"""Judges of a stage, what bars them, and the sheets on which they score."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.forums.models.ballot import StageEntry
from saiyai.forums.models.forum import Showcase, Stage
from saiyai.forums.rules.judging import ConflictState, Ground, JudgeState, SheetState

GROUND_NAMES = {
    Ground.DECLARED: _("declared by the judge"),
    Ground.ORGANISATION: _("holds a role in the organisation"),
    Ground.HOME: _("works in the same place"),
    Ground.SUPPORT: _("brought the showcase or supported it before"),
}


class Judge(Subject):
    """Somebody with an account who scores at a stage, under the number by which the results name them."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="judges")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "user"], name="forums_judge_once"),
            models.UniqueConstraint(fields=["stage", "number"], name="forums_judge_number"),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.number}"

    @property
    def owner_id(self) -> int:
        """Return whose seat on the jury it is."""
        return self.user_id

    @property
    def place_code(self) -> str:
        """Return the area of the stage."""
        return self.stage.place_code

    def snapshot(self) -> JudgeState:
        """Return the judge as the record keeps it."""
        return JudgeState(self.stage_id, self.user_id, self.number)


class Conflict(Subject):
    """That a judge is not to score a showcase, and why."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="conflicts")
    showcase = models.ForeignKey(Showcase, on_delete=models.PROTECT, related_name="conflicts")
    ground = models.CharField(max_length=12, choices=GROUND_NAMES.items())
    remark = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "showcase"], name="forums_conflict_once"),
            models.CheckConstraint(condition=Q(ground__in=list(Ground)), name="forums_conflict_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id} {self.showcase_id}"

    def snapshot(self) -> ConflictState:
        """Return the conflict as the record keeps it."""
        return ConflictState(self.judge_id, self.showcase_id, self.ground)


class Sheet(Subject):
    """One judge's points for one entry: a draft until it is handed in, and final then."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="sheets")
    entry = models.ForeignKey(StageEntry, on_delete=models.PROTECT, related_name="sheets")
    points = models.JSONField(default=dict)  # hundredths of a point by criterion
    remark = models.TextField(blank=True)
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "entry"], name="forums_sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id} {self.entry_id}"

    @property
    def owner_id(self) -> int:
        """Return whose sheet it is."""
        return self.judge.user_id

    @property
    def place_code(self) -> str:
        """Return the area of the stage."""
        return self.judge.place_code

    def snapshot(self) -> SheetState:
        """Return the sheet as the record keeps it: its points only once it is handed in."""
        is_final = self.handed_in_at is not None
        given = tuple(sorted(self.points.items())) if is_final else ()
        return SheetState(self.judge_id, self.entry_id, given, is_final)
