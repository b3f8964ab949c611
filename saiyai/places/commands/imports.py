"""Bringing in villages and local authorities: checked rows wait in a batch until one command moves them.

Staging writes in transactions of some ten milliseconds, so that nobody waits for the one writer that SQLite has; only
beginning, accepting and discarding are acts of the record.
"""

from collections.abc import Sequence
from itertools import islice
from typing import TypeVar

from django.db import connection, models, transaction
from django.db.models import Count

from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.places import access
from saiyai.places.commands import accepting
from saiyai.places.commands.revision import renew_revision
from saiyai.places.models import ImportBatch, ImportProblem, Place, StagedAuthority, StagedVillage

ROWS_AT_ONCE = 1_000
"""Rows in one staging transaction: some 30 ms."""
MOST_PROBLEMS = 1_000

T = TypeVar("T", bound=models.Model)


@command("places.import.begin", allows=access.may_import)
def begin_import(*, kind: str, file_name: str, digest: str, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Open a batch for a file."""
    return ImportBatch.objects.create(
        kind=kind, file_name=file_name[:200], digest=digest, made_at=clock.now()
    )


def stage(rows: Sequence[T], of: type[T]) -> None:
    """Write rows into a staging table in small transactions of their own."""
    left = iter(rows)
    while some := list(islice(left, ROWS_AT_ONCE)):
        with transaction.atomic():
            of._default_manager.bulk_create(some)  # noqa: SLF001 (the manager of any model)


def stage_problems(problems: Sequence[ImportProblem]) -> None:
    """Write the first problems of a batch."""
    stage(problems[:MOST_PROBLEMS], ImportProblem)


@command("places.import.finish", allows=access.may_import, subjects=("batch",))
def finish_checking(*, batch: ImportBatch, rows: int, problems: int, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Close the checking of a batch with its counts."""
    if batch.state != ImportBatch.State.CHECKING:
        raise Refusal("import.not_checked")
    of = StagedVillage if batch.kind == ImportBatch.Kind.VILLAGES else StagedAuthority
    staged = of._default_manager.filter(batch=batch).order_by()  # noqa: SLF001 (the manager of either model)
    counts = dict(staged.values_list("verdict").annotate(count=Count("pk")))
    batch.rows, batch.problems = rows, problems
    batch.new, batch.changed, batch.same = (counts.get(each, 0) for each in ("new", "changed", "same"))
    batch.state = ImportBatch.State.CHECKED
    batch.save()
    return batch


@command("places.import.accept", allows=access.may_import, subjects=("batch",))
def accept_batch(*, batch: ImportBatch, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Move the checked rows of a batch to where they belong, all or none."""
    if batch.state != ImportBatch.State.CHECKED:
        raise Refusal("import.not_checked")
    if not batch.new + batch.changed:
        raise Refusal("import.nothing_to_accept")
    renew_revision()  # takes the row that every change of places takes, so that one waits for the other
    with connection.cursor() as cursor:
        if batch.kind == ImportBatch.Kind.VILLAGES:
            _refuse_changed_meanwhile(batch)
            accepting.villages(cursor, batch.pk, clock.today())
        else:
            accepting.authorities(cursor, batch.pk, clock.today())
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


@command("places.import.discard", allows=access.may_import, subjects=("batch",))
def discard_batch(*, batch: ImportBatch, by: Actor) -> ImportBatch:  # noqa: ARG001
    """Give a batch up; its rows go, its counts and problems stay."""
    if batch.state not in {ImportBatch.State.CHECKING, ImportBatch.State.CHECKED}:
        raise Refusal("import.not_checked")
    batch.state = ImportBatch.State.DISCARDED
    batch.save()
    batch.villages.all().delete()
    batch.coverage.all().delete()
    batch.authorities.all().delete()
    return batch
