"""What is stored of executive reports: the words that an officer put right before it was printed."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.monitoring.models.project import Project
from saiyai.monitoring.rules.brief import BriefState


class Brief(Subject):
    """The words of an executive report on a project, at a place (empty: all areas), for a period; figures are not kept."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="briefs")
    place_code = models.CharField(max_length=8, blank=True)
    period_code = models.CharField(max_length=8)
    texts_text = models.TextField(default="{}")  # JSON of the words by part
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "place_code", "period_code"], name="monitoring_one_brief_a_period"
            ),
            models.CheckConstraint(condition=~Q(period_code=""), name="monitoring_brief_has_period"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.place_code} {self.period_code}"

    def snapshot(self) -> BriefState:
        """Return the report's words as the record keeps them."""
        return BriefState(
            self.project.code, self.place_code, self.period_code, self.version, dict(self.texts)
        )

    @property
    def texts(self) -> Mapping[str, str]:
        """Return the words by part."""
        texts: Mapping[str, str] = json.loads(self.texts_text)
        return texts
