"""The event, its stages by area, the showcases presented and those selected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.forums.rules.forum import ForumState, SelectionState, ShowcaseState
from saiyai.network.models import Organisation


class Kind(models.TextChoices):
    """What a forum is held for."""

    EVALUATION = "evaluation", _("monitoring and evaluation forum")
    LEARNING = "learning", _("forum to exchange learning")
    RETURNING = "returning", _("forum that returns data to the community")
    ASSEMBLY = "assembly", _("assembly")
    TRAINING = "training", _("training")


class Unit(models.TextChoices):
    """What a result is counted in; money is whole satang."""

    PEOPLE = "people", pgettext_lazy("unit", "people")
    VILLAGES = "villages", pgettext_lazy("unit", "villages")
    HOUSEHOLDS = "households", pgettext_lazy("unit", "households")
    RAI = "rai", pgettext_lazy("unit", "rai")
    SATANG = "satang", pgettext_lazy("unit", "baht")


class Forum(Subject):
    """An event that an office organises: when, where, for what, with whom in the chair."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    objective_th = models.TextField(blank=True)
    objective_en = models.TextField(blank=True)
    fiscal_year = models.PositiveSmallIntegerField()  # Buddhist era
    project_code = models.CharField(max_length=40, blank=True)  # of monitoring, by its name only
    organiser = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    work_group_th = models.CharField(max_length=200, blank=True)
    work_group_en = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True)  # both days are null where the source does not state them
    ends_on = models.DateField(null=True)
    venue_th = models.CharField(max_length=200, blank=True)
    venue_en = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)  # road and house only: the code names the areas
    place_code = models.CharField(max_length=8)
    chair = models.CharField(max_length=200, blank=True)
    chair_position_th = models.CharField(max_length=300, blank=True)
    chair_position_en = models.CharField(max_length=300, blank=True)
    seats = models.PositiveIntegerField(null=True)
    districts = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="forums_forum_kind"),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="forums_forum_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title_th

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the codes of the areas that the forum is for, in their order."""
        return tuple(sorted(stage.place_code for stage in self.stages.all()))

    def snapshot(self) -> ForumState:
        """Return the forum as the record keeps it."""
        return ForumState(
            code=self.code,
            kind=self.kind,
            title_th=self.title_th,
            project_code=self.project_code,
            organiser=self.organiser.code,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            place_code=self.place_code,
            stages=self.areas,
        )


class Stage(models.Model):
    """The round of selection of one area in a forum: at present its provinces."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="stages")
    place_code = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "place_code"], name="forums_one_stage_an_area"),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id} {self.place_code}"


class Showcase(Subject):
    """A work that an organisation presents at a forum."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="showcases")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="showcases")
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    story_th = models.TextField()
    story_en = models.TextField(blank=True)
    place_code = models.CharField(max_length=8)
    presenter = models.CharField(max_length=200)
    presenter_position_th = models.CharField(max_length=300, blank=True)
    presenter_position_en = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)  # made up, and marked so where it is shown

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "organisation", "title_th"], name="forums_one_showcase_a_title"
            ),
            models.CheckConstraint(condition=~Q(title_th="") & ~Q(story_th=""), name="forums_showcase_tells"),
        ]
        indexes = [models.Index(fields=["forum", "place_code"], name="forums_showcase_area")]

    def __str__(self) -> str:
        return self.title_th

    def snapshot(self) -> ShowcaseState:
        """Return the showcase as the record keeps it."""
        return ShowcaseState(
            forum=self.forum.code,
            organisation_id=self.organisation_id,
            title_th=self.title_th,
            place_code=self.place_code,
            presenter=self.presenter,
            results=tuple((each.name_th, each.quantity, each.unit) for each in self.results.all()),
        )


class Result(models.Model):
    """What a showcase achieved, counted in one unit; money in satang."""

    showcase = models.ForeignKey(Showcase, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField()
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    quantity = models.BigIntegerField()
    unit = models.CharField(max_length=10, choices=Unit)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["showcase", "position"], name="forums_result_position"),
            models.CheckConstraint(
                condition=Q(unit__in=Unit.values, quantity__gte=0), name="forums_result_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_th} {self.quantity}"


class Selection(Subject):
    """That a showcase was selected at a stage, by whom and why; only one at a stage is not withdrawn."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="selections")
    showcase = models.ForeignKey(Showcase, on_delete=models.PROTECT, related_name="selections")
    reason = models.TextField()
    selected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    selected_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage"], condition=Q(withdrawn_at=None), name="forums_one_selected_a_stage"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="forums_selection_has_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="forums_withdrawal_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.showcase}"

    @property
    def place_code(self) -> str:
        """Return the area of the stage."""
        return self.stage.place_code

    def snapshot(self) -> SelectionState:
        """Return the choice as the record keeps it."""
        return SelectionState(str(self.stage), self.showcase_id, self.withdrawn_at is not None)
