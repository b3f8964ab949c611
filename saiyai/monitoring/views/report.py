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
from saiyai.kernel.refusal import Conflict, Refusal
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
from saiyai.monitoring.forms import EntryForm, ReturnForm, SayForm, VersionForm, name_of_cell
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import report as queries
from saiyai.monitoring.queries.check import FindingRow, answers_on, finding_rows, findings_of
from saiyai.monitoring.queries.summary import summaries_above
from saiyai.monitoring.rules import TRANSITIONS, Action, State, refusal_of_entry
from saiyai.monitoring.views.doors import SHADES, crumbs
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.history import history_lines
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

POWERS = {
    Action.SAVE: may_enter_report,
    Action.VERIFY: may_verify_report,
    Action.APPROVE: may_approve_report,
    Action.RETURN: may_return_report,
    Action.REOPEN: may_reopen_report,
    Action.EXCUSE: may_excuse_report,
}

HELD_BACK = {"report.check_bars", "report.check_asks"}
"""The refusals of a report that a check holds back."""


def _report_or_404(request: HttpRequest, pk: int) -> queries.Found:
    found = queries.report_with_collection(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


def _frame(found: queries.Found) -> dict[str, Any]:
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
    return _report_page(request, _report_or_404(request, pk))


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
    context = _frame(found) | {
        "table": _numbers_table(queries.cells_of(found, series), found.pk),
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


def _numbers_table(cells: Sequence[queries.Cell], pk: int) -> Table:
    is_asked = any(each.asked for each in cells)
    columns = [Column(_("What is counted")), Column(_("Number"), "number"), Column(_("Unit"))]
    return Table(
        caption=_("Numbers; an empty cell was not reported and is not zero"),
        columns=[*columns, Column(_("Asked about it"))] if is_asked else columns,
        rows=[
            [
                Cell(each.series.name),
                Cell(each.value, why=reverse("report_cell", args=[pk, each.series.code])),
                Cell(each.series.unit),
                *([Cell(each.asked or None)] if is_asked else []),
            ]
            for each in cells
        ],
    )


def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the cells of a report, keep what was typed as a draft, or submit it."""
    found = _report_or_404(request, pk)
    if (found.state, Action.SAVE) not in TRANSITIONS:
        return redirect("report", pk=pk)
    series = projects.series_of(found.collection.form_id)
    typed = request.POST if request.method == "POST" else None
    form = EntryForm(typed, series=series, figures=found.figures, version=found.version)
    if not form.is_bound:
        return _entry_page(request, found, form)
    if not form.is_valid():
        return _entry_page(request, found, form, status=400)
    return _entered(request, found, form)


def _entered(request: HttpRequest, found: queries.Found, form: EntryForm) -> HttpResponse:
    values = {"report": found, "figures": form.figures(), "version": form.cleaned_data["version"]}
    try:
        if "submit" in request.POST:
            commands.submit_report(
                **values,
                answer=form.cleaned_data["answer"],
                check_answers=_explained(request),
                by=person_of_request(request),
            )
        else:
            commands.save_draft(**values, by=person_of_request(request))
    except Conflict:
        return _entry_conflict(request, found, form)
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        fresh = _report_or_404(request, found.pk)
        held = refusal.code in HELD_BACK
        rows = finding_rows(findings_of(fresh, form.figures()), _explained(request)) if held else []
        return _entry_page(request, fresh, form, status=409, found_by_checks=rows)
    if "submit" in request.POST:
        messages.success(request, _("The report is submitted. The district will look at it next."))
        return redirect("report", pk=found.pk)
    messages.success(request, _("The draft is saved. You can go on now or come back later."))
    return redirect("report_enter", pk=found.pk)


def _explained(request: HttpRequest) -> dict[int, str]:
    """Return the sentences that were typed to soft checks, by the number of the check."""
    typed = ((name.removeprefix("check_"), text) for name, text in request.POST.items())
    return {int(number): str(text)[:2000] for number, text in typed if number.isdigit()}


def _entry_page(
    request: HttpRequest,
    found: queries.Found,
    form: EntryForm,
    status: int = 200,
    found_by_checks: Sequence[FindingRow] = (),
) -> HttpResponse:
    cells = queries.cells_of(found, form.series)
    refusal = refusal_of_entry(found.collection.window, clock.today())
    context = _frame(found) | {
        "form": form,
        "cells": [(cell, form[name_of_cell(cell.series)]) for cell in cells],
        "remarks": queries.remarks_on(found),
        "findings": found_by_checks,
        "refusal_text": "" if refusal is None else text_of(refusal),
    }
    return render(request, "monitoring/enter.html", context, status=status)


def _entry_conflict(request: HttpRequest, stale: queries.Found, form: EntryForm) -> HttpResponse:
    """Show what the other person entered beside what was typed here, to choose from."""
    found = _report_or_404(request, stale.pk)
    typed = form.figures()
    can_go_on = (found.state, Action.SAVE) in TRANSITIONS
    context = _frame(found) | {
        "lines": history_lines(
            found.subject_key, limit=queries.acts_since(found, form.cleaned_data["version"])
        ),
        "table": _choice_table(form, found),
        "typed": [(name_of_cell(each), typed[each.code]) for each in form.series],
        "can_go_on": can_go_on,
        "answer": form.cleaned_data["answer"],
        "is_entry": True,
    }
    return render(request, "monitoring/conflict.html", context, status=409)


def _choice_table(form: EntryForm, found: queries.Found) -> Table:
    typed = form.figures()
    return Table(
        caption=_("Your numbers beside those that are there now"),
        columns=[
            Column(_("What is counted")),
            Column(_("Yours"), "number"),
            Column(_("There now"), "number"),
        ],
        rows=[
            [Cell(each.name), Cell(typed[each.code]), Cell(found.figures.get(each.code))]
            for each in form.series
        ],
    )


def _act(request: HttpRequest, pk: int, command: Callable[..., object], said: Any) -> HttpResponse:
    """Do an act on the version that was read, or show what changed since."""
    found = _report_or_404(request, pk)
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
    found = _report_or_404(request, pk)
    names = {each.code: each.name for each in projects.series_of(found.collection.form_id)}
    context = _frame(found) | {
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
    found = _report_or_404(request, pk)
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
    found = _report_or_404(request, pk)
    above = summaries_above(found.collection_id, found.place_code)
    said = _("The report is open again and back at its place.")
    return _reasoned(request, found, commands.reopen_report, said, "reopen_%s", above=above)


@require_POST
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Excuse a place from a report with a reason."""
    found = _report_or_404(request, pk)
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
