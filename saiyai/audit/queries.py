"""What can be asked of the record: a thing's history, the chain's soundness, the head of each day."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from saiyai.audit.clock import BANGKOK
from saiyai.audit.models import ChainHead, Entry, EntrySubject, OutboxMessage
from saiyai.audit.one_state import one_state
from saiyai.audit.rules import Broken, first_broken

COLUMNS = "seq, at_us, command, actor_id, actor, place_code, reason, changes, prev_hash, hash"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that an act changed."""

    subject: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One act in a thing's history."""

    seq: int
    at: datetime
    command: str
    actor_id: int | None
    actor: str
    reason: str
    changes: tuple[Change, ...]


def history_of(subject: str, *, limit: int = 100) -> list[HistoryRow]:
    """Return the acts that speak of a thing ("app.model:key"), newest first."""
    entries = Entry.objects.filter(subjects__subject=subject).order_by("-seq")[:limit]
    return [
        HistoryRow(
            entry.seq,
            entry.recorded_at,
            entry.command,
            entry.actor_id,
            entry.actor,
            entry.reason,
            tuple(Change(*row) for row in json.loads(entry.changes) if row[0] == subject),
        )
        for entry in entries
    ]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where an act stands in the record: its number, instant, command, and who did it."""

    seq: int
    at: datetime
    command: str
    actor_id: int | None


def last_mark(subject: str, commands: Iterable[str] = ()) -> Mark | None:
    """Return the last act that speaks of a thing, or the last by one of some commands; None where there is none."""
    rows = EntrySubject.objects.filter(subject=subject).select_related("entry").order_by("-entry_id")
    wanted = tuple(commands)
    found = (rows.filter(entry__command__in=wanted) if wanted else rows).first()
    if found is None:
        return None
    return Mark(found.entry.seq, found.entry.recorded_at, found.entry.command, found.entry.actor_id)


def spoken_of_since(subjects: Iterable[str], seq: int) -> set[str]:
    """Return those of some things that an act after an entry of the record speaks of."""
    rows = EntrySubject.objects.filter(subject__in=list(subjects), entry_id__gt=seq).order_by()
    return set(rows.values_list("subject", flat=True))


def subjects_acted_on(actor_id: int, subjects: Iterable[str]) -> frozenset[str]:
    """Return those of some things ("app.model:key") of which an act by one actor speaks."""
    rows = EntrySubject.objects.filter(subject__in=list(subjects), entry__actor_id=actor_id)
    return frozenset(rows.values_list("subject", flat=True))


@dataclass(frozen=True, slots=True)
class Soundness:
    """Whether the chain holds: how many entries do, the last good hash, and the first that does not."""

    entries: int
    head: str
    broken: Broken | None


def soundness_of_chain(progress: Callable[[int, int], None] | None = None) -> Soundness:
    """Return whether every entry follows the one before and the head is the last of them.

    Reads the rows with a bare cursor, all of one state of the database: others may write meanwhile. A chain of a
    million entries is read in seconds. `progress` is told how many of how many entries were read.
    """
    with one_state(), connection.cursor() as cursor:
        whole = Entry.objects.count()
        cursor.execute(f"SELECT {COLUMNS} FROM audit_entry ORDER BY seq")  # noqa: S608 (a constant)
        entries, head, broken = first_broken(_rows(cursor, whole, progress))
        stored = ChainHead.objects.get(pk=1)
    if broken is None and (stored.seq, stored.hash) != (entries, head):
        broken = Broken(entries + 1, "missing: the head names a later entry")
    return Soundness(entries, head, broken)


def _rows(cursor: Any, whole: int, progress: Callable[[int, int], None] | None) -> Iterator[tuple[Any, ...]]:
    done = 0
    while rows := cursor.fetchmany(5_000):
        yield from rows
        done += len(rows)
        if progress is not None:
            progress(done, whole)


def unsent_messages() -> list[OutboxMessage]:
    """Return the outgoing messages that are not sent, oldest first."""
    return list(OutboxMessage.objects.exclude(state=OutboxMessage.State.SENT).order_by("pk"))


def chain_head() -> tuple[int, str]:
    """Return the number and the hash of the chain's last entry."""
    head = ChainHead.objects.get(pk=1)
    return head.seq, head.hash


@dataclass(frozen=True, slots=True)
class DayHead:
    """The chain's last entry of a day, as it is published."""

    on: date
    seq: int
    hash: str


_DAY_US, _AHEAD_US = (
    86_400_000_000,
    25_200_000_000,
)  # a day, and how far Thailand is ahead of UTC, in microseconds
_DAY_HEADS = """
WITH RECURSIVE latest(at_us, place) AS (
    SELECT (SELECT MAX(at_us) FROM audit_entry WHERE at_us < %(end)s), 1
    UNION ALL
    SELECT (SELECT MAX(at_us) FROM audit_entry
            WHERE at_us < (latest.at_us + %(ahead)s) / %(day)s * %(day)s - %(ahead)s), place + 1
    FROM latest WHERE latest.at_us IS NOT NULL AND place < %(days)s
)
SELECT entry.at_us, entry.seq, entry.hash FROM latest JOIN audit_entry AS entry
    ON entry.seq = (SELECT MAX(seq) FROM audit_entry WHERE at_us = latest.at_us)
ORDER BY latest.at_us DESC
"""
"""From each day's latest entry a step back to the day before: one look into the index a day, in one query."""


def day_heads(*, days: int, until: date) -> list[DayHead]:
    """Return the heads of the last days that saw an act, newest first."""
    end = datetime.combine(until + timedelta(days=1), datetime.min.time(), tzinfo=BANGKOK)
    asked = {"end": int(end.timestamp() * 1_000_000), "ahead": _AHEAD_US, "day": _DAY_US, "days": days}
    with connection.cursor() as cursor:
        cursor.execute(_DAY_HEADS, asked)
        return [
            DayHead(datetime.fromtimestamp(at_us / 1_000_000, tz=BANGKOK).date(), seq, seal)
            for at_us, seq, seal in cursor.fetchall()
        ]


def present_sequence() -> int:
    """Return the number of the chain's last entry: what a document says it was made at."""
    return ChainHead.objects.values_list("seq", flat=True).get(pk=1)


_ENDS = """
WITH RECURSIVE named(command) AS (
    SELECT MIN(command) FROM audit_entry
    UNION ALL
    SELECT (SELECT MIN(command) FROM audit_entry WHERE command > named.command)
    FROM named WHERE named.command IS NOT NULL
)
SELECT named.command,
    (SELECT MIN(seq) FROM audit_entry WHERE audit_entry.command = named.command),
    (SELECT MAX(seq) FROM audit_entry WHERE audit_entry.command = named.command)
FROM named WHERE named.command IS NOT NULL
"""
"""From one name of a command to the next, and of each its ends: three looks into the index a name."""


def ends_by_command() -> dict[str, tuple[int, int]]:
    """Return the first and the latest entry of each command that the record holds, at once however long it is."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDS)
        return {command: (first, last) for command, first, last in cursor.fetchall()}


def marks_of(numbers: Iterable[int]) -> dict[int, tuple[Mark, str]]:
    """Return where entries stand in the record, with their hashes, by number."""
    return {
        each.seq: (Mark(each.seq, each.recorded_at, each.command, each.actor_id), each.hash)
        for each in Entry.objects.filter(seq__in=list(numbers))
    }
