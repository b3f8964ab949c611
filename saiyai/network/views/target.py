"""Targets of coverage: the list with what is reached, setting one, dropping one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands
from saiyai.network.access import may_drop_target
from saiyai.network.forms.application import ReasonForm
from saiyai.network.forms.target import TargetForm
from saiyai.network.queries import target as asked
from saiyai.network.views.doors import crumbs
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request


def targets(request: HttpRequest) -> HttpResponse:
    """Show the targets of the reader's areas with what is reached of each, or set one."""
    scope, today = scope_of_request(request), clock.today()
    sets = scope.has(*DISTRICT_AND_ABOVE)
    sent = request.POST if request.method == "POST" and sets else None
    form = TargetForm(sent, scope=scope)
    if form.is_bound and form.is_valid():
        try:
            commands.set_target(terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The target is set."))
            return redirect("network_targets")
    rows = asked.target_rows(asked.targets_seen(scope), today)
    table = _table(rows)
    if file := download(request, table, name="targets", title=_("Targets of coverage")):
        return file
    actor = actor_of_request(request)
    context = {
        "title": _("Targets of coverage"),
        "crumbs": crumbs((_("Coverage of villages"), reverse("network_coverage"))),
        "form": form if sets else None,
        "table": table,
        "droppable": [row for row in rows if may_drop_target(by=actor, target=row.place_code)],
    }
    return render(request, "network/targets.html", context, status=400 if form.errors else 200)


def _table(rows: list[asked.TargetRow]) -> Table:
    return Table(
        caption=_("Targets of coverage") if rows else _("No target is set yet."),
        why=Why(_("Villages of the area × the target, rounded up; those with somebody are counted today")),
        columns=[
            Column(_("Place")),
            Column(_("Field of welfare")),
            Column(_("To be reached by"), "date"),
            Column(_("Target (%)"), "number"),
            Column(_("Villages wanted"), "number"),
            Column(_("With somebody"), "number"),
            Column(_("Villages"), "number"),
            Column(_("Still missing"), "number"),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(row.place or _("Whole country"), url=_address(row)),
                Cell(row.field or _("whatever field")),
                Cell(row.due_on),
                Cell(row.percent),
                Cell(row.aim.wanted),
                Cell(row.aim.coverage.covered),
                Cell(row.aim.coverage.villages),
                Cell(row.aim.missing),
                _state(row),
            ]
            for row in rows
        ],
        empty=_("Set one: which share of the villages is to have somebody, by which day."),
    )


def _address(row: asked.TargetRow) -> str:
    query = f"?field={row.field_code}" if row.field_code else ""
    if not row.place_code:
        return reverse("network_coverage") + query
    return reverse("network_coverage_of", args=[row.place_code]) + query


def _state(row: asked.TargetRow) -> Cell:
    if not row.aim.coverage.villages:
        return Cell(_("no village known"), shade="plain")
    if not row.aim.missing:
        return Cell(_("reached"), shade="good")
    return Cell(_("missed"), shade="bad") if row.is_past else Cell(_("under way"), shade="note")


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a target is to hold no longer, or drop it."""
    scope = scope_of_request(request)
    found = asked.target_seen(scope, pk)
    if found is None or not scope.covers(found.place_code, DISTRICT_AND_ABOVE):
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        commands.drop_target(target=found, reason=reason, by=person_of_request(request))
        messages.success(request, _("The target holds no longer."))
        return redirect("network_targets")
    context: dict[str, Any] = {
        "form": form,
        "crumbs": crumbs((_("Targets of coverage"), reverse("network_targets"))),
        "title": _("Drop a target"),
        "lead": asked.target_rows([found], clock.today())[0].place or _("Whole country"),
        "button": _("Drop the target"),
        "back": reverse("network_targets"),
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)
