"""The pages of projects."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.monitoring.access import RUNNERS, SEERS, may_run_project
from saiyai.monitoring.queries import project as queries
from saiyai.monitoring.queries.plan import vision_of
from saiyai.monitoring.queries.project import CollectionRow
from saiyai.monitoring.views.doors import collection_state, crumbs, why_handed_in
from saiyai.monitoring.views.figures import figures_shown, figures_taken_along
from saiyai.monitoring.views.plan import vision_shown, years_text
from saiyai.monitoring.views.target import tiles_of_project
from saiyai.network.queries import in_reader_language
from saiyai.web.components import Cell, Column, Table
from saiyai.web.routes import actor_of_request, scope_of_request


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """Show all projects."""
    rows = queries.projects()
    table = Table(
        caption=_("Projects"),
        columns=[
            Column(_("Project")),
            Column(_("Fiscal year")),
            Column(_("Owner")),
            Column(_("Collections"), "number"),
        ],
        rows=[
            [
                Cell(row.name, url=reverse("project", args=[row.code])),
                Cell(str(row.fiscal_year)),
                Cell(row.owner),
                Cell(row.collections, why=reverse("project", args=[row.code]) + "#collections"),
            ]
            for row in rows
        ],
        empty=_("A support office registers the first one."),
    )
    runs = scope_of_request(request).has(*RUNNERS)
    context = {"table": table, "crumbs": [], "runs": runs}
    return render(request, "monitoring/projects.html", context)


@require_safe
def project(request: HttpRequest, code: str) -> HttpResponse:
    """Show a project: its collections, and one number on the map and in a table, for the places below one."""
    found = queries.project_of(code)
    if found is None:
        raise Http404
    scope = scope_of_request(request)
    collections = queries.collections_of(found, scope, clock.today())
    context: dict[str, Any] = {
        "crumbs": crumbs(),
        "project": found,
        "name": queries.project_name(found),
        "owner": in_reader_language(found.owner.name_th, found.owner.name_en),
        "objective": in_reader_language(found.objective_th, found.objective_en),
        "runs_project": may_run_project(by=actor_of_request(request), project=found),
        "sees_history": scope.has(*SEERS),
        "collection_table": _collection_table(collections),
        "tiles": tiles_of_project(found),
        "vision": vision_shown(found, vision_of(found, clock.today())),
        "years": years_text(found),
    }
    if collections:
        context |= figures_shown(request, found, collections)
        if (file := figures_taken_along(request, context)) is not None:
            return file
    return render(request, "monitoring/project.html", context)


def _collection_table(rows: Sequence[CollectionRow]) -> Table:
    return Table(
        caption=_("Collections"),
        columns=[
            Column(_("Collection")),
            Column(_("Due on"), "date"),
            Column(_("State")),
            Column(_("Handed in, in your area"), "number"),
            Column(_("Owed, in your area"), "number"),
        ],
        rows=[
            [
                Cell(f"{row.title} · {row.period}", url=reverse("collection", args=[row.pk])),
                Cell(row.due_on),
                collection_state(row),
                Cell(row.handed_in, why=why_handed_in(row.pk)),
                Cell(row.owed, why=why_handed_in(row.pk)),
            ]
            for row in rows
        ],
        empty=_("The owner of the project opens the first one."),
    )
