"""Bringing in lists: staged rows wait in a batch until one command moves them, and one may take them back.

Staging writes in transactions of some ten milliseconds, so that nobody waits for the one writer that SQLite has.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Count, Q

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.audit.sealing import opened, sealed
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.network import access
from saiyai.network.models import ColumnTitle, ImportBatch, ImportRow
from saiyai.network.rules.imports import OPEN, BatchState, ListKind, shared_prefix, title_key

ROWS_AT_ONCE = 250
"""Rows judged together and staged in one transaction: some 15 ms, and some 3 MB."""
LITTLE_KEPT = {"cache_size": -4_000, "mmap_size": 0}
"""What SQLite keeps of the database while rows pass through: KB of pages (below zero, as it wants them), bytes mapped."""
FORSAKEN = timedelta(minutes=5)
"""After how long a check that nobody finished is begun again."""
FILE = "network.import.file"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it was sent, with what its rows do not say themselves."""

    kind: str
    file_name: str
    content: bytes
    usual_kind: str = ""
    figures_on: date | None = None


@command("network.import.begin", allows=access.may_begin_import)
def begin_import(*, arrival: Arrival, by: User) -> ImportBatch:
    """Take a list in to be checked; nothing of it is in the register before it is accepted."""
    if arrival.kind not in list(ListKind):
        raise Refusal("upload.unknown_kind", kind=arrival.kind)
    return ImportBatch.objects.create(
        kind=arrival.kind,
        file_name=arrival.file_name[-200:],
        digest=hashlib.sha256(arrival.content).hexdigest(),
        content=sealed(b64encode(arrival.content).decode(), context=FILE),
        place_code=shared_prefix(by.scope.prefixes(access.IMPORTERS)),
        made_by=by,
        made_at=clock.now(),
        usual_kind=arrival.usual_kind,
        figures_on=arrival.figures_on or clock.today(),
    )


def claim_import(number: int) -> ImportBatch | None:
    """Return a waiting batch for this process alone to check, None where another does; one forsaken waits again."""
    now = clock.now()
    waiting = Q(state=BatchState.SENT) | Q(state=BatchState.CHECKING, claimed_at__lt=now - FORSAKEN)
    taken = ImportBatch.objects.filter(waiting, pk=number).update(state=BatchState.CHECKING, claimed_at=now)
    batches = ImportBatch.objects.select_related("made_by").defer("content")
    return batches.get(pk=number) if taken else None


def content_of(batch: ImportBatch) -> bytes:
    """Return the file of a batch that is not decided yet; the batch itself does not go on holding it."""
    content = ImportBatch.objects.values_list("content", flat=True).get(pk=batch.pk)
    return b64decode(opened(content, context=FILE))


COLUMNS = (
    "row",
    "part",
    "cells",
    "answers",
    "problems",
    "record",
    "verdict",
    "title",
    "place_code",
    "key",
    "organisation_id",
    "person_id",
)
_INSERT = (
    f"INSERT INTO network_importrow (batch_id, {', '.join(COLUMNS)}) "  # noqa: S608 (constants)
    f"VALUES ({', '.join(['%s'] * (len(COLUMNS) + 1))})"
)


def as_stored(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the columns of a staged row as both engines take them."""
    return tuple(
        [_as_json(value) if isinstance(value, (list, dict)) else value for value in map(values.get, COLUMNS)]
    )


_as_json = json.JSONEncoder(ensure_ascii=False).encode


def stage_rows(batch: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows into a batch in small transactions of their own; plain SQL, for the ORM takes six times as long."""
    left = iter(rows)
    while some := [(batch, *as_stored(each)) for each in islice(left, ROWS_AT_ONCE)]:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(_INSERT, some)


@contextmanager
def little_kept() -> Iterator[None]:
    """Let SQLite keep little in memory of rows that pass through once: its pages would take 40 MB and serve nobody."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = {each: cursor.execute(f"PRAGMA {each}").fetchone()[0] for each in LITTLE_KEPT}
        _keep(cursor, LITTLE_KEPT)
        try:
            yield
        finally:
            _keep(cursor, usual)


def _keep(cursor: CursorWrapper, sizes: Mapping[str, int]) -> None:
    for each, size in sizes.items():
        cursor.execute(f"PRAGMA {each} = {size}")


def clear_rows(batch: int) -> None:
    """Take away the rows of a batch that is read anew."""
    while some := list(
        ImportRow.objects.filter(batch=batch).values_list("pk", flat=True)[: ROWS_AT_ONCE * 20]
    ):
        ImportRow.objects.filter(pk__in=some).delete()


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read: its titles with samples, which column holds what, and how many rows were none."""

    titles: Sequence[str]
    samples: Sequence[Sequence[str]]
    columns: Mapping[str, int]
    skipped: int


@command("network.import.finish", allows=access.may_decide_import, subjects=("batch",))
def finish_checking(*, batch: ImportBatch, reading: Reading, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Close the checking of a batch with its counts."""
    batch.titles, batch.samples = list(reading.titles), [list(each) for each in reading.samples]
    batch.columns, batch.skipped, batch.problem = dict(reading.columns), reading.skipped, {}
    batch.state = BatchState.CHECKED.value
    _count(batch)
    batch.save()
    return batch


@command("network.import.fail", allows=access.may_decide_import, subjects=("batch",))
def fail_checking(
    *,
    batch: ImportBatch,
    code: str,
    values: Mapping[str, Any],
    by: Actor,  # noqa: ARG001
) -> ImportBatch:
    """Note why a file could not be read."""
    batch.state, batch.problem = BatchState.FAILED.value, {"c": code, "v": dict(values)}
    batch.save()
    return batch


def _count(batch: ImportBatch) -> None:
    rows = ImportRow.objects.filter(batch=batch).order_by().values_list("verdict")
    counts = dict(rows.annotate(count=Count("pk")))
    batch.good, batch.asked, batch.same, batch.left = (
        counts.get(each, 0) for each in ("good", "asked", "same", "left")
    )
    batch.rows = sum(counts.values())


@command("network.import.place_columns", allows=access.may_decide_import, subjects=("batch",))
def place_columns(
    *, batch: ImportBatch, columns: Mapping[str, int], figures_on: date | None, usual_kind: str, by: User
) -> ImportBatch:
    """Say which column holds what, and remember it for the office; the file is then read anew."""
    check_is_open(batch)
    batch.columns = {key: at for key, at in columns.items() if 0 <= at < len(batch.titles)}
    batch.figures_on, batch.usual_kind = figures_on or batch.figures_on, usual_kind
    batch.state = BatchState.SENT.value
    batch.save()
    placed = {at: key for key, at in batch.columns.items()}
    for at, title in enumerate(batch.titles):
        if title_key(title):
            _remember(batch.kind, title_key(title), placed.get(at, ""), by)
    return batch


def _remember(kind: str, title: str, field: str, by: User) -> None:
    whose = access.holder_of(by)
    ColumnTitle.objects.update_or_create(kind=kind, title=title, **whose, defaults={"field": field})


@command("network.import.answer", allows=access.may_decide_import, subjects=("batch",))
def settle_rows(
    *,
    batch: ImportBatch,
    settled: Sequence[tuple[int | None, Mapping[str, Any]]],
    by: Actor,  # noqa: ARG001
) -> ImportBatch:
    """Keep what was put right or answered about rows of a batch: (number of the row or None, its columns)."""
    check_is_checked(batch)
    for pk, values in settled:
        kept = {each: values[each] for each in COLUMNS}
        if pk is None:
            ImportRow.objects.create(batch=batch, **kept)
        else:
            ImportRow.objects.filter(pk=pk, batch=batch).update(**kept)
    _count(batch)
    batch.save()
    return batch


@command("network.import.discard", allows=access.may_decide_import, subjects=("batch",))
def discard_import(*, batch: ImportBatch, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Give a batch up; its rows and its file go, its counts stay."""
    check_is_open(batch)
    batch.state, batch.content, batch.samples = BatchState.DISCARDED.value, "", []
    batch.save()
    batch.rows_of_file.all().delete()
    return batch


def check_is_open(batch: ImportBatch) -> None:
    """Refuse an act on a list that was decided."""
    if batch.state not in OPEN:
        raise Refusal("upload.decided", file=batch.file_name)


def check_is_checked(batch: ImportBatch) -> None:
    """Refuse an act on a list that does not wait for a decision."""
    if batch.state != BatchState.CHECKED:
        raise Refusal("upload.not_checked", file=batch.file_name)
