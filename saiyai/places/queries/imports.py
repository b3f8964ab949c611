"""Imports as pages and the console show them, and what checking a file needs to know of what is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import F, Q

from saiyai.audit import clock
from saiyai.places.models import (
    AuthorityCoverage,
    AuthorityVersion,
    ImportBatch,
    ImportProblem,
    LocalAuthority,
    Place,
    PlaceName,
    StagedAuthority,
    StagedJoin,
    StagedVillage,
)
from saiyai.places.queries.authorities import authority_labels
from saiyai.places.queries.history import successors_of
from saiyai.places.rules.joins import Known
from saiyai.places.rules.labels import DISTRICT_DIGITS, PROVINCE_DIGITS
from saiyai.places.rules.nearness import name_key

MOST_PROBLEMS = 1_000
"""How many bad cells of a file are kept."""
STALE_SECONDS = 90
"""How long nothing may be heard of whoever checks a file before it is begun anew."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read: a code with the values of its sentence."""

    code: str
    values: dict[str, str | int]


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
    doubtful: int = 0
    percent: int = 0
    failure: Failure | None = None

    @property
    def is_being_checked(self) -> bool:
        """Tell whether the file waits to be checked, or is being checked."""
        return self.state in {ImportBatch.State.WAITING, ImportBatch.State.CHECKING}

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
        batch.doubtful,
        batch.percent,
        Failure(batch.failure_code, batch.failure_values) if batch.failure_code else None,
    )


def batches_left_alone() -> list[int]:
    """Return the batches with a kept file of whose checking nothing was heard for a while."""
    left = ImportBatch.objects.filter(
        state__in=[ImportBatch.State.WAITING, ImportBatch.State.CHECKING],
        touched_at__lt=clock.now() - timedelta(seconds=STALE_SECONDS),
    )
    return list(left.exclude(stored_as="").order_by("pk").values_list("pk", flat=True))


def files_waited_for() -> frozenset[str]:
    """Return the names of the kept files that batches still wait for."""
    waiting = ImportBatch.objects.filter(state__in=[ImportBatch.State.WAITING, ImportBatch.State.CHECKING])
    return frozenset(waiting.exclude(stored_as="").values_list("stored_as", flat=True))


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
        found = _joins_shown(number, limit)
    if not found:
        bodies = (
            StagedAuthority.objects.filter(batch=number).exclude(verdict="same").order_by("verdict", "code")
        )
        found = [(each.code, each.name_th, each.get_verdict_display()) for each in bodies[:limit]]
    present = dict(
        Place.objects.filter(code__in=[code for code, *_rest in found]).values_list("code", "name_th")
    )
    return [StagedRow(code, name, verdict, present.get(code, "")) for code, name, verdict in found]


def _joins_shown(number: int, limit: int) -> list[tuple[str, str, str]]:
    joins = StagedJoin.objects.filter(batch=number, verdict="new").order_by("dola_code")[:limit]
    return [(each.dola_code, each.name_th, each.get_how_display()) for each in joins]


@dataclass(frozen=True, slots=True)
class JoinRow:
    """A row of the Department's list beside the authority that it seems to speak of."""

    dola_code: str
    listed_kind: str
    listed_name: str
    authority_code: str
    label: str
    how: str
    verdict: str
    is_confirmed: bool


def joins_of(number: int, *, doubtful_only: bool = False) -> list[JoinRow]:
    """Return the joins that an import found, the doubtful ones by how they were found."""
    found = StagedJoin.objects.filter(batch=number)
    if doubtful_only:
        found = found.filter(verdict="doubtful")
    rows = list(found.order_by("how", "dola_code"))
    bodies = authority_labels(each.authority_code for each in rows)
    kinds = dict(LocalAuthority.Kind.choices)
    return [
        JoinRow(
            each.dola_code,
            str(kinds.get(each.kind, each.kind)),
            each.name_th,
            each.authority_code,
            bodies.get(each.authority_code, each.authority_code),
            each.get_how_display(),
            each.verdict,
            each.is_confirmed,
        )
        for each in rows
    ]


def authorities_without_join(number: int) -> list[tuple[str, str, str]]:
    """Return (code, label, place) of the present authorities that neither have a code nor get one from an import."""
    joined = StagedJoin.objects.filter(batch=number).values("authority_code")
    left = LocalAuthority.objects.filter(valid_to=None, dola_code=None, is_example=False).exclude(
        code__in=joined
    )
    found = list(left.exclude(kind="sanitary").select_related("place").order_by("code"))
    labels = authority_labels(each.code for each in found)
    return [(each.code, labels[each.code], each.place.name_th) for each in found]


def authorities_to_join() -> list[Known]:
    """Return the present authorities as the joining of lists knows them; made-up ones have no real code."""
    former: dict[int, set[str]] = {}
    for authority, name in AuthorityVersion.objects.exclude(ends_on=None).values_list("authority", "name_th"):
        former.setdefault(authority, set()).add(name_key(name))
    districts: dict[int, set[str]] = {}
    covered = AuthorityCoverage.objects.filter(Q(ends_on=None) | Q(ends_on=F("authority__valid_to")))
    for authority, place in covered.values_list("authority", "place"):
        districts.setdefault(authority, set()).add(place[:DISTRICT_DIGITS])
    present = LocalAuthority.objects.filter(valid_to=None, is_example=False).exclude(kind="sanitary")
    return [_known(each, former.get(each.pk, set()), districts.get(each.pk, set())) for each in present]


def _known(body: LocalAuthority, former: set[str], districts: set[str]) -> Known:
    own = {body.code[:DISTRICT_DIGITS], body.place_id[:DISTRICT_DIGITS]} | districts
    others = {name_key(each) for each in body.other_names.split(",") if each.strip()}
    return Known(
        body.code,
        body.kind,
        body.key_th,
        frozenset((former | others) - {body.key_th}),
        body.place_id[:PROVINCE_DIGITS],
        frozenset(each for each in own if len(each) == DISTRICT_DIGITS),
        body.dola_code or "",
    )


Facts = dict[str, tuple[str, str, Decimal | None]]
"""The Department's code, size and area in square kilometres of each authority, by its own code."""


def facts_of_authorities() -> Facts:
    """Return what is known of the authorities that have a code of the Department."""
    held = LocalAuthority.objects.exclude(dola_code=None)
    found = held.values_list("code", "dola_code", "size", "area_km2")
    return {code: (dola_code or "", size, area) for code, dola_code, size, area in found}


@dataclass(frozen=True, slots=True)
class KnownVillages:
    """What is there when a list of villages is checked."""

    tambons: frozenset[str]
    ended_tambons: frozenset[str]
    villages: dict[str, tuple[str, str]]
    second_codes: dict[str, str]
    examples: frozenset[str]


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
        frozenset(Place.objects.filter(level="village", is_example=True).values_list("code", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """An authority as it is there: what a new list is compared with."""

    kind: str
    name_th: str
    dola_code: str | None
    covers: frozenset[tuple[str, str]]
    is_example: bool


def known_authorities() -> dict[str, KnownAuthority]:
    """Return all authorities by code with what they cover today."""
    covers: dict[int, set[tuple[str, str]]] = {}
    held = AuthorityCoverage.objects.filter(ends_on=None).values_list("authority_id", "place_id", "extent")
    for authority, place, extent in held:
        covers.setdefault(authority, set()).add((place, extent))
    return {
        each.code: KnownAuthority(
            each.kind, each.name_th, each.dola_code, frozenset(covers.get(each.pk, ())), each.is_example
        )
        for each in LocalAuthority.objects.all()
    }


def codes_of_places() -> frozenset[str]:
    """Return the codes of all places, present and past."""
    return frozenset(Place.objects.values_list("code", flat=True))


def successors_text(tambon: str) -> str:
    """Return the codes of the present tambons that took over an ended one's ground."""
    return ", ".join(successors_of(tambon))
