"""Identities that a provider vouches for, each linked to the one account that it opens."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from saiyai.accounts.models.people import User
from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class IdentitySnapshot:
    """A linked identity as the record keeps it; whose number it is stands nowhere."""

    person_id: int
    issuer: str
    linked_at: datetime
    ended_at: datetime | None


class Identity(Subject):
    """An identity of a provider that opens an account; the number that it is known by is kept as a keyed hash alone."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject_hash = models.CharField(max_length=64)
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject_hash"],
                condition=models.Q(ended_at=None),
                name="accounts_identity_opens_one_account",
            ),
            models.UniqueConstraint(
                fields=["person", "issuer"],
                condition=models.Q(ended_at=None),
                name="accounts_identity_one_of_a_provider",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("linked_at")),
                name="accounts_identity_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.linked_at:%Y-%m-%d}"

    @property
    def place_code(self) -> str:
        """Return where the person belongs."""
        return self.person.place_code

    def snapshot(self) -> IdentitySnapshot:
        """Return the link as the record keeps it."""
        return IdentitySnapshot(self.person_id, self.issuer, self.linked_at, self.ended_at)
