"""Offices as a dated tree, and the areas that each serves between two dates."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db import models

from saiyai.accounts.rules import OfficeKind, Served, areas_served
from saiyai.accounts.rules.contact import CONTACT_FIELDS, SCHEMES, ContactTerms
from saiyai.audit import clock
from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class OfficeSnapshot:
    """An office as the record keeps it; coverage as "prefix from–to" lines, its contact as "field: text" lines."""

    code: str
    kind: str
    name_th: str
    name_en: str
    parent: str
    place_code: str
    starts_on: date
    ends_on: date | None
    coverage: tuple[str, ...]
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostSnapshot:
    """A person's place on an office's public page as the record keeps it."""

    office_id: int
    person_id: int
    position_th: str
    position_en: str
    shows_phone: bool
    agreed_at: datetime
    ended_at: datetime | None


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
        contact = OfficeContact.objects.filter(office_id=self.pk).first()
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
            contact.terms().lines() if contact else (),
        )

    def prefixes_on(self, on: date) -> tuple[str, ...]:
        """Return the areas served on a day; none once the office has ended."""
        served = [Served(each.prefix, each.starts_on, each.ends_on) for each in self.coverage.all()]
        return areas_served(served, self.ends_on, on)

    @property
    def is_present(self) -> bool:
        """Tell whether the office exists today."""
        return self.stands_on(clock.today())

    def stands_on(self, on: date) -> bool:
        """Tell whether the office exists on a day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


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


def _empty_or_web(field: str) -> models.Q:
    """Return the condition that a field is empty or begins as an address of the web does."""
    beginnings = [models.Q(**{f"{field}__startswith": each}) for each in SCHEMES]
    return reduce(or_, beginnings, models.Q(**{field: ""}))


class OfficeContact(models.Model):
    """What an office says of itself to everybody, and how it is reached; empty texts where it says nothing."""

    office = models.OneToOneField(Office, primary_key=True, on_delete=models.PROTECT, related_name="contact")
    about_th = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    address_th = models.TextField(blank=True)
    address_en = models.TextField(blank=True)
    phone = models.CharField(max_length=120, blank=True)  # as on a letterhead: several, ranges, extensions
    fax = models.CharField(max_length=120, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=300, blank=True)
    facebook = models.CharField(max_length=300, blank=True)
    line = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_empty_or_web("website"), name="accounts_contact_website"),
            models.CheckConstraint(condition=_empty_or_web("facebook"), name="accounts_contact_facebook"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.phone} {self.email}"

    def terms(self) -> ContactTerms:
        """Return what was said, as the forms and the rules know it."""
        return ContactTerms(**{name: getattr(self, name) for name in CONTACT_FIELDS})


class OfficePost(Subject):
    """That somebody agreed to stand on the public page of the office through which they act, and as what."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="posts")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="posts")
    position_th = models.CharField(max_length=120)
    position_en = models.CharField(max_length=120, blank=True)
    shows_phone = models.BooleanField(default=False)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "person"],
                condition=models.Q(ended_at=None),
                name="accounts_post_once_open",
            ),
            models.CheckConstraint(condition=~models.Q(position_th=""), name="accounts_post_has_position"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("agreed_at")),
                name="accounts_post_ends_after_it_was_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.position_th}"

    def snapshot(self) -> PostSnapshot:
        """Return the post as the record keeps it."""
        return PostSnapshot(
            self.office_id,
            self.person_id,
            self.position_th,
            self.position_en,
            self.shows_phone,
            self.agreed_at,
            self.ended_at,
        )
