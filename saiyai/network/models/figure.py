"""Figures that organisations told of themselves, each of a day and with its source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from saiyai.network.models.imports import ImportBatch
from saiyai.network.models.organisation import Organisation
from saiyai.network.rules.figure import Measure

MEASURE_NAMES = {
    Measure.MEMBERS: _("members (persons)"),
    Measure.CAPITAL: _("money held (baht)"),
}


class OrganisationFigure(models.Model):
    """How many members, or how much money in satang, an organisation told of on a day; a fact, never altered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=16, choices=list(MEASURE_NAMES.items()))
    amount = models.BigIntegerField()
    on = models.DateField()
    source = models.CharField(max_length=200)  # the file or paper that tells it
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.PROTECT, related_name="figures")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "measure", "on"], name="network_figure_once_a_day"
            ),
            models.CheckConstraint(condition=Q(measure__in=list(Measure)), name="network_figure_measure"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="network_figure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.measure} {self.amount} {self.on}"
