"""Stations at the doors of a forum, what they noted without a network, and how their clocks stood."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.forums.models.forum import Forum
from saiyai.forums.models.registration import Registration
from saiyai.forums.rules.arrivals import EventKind
from saiyai.forums.rules.stage import StationState


class Station(Subject):
    """A post at which one phone notes who comes; another phone that takes over is another station."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="stations")
    name = models.CharField(max_length=60)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)  # when it last handed events over

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="forums_station_named")]

    def __str__(self) -> str:
        return self.name

    def snapshot(self) -> StationState:
        """Return the station as the record keeps it."""
        return StationState(self.forum.code, self.name, self.scans.count())


class Scan(models.Model):
    """One event that a station noted; events are only ever added."""

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="scans")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in EventKind])
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="scans")
    device_ms = models.BigIntegerField()
    of = models.PositiveIntegerField(default=0)  # the running number that a void takes back
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["station", "sequence", "kind", "registration", "device_ms", "of"],
                name="forums_scan_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(EventKind))
                & (Q(kind=EventKind.VOID, of__gt=0) | (~Q(kind=EventKind.VOID) & Q(of=0))),
                name="forums_scan_kinds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.sequence}"


class Measure(models.Model):
    """How a station's clock stood against the house's at a hand-over."""

    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="measures")
    sequence = models.PositiveIntegerField()
    device_ms = models.BigIntegerField()
    server_ms = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.station_id} {self.sequence}"
