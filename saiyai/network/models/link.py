"""Links between organisations, typed and dated."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.network.models.organisation import Organisation
from saiyai.network.rules import LinkKind, LinkState
from saiyai.network.rules.link import MUTUAL

LINK_NAMES = {
    LinkKind.MONEY: _("supports with money"),
    LinkKind.REFERS: _("refers people to"),
    LinkKind.MEMBER_OF: _("is a member of"),
    LinkKind.SHARES_PEOPLE: _("shares people with"),
    LinkKind.JOINT_ACTIVITY: _("holds joint activities with"),
    LinkKind.COORDINATES: _("coordinates with"),
}


class Link(Subject):
    """That one organisation is linked to another between two days, both included; each side may confirm it."""

    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links_from")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=16, choices=list(LINK_NAMES.items()))
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    note = models.TextField(blank=True)  # what shows it: a minute, an agreement, a photograph
    source_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    target_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(LinkKind)), name="network_link_kind"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="network_link_to_another"),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(MUTUAL)) | Q(source__lt=F("target")),
                name="network_link_mutual_in_order",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="network_link_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(source_confirmed_by=None)
                | Q(target_confirmed_by=None)
                | ~Q(source_confirmed_by=F("target_confirmed_by")),
                name="network_link_confirmed_by_two",
            ),
            models.UniqueConstraint(
                fields=["source", "target", "kind"],
                condition=Q(ends_on=None),
                name="network_link_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"

    @property
    def place_code(self) -> str:
        """Return where the organisation at the link's first end has its home."""
        return self.source.place_code

    def snapshot(self) -> LinkState:
        """Return the link as rules judge it and the record keeps it."""
        return LinkState(
            self.source_id,
            self.target_id,
            self.kind,
            self.starts_on,
            self.ends_on,
            self.note,
            self.source_confirmed_by_id is not None,
            self.target_confirmed_by_id is not None,
        )
