"""What is stored of the record: the chain and its head, what entries speak of, outgoing messages, security events."""

from datetime import UTC, datetime
from typing import Any

from django.db import models


class Entry(models.Model):
    """One act: who did what, when, where and why, and which fields changed. Final once written."""

    seq = models.BigIntegerField(primary_key=True)
    at_us = models.BigIntegerField(
        db_index=True
    )  # microseconds since 1970 in UTC: the same exact value on both engines
    command = models.CharField(max_length=80)
    actor_id = models.BigIntegerField(null=True)  # no key: the record outlives the account
    actor = models.CharField(max_length=40)  # "console" or "" where the number says who
    place_code = models.CharField(max_length=8)
    reason = models.TextField()
    changes = models.TextField()
    prev_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_entry_seq_from_one")
        ]
        indexes = [models.Index(fields=["command", "seq"], name="audit_entry_command")]

    def __str__(self) -> str:
        return f"{self.seq} {self.command}"

    @property
    def recorded_at(self) -> datetime:
        """Return the instant of the act."""
        return datetime.fromtimestamp(self.at_us / 1_000_000, tz=UTC)


class EntrySubject(models.Model):
    """That an entry speaks of a thing: the index behind a thing's history."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="subjects")
    subject = models.CharField(max_length=80)  # "app.model:key"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "entry"], name="audit_subject_once_an_entry")
        ]

    def __str__(self) -> str:
        return self.subject


class ChainHead(models.Model):
    """The chain's last link: the one row that writers lock, so that order is the order of commits."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class OutboxMessage(models.Model):
    """A message written in the transaction of the act that causes it, and sent after it by the worker.

    A message found `sending` after a crash may have gone out: it becomes `perhaps_sent` and waits for a person.
    """

    class State(models.TextChoices):
        """Where the message is on its way."""

        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        PERHAPS_SENT = "perhaps_sent"
        FAILED = "failed"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=20)
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    message_id = models.CharField(max_length=120, unique=True)  # fixed, so that a mail sent twice is one mail
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=120, blank=True)  # the sending process: host, number, start
    forgets = models.BooleanField(default=False)  # whether recipient and text go once its fate is settled
    problem = models.CharField(max_length=300, blank=True)  # the last refusal, in the mail server's words
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sending", "sent", "perhaps_sent", "failed"]),
                name="audit_outbox_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="sent", sent_at__isnull=False)
                | (~models.Q(state="sent") & models.Q(sent_at=None)),
                name="audit_outbox_sent_has_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before_at"], name="audit_outbox_due")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state} {self.message_id}"


class DueJob(models.Model):
    """When a periodic job is next due, and how it last went; whoever moves `next_at` on is the one who runs it."""

    name = models.CharField(max_length=80, primary_key=True)
    next_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.next_at:%Y-%m-%d %H:%M}"


class SecurityEvent(models.Model):
    """What did not become an act: a denial, a failed sign-in; or an export of personal data. No chain, no lock."""

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Subject(models.Model):
    """A thing that commands change and the record speaks of. Its `snapshot()` is the frozen value that rules judge."""

    class Meta:
        abstract = True

    def snapshot(self) -> Any:
        """Return the thing's present state as a frozen dataclass; personal fields carry `metadata={"personal": True}`."""
        raise TypeError(f"{type(self).__name__} has no snapshot")

    @property
    def subject_key(self) -> str:
        """Return how the record names the thing: "app.model:key"."""
        return f"{self._meta.label_lower}:{self.pk}"
