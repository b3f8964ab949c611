"""Rubrics and their versions, the scores of trainings, and the yearly self-assessments of networks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.models.activity import Activity
from saiyai.network.models.organisation import Organisation
from saiyai.network.rules import (
    AssessmentStage,
    AssessmentState,
    RubricStage,
    RubricState,
    RubricUse,
    SheetState,
)
from saiyai.network.rules.capacity import (
    HUNDREDTHS,
    LEAST_TOP,
    MOST_TOP,
    MOST_WEIGHT,
    CriterionState,
    Dimension,
)

USE_NAMES = {RubricUse.TRAINING: _("what people learnt"), RubricUse.MATURITY: _("maturity of a network")}
RUBRIC_STAGE_NAMES = {
    RubricStage.DRAFT: pgettext_lazy("rubric", "draft"),
    RubricStage.PUBLISHED: pgettext_lazy("rubric", "in use"),
    RubricStage.CLOSED: pgettext_lazy("rubric", "closed"),
}
DIMENSION_NAMES = {
    Dimension.STRUCTURE: pgettext_lazy("maturity", "structure"),
    Dimension.PLAN: pgettext_lazy("maturity", "plan"),
    Dimension.PARTICIPATION: pgettext_lazy("maturity", "participation"),
    Dimension.RESOURCES: pgettext_lazy("maturity", "resources"),
    Dimension.LEARNING: pgettext_lazy("maturity", "learning"),
    Dimension.RESULTS: pgettext_lazy("maturity", "results"),
}
ASSESSMENT_STAGE_NAMES = {
    AssessmentStage.DRAFT: pgettext_lazy("assessment", "being filled in"),
    AssessmentStage.SUBMITTED: pgettext_lazy("assessment", "waiting for the province"),
    AssessmentStage.RETURNED: pgettext_lazy("assessment", "returned"),
    AssessmentStage.VERIFIED: pgettext_lazy("assessment", "verified"),
}
SIGNED = [AssessmentStage.SUBMITTED, AssessmentStage.VERIFIED]


class Rubric(Subject):
    """A version of a rubric that an office defines for its area; published ones never change."""

    code = models.SlugField(max_length=20)  # the same for all versions of one rubric
    version = models.PositiveSmallIntegerField(default=1)
    use = models.CharField(max_length=8, choices=list(USE_NAMES.items()))
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    place_code = models.CharField(max_length=8, blank=True)  # where it may be used; empty: everywhere
    top = models.PositiveSmallIntegerField(default=5)
    stage = models.CharField(
        max_length=9, choices=list(RUBRIC_STAGE_NAMES.items()), default=RubricStage.DRAFT
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="network_rubric_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(stage=RubricStage.DRAFT), name="network_rubric_one_draft"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=Q(stage=RubricStage.PUBLISHED), name="network_rubric_one_in_use"
            ),
            models.CheckConstraint(
                condition=Q(use__in=list(RubricUse), stage__in=list(RubricStage)) & ~Q(name_th=""),
                name="network_rubric_is_known",
            ),
            models.CheckConstraint(
                condition=Q(top__gte=LEAST_TOP, top__lte=MOST_TOP), name="network_rubric_top"
            ),
            models.CheckConstraint(
                condition=Q(stage=RubricStage.DRAFT, published_at=None)
                | (~Q(stage=RubricStage.DRAFT) & Q(published_at__isnull=False)),
                name="network_rubric_published_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def snapshot(self) -> RubricState:
        """Return the version as rules judge it and the record keeps it."""
        criteria = tuple(
            CriterionState(each.dimension, each.name_th, each.weight)
            for each in sorted(self.criteria.all(), key=lambda each: each.position)
        )
        return RubricState(
            self.code, self.version, self.use, self.name_th, self.place_code, self.top, self.stage, criteria
        )


class RubricCriterion(models.Model):
    """A criterion of a version of a rubric, with what its levels look like, one a line from 0 up."""

    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    dimension = models.CharField(max_length=14, blank=True, choices=list(DIMENSION_NAMES.items()))
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    levels_th = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "position"], name="network_criterion_position"),
            models.CheckConstraint(
                condition=~Q(name_th="") & Q(weight__gte=1, weight__lte=MOST_WEIGHT),
                name="network_criterion_weight",
            ),
        ]

    def __str__(self) -> str:
        return self.name_th


class ScoreSheet(Subject):
    """The scores of those who took part in an activity that builds capacity, before and after it."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="sheet")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="sheets")
    people = models.PositiveIntegerField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(people__gte=1), name="network_sheet_has_people")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.rubric_id}"

    @property
    def place_code(self) -> str:
        """Return where the activity's organiser has its home."""
        return self.activity.place_code

    def snapshot(self) -> SheetState:
        """Return the scores as rules judge them and the record keeps them."""
        lines = sorted((each.criterion_id, each.before, each.after) for each in self.lines.all())
        return SheetState(self.activity_id, str(self.rubric), self.people, tuple(lines))


class ScoreLine(models.Model):
    """The mean score of a criterion before and after, in hundredths of a level."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(RubricCriterion, on_delete=models.PROTECT, related_name="+")
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="network_line_once_a_criterion"),
            models.CheckConstraint(
                condition=Q(before__lte=MOST_TOP * HUNDREDTHS, after__lte=MOST_TOP * HUNDREDTHS),
                name="network_line_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} {self.after}"


class Assessment(Subject):
    """A network's assessment of itself for a fiscal year (BE), verified by somebody else one step above."""

    network = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments")
    fiscal_year = models.PositiveSmallIntegerField()
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="assessments")
    stage = models.CharField(
        max_length=9, choices=list(ASSESSMENT_STAGE_NAMES.items()), default=AssessmentStage.DRAFT
    )
    members = models.PositiveIntegerField(default=0)  # of the network when it was submitted: its weight
    is_example = models.BooleanField(default=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "fiscal_year"], name="network_one_assessment_a_year"),
            models.CheckConstraint(
                condition=Q(stage__in=list(AssessmentStage)), name="network_assessment_stage"
            ),
            models.CheckConstraint(
                condition=(Q(stage__in=SIGNED) & Q(submitted_by__isnull=False, submitted_at__isnull=False))
                | (~Q(stage__in=SIGNED) & Q(submitted_by=None, submitted_at=None)),
                name="network_assessment_submitted_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(
                    stage=AssessmentStage.VERIFIED, verified_by__isnull=False, verified_at__isnull=False
                )
                | (~Q(stage=AssessmentStage.VERIFIED) & Q(verified_by=None, verified_at=None)),
                name="network_assessment_verified_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("submitted_by")),
                name="network_assessment_verified_by_another",
            ),
            models.CheckConstraint(
                condition=(Q(stage=AssessmentStage.RETURNED) & ~Q(return_reason=""))
                | (~Q(stage=AssessmentStage.RETURNED) & Q(return_reason="")),
                name="network_assessment_returned_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["fiscal_year", "stage"], name="network_assessment_year")]

    def __str__(self) -> str:
        return f"{self.network_id} {self.fiscal_year}"

    @property
    def place_code(self) -> str:
        """Return where the network has its home."""
        return self.network.place_code

    def snapshot(self) -> AssessmentState:
        """Return the assessment as rules judge it and the record keeps it."""
        levels = sorted((each.criterion_id, each.level) for each in self.levels.all())
        return AssessmentState(
            self.network_id, self.fiscal_year, str(self.rubric), self.stage, self.members, tuple(levels)
        )


class AssessmentLevel(models.Model):
    """The level that a network gives itself in one criterion, and what shows it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="levels")
    criterion = models.ForeignKey(RubricCriterion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="network_level_once_a_criterion"
            ),
            models.CheckConstraint(condition=Q(level__lte=MOST_TOP), name="network_level_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id} {self.level}"
