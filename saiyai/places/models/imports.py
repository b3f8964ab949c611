"""Imports of villages and local authorities: batches whose checked rows wait until somebody accepts them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class BatchState:
    """A batch as the record keeps it."""

    kind: str
    state: str
    file_name: str
    digest: str
    rows: int
    new: int
    changed: int
    problems: int


class ImportBatch(Subject):
    """One file on its way in. `waiting` → `checking` → `checked` or `failed`; `checked` → `accepted` or `discarded`."""

    class Kind(models.TextChoices):
        """What the file lists."""

        VILLAGES = "villages", _("villages")
        AUTHORITIES = "authorities", _("local authorities")
        DOLA = "dola", _("codes of the Department of Local Administration")

    class State(models.TextChoices):
        """How far the batch has come."""

        WAITING = "waiting", _("waiting to be checked")
        CHECKING = "checking", _("being checked")
        FAILED = "failed", _("could not be read")
        CHECKED = "checked", _("checked, waiting for your decision")
        ACCEPTED = "accepted", _("accepted")
        DISCARDED = "discarded", _("discarded")

    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    doubtful = models.PositiveIntegerField(default=0)  # joined by a name that is not quite the same
    problems = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)  # whether what it brings is made up
    stored_as = models.CharField(
        max_length=40, blank=True
    )  # the uploaded file's name in the home, until checked
    attempt = models.PositiveIntegerField(default=0)  # how often somebody began to check; the last one writes
    touched_at = models.DateTimeField(null=True)  # when whoever checks was last heard of
    percent = models.PositiveSmallIntegerField(default=0)
    failure_code = models.CharField(max_length=40, blank=True)  # why the file could not be read
    failure_values = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["villages", "authorities", "dola"]), name="places_batch_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["waiting", "checking", "checked", "failed", "accepted", "discarded"]
                ),
                name="places_batch_state",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="failed") & ~models.Q(failure_code=""))
                | (~models.Q(state="failed") & models.Q(failure_code="")),
                name="places_failed_batch_says_why",
            ),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="places_batch_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name} {self.state}"

    def snapshot(self) -> BatchState:
        """Return the batch as the record keeps it."""
        return BatchState(
            self.kind,
            self.state,
            self.file_name,
            self.digest,
            self.rows,
            self.new,
            self.changed,
            self.problems,
        )


class ImportProblem(models.Model):
    """What is wrong with one cell of a file; its row stays out."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="problem_rows")
    row = models.PositiveIntegerField()  # as the file counts, from 1
    column = models.CharField(max_length=4, blank=True)  # the letters that a spreadsheet shows
    title = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.code}"


class Verdict(models.TextChoices):
    """What a checked row would do."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    DOUBTFUL = "doubtful", _("to be confirmed")


class StagedVillage(models.Model):
    """A checked village that waits."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="villages")
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=8)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    key_th = models.CharField(max_length=120)
    sound = models.CharField(max_length=120)
    second_code = models.CharField(max_length=8, blank=True)
    created_on = models.DateField(null=True)
    split_from = models.CharField(max_length=40, blank=True)  # one code, or two apart by a space
    verdict = models.CharField(max_length=8, choices=Verdict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "code"], name="places_staged_village_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"


class StagedAuthority(models.Model):
    """A checked local authority that waits."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="authorities")
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    dola_code = models.CharField(max_length=7, null=True)
    kind = models.CharField(max_length=8)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    key_th = models.CharField(max_length=120)
    place_code = models.CharField(max_length=8)
    other_names = models.CharField(max_length=240, blank=True)
    former_name_th = models.CharField(max_length=120, blank=True)
    former_kind = models.CharField(max_length=8, blank=True)
    changed_on = models.DateField(null=True)  # when the former name or kind ended
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    verdict = models.CharField(max_length=8, choices=Verdict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "code"], name="places_staged_authority_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"


class StagedCoverage(models.Model):
    """What a waiting authority covers."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="coverage")
    authority_code = models.CharField(max_length=10)
    place_code = models.CharField(max_length=8)
    extent = models.CharField(max_length=7)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "authority_code", "place_code"], name="places_staged_coverage_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_code} {self.place_code}"


class StagedJoin(models.Model):
    """A row of the Department's list, and the authority here that it seems to speak of."""

    class How(models.TextChoices):
        """By what the two were found to be one."""

        SAME = "same", _("same kind, name and district")
        PROVINCE = "province", _("same kind and name, the only one in the province")
        KIND = "kind", _("same name and district, another kind")
        FORMER = "former", _("by a former name")
        SPELLING = "spelling", _("by a name spelt nearly so")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="joins")
    row = models.PositiveIntegerField()
    dola_code = models.CharField(max_length=7)
    kind = models.CharField(max_length=8)
    name_th = models.CharField(max_length=120)
    size = models.CharField(max_length=1, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    authority_code = models.CharField(max_length=10)
    how = models.CharField(max_length=8, choices=How)
    verdict = models.CharField(max_length=8, choices=Verdict)
    is_confirmed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "dola_code"], name="places_staged_join_once"),
            models.UniqueConstraint(fields=["batch", "authority_code"], name="places_staged_join_of_one"),
            models.CheckConstraint(
                condition=models.Q(how__in=["same", "province", "kind", "former", "spelling"]),
                name="places_staged_join_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dola_code} {self.authority_code}"
