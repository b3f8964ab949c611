"""People who sign in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from saiyai.accounts.rules import GrantState, Holding, Served, areas_served
from saiyai.audit import clock
from saiyai.audit.models import Subject
from saiyai.kernel import powers

PERSONAL = {"personal": True}
HELD = ("pk", "role", "place_code", "starts_on", "ends_on", "office", "office__ends_on")
SERVED = tuple(f"office__coverage__{name}" for name in ("prefix", "starts_on", "ends_on"))
"""What a scope is made of: the columns of each grant, and of each area that its office serves."""


@dataclass(frozen=True, slots=True)
class UserSnapshot:
    """An account as the record keeps it."""

    username: str
    display_name: str = field(metadata=PERSONAL)
    email: str = field(metadata=PERSONAL)
    phone: str = field(metadata=PERSONAL)
    place_code: str
    is_active: bool
    sessions_ended: int


class User(AbstractUser, Subject):
    """A person who signs in. Nobody is a superuser: what a person may do comes from their grants alone."""

    display_name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    place_code = models.CharField(
        max_length=8, blank=True
    )  # where the person belongs, whatever roles they hold
    sessions_ended = models.PositiveIntegerField(
        default=0
    )  # part of each session's proof: one more ends them all

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("username"), name="accounts_user_name_in_any_case"),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="accounts_user_email_in_any_case"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def owner_id(self) -> int:
        """Return whose the account is."""
        return int(self.pk)

    def snapshot(self) -> UserSnapshot:
        """Return the account as the record keeps it."""
        return UserSnapshot(
            self.username,
            self.display_name,
            self.email,
            self.phone,
            self.place_code,
            self.is_active,
            self.sessions_ended,
        )

    @cached_property
    def scope(self) -> powers.Scope:
        """Return what the person may see and do today; read once for each object that stands for them, in one query."""
        today = clock.today()
        active = self.grants.filter(state=GrantState.ACTIVE).order_by("pk").values_list(*HELD, *SERVED)
        grants = groupby(active, key=itemgetter(slice(len(HELD))))
        values = tuple(_value(held, [row[len(HELD) :] for row in rows], today) for held, rows in grants)
        return powers.Scope(on=today, grants=values, user_id=self.pk)

    def holdings(self) -> list[Holding]:
        """Return what the person holds or waits for, today or later: what somebody else must be able to give."""
        today = clock.today()
        unclosed = self.grants.filter(state__in=[GrantState.WAITING, GrantState.ACTIVE]).select_related(
            "office"
        )
        return [
            Holding(powers.Role(each.role), each.prefixes_on(today))
            for each in unclosed.prefetch_related("office__coverage")
            if (each.ends_on is None or today <= each.ends_on)
            and (each.prefixes_on(today) or _is_at_present_desk(each))
        ]

    def get_session_auth_hash(self) -> str:
        """Return the proof that a session belongs to the account; it changes when all sessions are ended."""
        return f"{super().get_session_auth_hash()}:{self.sessions_ended}"


def _is_at_present_desk(grant: Any) -> bool:
    """Tell whether a grant is a place at the news desk of an office of today, which need serve no area."""
    return (
        powers.Role(grant.role) in powers.DESK_ROLES and grant.office is not None and grant.office.is_present
    )


def _value(held: tuple[Any, ...], served: Iterable[tuple[Any, ...]], on: date) -> powers.Grant:
    """Return a grant, stored as HELD with rows of SERVED, as access judges it on a day.

    Who writes an office's news sees nothing of its areas; once the office has ended there is nothing to write for.
    """
    _pk, role, place_code, starts_on, ends_on, office, office_ends_on = held
    if powers.Role(role) in powers.DESK_ROLES:
        ends_on = min((each for each in (ends_on, office_ends_on) if each is not None), default=None)
        return powers.Grant(powers.Role(role), (), starts_on, ends_on)
    areas = (Served(*each) for each in served if each[1] is not None)
    prefixes = (place_code,) if office is None else areas_served(areas, office_ends_on, on)
    return powers.Grant(powers.Role(role), prefixes, starts_on, ends_on)
