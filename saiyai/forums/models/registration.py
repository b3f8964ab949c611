"""Quotas of a forum, their seats as rows, and the registrations that hold them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.forums.models.forum import Forum
from saiyai.forums.rules.registration import (
    MOST_SEATS,
    Need,
    Participant,
    QuotaState,
    RegistrationState,
    Standing,
)
from saiyai.network.models import Organisation

PARTICIPANT_NAMES = {
    Participant.NETWORK: pgettext_lazy("participant", "members of the network"),
    Participant.OFFICER: pgettext_lazy("participant", "officers"),
    Participant.GUEST: pgettext_lazy("participant", "guests and speakers"),
    Participant.STAFF: pgettext_lazy("participant", "working group"),
    Participant.OBSERVER: pgettext_lazy("participant", "observers"),
}
STANDING_NAMES = {
    Standing.SEATED: pgettext_lazy("registration", "has a seat"),
    Standing.WAITING: pgettext_lazy("registration", "on the waiting list"),
    Standing.WITHDRAWN: pgettext_lazy("registration", "withdrawn"),
}
NEED_NAMES = {
    Need.VEGETARIAN: pgettext_lazy("need", "vegetarian food"),
    Need.HALAL: pgettext_lazy("need", "halal food"),
    Need.WHEELCHAIR: pgettext_lazy("need", "wheelchair access"),
    Need.SIGN_LANGUAGE: pgettext_lazy("need", "sign language interpreter"),
    Need.COMPANION: pgettext_lazy("need", "comes with a companion"),
}


class Quota(Subject):
    """How many of one kind of participant one area sends to a forum; each seat of it is a row."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="quotas")
    place_code = models.CharField(max_length=4)  # a province or district; guests are of the venue's province
    kind = models.CharField(max_length=10, choices=PARTICIPANT_NAMES.items())
    seats = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "place_code", "kind"], name="forums_one_quota_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=list(Participant), seats__lte=MOST_SEATS), name="forums_quota_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum_id} {self.place_code} {self.kind}"

    def snapshot(self) -> QuotaState:
        """Return the quota as the record keeps it."""
        return QuotaState(self.forum.code, self.place_code, self.kind, self.seats)


class Seat(models.Model):
    """One seat of a quota; that one registration at most holds it is what keeps a quota from being oversold."""

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="places")

    def __str__(self) -> str:
        return f"{self.quota_id} {self.pk}"


class Registration(Subject):
    """That somebody is to take part in a forum: who, for which quota, and on which seat."""

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="registrations")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="holders")
    standing = models.CharField(max_length=10, choices=STANDING_NAMES.items())
    badge = models.CharField(max_length=16, unique=True)  # the code on the name badge; it says nothing else
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=400)  # as names are found and told apart
    position = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=200, blank=True)  # where no registered organisation is meant
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    needs = models.JSONField(default=list)
    remark = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=Standing.SEATED, seat__isnull=False)
                | Q(standing__in=[Standing.WAITING, Standing.WITHDRAWN], seat=None),
                name="forums_seated_has_seat",
            ),
            models.CheckConstraint(
                condition=(
                    Q(standing=Standing.WITHDRAWN, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")
                )
                | (~Q(standing=Standing.WITHDRAWN) & Q(withdrawn_at=None, withdrawn_reason="")),
                name="forums_registration_withdrawn_says_why",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(seat__isnull=False), name="forums_seat_held_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="forums_registration_named"),
            models.UniqueConstraint(
                fields=["quota", "name_key"],
                condition=~Q(standing=Standing.WITHDRAWN),
                name="forums_registered_once",
            ),
        ]
        indexes = [models.Index(fields=["quota", "standing"], name="forums_registration_standing")]

    def __str__(self) -> str:
        return self.badge

    @property
    def place_code(self) -> str:
        """Return the area that sends the participant."""
        return self.quota.place_code

    @property
    def turn(self) -> int:
        """Return the place in the line: a substitute stands where the one stood who was named first."""
        return self.pk if self.replaces is None else self.replaces.turn

    def snapshot(self) -> RegistrationState:
        """Return the registration as the record keeps it."""
        return RegistrationState(
            forum=self.quota.forum.code,
            place_code=self.quota.place_code,
            kind=self.quota.kind,
            standing=self.standing,
            name=self.name,
            phone=self.phone,
            email=self.email,
            needs=" ".join(sorted(self.needs)),
        )
