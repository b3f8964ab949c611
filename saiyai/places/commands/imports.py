"""Bringing in villages, local authorities and their codes: checked rows wait in a batch until one command moves them.

Staging writes in transactions of some ten milliseconds, so that nobody waits for the one writer that SQLite has; only
receiving, beginning, finishing, accepting and discarding are acts of the record.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import connection, models, transaction
from django.db.models import Count, F, Q

from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.places import access
from saiyai.places.commands import accepting
from saiyai.places.commands.revision import renew_revision
from saiyai.places.models import (
    ImportBatch,
    ImportProblem,
    LocalAuthority,
    Place,
    StagedAuthority,
    StagedCoverage,
    StagedJoin,
    StagedVillage,
)

ROWS_AT_ONCE = 1_000
"""Rows in one staging transaction: some 30 ms."""
ROWS_CLEARED_AT_ONCE = 5_000
MOST_ATTEMPTS = 4
"""How often a file may be begun before it is given up: one that ends its process each time is not tried for ever."""
STAGED_FROM, STAGED_TO = 50, 95
"""Between which percentages the staging lies."""

STAGED: tuple[type[models.Model], ...] = (
    StagedVillage,
    StagedAuthority,
    StagedCoverage,
    StagedJoin,
    ImportProblem,
)
STAGED_OF: dict[str, type[models.Model]] = {
    ImportBatch.Kind.VILLAGES: StagedVillage,
    ImportBatch.Kind.AUTHORITIES: StagedAuthority,
    ImportBatch.Kind.DOLA: StagedJoin,
}

T = TypeVar("T", bound=models.Model)


class Superseded(Exception):  # noqa: N818 (what happened, not a fault)
    """Somebody else began to check the batch anew, or it was given up meanwhile."""


@dataclass(slots=True)
class Attempt:
    """One attempt to check a batch: it writes as long as no later one has begun and nobody gave the batch up."""

    batch: int
    number: int
    expected: int = 0
    written: int = 0

    def tell(self, percent: int) -> None:
        """Say how far the checking has come; raise Superseded where it is no longer this attempt's."""
        held = ImportBatch.objects.filter(
            pk=self.batch, attempt=self.number, state=ImportBatch.State.CHECKING
        )
        if not held.update(percent=percent, touched_at=clock.now()):
            raise Superseded

    def expect(self, rows: int) -> None:
        """Say how many rows there are to stage."""
        self.expected = rows

    def stage(self, rows: Sequence[T], of: type[T], *, most: int | None = None) -> None:
        """Write rows, the first of them where `most` says so, in small transactions of their own."""
        left = iter(rows[:most])
        while some := list(islice(left, ROWS_AT_ONCE)):
            self.written += len(some)
            share = min(self.written / max(self.expected, 1), 1.0)
            with transaction.atomic():
                self.tell(STAGED_FROM + round((STAGED_TO - STAGED_FROM) * share))
                of._default_manager.bulk_create(some)  # noqa: SLF001 (the manager of any model)


def begin_checking(number: int) -> Attempt:
    """Return a new attempt to check a batch, whatever an earlier one had staged cleared away; refused once it is decided."""
    open_states = [ImportBatch.State.WAITING, ImportBatch.State.CHECKING]
    with transaction.atomic():
        begun = ImportBatch.objects.filter(pk=number, state__in=open_states).update(
            state=ImportBatch.State.CHECKING, attempt=F("attempt") + 1, touched_at=clock.now(), percent=5
        )
        if not begun:
            raise Refusal("import.not_checked")
        attempt = Attempt(number, ImportBatch.objects.values_list("attempt", flat=True).get(pk=number))
    for of in STAGED:
        _clear(of, number)
    return attempt


def _clear(of: type[models.Model], number: int) -> None:
    held = of._default_manager.filter(batch=number)  # noqa: SLF001 (the manager of any model)
    while some := list(held.values_list("pk", flat=True)[:ROWS_CLEARED_AT_ONCE]):
        held.filter(pk__in=some).delete()


@command("places.import.receive", allows=access.may_import)
def receive_import(*, kind: str, file_name: str, digest: str, stored_as: str, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Open a batch for a file that is kept until somebody checks it."""
    return ImportBatch.objects.create(
        kind=kind,
        state=ImportBatch.State.WAITING,
        file_name=file_name[:200],
        digest=digest,
        stored_as=stored_as,
        made_at=clock.now(),
        touched_at=clock.now(),
    )


@command("places.import.begin", allows=access.may_import)
def begin_import(*, kind: str, file_name: str, digest: str, is_example: bool, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Open a batch for a file that is checked at once; `is_example` where what it lists is made up."""
    return ImportBatch.objects.create(
        kind=kind,
        file_name=file_name[:200],
        digest=digest,
        is_example=is_example,
        made_at=clock.now(),
    )


@command("places.import.finish", allows=access.may_import, subjects=("batch",))
def finish_checking(*, batch: ImportBatch, attempt: int, rows: int, problems: int, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Close the checking of a batch with its counts."""
    if batch.state != ImportBatch.State.CHECKING or batch.attempt != attempt:
        raise Refusal("import.not_checked")
    staged = STAGED_OF[batch.kind]._default_manager.filter(batch=batch).order_by()  # noqa: SLF001 (of any model)
    counts = dict(staged.values_list("verdict").annotate(count=Count("pk")))
    batch.rows, batch.problems = rows, problems
    for verdict in ("new", "changed", "same", "doubtful"):
        setattr(batch, verdict, counts.get(verdict, 0))
    batch.state = ImportBatch.State.CHECKED
    batch.percent = 100
    batch.stored_as = ""
    batch.save()
    return batch


@command("places.import.fail", allows=access.may_import, subjects=("batch",))
def fail_checking(*, batch: ImportBatch, attempt: int, failure: BadValue, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Close a batch whose file could not be read, with the reason."""
    if batch.state != ImportBatch.State.CHECKING or batch.attempt != attempt:
        raise Refusal("import.not_checked")
    batch.state = ImportBatch.State.FAILED
    batch.failure_code, batch.failure_values = failure.code, dict(failure.values)
    batch.stored_as = ""
    batch.save()
    return batch


@command("places.import.accept", allows=access.may_import, subjects=("batch",))
def accept_batch(*, batch: ImportBatch, confirmed: Collection[str], by: Actor) -> ImportBatch:  # noqa: ARG001
    """Move the checked rows of a batch to where they belong, all or none; of doubtful joins those `confirmed` by code."""
    if batch.state != ImportBatch.State.CHECKED:
        raise Refusal("import.not_checked")
    joins = batch.joins.filter(verdict="doubtful", dola_code__in=confirmed).update(is_confirmed=True)
    if not batch.new + batch.changed + joins:
        raise Refusal("import.nothing_to_accept")
    renew_revision()  # takes the row that every change of places takes, so that one waits for the other
    with connection.cursor() as cursor:
        if batch.kind == ImportBatch.Kind.VILLAGES:
            _refuse_changed_meanwhile(batch)
            accepting.villages(cursor, batch, clock.today())
        elif batch.kind == ImportBatch.Kind.DOLA:
            _refuse_joined_meanwhile(batch)
            accepting.joins(cursor, batch.pk)
        else:
            accepting.authorities(cursor, batch, clock.today())
    batch.state = ImportBatch.State.ACCEPTED
    batch.save()
    return batch


def _refuse_changed_meanwhile(batch: ImportBatch) -> None:
    new = StagedVillage.objects.filter(batch=batch, verdict="new").values("code")
    taken = list(Place.objects.filter(code__in=new).order_by("code").values_list("code", flat=True)[:5])
    renamed = StagedVillage.objects.filter(batch=batch, verdict="changed").values("code")
    today = clock.today()
    twice = Place.objects.filter(code__in=renamed, names__kind="former", names__ends_on__gte=today)
    taken += list(twice.order_by("code").values_list("code", flat=True)[:5])
    if taken:
        raise Refusal("import.changed_meanwhile", place=", ".join(taken))


def _refuse_joined_meanwhile(batch: ImportBatch) -> None:
    """Refuse joins of an authority that got another code meanwhile, or of a code that another authority got."""
    taking = batch.joins.filter(Q(verdict="new") | Q(is_confirmed=True))
    code_of = dict(taking.values_list("authority_code", "dola_code"))
    held = LocalAuthority.objects.exclude(dola_code=None).values_list("code", "dola_code")
    wanted = set(code_of.values())
    taken = [
        code
        for code, dola_code in held
        if code_of.get(code, dola_code) != dola_code or (dola_code in wanted and code not in code_of)
    ]
    if taken:
        raise Refusal("import.changed_meanwhile", place=", ".join(sorted(taken)[:5]))


@command("places.import.discard", allows=access.may_import, subjects=("batch",))
def discard_batch(*, batch: ImportBatch, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Give a batch up, also while it is being checked; its rows go, its counts and problems stay."""
    if batch.state not in {
        ImportBatch.State.WAITING,
        ImportBatch.State.CHECKING,
        ImportBatch.State.CHECKED,
    }:
        raise Refusal("import.not_checked")
    batch.state = ImportBatch.State.DISCARDED
    batch.save()
    batch.villages.all().delete()
    batch.coverage.all().delete()
    batch.authorities.all().delete()
    batch.joins.all().delete()
    return batch
