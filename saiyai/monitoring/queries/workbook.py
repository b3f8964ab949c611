"""What can be asked of a collection's own workbook: its rows as they are written, and what each filled one comes to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import ENTERERS, reports_seen_by
from saiyai.monitoring.models import STATE_NAMES, Collection, Form, Report
from saiyai.monitoring.queries.check import checks_of, findings_of
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.rules import TRANSITIONS, Action, Figures, State
from saiyai.monitoring.rules.check import Severity
from saiyai.monitoring.rules.definition import SILENT, Group, definition_of, walk
from saiyai.monitoring.rules.filling import answers_of_figures
from saiyai.monitoring.rules.filling import filled as filled_form
from saiyai.monitoring.rules.weighed import DIVISORS
from saiyai.monitoring.rules.workbook import EXPLANATION, KEY, PLACE, FilledRow, RowKey
from saiyai.network.access import within
from saiyai.network.queries import Text
from saiyai.places.queries import places_at


class Fate(StrEnum):
    """What a filled row comes to when it is handed in."""

    GOOD = "good"
    EMPTY = "empty"
    FOREIGN = "foreign"
    CHANGED = "changed"
    CLOSED = "closed"
    WRONG = "wrong"
    GAPS = "gaps"
    BARRED = "barred"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A filled row with what it comes to: its fate, what is wrong with which number, and which checks it does not meet."""

    filled: FilledRow
    place: str
    fate: Fate
    values: tuple[tuple[str, int | None, str], ...]
    """The name of each series, its number, and the code of what is wrong with it."""
    findings: tuple[int, ...] = ()


def asked_in_cells(form: Form, series: Sequence[SeriesRow]) -> list[SeriesRow]:
    """Return the numbers that one types for a form into a sheet, in its order: each part of a split one for itself.

    What is reckoned is not typed, and of a group that repeats a sheet has no rows.
    """
    if not form.definition_text:
        return list(series)
    known, language = {each.code: each for each in series}, get_language() or "th"
    found: list[SeriesRow] = []
    for placed in walk(definition_of(form.definition_text).children):
        item = placed.node
        if isinstance(item, Group) or item.series not in known or item.kind in SILENT or placed.repeat:
            continue
        row = known[item.series]
        always = item.is_required and not item.relevant and not any(each.relevant for each in placed.inside)
        unit = "" if item.part in DIVISORS else row.unit
        found.append(SeriesRow(row.pk, item.figure, item.label.said(language) or row.name, unit, always))
    return found


def own_reports(scope: Scope, collection: Collection, place_code: str) -> list[Report]:
    """Return the reports that a scope enters for inside a place, in order of place."""
    mine = within(scope.prefixes(ENTERERS)) & within([place_code])
    rows = Report.objects.filter(mine, collection=collection).select_related("collection__form")
    return list(rows.order_by("place_code"))


def checks_asked_of(report: Report) -> list[int]:
    """Return the numbers of the checks that a report's project holds its numbers against."""
    return [each.pk for each in checks_of(report.collection.project_id)]


def workbook_rows(reports: Sequence[Report], series: Sequence[SeriesRow]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of the workbook of some reports: their keys, places and present numbers."""
    names = places_at(code for each in reports for code in (each.place_code, each.place_code[:4]))
    for report in reports:
        yield {
            KEY: str(RowKey(report.collection_id, report.pk, report.version)),
            PLACE: _place(report, names),
            EXPLANATION: "",
            **{each.code: report.figures.get(each.code) for each in series},
        }


def _place(report: Report, names: Mapping[str, Any]) -> str:
    codes = (report.place_code, report.place_code[:4])
    return ", ".join(names[code].name for code in codes if code in names)


def preview(
    scope: Scope, collection: Collection, rows: Iterable[FilledRow], series: Sequence[SeriesRow]
) -> list[PreviewRow]:
    """Return what each filled row comes to if it is handed in now."""
    filled = list(rows)
    mine = {each.pk: each for each in own_reports(scope, collection, "")}
    names = places_at(code for each in mine.values() for code in (each.place_code, each.place_code[:4]))
    return [_previewed(row, mine.get(row.key.report), names, series) for row in filled]


def _previewed(
    row: FilledRow, report: Report | None, names: Mapping[str, Any], series: Sequence[SeriesRow]
) -> PreviewRow:
    values = tuple((each.name, row.figures[each.code], row.problems.get(each.code, "")) for each in series)
    if report is None:
        return PreviewRow(row, "", Fate.FOREIGN, values)
    fate, findings = _fate(row, report, series)
    return PreviewRow(row, _place(report, names), fate, values, findings)


def _fate(row: FilledRow, report: Report, series: Sequence[SeriesRow]) -> tuple[Fate, tuple[int, ...]]:
    gaps = any(row.figures[each.code] is None for each in series if each.is_required)
    barred = (
        (Fate.EMPTY, row.is_empty),
        (Fate.CLOSED, (State(report.state), Action.SUBMIT) not in TRANSITIONS),
        (Fate.CHANGED, report.version != row.key.version),
        (Fate.WRONG, bool(row.problems)),
        (Fate.GAPS, gaps),
    )
    for fate, holds in barred:
        if holds:
            return fate, ()
    found = findings_of(report, _reckoned(report, row.figures))
    checks = tuple(each.check for each in found)
    if any(each.severity is Severity.HARD for each in found):
        return Fate.BARRED, checks
    return (Fate.UNEXPLAINED if checks and not row.explanation.strip() else Fate.GOOD), checks


def _reckoned(report: Report, figures: Figures) -> Figures:
    """Return the numbers of a row with those that its form reckons from them, as they are counted."""
    text = report.collection.form.definition_text
    if not text:
        return figures
    definition = definition_of(text)
    done = filled_form(definition, answers_of_figures(definition, figures))
    return dict(figures) | {code: value for code, value in done.figures.items() if value is not None}


@dataclass(frozen=True, slots=True)
class NumbersRow:
    """A report with all its numbers, as files of a collection hold it."""

    pk: int
    place_code: str
    place: str
    district: str
    province: str
    state: str
    state_name: Text
    figures: Mapping[str, int | None]


def numbers_of(scope: Scope, collection: Collection, place_code: str) -> list[NumbersRow]:
    """Return the reports of a collection that a scope sees inside a place with their numbers, in order of place."""
    rows = Report.objects.filter(reports_seen_by(scope), within([place_code]), collection=collection)
    found = list(rows.order_by("place_code"))
    names = places_at(
        code for each in found for code in (each.place_code, each.place_code[:4], each.place_code[:2])
    )

    def name(code: str) -> str:
        return names[code].name if code in names else ""

    return [
        NumbersRow(
            each.pk,
            each.place_code,
            name(each.place_code),
            name(each.place_code[:4]),
            name(each.place_code[:2]),
            each.state,
            STATE_NAMES[State(each.state)],
            each.figures,
        )
        for each in found
    ]
