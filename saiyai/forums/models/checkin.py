"""Who came to a forum, and the slip that was handed over then: with the badge's code it admits to votes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.forums.models.registration import Registration
from saiyai.forums.rules.stage import CheckInState


class CheckIn(Subject):
    """That a participant came: when and at which desk; a mistaken one is undone, never deleted."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="check_ins")
    station = models.CharField(max_length=60)
    came_at = models.DateTimeField()  # the earliest that is known: at a desk on line, or noted by a station
    desk_at = models.DateTimeField(null=True)  # when a desk on line noted it; empty where only stations did
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(undone_at=None), name="forums_present_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_reason="")
                | (Q(undone_at__isnull=False) & ~Q(undone_reason="")),
                name="forums_check_in_undone_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.station}"

    @property
    def place_code(self) -> str:
        """Return the area that sends the participant."""
        return self.registration.place_code

    def snapshot(self) -> CheckInState:
        """Return the check-in as the record keeps it."""
        return CheckInState(self.registration_id, self.station, self.undone_at is not None)


class Slip(models.Model):
    """The six digits that a participant was handed, kept as a keyed hash; a new slip ends the old one."""

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="slip")
    digest = models.CharField(max_length=64)
    handed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.registration_id)
