"""What is stored of people who sign in: their account, their offices, the roles they hold at places."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models

from saiyai.audit import clock
from saiyai.audit.models import Subject
from saiyai.kernel import powers


class Office(Subject):
    """An office of the ministry or of a local authority, with the areas it serves between two dates."""

    code = models.CharField(max_length=40, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name_th


class OfficeCoverage(models.Model):
    """That an office serves an area between two dates; an open end is null."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="coverage")
    prefix = models.CharField(max_length=8, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.office_id} {self.prefix}"


@dataclass(frozen=True, slots=True)
class UserState:
    """An account as the record keeps it."""

    username: str
    display_name: str = field(metadata={"personal": True})
    email: str = field(metadata={"personal": True})
    is_active: bool


class User(AbstractUser, Subject):
    """A person who signs in."""

    display_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.display_name or self.username

    def snapshot(self) -> UserState:
        """Return the account as the record keeps it."""
        return UserState(self.username, self.display_name, self.email, self.is_active)

    @cached_property
    def scope(self) -> powers.Scope:
        """Return what the person may see and do today; read once for each object that stands for them."""
        today = clock.today()
        grants = tuple(grant.value(today) for grant in self.grants.select_related("office"))
        return powers.Scope(on=today, grants=grants, user_id=self.pk)


@dataclass(frozen=True, slots=True)
class GrantState:
    """A grant as the record keeps it."""

    user_id: int
    role: str
    place_code: str
    office_id: int | None
    starts_on: date
    ends_on: date | None


class Grant(Subject):
    """A role held at a place, or over the areas of an office, between two dates."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in powers.Role])
    place_code = models.CharField(max_length=8, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in powers.Role]), name="accounts_grant_role"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="accounts_grant_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.place_code}"

    def snapshot(self) -> GrantState:
        """Return the grant as the record keeps it."""
        return GrantState(self.user_id, self.role, self.place_code, self.office_id, self.starts_on, self.ends_on)

    def value(self, on: date) -> powers.Grant:
        """Return the grant as access judges it on a day: an office's grant covers the areas the office serves then."""
        prefixes: tuple[str, ...] = (self.place_code,)
        if self.office_id is not None:
            served = self.office.coverage.all() if self.office else ()
            prefixes = tuple(c.prefix for c in served if c.starts_on <= on and (c.ends_on is None or on <= c.ends_on))
        return powers.Grant(powers.Role(self.role), prefixes, self.starts_on, self.ends_on)
