"""The legal standings of organisations, with their days and papers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.network.models.organisation import Organisation
from saiyai.network.rules import Standing, StandingState
from saiyai.network.rules.standing import StandingEnd

STANDING_NAMES = {
    Standing.COMMUNITY_WELFARE: _("community welfare organisation"),
    Standing.PUBLIC_BENEFIT: _("public-benefit organisation"),
    Standing.FOUNDATION: _("registered foundation"),
    Standing.ASSOCIATION: _("registered association"),
    Standing.COOPERATIVE: _("cooperative"),
    Standing.COMMUNITY_ENTERPRISE: _("community enterprise"),
    Standing.STATUTORY: _("body set up by law"),
}
END_NAMES = {
    StandingEnd.REVOKED: _("revoked"),
    StandingEnd.EXPIRED: _("expired"),
    StandingEnd.GIVEN_UP: _("given up"),
    StandingEnd.RENEWED: _("renewed by another certificate"),
}


class OrganisationStanding(Subject):
    """That an organisation has a legal standing from its certificate's day until a day, both included."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="standings")
    standing = models.CharField(max_length=20, choices=list(STANDING_NAMES.items()))
    number = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField()
    gazette = models.CharField(max_length=200, blank=True)  # volume, part and page of the Royal Gazette
    gazetted_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)  # the last day its certificate is for; null: until it is ended
    ends_on = models.DateField(null=True)
    end = models.CharField(max_length=10, choices=list(END_NAMES.items()), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=list(Standing)), name="network_standing"),
            models.CheckConstraint(
                condition=Q(ends_on=None, end="") | Q(ends_on__isnull=False, end__in=list(StandingEnd)),
                name="network_standing_end_is_told",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="network_standing_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("starts_on")),
                name="network_standing_valid_after_start",
            ),
            models.UniqueConstraint(
                fields=["organisation", "standing"],
                condition=Q(ends_on=None),
                name="network_standing_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.standing}"

    @property
    def place_code(self) -> str:
        """Return where the organisation has its home."""
        return self.organisation.place_code

    def snapshot(self) -> StandingState:
        """Return the standing as rules judge it and the record keeps it."""
        return StandingState(
            self.organisation_id,
            self.standing,
            self.number,
            self.starts_on,
            self.gazette,
            self.gazetted_on,
            self.ends_on,
            self.end,
            self.valid_until,
        )
