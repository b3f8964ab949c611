"""What can be asked of single reports: their numbers, what was said and changed, what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from saiyai.audit.queries import HistoryRow, history_of
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import APPROVERS, ENTERERS, VERIFIERS, reports_seen_by
from saiyai.monitoring.models import STATE_NAMES, Collection, Remark, RemarkKind, Report
from saiyai.monitoring.queries.project import SeriesRow, period_label
from saiyai.monitoring.rules import FigureChange, State, changed_figures
from saiyai.network.access import within
from saiyai.network.queries import Text, in_reader_language
from saiyai.places.queries import path_of, places_at

MOST_SAID = 100
"""So many questions and answers may lie between the acts of a report that are looked through."""

Found = Report
"""A report that a reader may see, with its collection, project and form."""
SENT_BACK = (RemarkKind.RETURN, RemarkKind.REOPEN)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a list."""

    pk: int
    place: str
    place_code: str
    state: str
    state_name: Text
    is_begun: bool
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a report, with what was last asked about it."""

    series: SeriesRow
    value: int | None
    asked: str = ""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """What was said about a report or one of its numbers."""

    kind: Text
    text: str
    series: str
    by: str
    at: datetime


def report_with_collection(scope: Scope, pk: int) -> Found | None:
    """Return a report that a scope may see, None where it sees none of that number."""
    rows = Report.objects.select_related("collection__project", "collection__form")
    return rows.filter(reports_seen_by(scope), pk=pk).first()


def report_at(scope: Scope, collection: Collection, place_code: str) -> Found | None:
    """Return a place's own report in a collection, None where it owes none or the scope does not see it."""
    return Report.objects.filter(reports_seen_by(scope), collection=collection, place_code=place_code).first()


@dataclass(frozen=True, slots=True)
class PresentReport:
    """A report that is being collected now, with what its place, period and state are called."""

    pk: int
    collection_pk: int
    project_code: str
    place: str
    period: str
    state: str
    state_name: Text


def present_report_at(place_code: str, today: date) -> PresentReport | None:
    """Return a place's report of the latest collection that takes reports today, None where there is none."""
    found = Report.objects.filter(
        place_code=place_code, collection__opens_on__lte=today, collection__closes_on__gte=today
    ).select_related("collection__project")
    report = found.order_by("-collection__opens_on", "-pk").first()
    if report is None:
        return None
    place = places_at([place_code]).get(place_code)
    return PresentReport(
        report.pk,
        report.collection_id,
        report.collection.project.code,
        place.name if place else place_code,
        period_label(report.collection.period_code),
        report.state,
        STATE_NAMES[State(report.state)],
    )


def rows_of(reports: Iterable[Report]) -> list[ReportRow]:
    """Return reports as rows of a list, in one query for any number of them."""
    found = list(reports)
    names = places_at(code for each in found for code in (each.place_code, each.place_code[:4]))
    return [
        ReportRow(
            pk=each.pk,
            place=", ".join(names[c].name for c in (each.place_code, each.place_code[:4]) if c in names),
            place_code=each.place_code,
            state=each.state,
            state_name=STATE_NAMES[State(each.state)],
            is_begun=each.version > 0,
            saved_at=each.saved_at,
        )
        for each in found
    ]


def cells_of(report: Report, series: Iterable[SeriesRow]) -> list[Cell]:
    """Return a report's numbers in the order of its form, with the questions that still stand."""
    remarks = list(
        Remark.objects.filter(report=report, series__isnull=False)
        .order_by("at", "pk")
        .only("kind", "series", "text", "version")
    )
    asked: dict[int, str] = {}
    newest = max((each.version for each in remarks if each.kind in SENT_BACK), default=0)
    for each in remarks:
        if each.series_id is None:
            continue
        still_back = each.kind in SENT_BACK and report.state == State.RETURNED and each.version == newest
        if still_back or each.kind == RemarkKind.QUESTION:
            asked[each.series_id] = each.text
        elif each.kind == RemarkKind.ANSWER and each.version >= newest:
            asked.pop(each.series_id, None)
    return [Cell(each, report.figures.get(each.code), asked.get(each.pk, "")) for each in series]


def has_open_question(reports: Iterable[int]) -> set[int]:
    """Return those of some reports about which something was asked, of the whole or a number, and not answered."""
    last: dict[tuple[int, int | None], str] = {}
    rows = Remark.objects.filter(report__in=list(reports)).order_by("at", "pk")
    for report, series, kind in rows.values_list("report", "series", "kind"):
        last[report, series] = kind
    return {report for (report, _series), kind in last.items() if kind == RemarkKind.QUESTION}


def remarks_on(report: Report) -> list[RemarkRow]:
    """Return all that was said about a report, the oldest first."""
    rows = Remark.objects.filter(report=report).select_related("by", "series").order_by("at", "pk")
    return [
        RemarkRow(
            each.get_kind_display(),
            each.text,
            "" if each.series is None else in_reader_language(each.series.name_th, each.series.name_en),
            str(each.by),
            each.at,
        )
        for each in rows
    ]


def acts_since(report: Found, version: int) -> int:
    """Return how many acts speak of a report since a version of it was read."""
    return len(_acts_since(report, version))


def _acts_since(report: Found, version: int) -> list[HistoryRow]:
    """Return those acts, the latest first: what was only said about it raises no version."""
    acts: list[HistoryRow] = []
    left = max(report.version - version, 0)
    if left:
        for act in history_of(report.subject_key, limit=left + MOST_SAID):
            acts.append(act)
            left -= any(each.field == "version" for each in act.changes)
            if not left:
                break
    return acts


def figures_changed_since(report: Found, version: int) -> tuple[FigureChange, ...]:
    """Return the numbers that differ from those of a version that was read, as the record tells them."""
    acts = _acts_since(report, version)
    recorded = (each.before for act in reversed(acts) for each in act.changes if each.field == "figures")
    return changed_figures(next(recorded, report.figures) or {}, report.figures)


def letter_values(report: Report) -> dict[str, str]:
    """Return what a letter about a report says of it: its place, its period and its address."""
    path = path_of(report.place_code)
    return {
        "place": ", ".join(each.label for each in reversed(path)) or report.place_code,
        "period": period_label(report.collection.period_code),
        "url": settings.BASE_URL.rstrip("/") + reverse("report", args=[report.pk]),
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports of one collection that wait for the same act of a person."""

    kind: str
    collection_pk: int
    title: str
    period: str
    due_on: date
    count: int
    first_pk: int
    place_code: str


def waiting_reports(scope: Scope, today: date) -> list[Waiting]:
    """Return what waits for a person to enter, correct, verify or approve, by collection.

    A coordinator may enter for a tambon, but it is not their task: entering waits for those below.
    """
    own = Q(submitted_by=scope.user_id)
    is_open = Q(collection__opens_on__lte=today, collection__closes_on__gte=today)
    entering, verifying, approving = (
        within(scope.prefixes(roles)) for roles in (ENTERERS - VERIFIERS, VERIFIERS, APPROVERS)
    )
    kinds: dict[str, QuerySet[Report]] = {
        "correct": Report.objects.filter(entering, is_open, state=State.RETURNED),
        "enter": Report.objects.filter(entering, is_open, state=State.DRAFT),
        "verify": Report.objects.filter(verifying, state=State.SUBMITTED).exclude(own),
        "approve": Report.objects.filter(approving, state=State.VERIFIED).exclude(own),
    }
    grouped = {
        kind: list(
            rows.order_by().values_list("collection").annotate(Count("pk"), Min("pk"), Min("place_code"))
        )
        for kind, rows in kinds.items()
    }
    pks = {row[0] for rows in grouped.values() for row in rows}
    collections = {each.pk: each for each in Collection.objects.filter(pk__in=pks).select_related("form")}
    return [_waiting(kind, collections[row[0]], row) for kind, rows in grouped.items() for row in rows]


def _waiting(kind: str, collection: Collection, row: tuple[int, int, int, str]) -> Waiting:
    _pk, count, first_pk, place_code = row
    return Waiting(
        kind=kind,
        collection_pk=collection.pk,
        title=in_reader_language(collection.form.title_th, collection.form.title_en),
        period=period_label(collection.period_code),
        due_on=collection.due_on,
        count=count,
        first_pk=first_pk,
        place_code=place_code,
    )
