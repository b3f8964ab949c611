"""Entering a report: its form with what was reported before, drafts kept as one types, conditions live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.forms.answers import AnswerForm, Line, box_name
from saiyai.monitoring.queries import entry as queries
from saiyai.monitoring.queries import report as reports
from saiyai.monitoring.queries.check import FindingRow, finding_rows, findings_of
from saiyai.monitoring.queries.project import series_of
from saiyai.monitoring.queries.submission import submission_of
from saiyai.monitoring.rules import refusal_of_entry
from saiyai.monitoring.rules.definition import items_of
from saiyai.monitoring.rules.filling import filled
from saiyai.monitoring.rules.submission import ClientKey, body_hash, is_key
from saiyai.monitoring.rules.weighed import is_divisor
from saiyai.monitoring.views.report import frame_of, report_or_404
from saiyai.web.components import Cell, Column, Table
from saiyai.web.history import history_lines
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request

HELD_BACK = {"report.check_bars", "report.check_asks"}
"""The refusals that a finding stands behind."""
WIDTH, HEIGHT = 72, 20
"""The size of the small picture of past values, in its own units."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of the form with what was reported before beside it."""

    line: Line
    unit: str = ""
    asked: str = ""
    last: int | None = None
    last_url: str = ""
    points: str = ""
    past_text: str = ""


def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the cells of a report, keep what was typed as a draft, or submit it."""
    found = report_or_404(request, pk)
    if not queries.may_still_be_entered(found):
        if _is_known(request):
            _say_submitted(request)
        return redirect("report", pk=pk)
    form = AnswerForm(
        queries.definition_of_report(found),
        queries.kept_answers(found),
        request.POST if request.method == "POST" else None,
    )
    if form.sent is None:
        if found.version:
            form.show(filled(form.definition, form.answers), with_gaps=False)
        else:
            form.done = filled(form.definition, form.answers)
        return _page(request, found, form)
    if "add" in form.sent or "drop" in form.sent:
        form.done = filled(form.definition, form.answers)
        form.errors.clear()
        return _page(request, found, form)
    if not form.is_valid():
        form.done = filled(form.definition, form.answers)
        return _page(request, found, form, status=400)
    return _entered(request, found, form)


def _entered(request: HttpRequest, found: reports.Found, form: AnswerForm) -> HttpResponse:
    version, is_final = _version(request), "submit" in request.POST
    values = {"report": found, "answers": form.answers, "version": version, "by": person_of_request(request)}
    try:
        if is_final:
            commands.submit_report(
                **values,
                answer=request.POST.get("answer", "")[:2000],
                check_answers=_explained(request),
                client=_client(request),
            )
        else:
            commands.save_draft(**values)
    except Conflict:
        if is_final and _is_known(request):  # the same press, sent twice
            _say_submitted(request)
            return redirect("report", pk=found.pk)
        return _conflict(request, found, form, version)
    except Refusal as refusal:
        fresh, done = report_or_404(request, found.pk), filled(form.definition, form.answers)
        form.show(done, with_gaps=True)
        held = refusal.code in HELD_BACK
        rows = finding_rows(findings_of(fresh, done.figures), _explained(request)) if held else []
        return _page(request, fresh, form, status=409, said=text_of(refusal), findings=rows)
    if is_final:
        _say_submitted(request)
        return redirect("report", pk=found.pk)
    messages.success(request, _("The draft is saved. You can go on now or come back later."))
    return redirect("report_enter", pk=found.pk)


def _say_submitted(request: HttpRequest) -> None:
    messages.success(request, _("The report is submitted. The district will look at it next."))


def _client(request: HttpRequest) -> ClientKey | None:
    """Return the key that the page was given with what was sent under it, None for a browser that sends none."""
    key = request.POST.get("key", "")
    sent = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    return ClientKey(key, body_hash(sent)) if is_key(key) else None


def _is_known(request: HttpRequest) -> bool:
    """Tell whether the same was submitted before under the page's key."""
    client = _client(request) if request.method == "POST" else None
    known = None if client is None else submission_of(person_of_request(request), client.key)
    return known is not None and client is not None and known.body_hash == client.body_hash


def _explained(request: HttpRequest) -> dict[int, str]:
    """Return the sentences that were typed to soft checks, by the number of the check."""
    typed = ((name.removeprefix("check_"), text) for name, text in request.POST.items())
    return {int(number): str(text)[:2000] for number, text in typed if number.isdigit()}


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1  # noqa: PLR2004 (fits the column)


@require_POST
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """Tell a browser what of the cells typed so far is asked, what is reckoned, what is wrong; nothing is kept."""
    found = report_or_404(request, pk)
    form = AnswerForm(queries.definition_of_report(found), {}, request.POST)
    form.show(filled(form.definition, form.answers), with_gaps=False)
    boxes = [each.box for each in form.lines() if each.box is not None]
    figures = form.done.figures if form.done else {}
    return JsonResponse(
        {
            "hidden": [each.name for each in boxes if each.is_hidden],
            "reckoned": {each.name: each.text for each in boxes if each.kind == "calculated"},
            "errors": {each.name: each.error for each in boxes if each.error},
            "totals": {code: f"{value:,}" for code, value in figures.items() if value is not None},
        }
    )


@require_POST
def autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keep what was typed as a draft while its author goes on typing; tell the version that it then has."""
    found = report_or_404(request, pk)
    form = AnswerForm(queries.definition_of_report(found), queries.kept_answers(found), request.POST)
    if not form.is_valid():
        return JsonResponse({"saved": False})
    try:
        commands.save_draft(
            report=found, answers=form.answers, version=_version(request), by=person_of_request(request)
        )
    except Refusal as refusal:
        return JsonResponse({"saved": False, "said": text_of(refusal)}, status=409)
    return JsonResponse({"saved": True, "version": found.version})


def _page(
    request: HttpRequest,
    found: reports.Found,
    form: AnswerForm,
    status: int = 200,
    said: str = "",
    findings: Sequence[FindingRow] = (),
) -> HttpResponse:
    refusal = refusal_of_entry(found.collection.window, clock.today())
    lines = _drawn(found, form)
    context = frame_of(found) | {
        "form": form,
        "lines": lines,
        "wrong": [each.line.box for each in lines if each.line.box is not None and each.line.box.error],
        "refused": said,
        "is_typed": form.sent is not None,
        "key": uuid4(),
        "answer": request.POST.get("answer", ""),
        "remarks": reports.remarks_on(found),
        "findings": findings,
        "refusal_text": "" if refusal is None else text_of(refusal),
    }
    return render(request, "monitoring/enter.html", context, status=status)


def _drawn(found: reports.Found, form: AnswerForm) -> list[Drawn]:
    """Return the lines of a form with units, questions, what was reported before, and the sums of split numbers."""
    series = {each.code: each for each in series_of(found.collection.form_id)}
    asked = {each.series.code: each.asked for each in reports.cells_of(found, series.values())}
    past = queries.past_of(found)
    drawn: list[Drawn] = []
    for line in form.lines():
        box = line.box
        told = [each.figures.get(box.figure) for each in past] if box is not None and box.series else []
        row = series.get(box.series) if box is not None else None
        drawn.append(
            Drawn(
                line,
                ""
                if row is None or (box is not None and is_divisor(form.definition, box.figure))
                else row.unit,
                asked.get(box.series, "") if box is not None else "",
                told[-1] if told else None,
                reverse("report_cell", args=[past[-1].report_pk, box.series]) if told and box else "",
                points_of(told),
                ", ".join(f"{each.period} {_said(value)}" for each, value in zip(past, told, strict=False)),
            )
        )
    return drawn


def _said(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def points_of(values: Sequence[int | None]) -> str:
    """Return the points of the line that draws some numbers; "" for fewer than two of them."""
    told = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(told) < 2:  # noqa: PLR2004 (a line has two ends)
        return ""
    lowest, highest = min(value for _p, value in told), max(value for _p, value in told)
    across, span = WIDTH / (len(values) - 1), (highest - lowest) or 1
    return " ".join(
        f"{place * across:.1f},{HEIGHT - 2 - (value - lowest) * (HEIGHT - 4) / span:.1f}"
        for place, value in told
    )


def _conflict(request: HttpRequest, stale: reports.Found, form: AnswerForm, version: int) -> HttpResponse:
    """Show what the other person entered beside what was typed here, to choose from."""
    found = report_or_404(request, stale.pk)
    typed = [(name, value) for name, values in request.POST.lists() for value in values if _is_cell(name)]
    context = frame_of(found) | {
        "lines": history_lines(found.subject_key, limit=reports.acts_since(found, version)),
        "table": _choice_table(form, found),
        "typed": typed,
        "can_go_on": queries.may_still_be_entered(found),
        "answer": request.POST.get("answer", ""),
        "is_entry": True,
    }
    return render(request, "monitoring/conflict.html", context, status=409)


def _is_cell(name: str) -> bool:
    return name.startswith(("a.", "n."))


def _choice_table(form: AnswerForm, found: reports.Found) -> Table:
    there = queries.kept_answers(found)
    language_labels = {line.name: line.label for line in form.lines() if line.box is not None}
    asked = [each for each in items_of(form.definition) if box_name(each.name) in (form.sent or {})]
    return Table(
        caption=_("Your numbers beside those that are there now"),
        columns=[
            Column(_("What is counted")),
            Column(_("Yours"), "number"),
            Column(_("There now"), "number"),
        ],
        rows=[
            [
                Cell(language_labels.get(each.name, each.name)),
                Cell(_shown(form.answers, each.name)),
                Cell(_shown(there, each.name)),
            ]
            for each in asked
        ],
    )


def _shown(answers: Mapping[str, Any], name: str) -> Any:
    value = answers.get(name)
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def preview_lines(form: AnswerForm) -> list[Drawn]:
    """Return the lines of a form as it will look, with nothing beside them."""
    return [Drawn(line) for line in form.lines()]
