"""What is stored of collections: a form opened for a period."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import F, Q

from saiyai.audit.models import Subject
from saiyai.monitoring.models.form import Form
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.rules import Window
from saiyai.monitoring.rules.collection import Step
from saiyai.places.models import Level


@dataclass(frozen=True, slots=True)
class CollectionState:
    """A collection as the record keeps it."""

    project: str
    form_id: int
    period_code: str
    level: str
    opens_on: date
    due_on: date
    closes_on: date


class Collection(Subject):
    """A form opened for a period (รอบการรายงาน) to all places of a level in the project's areas."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="collections")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="collections")
    period_code = models.CharField(max_length=8)
    level = models.CharField(max_length=8, choices=Level)
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "period_code"], name="monitoring_one_collection_a_period"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on"), due_on__lte=F("closes_on")),
                name="monitoring_collection_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.period_code}"

    def snapshot(self) -> CollectionState:
        """Return the collection as the record keeps it."""
        return CollectionState(
            self.project.code,
            self.form_id,
            self.period_code,
            self.level,
            self.opens_on,
            self.due_on,
            self.closes_on,
        )

    @property
    def window(self) -> Window:
        """Return the days on which it takes reports in."""
        return Window(self.opens_on, self.due_on, self.closes_on)

    @property
    def key(self) -> str:
        """Return the name that a report's content hash binds its numbers to."""
        return f"{self.project_id}/{self.form_id}/{self.period_code}"


class Reminder(models.Model):
    """That those who owed a report of a collection were reminded, at which step; each step once."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="reminders")
    step = models.CharField(max_length=12)
    sent_at = models.DateTimeField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "step"], name="monitoring_reminder_once"),
            models.CheckConstraint(condition=Q(step__in=list(Step)), name="monitoring_reminder_step"),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id} {self.step}"
