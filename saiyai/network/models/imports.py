"""Lists on their way in: the batch of a file, its rows as they stand, and what an office calls its columns."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject
from saiyai.network.models.link import Link
from saiyai.network.models.organisation import Organisation
from saiyai.network.models.person import Person, PersonRole
from saiyai.network.rules.imports import BatchSnapshot, BatchState, ListKind, Verdict

LIST_NAMES = {
    ListKind.ORGANISATIONS: _("organisations"),
    ListKind.PEOPLE: _("people and their roles"),
    ListKind.VOLUNTEERS: _("volunteers by village"),
    ListKind.LINKS: _("links between organisations"),
}
BATCH_STATE_NAMES = {
    BatchState.SENT: _("waiting to be read"),
    BatchState.CHECKING: _("being checked"),
    BatchState.CHECKED: _("checked, waiting for your decision"),
    BatchState.FAILED: _("could not be read"),
    BatchState.ACCEPTED: _("accepted"),
    BatchState.DISCARDED: _("discarded"),
    BatchState.UNDONE: _("undone"),
}
VERDICT_NAMES = {
    Verdict.GOOD: pgettext_lazy("row of a list", "good"),
    Verdict.ASKED: pgettext_lazy("row of a list", "to be put right"),
    Verdict.SAME: pgettext_lazy("row of a list", "registered already"),
    Verdict.LEFT: pgettext_lazy("row of a list", "left out"),
}


class ImportBatch(Subject):
    """One list on its way in. `sent` → `checking` → `checked` → `accepted` → `undone`, or `discarded`."""

    kind = models.CharField(max_length=16, choices=list(LIST_NAMES.items()))
    state = models.CharField(
        max_length=10, choices=list(BATCH_STATE_NAMES.items()), default=BatchState.SENT.value
    )
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.TextField(blank=True)  # the file, sealed; emptied with the decision
    place_code = models.CharField(max_length=8, blank=True)  # the area of whoever brought it, if it is one
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # when somebody began to check it
    usual_kind = models.CharField(max_length=20, blank=True)  # of organisations whose row names none
    figures_on = models.DateField(null=True)  # of which day the figures are
    titles = models.JSONField(default=list)  # of the sheet's columns, in their order
    samples = models.JSONField(default=list)  # what the first rows hold under each title
    columns = models.JSONField(default=dict)  # which field each column (from 0) holds: {"name_th": 1}
    problem = models.JSONField(default=dict)  # why it could not be read: code and values
    skipped = models.PositiveIntegerField(default=0)  # totals, headings and repeated titles
    rows = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    accepted_seq = models.BigIntegerField(null=True)  # the number in the record of the act that accepted it

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ListKind)), name="network_import_kind"),
            models.CheckConstraint(condition=Q(state__in=list(BatchState)), name="network_import_state"),
            models.CheckConstraint(
                condition=Q(content="") | ~Q(state__in=["accepted", "discarded", "undone"]),
                name="network_import_decided_keeps_no_file",
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="network_import_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name} {self.state}"

    def snapshot(self) -> BatchSnapshot:
        """Return the batch as the record keeps it."""
        return BatchSnapshot(
            self.kind,
            self.state,
            self.file_name,
            self.digest,
            self.rows,
            self.good,
            self.asked,
            self.same,
            self.left,
            self.made,
            dict(self.columns),
        )


class ImportRow(models.Model):
    """One row of a list: as it stands in the file, what was answered about it, and what it would make."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows_of_file")
    row = models.PositiveIntegerField()  # as the file counts, from 1
    part = models.PositiveSmallIntegerField(default=1)  # of a row that was divided into several people's
    cells = models.JSONField(default=list)  # texts in the order of the columns; national ids sealed
    answers = models.JSONField(default=dict)  # put right: {field: text}; answered: {"?code": choice}
    problems = models.JSONField(
        default=list
    )  # {"f": field, "c": code, "v": values, "l": level, "o": choices}
    record = models.JSONField(default=dict)  # what is stored if it is accepted
    verdict = models.CharField(max_length=6, choices=list(VERDICT_NAMES.items()))
    title = models.CharField(max_length=200, blank=True)
    place_code = models.CharField(max_length=8, blank=True)
    key = models.CharField(max_length=240, blank=True)  # by which it is compared with others
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.SET_NULL, related_name="import_rows"
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="import_rows")
    role = models.ForeignKey(PersonRole, null=True, on_delete=models.SET_NULL, related_name="import_rows")
    link = models.ForeignKey(Link, null=True, on_delete=models.SET_NULL, related_name="import_rows")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "row", "part"], name="network_import_row_once"),
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="network_import_row_verdict"),
        ]
        indexes = [models.Index(fields=["batch", "verdict", "row"], name="network_import_row_shown")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.row} {self.verdict}"


class ColumnTitle(models.Model):
    """What an office calls a column of its lists, said once by whoever of it brought one."""

    kind = models.CharField(max_length=16, choices=list(LIST_NAMES.items()))
    office = models.ForeignKey(Office, null=True, on_delete=models.CASCADE, related_name="+")
    place_code = models.CharField(
        max_length=8, blank=True
    )  # the area, where no office stands behind the role
    title = models.CharField(max_length=120)  # as kernel.text.search_key folds it
    field = models.CharField(max_length=30, blank=True)  # empty: kept with the row, placed nowhere

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "office", "title"],
                condition=Q(office__isnull=False),
                name="network_column_once_an_office",
            ),
            models.UniqueConstraint(
                fields=["kind", "place_code", "title"],
                condition=Q(office=None),
                name="network_column_once_an_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.field}"
