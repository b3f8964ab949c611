"""Files of villages, local authorities and their codes: read in a child, checked row by row, staged for a decision.

    number = preview("villages", "villages.csv", content, by=by)   # checked here and now; nothing is changed yet
    number = receive("villages", "villages.csv", content, by=by)   # kept, for check_stored(number) to check later
    accept(number, by=by)

Checking may be begun again at any time: whoever begins last writes, and what an earlier one staged is cleared first.
Progress is told through a function of (done, total).
"""

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from saiyai.documents.sheets.check import Field, check_rows
from saiyai.documents.sheets.gate import kind_of
from saiyai.documents.sheets.limits import USUAL
from saiyai.documents.sheets.read import Value, read_workbook
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import Actor, Console
from saiyai.kernel.refusal import Refusal
from saiyai.places.commands.imports import (
    MOST_ATTEMPTS,
    Attempt,
    Superseded,
    accept_batch,
    begin_checking,
    begin_import,
    discard_batch,
    fail_checking,
    finish_checking,
    receive_import,
)
from saiyai.places.imports import stored
from saiyai.places.imports.authorities import sift_authorities
from saiyai.places.imports.fields import AUTHORITY_FIELDS, DOLA_FIELDS, VILLAGE_FIELDS
from saiyai.places.imports.joins import sift_joins
from saiyai.places.imports.sifted import Sifted, sifted_of
from saiyai.places.imports.villages import sift_villages
from saiyai.places.models import (
    ImportBatch,
    ImportProblem,
    StagedAuthority,
    StagedCoverage,
    StagedJoin,
    StagedVillage,
)
from saiyai.places.queries import imports as queries

Progress = Callable[[int, int], None]
CHECKER = Console(name="worker")
"""Who tells what a kept file came to: the machine's own worker."""
FIELDS: Final[dict[str, tuple[Field, ...]]] = {
    ImportBatch.Kind.VILLAGES: VILLAGE_FIELDS,
    ImportBatch.Kind.AUTHORITIES: AUTHORITY_FIELDS,
    ImportBatch.Kind.DOLA: DOLA_FIELDS,
}
SIFT: Final = {
    ImportBatch.Kind.VILLAGES: sift_villages,
    ImportBatch.Kind.AUTHORITIES: sift_authorities,
    ImportBatch.Kind.DOLA: sift_joins,
}


def _silent(_done: int, _total: int) -> None:
    return


def preview(
    kind: str, name: str, content: bytes, *, by: Actor, progress: Progress = _silent, is_example: bool = False
) -> int:
    """Return the number of the batch in which a file's checked rows wait; raise BadValue where it cannot be read."""
    rows = read_workbook(content).first.rows
    digest = hashlib.sha256(content).hexdigest()
    batch = begin_import(kind=kind, file_name=Path(name).name, digest=digest, is_example=is_example, by=by)
    _check(begin_checking(batch.pk), batch, rows, by=by, progress=progress)
    return batch.pk


def preview_file(kind: str, path: Path, *, by: Actor, progress: Progress = _silent) -> int:
    """Return the number of the batch of a file on the disk."""
    return preview(kind, path.name, path.read_bytes(), by=by, progress=progress)


def receive(kind: str, name: str, content: bytes, *, by: Actor) -> int:
    """Keep a file to be checked later and return its batch's number; raise BadValue where it is no sheet at all."""
    kind_of(content, USUAL)
    kept = stored.store(content)
    try:
        batch = receive_import(
            kind=kind,
            file_name=Path(name).name,
            digest=hashlib.sha256(content).hexdigest(),
            stored_as=kept,
            by=by,
        )
    except BaseException:
        stored.remove(kept)
        raise
    return batch.pk


def check_stored(number: int, *, progress: Progress = _silent) -> bool:
    """Check a batch's kept file; tell whether this process is the one who did, not another or nobody."""
    batch = queries.batch_to_decide(number)
    if batch is None or not batch.stored_as:
        return False
    kept = batch.stored_as
    try:
        attempt = begin_checking(number)
        try:
            _check(attempt, batch, _rows_of(kept, attempt), by=CHECKER, progress=progress)
        except BadValue as bad:
            fail_checking(batch=batch, attempt=attempt.number, failure=bad, by=CHECKER)
    except (Superseded, Refusal):
        return False
    stored.remove(kept)
    return True


def _rows_of(kept: str, attempt: Attempt) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of a kept file; raise BadValue where it is gone, ended its process too often, or is no sheet."""
    if attempt.number > MOST_ATTEMPTS:
        raise BadValue("import.gave_up")
    content = stored.read(kept)
    if content is None:
        raise BadValue("import.file_gone")
    return read_workbook(content).first.rows


def _check(
    attempt: Attempt,
    batch: ImportBatch,
    rows: tuple[tuple[Value, ...], ...],
    *,
    by: Actor,
    progress: Progress,
) -> None:
    attempt.tell(20)
    checked = check_rows(rows, FIELDS[batch.kind])
    progress(1, 4)
    attempt.tell(35)
    sifted = sifted_of(checked, attempt.batch, is_example=batch.is_example)
    SIFT[ImportBatch.Kind(batch.kind)](checked.records, sifted)
    progress(2, 4)
    _stage(attempt, sifted)
    progress(3, 4)
    seen = len(checked.records) + checked.problem_count
    finish_checking(batch=batch, attempt=attempt.number, rows=seen, problems=sifted.problem_count, by=by)
    progress(4, 4)


def _stage(attempt: Attempt, sifted: Sifted) -> None:
    problems = sorted(sifted.problems, key=lambda each: each.row)
    attempt.expect(len(sifted.villages) + len(sifted.authorities) + len(sifted.coverage) + len(sifted.joins))
    attempt.stage(sifted.villages, StagedVillage)
    attempt.stage(sifted.authorities, StagedAuthority)
    attempt.stage(sifted.coverage, StagedCoverage)
    attempt.stage(sifted.joins, StagedJoin)
    attempt.stage(problems, ImportProblem, most=queries.MOST_PROBLEMS)


def accept(number: int, *, by: Actor, confirmed: Collection[str] = ()) -> queries.BatchRow:
    """Move the rows of a waiting batch to where they belong, with the doubtful joins that were confirmed."""
    accept_batch(batch=_waiting(number), confirmed=confirmed, by=by)
    return _shown(number)


def discard(number: int, *, by: Actor) -> queries.BatchRow:
    """Give a batch up, also while it is being checked, and return it."""
    batch = _waiting(number)
    discard_batch(batch=batch, by=by)
    stored.remove(batch.stored_as)
    return _shown(number)


def _waiting(number: int) -> ImportBatch:
    batch = queries.batch_to_decide(number)
    if batch is None:
        raise Refusal("import.not_checked")
    return batch


def _shown(number: int) -> queries.BatchRow:
    batch = queries.batch_at(number)
    if batch is None:
        raise Refusal("import.not_checked")
    return batch
