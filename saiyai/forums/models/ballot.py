"""The ballot box of a stage: what is voted on, the roll and its marks, sealed envelopes, papers typed in, the board."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.forums.models.forum import Showcase, Stage
from saiyai.forums.models.registration import Registration
from saiyai.forums.rules.stage import ObjectionState, VoterState

PHONE, PAPER = "phone", "paper"


class StageEntry(models.Model):
    """A showcase as it stands in a stage once that has opened; ballots name it by its position, from 0."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="entries")
    showcase = models.ForeignKey(Showcase, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["stage", "position"], name="forums_entry_position"),
            models.UniqueConstraint(fields=["stage", "showcase"], name="forums_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.position}"


class Voter(Subject):
    """Somebody on the frozen roll of a stage, under a random token; the mark says that they voted, and nothing more."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="voters")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="votes")
    token = models.CharField(max_length=16, unique=True)
    way = models.CharField(max_length=5, blank=True)
    voted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage", "registration"], name="forums_on_roll_once"),
            models.CheckConstraint(
                condition=Q(way="", voted_at=None) | Q(way__in=[PHONE, PAPER], voted_at__isnull=False),
                name="forums_mark_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.token

    @property
    def place_code(self) -> str:
        """Return the area of the stage."""
        return self.stage.place_code

    def snapshot(self) -> VoterState:
        """Return the mark as the record keeps it."""
        return VoterState(self.stage_id, self.registration_id, self.way)


class Envelope(models.Model):
    """One voter's ballot until it is counted: sealed where the stage is secret, open where it is named."""

    voter = models.OneToOneField(Voter, on_delete=models.PROTECT, related_name="envelope")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="envelopes")
    sealed = models.BinaryField(null=True)
    choice = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed__isnull=False, choice__isnull=True)
                | Q(sealed__isnull=True, choice__isnull=False),
                name="forums_envelope_sealed_or_named",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class TypedPaper(models.Model):
    """A paper ballot as one person typed it in; a second one types it again without seeing the first."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()  # stamped on the paper after the box was shuffled
    choice = models.JSONField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "number", "typed_by"], name="forums_paper_once_a_typist"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.number}"


class Board(models.Model):
    """The published board of a counted stage, as canonical JSON: whoever reads it can recompute the result."""

    stage = models.OneToOneField(Stage, on_delete=models.PROTECT, related_name="board")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.stage_id)


class ChairVote(models.Model):
    """That the chair broke a tie for a showcase, recorded with the reason; the first vote of a stage ranks first."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="chair_votes")
    entry = models.OneToOneField(StageEntry, on_delete=models.PROTECT, related_name="chair_vote")
    reason = models.TextField()
    voted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    voted_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="forums_chair_says_why")]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.entry_id}"


class Outcome(models.Model):
    """What a published stage decided of a showcase: its place, level and average, and whether it goes on."""

    entry = models.OneToOneField(StageEntry, on_delete=models.PROTECT, related_name="outcome")
    place = models.PositiveSmallIntegerField()
    goes_on = models.BooleanField()
    level = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.place}"


class Objection(Subject):
    """An objection to a counted stage, and how it was answered; while one is open, nothing is published."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="objections")
    text = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    is_upheld = models.BooleanField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="forums_objection_says_what"),
            models.CheckConstraint(
                condition=Q(answer="", is_upheld=None, answered_by=None, answered_at=None)
                | (
                    Q(is_upheld__isnull=False, answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(answer="")
                ),
                name="forums_answer_is_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage_id} {self.pk}"

    @property
    def place_code(self) -> str:
        """Return the area of the stage."""
        return self.stage.place_code

    def snapshot(self) -> ObjectionState:
        """Return the objection as the record keeps it."""
        return ObjectionState(self.stage_id, self.text, self.answer, self.is_upheld)
