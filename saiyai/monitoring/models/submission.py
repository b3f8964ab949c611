"""What is stored of submissions that carried a key of their client: the same key and body is answered alike."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.monitoring.models.report import Report


class Submission(models.Model):
    """That a person's client submitted a report under a key of its own, with which body, and what came of it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    version = models.PositiveIntegerField()  # the report's, after the act
    content_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="monitoring_submission_once_a_key"),
            models.CheckConstraint(condition=~Q(key=""), name="monitoring_submission_has_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.report_id} {self.version}"
