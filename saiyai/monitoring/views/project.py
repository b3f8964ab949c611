"""The pages of projects and their collections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import SEERS
from saiyai.monitoring.forms import LAYER_NAMES, ListForm, ViewForm
from saiyai.monitoring.queries import figures
from saiyai.monitoring.queries import project as queries
from saiyai.monitoring.queries import report as reports
from saiyai.monitoring.queries.figures import FigureTable, PlaceFigure, Standing
from saiyai.monitoring.queries.project import CollectionRow, SeriesRow
from saiyai.network.queries import in_reader_language
from saiyai.places.maps import AreaMap, area_map
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Act, Why
from saiyai.web.routes import scope_of_request

ROWS_A_PAGE = 50
DEEPEST = 6  # reports stand at tambons: below them there is nothing to add up

SHADES: dict[str, Shade] = {
    "draft": "plain",
    "submitted": "warn",
    "verified": "note",
    "approved": "good",
    "returned": "bad",
}


LAYER_SHADES: dict[str, Shade] = {"entered": "warn", "verified": "note", "approved": "good"}


def crumbs(project: queries.FoundProject | None = None) -> list[tuple[str, str]]:
    """Return the way to a page below monitoring, or below one of its projects."""
    top = [(_("Monitoring"), reverse("projects"))]
    if project is None:
        return top
    return [*top, (queries.project_name(project), reverse("project", args=[project.code]))]


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
                Cell(row.collections),
            ]
            for row in rows
        ],
        empty=_("A support office registers the first one."),
    )
    return render(request, "monitoring/projects.html", {"table": table, "crumbs": []})


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader of a project's page looks at."""

    collection: CollectionRow
    series: SeriesRow
    layer: str
    place_code: str

    def address(self, code: str) -> str:
        """Return the query that shows the same at another place."""
        wanted = {
            "collection": self.collection.pk,
            "series": self.series.code,
            "layer": self.layer,
            "place": code,
        }
        return "?" + urlencode({name: value for name, value in wanted.items() if value})


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
        "sees_history": scope.has(*SEERS),
        "collection_table": _collection_table(collections),
    }
    if collections:
        context |= _figures(request, scope, found.prefixes, collections)
        if (file := _figures_taken_along(request, context)) is not None:
            return file
    return render(request, "monitoring/project.html", context)


def _figures_taken_along(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """Return the figures as a file, watermarked by their layer and by how many places they come from."""
    choice, total = context["choice"], context["total"]
    return download(
        request,
        context["figure_table"],
        name=f"figures-{choice.series.code}-{choice.place_code or 'all'}",
        title=f"{context['name']} · {context['place_name']}",
        notes=[
            _(
                "Layer: %(layer)s. From %(reported)s of %(owed)s places; what is missing is not counted as zero."
            )
            % {"layer": context["layer_name"], "reported": f"{total.reported:,}", "owed": f"{total.owed:,}"}
        ],
    )


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
                _collection_state(row),
                Cell(row.handed_in),
                Cell(row.owed),
            ]
            for row in rows
        ],
        empty=_("The owner of the project opens the first one."),
    )


def _collection_state(row: CollectionRow) -> Cell:
    if not row.is_open:
        return Cell(_("closed for reports") if row.is_late else _("not yet open"), shade="plain")
    return (
        Cell(_("open for reports, overdue"), shade="warn")
        if row.is_late
        else Cell(_("open for reports"), shade="good")
    )


def _figures(
    request: HttpRequest, scope: Scope, prefixes: tuple[str, ...], collections: Sequence[CollectionRow]
) -> dict[str, Any]:
    choice, form = _choice(request, scope, prefixes, collections)
    collection = queries.collection_with_project(choice.collection.pk)
    if collection is None:
        raise Http404
    table = figures.figures_at(collection, choice.place_code, choice.series.code, choice.layer)
    path = path_of(choice.place_code) if choice.place_code else ()
    return {
        "form": form,
        "choice": choice,
        "layer_name": LAYER_NAMES[choice.layer],
        "layer_shade": LAYER_SHADES[choice.layer],
        "steps": [(each.name, choice.address(each.code)) for each in path],
        "all_areas": choice.address(""),
        "place_name": path[-1].name if path else _("All areas of the project"),
        "figure_table": _figure_table(choice, table, collection.pk),
        "map": _map(choice, table, prefixes),
        "total": table.total,
        "share": table.total.reported / table.total.owed if table.total.owed else None,
        "why": _why(choice, table, figures.standing_of(collection, choice.place_code, choice.layer)),
    }


def _why(choice: Choice, table: FigureTable, standing: Standing) -> Why:
    """Return why the total is what it is: what is added, who is missing, who approved the last report when."""
    total, unit = table.total, choice.series.unit
    return Why(
        formula=_(
            "The sum of “%(series)s” over the reports that are %(layer)s; what is missing is not counted as zero."
        )
        % {"series": choice.series.name, "layer": LAYER_NAMES[choice.layer]},
        numerator=_("%(value)s %(unit)s, from %(reported)s places")
        % {
            "value": "–" if total.value is None else f"{total.value:,}",
            "unit": unit,
            "reported": f"{total.reported:,}",
        },
        denominator=_("%(owed)s places that owe a report") % {"owed": f"{total.owed:,}"},
        missing=tuple((name, "") for name in standing.missing),
        missing_count=standing.missing_count,
        acts=_approved(standing),
        url=f"{reverse('collection', args=[choice.collection.pk])}?{urlencode({'place': choice.place_code})}",
    )


def _approved(standing: Standing) -> tuple[Act, ...]:
    """Return how many reports are approved, and who approved the last one when; nothing where none is."""
    if standing.approved_at is None:
        return ()
    count = f"{standing.approved_count:,}"
    return (
        Act(
            _("%(count)s reports approved, the last") % {"count": count},
            standing.approved_at,
            standing.approved_by,
        ),
    )


def _choice(
    request: HttpRequest, scope: Scope, prefixes: tuple[str, ...], collections: Sequence[CollectionRow]
) -> tuple[Choice, ViewForm]:
    """Return what the reader looks at, completed with what fits them best, and the form that says so."""
    by_pk = {str(row.pk): row for row in collections}
    collection = by_pk.get(request.GET.get("collection", ""), collections[0])
    found = queries.collection_with_project(collection.pk)
    series = queries.series_of(found.form_id) if found else []
    place_code = _place_asked(request, scope, prefixes)
    layers = figures.layers_for(scope, place_code, prefixes)
    by_code = {each.code: each for each in series}
    chosen = by_code.get(request.GET.get("series", ""), series[0])
    layer = request.GET.get("layer", "")
    choice = Choice(collection, chosen, layer if layer in layers else layers[0], place_code)
    form = ViewForm(
        initial={
            "collection": str(collection.pk),
            "series": choice.series.code,
            "layer": choice.layer,
            "place": place_code,
        },
        collections=[(row.pk, f"{row.title} · {row.period}") for row in collections],
        series=series,
        layers=layers,
    )
    return choice, form


def _place_asked(request: HttpRequest, scope: Scope, prefixes: tuple[str, ...]) -> str:
    """Return the place that the address names, or the reader's own area where it lies inside the project."""
    place_code = _area_asked(request, scope)[:4]
    return place_code if place_code.startswith(prefixes) else ""


def _area_asked(request: HttpRequest, scope: Scope) -> str:
    """Return the place that the address names, or the reader's own area where there is but one."""
    asked = request.GET.get("place")
    if asked is None:
        own = scope.prefixes(SEERS)
        return own[0][:4] if len(own) == 1 else ""
    return asked if re.fullmatch("([0-9]{2}){1,4}", asked) else ""


def _figure_table(choice: Choice, table: FigureTable, collection_pk: int) -> Table:
    unit = choice.series.unit
    return Table(
        caption=f"{choice.series.name} · {choice.collection.period}",
        columns=[
            Column(_("Place")),
            Column(f"{choice.series.name} ({unit})", "number"),
            Column(_("Places that reported"), "number"),
            Column(_("Places that owe a report"), "number"),
        ],
        rows=[
            [
                Cell(row.name, url=_address_below(choice, row, collection_pk)),
                Cell(row.value),
                Cell(row.reported),
                Cell(row.owed),
            ]
            for row in table.rows
        ],
        total=[Cell(_("Total")), Cell(table.total.value), Cell(table.total.reported), Cell(table.total.owed)],
        empty=_("No place of the project lies here."),
    )


def _map(choice: Choice, table: FigureTable, prefixes: tuple[str, ...]) -> AreaMap:
    return area_map(
        choice.place_code or prefixes,
        figures.LEVEL_DRAWN[len(choice.place_code)],
        table.shades,
        title=choice.series.name,
        unit=choice.series.unit,
        url=lambda code: choice.address(code[:4]),
    )


def _address_below(choice: Choice, row: PlaceFigure, collection_pk: int) -> str:
    if len(row.code) < DEEPEST:
        return choice.address(row.code)
    return f"{reverse('collection', args=[collection_pk])}?place={row.code}"


@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who owes a report in a collection, and how far each has come."""
    found = queries.collection_with_project(pk)
    if found is None:
        raise Http404
    scope = scope_of_request(request)
    form = ListForm(request.GET, states=queries.state_names())
    form.is_valid()
    place_code, state = _area_asked(request, scope), form.cleaned_data.get("state", "")
    row = queries.collection_row(found, scope, clock.today())
    page = Paginator(
        queries.reports_of(found, scope, state=state, place_code=place_code), ROWS_A_PAGE
    ).get_page(request.GET.get("page"))
    path = path_of(place_code) if place_code else ()
    context = {
        "collection": found,
        "crumbs": crumbs(found.project),
        "project_name": queries.project_name(found.project),
        "row": row,
        "state_cell": _collection_state(row),
        "share": row.handed_in / row.owed if row.owed else None,
        "form": form,
        "page": page,
        "steps": [(each.name, f"?place={each.code}") for each in path],
        "place_name": path[-1].name if path else "",
        "place_code": place_code,
        "area_table": _area_table(queries.counts_by_area(found, scope, place_code), place_code),
        "report_table": _report_table(reports.rows_of(page.object_list), is_late=row.is_late),
    }
    return render(request, "monitoring/collection.html", context)


def _area_table(rows: Sequence[queries.StateCount], place_code: str) -> Table | None:
    if len(place_code) + 2 >= DEEPEST:
        return None
    return Table(
        caption=_("By area"),
        columns=[
            Column(_("Area")),
            *(Column(str(name), "number") for _state, name in queries.state_names()),
            Column(_("Owed"), "number"),
        ],
        rows=[
            [Cell(row.name, url=f"?place={row.code}"), *(Cell(count) for count in row.counts), Cell(row.owed)]
            for row in rows
        ],
        empty=_("No report of this collection lies in your area."),
    )


def _report_table(rows: Sequence[reports.ReportRow], *, is_late: bool) -> Table:
    return Table(
        caption=_("Reports"),
        columns=[Column(_("Place")), Column(_("State")), Column(_("Last saved"), "date")],
        rows=[
            [
                Cell(row.place, url=reverse("report", args=[row.pk])),
                _report_state(row, is_late=is_late),
                Cell(row.saved_at),
            ]
            for row in rows
        ],
        empty=_("No report fits. Choose another state or a wider area."),
    )


def _report_state(row: reports.ReportRow, *, is_late: bool) -> Cell:
    if row.state == "draft" and is_late:
        return Cell(_("late"), shade="bad")
    if row.state == "draft" and row.is_begun:
        return Cell(_("begun"), shade="plain")
    return Cell(row.state_name, shade=SHADES[row.state])
