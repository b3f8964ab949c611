"""Imports as pages and the console show them, and what checking a file needs to know of what is there."""

from dataclasses import dataclass
from datetime import datetime

from saiyai.places.models import (
    AuthorityCoverage,
    ImportBatch,
    ImportProblem,
    LocalAuthority,
    Place,
    PlaceName,
    StagedAuthority,
    StagedVillage,
)
from saiyai.places.queries.history import successors_of


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import with its counts."""

    id: int
    kind: str
    kind_label: str
    state: str
    state_label: str
    file_name: str
    rows: int
    new: int
    changed: int
    same: int
    problems: int
    made_at: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether a decision is waited for."""
        return self.state == ImportBatch.State.CHECKED


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """What is wrong with one cell."""

    row: int
    column: str
    title: str
    code: str
    values: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A waiting row with what it would do."""

    code: str
    name: str
    verdict: str
    present_name: str


def _row(batch: ImportBatch) -> BatchRow:
    return BatchRow(
        batch.pk,
        batch.kind,
        batch.get_kind_display(),
        batch.state,
        batch.get_state_display(),
        batch.file_name,
        batch.rows,
        batch.new,
        batch.changed,
        batch.same,
        batch.problems,
        batch.made_at,
    )


def latest_batches(limit: int = 20) -> list[BatchRow]:
    """Return the latest imports, newest first."""
    return [_row(each) for each in ImportBatch.objects.order_by("-pk")[:limit]]


def batch_at(number: int) -> BatchRow | None:
    """Return an import by its number."""
    batch = ImportBatch.objects.filter(pk=number).first()
    return None if batch is None else _row(batch)


def batch_to_decide(number: int) -> ImportBatch | None:
    """Return an import as the commands that decide it take it."""
    return ImportBatch.objects.filter(pk=number).first()


def problems_of(number: int, limit: int = 200) -> list[ProblemRow]:
    """Return the first problems of an import, in order of row."""
    found = ImportProblem.objects.filter(batch=number).order_by("row", "pk")[:limit]
    return [ProblemRow(each.row, each.column, each.title, each.code, each.values) for each in found]


def examples_of(number: int, limit: int = 20) -> list[StagedRow]:
    """Return some rows that an import would change or add, the changed ones first."""
    villages = (
        StagedVillage.objects.filter(batch=number).exclude(verdict="same").order_by("verdict", "code")[:limit]
    )
    found = [(each.code, each.name_th, each.get_verdict_display()) for each in villages]
    if not found:
        bodies = (
            StagedAuthority.objects.filter(batch=number).exclude(verdict="same").order_by("verdict", "code")
        )
        found = [(each.code, each.name_th, each.get_verdict_display()) for each in bodies[:limit]]
    present = dict(
        Place.objects.filter(code__in=[code for code, *_rest in found]).values_list("code", "name_th")
    )
    return [StagedRow(code, name, verdict, present.get(code, "")) for code, name, verdict in found]


@dataclass(frozen=True, slots=True)
class KnownVillages:
    """What is there when a list of villages is checked."""

    tambons: frozenset[str]
    ended_tambons: frozenset[str]
    villages: dict[str, tuple[str, str]]
    second_codes: dict[str, str]


def known_villages() -> KnownVillages:
    """Return the tambons, the villages with their names, and the second codes in use."""
    tambons = dict(Place.objects.filter(level="tambon").values_list("code", "valid_to"))
    names = Place.objects.filter(level="village").values_list("code", "name_th", "name_en")
    seconds = PlaceName.objects.filter(kind=PlaceName.Kind.SECOND_CODE, ends_on=None).values_list(
        "text", "place_id"
    )
    return KnownVillages(
        frozenset(code for code, ended in tambons.items() if ended is None),
        frozenset(code for code, ended in tambons.items() if ended is not None),
        {code: (name_th, name_en) for code, name_th, name_en in names},
        dict(seconds),
    )


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """An authority as it is there: what a new list is compared with."""

    kind: str
    name_th: str
    dola_code: str | None
    covers: frozenset[tuple[str, str]]


def known_authorities() -> dict[str, KnownAuthority]:
    """Return all authorities by code with what they cover today."""
    covers: dict[int, set[tuple[str, str]]] = {}
    held = AuthorityCoverage.objects.filter(ends_on=None).values_list("authority_id", "place_id", "extent")
    for authority, place, extent in held:
        covers.setdefault(authority, set()).add((place, extent))
    return {
        each.code: KnownAuthority(each.kind, each.name_th, each.dola_code, frozenset(covers.get(each.pk, ())))
        for each in LocalAuthority.objects.all()
    }


def codes_of_places() -> frozenset[str]:
    """Return the codes of all places, present and past."""
    return frozenset(Place.objects.values_list("code", flat=True))


def successors_text(tambon: str) -> str:
    """Return the codes of the present tambons that took over an ended one's ground."""
    return ", ".join(successors_of(tambon))
