"""The pages of single reports: entering numbers, looking at them, and the acts on their way up."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict
from saiyai.monitoring import commands
from saiyai.monitoring.access import (
    may_answer_about_report,
    may_approve_report,
    may_ask_about_report,
    may_enter_report,
    may_excuse_report,
    may_reopen_report,
    may_return_report,
    may_verify_report,
)
from saiyai.monitoring.forms import ReturnForm, SayForm, VersionForm
from saiyai.monitoring.forms.answers import AnswerForm
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import report as queries
from saiyai.monitoring.queries.check import answers_on
from saiyai.monitoring.queries.entry import definition_of_report, kept_answers
from saiyai.monitoring.queries.summary import summaries_above
from saiyai.monitoring.rules import TRANSITIONS, Action, State, refusal_of_entry
from saiyai.monitoring.rules.definition import items_of
from saiyai.monitoring.rules.filling import filled
from saiyai.monitoring.rules.weighed import Pair, pairs_of, result_of
from saiyai.monitoring.views.doors import SHADES, crumbs
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.history import history_lines
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

POWERS = {
    Action.SAVE: may_enter_report,
    Action.VERIFY: may_verify_report,
    Action.APPROVE: may_approve_report,
    Action.RETURN: may_return_report,
    Action.REOPEN: may_reopen_report,
    Action.EXCUSE: may_excuse_report,
}


def report_or_404(request: HttpRequest, pk: int) -> queries.Found:
    """Return a report that the reader may see; 404 for any other."""
    found = queries.report_with_collection(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


def frame_of(found: queries.Found) -> dict[str, Any]:
    """Return what every page of a report shows of it."""
    path = path_of(found.place_code)
    period = projects.period_label(found.collection.period_code)
    return {
        "crumbs": [*crumbs(found.collection.project), (period, _collection_address(found))],
        "report": found,
        "collection": found.collection,
        "project_name": projects.project_name(found.collection.project),
        "period": period,
        "place_name": ", ".join(each.label for each in reversed(path)),
        "shade": SHADES[found.state],
        "is_late": clock.today() > found.collection.due_on and found.state in {State.DRAFT, State.RETURNED},
    }


def _collection_address(found: queries.Found) -> str:
    return f"{reverse('collection', args=[found.collection_id])}?place={found.place_code[:4]}"


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: its numbers, what was said, what may be done, and its history."""
    return _report_page(request, report_or_404(request, pk))


def _report_page(
    request: HttpRequest, found: queries.Found, failed: ReturnForm | None = None
) -> HttpResponse:
    series = projects.series_of(found.collection.form_id)
    may = {
        action.value: (found.state, action) in TRANSITIONS
        and power(by=actor_of_request(request), report=found)
        for action, power in POWERS.items()
    }
    is_open = refusal_of_entry(found.collection.window, clock.today()) is None
    context = frame_of(found) | {
        "table": _numbers_table(queries.cells_of(found, series), found),
        "other_answers": _others_table(found),
        "remarks": queries.remarks_on(found),
        "may": may,
        "may_enter_now": may["save"] and is_open,
        "act_form": VersionForm(initial={"version": found.version}),
        "return_form": failed
        or ReturnForm(initial={"version": found.version}, series=series, auto_id="return_%s"),
        "say_form": SayForm(series=series, auto_id="say_%s"),
        "may_ask": may_ask_about_report(by=actor_of_request(request), report=found),
        "may_answer": may_answer_about_report(by=actor_of_request(request), report=found),
        "explanations": answers_on(found),
        "excuse_form": ReturnForm(initial={"version": found.version}, auto_id="excuse_%s"),
        "reopen_form": ReturnForm(initial={"version": found.version}, auto_id="reopen_%s"),
    }
    return render(request, "monitoring/report.html", context, status=200 if failed is None else 400)


def _numbers_table(cells: Sequence[queries.Cell], found: queries.Found) -> Table:
    pairs = pairs_of(definition_of_report(found))
    is_asked = any(each.asked for each in cells)
    columns = [Column(_("What is counted")), Column(_("Number"), "number"), Column(_("Unit"))]
    return Table(
        caption=_("Numbers; an empty cell was not reported and is not zero"),
        columns=[*columns, Column(_("Asked about it"))] if is_asked else columns,
        rows=[
            [
                Cell(each.series.name),
                Cell(
                    _quotient(found, each.series.code, pairs[each.series.code])
                    if each.series.code in pairs
                    else each.value,
                    why=reverse("report_cell", args=[found.pk, each.series.code]),
                ),
                Cell(each.series.unit),
                *([Cell(each.asked or None)] if is_asked else []),
            ]
            for each in cells
        ],
    )


def _quotient(found: queries.Found, code: str, pair: Pair) -> str | None:
    """Return the two numbers that tell a mean or a share, with what they come to; None where one is missing."""
    told = result_of(found.figures, code, pair)
    if told is None:
        return None
    above, below, result = told
    said = f"{above:,} ÷ {below:,}"
    return said if result is None else f"{said} = {float(result):,.2f}"


def _others_table(found: queries.Found) -> Table | None:
    """Return what was answered beside the numbers that are counted; None where the form asks for nothing else."""
    definition = definition_of_report(found)
    if not any(each.is_kept_beside for each in items_of(definition)):
        return None
    form = AnswerForm(definition, kept_answers(found))
    form.done = filled(definition, form.answers)
    rows = []
    for line in form.lines():
        box = line.box
        if box is not None and not line.is_hidden and not box.series and box.kind != "note":
            rows.append(
                [Cell(line.label), Cell(line.row + 1 if line.row is not None else None), Cell(box.said)]
            )
    has_rows = any(row[1].value is not None for row in rows)
    columns = [Column(_("Question")), Column(_("Row"), "number"), Column(_("Answer"))]
    if not has_rows:
        columns, rows = [columns[0], columns[2]], [[row[0], row[2]] for row in rows]
    return Table(caption=_("Other answers"), columns=columns, rows=rows)


def _act(request: HttpRequest, pk: int, command: Callable[..., object], said: Any) -> HttpResponse:
    """Do an act on the version that was read, or show what changed since."""
    found = report_or_404(request, pk)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return redirect("report", pk=pk)
    return _done(request, found, command, said, version=form.cleaned_data["version"])


def _done(
    request: HttpRequest,
    found: queries.Found,
    command: Callable[..., object],
    said: Any,
    *,
    version: int,
    **values: Any,
) -> HttpResponse:
    try:
        command(report=found, version=version, by=person_of_request(request), **values)
    except Conflict:
        return _act_conflict(request, found.pk, version)
    messages.success(request, str(said))
    return redirect("report", pk=found.pk)


def _act_conflict(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    found = report_or_404(request, pk)
    names = {each.code: each.name for each in projects.series_of(found.collection.form_id)}
    context = frame_of(found) | {
        "lines": history_lines(found.subject_key, limit=queries.acts_since(found, version)),
        "table": Table(
            caption=_("Numbers that changed"),
            columns=[
                Column(_("What is counted")),
                Column(_("When you read it"), "number"),
                Column(_("Now"), "number"),
            ],
            rows=[
                [Cell(names.get(each.series, each.series)), Cell(each.before), Cell(each.after)]
                for each in queries.figures_changed_since(found, version)
            ],
            empty=_("No number changed."),
        ),
        "is_entry": False,
    }
    return render(request, "monitoring/conflict.html", context, status=409)


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify a report."""
    return _act(request, pk, commands.verify_report, gettext_lazy("The report is verified."))


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a report."""
    return _act(
        request, pk, commands.approve_report, gettext_lazy("The report is approved; its numbers are final.")
    )


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a report with a reason."""
    found = report_or_404(request, pk)
    series = projects.series_of(found.collection.form_id)
    form = ReturnForm(request.POST, series=series, auto_id="return_%s")
    if not form.is_valid():
        return _report_page(request, found, form)
    values = {"reason": form.cleaned_data["reason"], "cells": form.marked()}
    said = _("The report went back with your reason.")
    return _done(request, found, commands.return_report, said, version=form.cleaned_data["version"], **values)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen an approved or excused report, and the approved summaries above it, with a reason."""
    found = report_or_404(request, pk)
    above = summaries_above(found.collection_id, found.place_code)
    said = _("The report is open again and back at its place.")
    return _reasoned(request, found, commands.reopen_report, said, "reopen_%s", above=above)


@require_POST
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Excuse a place from a report with a reason."""
    found = report_or_404(request, pk)
    said = _("The place is excused from this report.")
    return _reasoned(request, found, commands.excuse_report, said, "excuse_%s")


def _reasoned(
    request: HttpRequest,
    found: queries.Found,
    command: Callable[..., object],
    said: str,
    auto_id: str,
    **more: Any,
) -> HttpResponse:
    form = ReturnForm(request.POST, auto_id=auto_id)
    if not form.is_valid():
        return _report_page(request, found, form)
    version, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
    return _done(request, found, command, said, version=version, reason=reason, **more)
