"""The ways in beside the password: links that are sent once, and the buckets that slow guessing down."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models

from saiyai.accounts.models.people import User
from saiyai.accounts.rules import LinkKind, LinkState
from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class InvitationSnapshot:
    """A link as the record keeps it; its secret is nowhere."""

    person_id: int
    kind: str
    state: str
    expires_at: datetime


class Invitation(Subject):
    """A link that lets a person choose a password once; only the hash of its secret is kept."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in LinkKind])
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in LinkState],
        default=LinkState.OPEN.value,
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in LinkKind]),
                name="accounts_invitation_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in LinkState]),
                name="accounts_invitation_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="used", used_at__isnull=False)
                | (~models.Q(state="used") & models.Q(used_at=None)),
                name="accounts_invitation_used_has_time",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="open"), name="accounts_invitation_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def owner_id(self) -> int:
        """Return whom the link is for."""
        return int(self.person_id)

    @property
    def place_code(self) -> str:
        """Return where the person belongs."""
        return self.person.place_code

    def snapshot(self) -> InvitationSnapshot:
        """Return the link as the record keeps it."""
        return InvitationSnapshot(self.person_id, self.kind, self.state, self.expires_at)


class Bucket(models.Model):
    """A token bucket as one number: the instant at which it will be full again (milliseconds since 1970, UTC)."""

    key = models.CharField(max_length=64, primary_key=True)  # a keyed hash: no name and no address is kept
    full_at_ms = models.BigIntegerField()

    def __str__(self) -> str:
        return self.key[:12]
