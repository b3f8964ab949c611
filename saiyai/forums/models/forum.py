"""The event, its stages by area, the showcases presented and those selected."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.forums.rules.forum import ForumState, SelectionState, ShowcaseState
from saiyai.forums.rules.showcase import ShowcaseKind
from saiyai.forums.rules.stage import Phase, Reach, StageState, Terms, Way, phase_of, terms_of
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


LEVEL_NAMES = {
    Reach.DISTRICT: pgettext_lazy("stage", "district"),
    Reach.PROVINCE: pgettext_lazy("stage", "province"),
    Reach.CLUSTER: pgettext_lazy("stage", "group of provinces"),
    Reach.NATION: pgettext_lazy("stage", "nation"),
}
WAY_NAMES = {
    Way.OFFICE: _("the office selects, with its reason"),
    Way.SCORING: _("judges score"),
    Way.APPROVAL: _("vote: each ballot approves"),
    Way.SCHULZE: _("vote: each ballot ranks (Schulze)"),
}
SHOWCASE_KIND_NAMES = {
    ShowcaseKind.YOUTH_SPORT: pgettext_lazy("showcase", "youth and sport"),
    ShowcaseKind.ANTI_DRUG: pgettext_lazy("showcase", "volunteers against drugs in every village"),
    ShowcaseKind.LIVELIHOOD: pgettext_lazy("showcase", "livelihood of people with disabilities"),
    ShowcaseKind.FOREST: pgettext_lazy("showcase", "community forest with a fund"),
    ShowcaseKind.WELFARE_FUND: pgettext_lazy("showcase", "community welfare fund"),
    ShowcaseKind.POOR_FUND: pgettext_lazy("showcase", "fund for the underprivileged"),
    ShowcaseKind.ORGANIC: pgettext_lazy("showcase", "organic farming"),
    ShowcaseKind.YOUTH_COUNCIL: pgettext_lazy("showcase", "children and youth council"),
    ShowcaseKind.OTHER: pgettext_lazy("showcase", "other work"),
}
PHASE_NAMES = {
    Phase.PLANNED: pgettext_lazy("stage", "being prepared"),
    Phase.OPEN: pgettext_lazy("stage", "open"),
    Phase.COUNTED: pgettext_lazy("stage", "counted, objections may be raised"),
    Phase.PUBLISHED: pgettext_lazy("stage", "published"),
    Phase.ANNULLED: pgettext_lazy("stage", "annulled"),
}


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
        reached = {stage.place_code for stage in self.stages.all() if stage.level == Reach.PROVINCE}
        return tuple(sorted(reached))

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


class Stage(Subject):
    """A round of selection in a forum: how far it reaches, what is decided of it beforehand, and where it stands."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="stages")
    level = models.CharField(max_length=10, choices=LEVEL_NAMES.items(), default=Reach.PROVINCE)
    place_code = models.CharField(max_length=8, blank=True)  # empty for a cluster and for the nation
    way = models.CharField(max_length=10, choices=WAY_NAMES.items(), default=Way.OFFICE)
    terms = models.JSONField(default=dict)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    opening = models.TextField(blank=True)  # the canonical JSON that the hash is of
    opening_hash = models.CharField(max_length=64, blank=True)
    public_key = models.CharField(max_length=64, blank=True)  # of a secret vote, hexadecimal
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    counted_at = models.DateTimeField(null=True)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closing_hash = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    annulled_at = models.DateTimeField(null=True)
    annulled_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "level", "place_code"],
                condition=Q(annulled_at=None),
                name="forums_one_stage_an_area",
            ),
            models.CheckConstraint(
                condition=Q(annulled_at=None, annulled_reason="")
                | (Q(annulled_at__isnull=False, opened_at__isnull=False) & ~Q(annulled_reason="")),
                name="forums_stage_annulled_says_why",
            ),
            models.CheckConstraint(
                condition=Q(level__in=list(Reach), way__in=list(Way)), name="forums_stage_kinds"
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None, opening_hash="", opening="")
                | (
                    Q(opened_at__isnull=False, opened_by__isnull=False)
                    & Q(opens_at__isnull=False, closes_at__isnull=False)
                    & ~Q(opening_hash="")
                    & ~Q(opening="")
                ),
                name="forums_opening_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(counted_at=None, counted_by=None, closing_hash="")
                | (
                    Q(counted_at__isnull=False, counted_by__isnull=False, opened_at__isnull=False)
                    & ~Q(closing_hash="")
                ),
                name="forums_count_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, counted_at__isnull=False),
                name="forums_publication_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id} {self.place_code}"

    @property
    def phase(self) -> Phase:
        """Return where the stage stands."""
        return phase_of(self.opened_at, self.counted_at, self.published_at, self.annulled_at)

    @property
    def decided(self) -> Terms:
        """Return what is decided of the stage."""
        return terms_of({**self.terms, "way": self.way})

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the prefixes that the stage reaches: its place, the nation, or for a cluster the forum's provinces."""
        return self.forum.areas if self.level == Reach.CLUSTER else (self.place_code,)

    def snapshot(self) -> StageState:
        """Return the stage as the record keeps it."""
        return StageState(
            forum=self.forum.code,
            level=self.level,
            place_code=self.place_code,
            phase=self.phase,
            way=self.way,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            opening_hash=self.opening_hash,
            closing_hash=self.closing_hash,
        )


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
    kind = models.CharField(max_length=20, choices=SHOWCASE_KIND_NAMES.items(), blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="forums_showcase_withdrawn_says_why",
            ),
            models.CheckConstraint(condition=Q(kind__in=["", *ShowcaseKind]), name="forums_showcase_kind"),
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
            kind=self.kind,
            is_withdrawn=self.withdrawn_at is not None,
            presenter=self.presenter,
            results=tuple((each.name_th, each.quantity, each.unit) for each in self.results.all()),
        )


class Result(models.Model):
    """What a showcase achieved, counted in one unit; money in satang."""

    showcase = models.ForeignKey(Showcase, on_delete=models.CASCADE, related_name="results")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(
        max_length=20, blank=True
    )  # of the kind's template, where it is one of its asked results
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
