"""Offices as a dated tree, and the areas that each serves between two dates."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from saiyai.accounts.rules import OfficeKind, Served, areas_served
from saiyai.audit import clock
from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class OfficeSnapshot:
    """An office as the record keeps it; coverage as "prefix from–to" lines."""

    code: str
    kind: str
    name_th: str
    name_en: str
    parent: str
    place_code: str
    starts_on: date
    ends_on: date | None
    coverage: tuple[str, ...]


class Office(Subject):
    """An office of the ministry or of a local authority, with the areas it serves between two dates."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in OfficeKind],
        default=OfficeKind.SUPPORT_OFFICE.value,
    )
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    place_code = models.CharField(
        max_length=8, blank=True
    )  # where it belongs; the nation's offices have none
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in OfficeKind]), name="accounts_office_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="accounts_office_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="accounts_office_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> OfficeSnapshot:
        """Return the office as the record keeps it, with the areas it serves."""
        served = OfficeCoverage.objects.filter(office_id=self.pk).order_by("prefix", "starts_on")
        return OfficeSnapshot(
            self.code,
            self.kind,
            self.name_th,
            self.name_en,
            self.parent.code if self.parent else "",
            self.place_code,
            self.starts_on,
            self.ends_on,
            tuple(f"{each.prefix} {each.starts_on} {each.ends_on or ''}".strip() for each in served),
        )

    def prefixes_on(self, on: date) -> tuple[str, ...]:
        """Return the areas served on a day; none once the office has ended."""
        served = [Served(each.prefix, each.starts_on, each.ends_on) for each in self.coverage.all()]
        return areas_served(served, self.ends_on, on)

    @property
    def is_present(self) -> bool:
        """Tell whether the office exists today."""
        today = clock.today()
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


class OfficeCoverage(models.Model):
    """That an office serves an area between two dates; an open end is null."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="coverage")
    prefix = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="accounts_coverage_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["office", "prefix"],
                condition=models.Q(ends_on=None),
                name="accounts_coverage_once_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.prefix}"
