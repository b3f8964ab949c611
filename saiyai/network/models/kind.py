"""The kinds of organisations, those of every register and those that an office added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saiyai.audit.models import Subject
from saiyai.network.rules import KindState, Sector

SECTOR_NAMES = {
    Sector.PEOPLE: _("people's sector"),
    Sector.LOCAL: _("local government"),
    Sector.STATE: pgettext_lazy("sector", "state"),
    Sector.PRIVATE: _("private sector"),
    Sector.RELIGIOUS: _("religious sector"),
}


class OrganisationKind(Subject):
    """A kind of organisation, offered inside the area of the office that added it (everywhere if that is empty)."""

    code = models.CharField(max_length=20, primary_key=True)
    name_th = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    sector = models.CharField(max_length=10, choices=list(SECTOR_NAMES.items()), default=Sector.PEOPLE)
    place_code = models.CharField(max_length=8, blank=True)
    has_one_chair = models.BooleanField(default=True)
    is_network = models.BooleanField(default=False)  # others can be its members
    is_closed = models.BooleanField(default=False)  # no longer offered; organisations keep it
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place_code", "name_th"], name="network_kind_named_once"),
            models.CheckConstraint(condition=~Q(name_th=""), name="network_kind_is_named"),
            models.CheckConstraint(condition=Q(sector__in=list(Sector)), name="network_kind_sector"),
        ]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> KindState:
        """Return the kind as the record keeps it."""
        return KindState(
            self.name_th,
            self.name_en,
            self.sector,
            self.place_code,
            self.has_one_chair,
            self.is_network,
            self.is_closed,
        )
