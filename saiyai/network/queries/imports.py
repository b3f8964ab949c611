"""Lists on their way in, as pages, the console and the checking of their rows ask for them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from saiyai.audit import clock
from saiyai.kernel.powers import Scope
from saiyai.network.access import imports_seen_by, within
from saiyai.network.models import (
    BATCH_STATE_NAMES,
    LIST_NAMES,
    MEASURE_NAMES,
    ColumnTitle,
    ImportBatch,
    ImportRow,
    Organisation,
    OrganisationFigure,
)
from saiyai.network.queries.text import Text
from saiyai.network.rules import State
from saiyai.network.rules.figure import Measure
from saiyai.network.rules.imports import OPEN, BatchState, ListKind

FORSAKEN = timedelta(minutes=5)
LATEST = 20
KEPT_CELL = 120


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A list on its way in, with its counts."""

    pk: int
    kind: str
    kind_name: Text
    state: str
    state_name: Text
    file_name: str
    rows: int
    good: int
    asked: int
    same: int
    left: int
    made: int
    skipped: int
    made_at: datetime
    made_by: str
    figures_on: date | None
    usual_kind: str

    @property
    def is_open(self) -> bool:
        """Tell whether nothing of it is in the register yet and a decision is waited for."""
        return self.state == BatchState.CHECKED

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is still to be read."""
        return self.state in {BatchState.SENT, BatchState.CHECKING}

    @property
    def may_be_given_up(self) -> bool:
        """Tell whether it may still be given up."""
        return self.state in OPEN


def batch_row(batch: ImportBatch) -> BatchRow:
    """Return a list as pages show it."""
    return BatchRow(
        batch.pk,
        batch.kind,
        LIST_NAMES[ListKind(batch.kind)],
        batch.state,
        BATCH_STATE_NAMES[BatchState(batch.state)],
        batch.file_name,
        batch.rows,
        batch.good,
        batch.asked,
        batch.same,
        batch.left,
        batch.made,
        batch.skipped,
        batch.made_at,
        batch.made_by.display_name,
        batch.figures_on,
        batch.usual_kind,
    )


def latest_batches(scope: Scope) -> list[BatchRow]:
    """Return the latest lists that a scope sees, without those whose file and rows are gone."""
    rows = ImportBatch.objects.filter(imports_seen_by(scope)).select_related("made_by").defer("content")
    return [batch_row(each) for each in rows.order_by("-made_at", "-pk")[:LATEST]]


def batch_seen_by(scope: Scope, number: int) -> ImportBatch | None:
    """Return a list that a scope sees, None where it sees none of that number."""
    batches = ImportBatch.objects.select_related("made_by").defer("content")
    return batches.filter(imports_seen_by(scope), pk=number).first()


def batch_numbered(number: int) -> ImportBatch | None:
    """Return the list of a number, whoever brought it."""
    return ImportBatch.objects.select_related("made_by").defer("content").filter(pk=number).first()


def waiting_batches() -> list[int]:
    """Return the numbers of the lists that wait to be checked, and of those whose checking was forsaken."""
    forsaken = Q(state=BatchState.CHECKING, claimed_at__lt=clock.now() - FORSAKEN)
    rows = ImportBatch.objects.filter(Q(state=BatchState.SENT) | forsaken)
    return list(rows.order_by("made_at").values_list("pk", flat=True))


def remembered_titles(kind: str, holder: Mapping[str, Any]) -> dict[str, str]:
    """Return what an office calls its columns: the field of each title, as a search key."""
    return dict(ColumnTitle.objects.filter(kind=kind, **holder).values_list("title", "field"))


def answers_of(number: int) -> dict[tuple[int, int], dict[str, str]]:
    """Return what was put right and answered about a list's rows, by row and part."""
    rows = ImportRow.objects.filter(batch=number).exclude(answers={})
    return {(row, part): answers for row, part, answers in rows.values_list("row", "part", "answers")}


def rows_beside(
    batch: ImportBatch,
    *,
    areas: Iterable[str],
    keys: Collection[str],
    organisations: Collection[int],
    judged: Collection[int | None],
) -> QuerySet[ImportRow]:
    """Return the other rows of a list that bear on some: of the same places, names or organisations."""
    bears = Q(key__in=keys) | Q(organisation__in=organisations)
    if batch.kind == ListKind.ORGANISATIONS:
        bears = within(areas)
    rows = ImportRow.objects.filter(bears, batch=batch, verdict__in=["good", "asked"])
    return rows.exclude(pk__in=[each for each in judged if each]).order_by("row", "part")


def rows_of_list(batch: ImportBatch, verdict: str = "", code: str = "") -> QuerySet[ImportRow]:
    """Return the rows of a list, those of a verdict or with a problem alone where one is named."""
    rows = batch.rows_of_file.order_by("row", "part")
    if verdict:
        rows = rows.filter(verdict=verdict)
    return rows.filter(pk__in=_with(batch, code)) if code else rows


def _with(batch: ImportBatch, code: str) -> list[int]:
    """Return the waiting rows that have a problem; SQLite cannot ask this of a JSON list."""
    rows = batch.rows_of_file.filter(verdict="asked").values_list("pk", "problems")
    return [pk for pk, problems in rows if any(each["c"] == code for each in problems)]


def row_of_list(batch: ImportBatch, pk: int) -> ImportRow | None:
    """Return a row of a list."""
    return batch.rows_of_file.filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Question:
    """What is doubtful about several rows of a list: how many, and how they may all be answered at once."""

    code: str
    count: int
    values: dict[str, Any]
    answers: tuple[tuple[str, str], ...]


def questions_of(batch: ImportBatch) -> list[Question]:
    """Return what is doubtful about a list's rows, the most frequent first."""
    counts: Counter[str] = Counter()
    said: dict[str, tuple[dict[str, Any], tuple[tuple[str, str], ...]]] = {}
    for problems in batch.rows_of_file.filter(verdict="asked").values_list("problems", flat=True):
        for each in {each["c"]: each for each in problems if each["l"] != "note"}.values():
            counts[each["c"]] += 1
            answers = tuple((key, value) for key, value, what, _text in each["o"] if what == "say")
            said.setdefault(each["c"], (each["v"], answers))
    return [Question(code, count, *said[code]) for code, count in counts.most_common()]


def waiting_organisations_of(batch: ImportBatch, prefixes: Iterable[str]) -> int:
    """Return how many organisations that a list brought in still wait to be verified in some areas."""
    numbers = batch.rows_of_file.filter(verdict="good").values("organisation")
    return Organisation.objects.filter(within(prefixes), pk__in=numbers, state=State.PROPOSED).count()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of an organisation, with its day and source; money in satang."""

    measure: str
    name: Text
    amount: int
    on: date
    source: str


def figures_of(organisation: Organisation) -> list[FigureRow]:
    """Return the figures of an organisation, the newest first."""
    rows = OrganisationFigure.objects.filter(organisation=organisation).order_by("-on", "measure")
    return [
        FigureRow(each.measure, MEASURE_NAMES[Measure(each.measure)], each.amount, each.on, each.source)
        for each in rows
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """From which row of which list an organisation came, and what the columns that are placed nowhere hold."""

    file_name: str
    row: int
    on: datetime
    cells: tuple[tuple[str, str], ...]


def kept_of(organisation: Organisation) -> Kept | None:
    """Return what a list that brought an organisation in keeps beside it, None for one that no list brought."""
    rows = organisation.import_rows.filter(batch__state=BatchState.ACCEPTED, verdict="good", person=None)
    row = rows.select_related("batch").filter(batch__kind=ListKind.ORGANISATIONS).first()
    if row is None:
        return None
    placed = set(row.batch.columns.values())
    cells = tuple(
        (title, text[:KEPT_CELL])
        for at, (title, text) in enumerate(zip(row.batch.titles, row.cells, strict=False))
        if at not in placed and text and title and not text.startswith("sealed:")
    )
    return Kept(row.batch.file_name, row.row, row.batch.made_at, cells)
