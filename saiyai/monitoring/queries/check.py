"""What can be asked of checks: what a report's numbers are held against, what was found and answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from saiyai.kernel.periods import Period
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import VERIFIERS, reports_seen_by
from saiyai.monitoring.models import (
    KIND_NAMES,
    SEVERITY_NAMES,
    Check,
    CheckAnswer,
    Collection,
    Project,
    Report,
)
from saiyai.monitoring.queries.figures import figures_at
from saiyai.monitoring.rules import LAYERS, Figures
from saiyai.monitoring.rules.check import Beside, CheckKind, CheckTerms, Finding, Severity, findings
from saiyai.network.access import within
from saiyai.network.queries import Text, in_reader_language
from saiyai.places.queries import places_at

PARENT_DIGITS = 2


def checks_of(project_id: int) -> list[Check]:
    """Return the checks in force of a project, in the order they were written."""
    rows = Check.objects.filter(project_id=project_id, is_retired=False)
    return list(rows.select_related("series").order_by("pk"))


def checks_asked_in(collection: Collection) -> list[int]:
    """Return the numbers of the checks that the reports of a collection are held against."""
    return [each.pk for each in checks_of(collection.project_id)]


def findings_of(report: Report, figures: Figures) -> list[Finding]:
    """Return the checks of its project that a report does not meet with some numbers."""
    checks = [each.terms for each in checks_of(report.collection.project_id)]
    return findings(checks, figures, _beside(report, checks)) if checks else []


def _beside(report: Report, checks: Sequence[CheckTerms]) -> Beside:
    period = Period.parse(report.collection.period_code)
    before, year_before = period.previous(), Period(period.kind, period.fiscal_year - 1, period.number)
    held = {each.series for each in checks if each.kind is CheckKind.NEIGHBOURS}
    return Beside(
        _figures_in(report, before.code),
        _figures_in(report, year_before.code),
        {series: neighbours(report, series) for series in held},
    )


def _figures_in(report: Report, period_code: str) -> Figures:
    """Return what the same place reported in a project's collection of another period, nothing where it did not."""
    found = Report.objects.filter(
        collection__project=report.collection.project_id,
        collection__period_code=period_code,
        place_code=report.place_code,
        state__in=LAYERS["entered"],
    )
    last = found.order_by("-pk").first()
    return {} if last is None else last.figures


def neighbours(report: Report, series: str) -> list[int]:
    """Return what the other places under the same area entered for a series, from the cube."""
    area = report.place_code[:-PARENT_DIGITS]
    rows = figures_at(report.collection, area, series, "entered").rows
    return [row.value for row in rows if row.code != report.place_code and row.value is not None]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a page shows it: the sentence, the number, and what it was held against."""

    check: int
    is_hard: bool
    series: str
    sentence: str
    value: int | None
    against: int | None
    answer: str = ""


def finding_rows(found: Iterable[Finding], answers: dict[int, str] | None = None) -> list[FindingRow]:
    """Return findings with their sentences, and with what was typed to each."""
    rows = list(found)
    checks = {each.pk: each for each in Check.objects.filter(pk__in=[row.check for row in rows])}
    return [
        FindingRow(
            row.check,
            row.severity is Severity.HARD,
            row.series,
            in_reader_language(checks[row.check].sentence_th, checks[row.check].sentence_en),
            row.value,
            row.against,
            (answers or {}).get(row.check, ""),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer to a soft check as a page shows it."""

    pk: int
    report_pk: int
    place_code: str
    place: str
    series: str
    sentence: str
    value: int | None
    against: int | None
    text: str
    by: str
    at: datetime
    is_accepted: bool


def _present_answers() -> QuerySet[CheckAnswer]:
    """Return the answers that are of the numbers their reports hold now."""
    rows = CheckAnswer.objects.filter(content_hash=F("report__content_hash"))
    return rows.select_related("report", "check_asked__series", "by")


def answers_on(report: Report) -> list[AnswerRow]:
    """Return what was answered to soft checks about a report's present numbers."""
    return _answer_rows(_present_answers().filter(report=report).order_by("pk"))


def open_questions(scope: Scope, collection: Collection, place_code: str) -> list[AnswerRow]:
    """Return the answers in a scope's area that nobody accepted yet, by place."""
    rows = _present_answers().filter(
        _seen(scope, place_code),
        report__collection=collection,
        report__state__in=LAYERS["entered"],
        accepted_at=None,
    )
    return _answer_rows(rows.order_by("report__place_code", "pk"))


def _seen(scope: Scope, place_code: str) -> Q:
    return Q(report__in=Report.objects.filter(reports_seen_by(scope), within([place_code])))


def answer_for(scope: Scope, pk: int) -> CheckAnswer | None:
    """Return an answer that a scope may accept, None where there is none of that number."""
    mine = Report.objects.filter(within(scope.prefixes(VERIFIERS)))
    return (
        CheckAnswer.objects.select_related("report", "check_asked__series")
        .filter(pk=pk, report__in=mine)
        .first()
    )


def _answer_rows(answers: QuerySet[CheckAnswer]) -> list[AnswerRow]:
    found = list(answers)
    names = places_at(each.place_code for each in found)
    return [
        AnswerRow(
            each.pk,
            each.report_id,
            each.place_code,
            names[each.place_code].name if each.place_code in names else each.place_code,
            in_reader_language(each.check_asked.series.name_th, each.check_asked.series.name_en),
            in_reader_language(each.check_asked.sentence_th, each.check_asked.sentence_en),
            each.value,
            each.against,
            each.text,
            str(each.by),
            each.at,
            each.accepted_at is not None,
        )
        for each in found
    ]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check in the list of a project's."""

    pk: int
    series: str
    kind: Text
    severity: Text
    measure: str
    sentence: str


def check_rows(project: Project) -> list[CheckRow]:
    """Return a project's checks in force as a list shows them."""
    return [
        CheckRow(
            each.pk,
            in_reader_language(each.series.name_th, each.series.name_en),
            KIND_NAMES[CheckKind(each.kind)],
            SEVERITY_NAMES[Severity(each.severity)],
            each.formula or f"{each.limit_tenths / 10:g}",
            in_reader_language(each.sentence_th, each.sentence_en),
        )
        for each in checks_of(project.pk)
    ]


def check_with(pk: int) -> Check | None:
    """Return a check in force with its project, None where there is none of that number."""
    rows = Check.objects.select_related("project__owner", "series").prefetch_related("project__areas")
    return rows.filter(pk=pk, is_retired=False).first()
