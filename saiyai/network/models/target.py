"""Targets of coverage: which share of a place's villages is to have somebody by which day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.network.models.organisation import WelfareField
from saiyai.network.rules.target import TargetState


class CoverageTarget(Subject):
    """That a share of the villages of a place is to have somebody by a day, in one field of welfare or in any."""

    place_code = models.CharField(max_length=6)
    field = models.CharField(max_length=12, blank=True)
    due_on = models.DateField()
    percent = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "field", "due_on"], name="network_target_once_a_place_and_day"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="network_target_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(field__in=["", *WelfareField.values]), name="network_coverage_target_field"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.field} {self.percent} % {self.due_on}"

    def snapshot(self) -> TargetState:
        """Return the target as rules judge it and the record keeps it."""
        return TargetState(self.place_code, self.field, self.due_on, self.percent, self.note)
