"""Roles that people hold at places."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import In

from saiyai.accounts.models.offices import Office
from saiyai.accounts.models.people import User
from saiyai.accounts.rules import SECONDED_ROLES, GrantState, Held, Holding
from saiyai.audit import clock
from saiyai.audit.models import Subject
from saiyai.kernel import powers

HOLDS = [GrantState.ACTIVE.value, GrantState.REVOKED.value]
CLOSED = [GrantState.REFUSED.value, GrantState.REVOKED.value]
SECONDED = sorted(role.value for role in SECONDED_ROLES)


def _fits_role() -> Q:
    """Return the condition that a place's code has a length at which the role may be granted."""
    fits = Q(office__isnull=False, place_code="")
    for role, lengths in powers.PREFIX_LENGTHS.items():
        if role in powers.DESK_ROLES:  # held through an office alone
            continue
        fits |= Q(role=role.value, office__isnull=True) & Q(In(Length("place_code"), list(lengths)))
    return fits


@dataclass(frozen=True, slots=True)
class GrantSnapshot:
    """A grant as the record keeps it."""

    user_id: int
    role: str
    place_code: str
    office_id: int | None
    starts_on: date
    ends_on: date | None
    state: str


class Grant(Subject):
    """A role held at a place, or over the areas of an office, between two dates."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in powers.Role])
    place_code = models.CharField(max_length=8, blank=True)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="grants")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in GrantState],
        default=GrantState.ACTIVE.value,
    )
    needs_second = models.BooleanField(default=False)
    granted_by = models.ForeignKey(  # null: the console gave it
        User, null=True, on_delete=models.PROTECT, related_name="grants_given"
    )
    granted_at = models.DateTimeField(default=clock.now)
    reason = models.TextField(blank=True)
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="grants_approved")
    approved_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(  # null where the console closed it
        User, null=True, on_delete=models.PROTECT, related_name="grants_closed"
    )
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in powers.Role]), name="accounts_grant_role"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in GrantState]), name="accounts_grant_state"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="accounts_grant_ends_after_start",
            ),
            models.CheckConstraint(condition=_fits_role(), name="accounts_grant_place_fits_role"),
            models.CheckConstraint(  # a high role needs a second person, unless the console gave it
                condition=~Q(role__in=SECONDED) | Q(granted_by=None) | Q(needs_second=True),
                name="accounts_grant_high_role_seconded",
            ),
            models.CheckConstraint(  # it holds, or held, exactly where whoever had to second it did
                condition=Q(state__in=HOLDS, needs_second=True, approved_at__isnull=False)
                | Q(state__in=HOLDS, needs_second=False, approved_at=None)
                | (~Q(state__in=HOLDS) & Q(needs_second=True, approved_at=None)),
                name="accounts_grant_holds_when_seconded",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="accounts_grant_approval_is_whole",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=CLOSED, closed_at__isnull=False) & ~Q(closed_reason=""))
                | (~Q(state__in=CLOSED) & Q(closed_at=None, closed_by=None, closed_reason="")),
                name="accounts_grant_closed_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")), name="accounts_grant_not_to_oneself"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("user")) & (Q(granted_by=None) | ~Q(approved_by=F("granted_by")))),
                name="accounts_grant_second_is_another",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "role"], name="accounts_grant_place")]

    def __str__(self) -> str:
        return f"{self.role} {self.place_code}"

    def snapshot(self) -> GrantSnapshot:
        """Return the grant as the record keeps it."""
        return GrantSnapshot(
            self.user_id, self.role, self.place_code, self.office_id, self.starts_on, self.ends_on, self.state
        )

    def prefixes_on(self, on: date) -> tuple[str, ...]:
        """Return the areas of the grant on a day: its place, or what its office serves then."""
        return (self.place_code,) if self.office is None else self.office.prefixes_on(on)

    def value(self, on: date) -> powers.Grant:
        """Return the grant as access judges it on a day."""
        return powers.Grant(powers.Role(self.role), self.prefixes_on(on), self.starts_on, self.ends_on)

    def holding(self, on: date) -> Holding:
        """Return what the grant gives on a day."""
        return Holding(powers.Role(self.role), self.prefixes_on(on))

    def held(self) -> Held:
        """Return the grant as far as another one may double it."""
        return Held(powers.Role(self.role), self.place_code, self.office_id, self.starts_on, self.ends_on)

    def close(self, state: GrantState, *, by: Any, reason: str) -> None:
        """Put the fields of a closed grant on this row, without saving it."""
        self.state, self.closed_at, self.closed_reason = state, clock.now(), reason
        self.closed_by_id = by.pk
