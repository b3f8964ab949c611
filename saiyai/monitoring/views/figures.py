"""A project's figures: one number on the map and in a table for the places below one, and why each is what it is."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.monitoring.forms import LAYER_NAMES
from saiyai.monitoring.forms.view import BESIDE_NAMES
from saiyai.monitoring.queries import figures, profile
from saiyai.monitoring.queries import project as queries
from saiyai.monitoring.queries import report as reports
from saiyai.monitoring.queries.figures import FigureTable, PlaceFigure
from saiyai.monitoring.queries.project import CollectionRow
from saiyai.monitoring.queries.standing import Standing, standing_at
from saiyai.monitoring.views.charts import chart_of, picture, told_sentence
from saiyai.monitoring.views.choice import (
    DEEPEST,
    DIGITS_OF_DISTRICTS,
    LAYER_SHADES,
    Choice,
    choice_of,
    looked_at,
)
from saiyai.monitoring.views.doors import act_of, crumbs
from saiyai.monitoring.views.indicator import rounded
from saiyai.places.maps import AreaMap, area_map
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.routes import scope_of_request
from saiyai.web.why import Explained, why_page


def figures_shown(
    request: HttpRequest, found: queries.FoundProject, collections: Sequence[CollectionRow]
) -> dict[str, Any]:
    """Return what a project's page shows of its figures: the choice, the total with its why, map and table."""
    scope = scope_of_request(request)
    choice, form = choice_of(request, scope, found, collections)
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
        "figure_table": _figure_table(
            choice, table, collection.pk, _beside(found, collection, choice, table)
        ),
        "map": _map(choice, table, found.prefixes),
        "total": table.total,
        "said": told_sentence(table),
        "profile": choice.profile_address(choice.place_code),
        "brief": reverse("project_brief", args=[found.code]) + choice.address(choice.place_code),
        "chart": chart_of(request, choice.series, table),
        "share": table.total.reported / table.total.owed if table.total.owed else None,
        "why": _why(choice, table, standing_at(collection, choice.place_code, table.missing, scope)),
    }


def _beside(
    found: queries.FoundProject, collection: queries.FoundCollection, choice: Choice, table: FigureTable
) -> dict[str, Fraction | None] | None:
    """Return what each place shown is compared with, None where nothing is chosen."""
    if not choice.beside or not table.rows:
        return None
    asked = profile.asked_of(found, collection.period_code, choice.layer, clock.today())
    if choice.beside == "before":
        return profile.sums_before(choice.series.code, choice.place_code, asked)
    median = profile.middle_sum(choice.series.code, len(table.rows[0].code), asked)
    return {row.code: median for row in table.rows}


def _compared(value: int | None, other: Fraction | None, why: str) -> list[Cell]:
    """Return what a number is compared with, and how far it is above or below."""
    apart = None if value is None or other is None else value - other
    return [Cell(rounded(other), why=why), Cell(rounded(apart), why=why)]


def _figure_table(
    choice: Choice, table: FigureTable, collection_pk: int, beside: dict[str, Fraction | None] | None = None
) -> Table:
    unit = choice.series.unit
    compared = (
        []
        if beside is None
        else [Column(BESIDE_NAMES[choice.beside], "number"), Column(_("difference"), "number")]
    )
    return Table(
        caption=f"{choice.series.name} · {choice.collection.period}",
        columns=[
            Column(_("Place")),
            Column(f"{choice.series.name} ({unit})", "number"),
            Column(_("Places that reported"), "number"),
            Column(_("Places that owe a report"), "number"),
            *compared,
        ],
        rows=[
            [
                Cell(row.name, url=_address_below(choice, row, collection_pk)),
                *_numbers(choice, row),
                *(
                    []
                    if beside is None
                    else _compared(row.value, beside.get(row.code), choice.why_address(row.code))
                ),
            ]
            for row in table.rows
        ],
        total=[Cell(_("Total")), *_numbers(choice, table.total), *(Cell("") for _column in compared)],
        empty=_("No place of the project lies here."),
    )


def _numbers(choice: Choice, row: PlaceFigure) -> list[Cell]:
    """Return the numbers of a place, all of which one page explains."""
    why = choice.why_address(row.code)
    return [Cell(row.value, why=why), Cell(row.reported, why=why), Cell(row.owed, why=why)]


def _map(choice: Choice, table: FigureTable, prefixes: tuple[str, ...]) -> AreaMap:
    return area_map(
        choice.place_code or prefixes,
        figures.LEVEL_DRAWN[len(choice.place_code)],
        table.shades,
        title=choice.series.name,
        unit=choice.series.unit,
        url=lambda code: choice.address(code[:4]),
        why=choice.why_address,
    )


def _address_below(choice: Choice, row: PlaceFigure, collection_pk: int) -> str:
    if len(row.code) < DEEPEST:
        return choice.address(row.code)
    return f"{reverse('collection', args=[collection_pk])}?place={row.code}"


def figures_taken_along(request: HttpRequest, context: dict[str, Any]) -> HttpResponse | None:
    """Return the figures as a file, watermarked by their layer and by how many places they come from."""
    choice, total, chart = context["choice"], context["total"], context["chart"]
    if chart is not None and (file := picture(request, chart.svg, f"figures-{choice.series.code}")):
        return file
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
        drawings=[] if chart is None else [(chart.svg, chart.says)],
    )


def _why(choice: Choice, table: FigureTable, standing: Standing) -> Why:
    """Return why a total is what it is: what is added, who is missing, who approved the last report when."""
    total, unit = table.total, choice.series.unit
    collection = reverse("collection", args=[choice.collection.pk])
    return Why(
        formula=_(
            "The sum of “%(series)s” over the reports that are %(layer)s; what is missing is not counted as zero."
        )
        % {"series": choice.series.name, "layer": LAYER_NAMES[choice.layer]},
        numerator=_("%(value)s %(unit)s, from %(reported)s places")
        % {
            "value": _value_text(total.value),
            "unit": unit,
            "reported": f"{total.reported:,}",
        },
        denominator=_("%(owed)s places that owe a report") % {"owed": f"{total.owed:,}"},
        missing=tuple((each.name, reverse("report", args=[each.report_pk])) for each in standing.missing),
        missing_count=standing.missing_count,
        acts=tuple(map(act_of, standing.acts)),
        counted_at=present_sequence(),
        url=f"{collection}?{urlencode({'place': choice.place_code})}",
    )


def _value_text(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


@require_safe
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Say why a number of a project is what it is at a place, down to the place that reports."""
    looked, scope = looked_at(request, code, DEEPEST), scope_of_request(request)
    choice, collection = looked.choice, looked.collection
    if choice.place_code != request.GET.get("place", choice.place_code):
        raise Http404
    table = figures.figures_at(collection, choice.place_code, choice.series.code, choice.layer)
    standing = standing_at(collection, choice.place_code, table.missing, scope)
    own = reports.report_at(scope, collection, choice.place_code)
    return why_page(request, _explained(looked.project, choice, table, standing, own))


def _explained(
    found: queries.FoundProject,
    choice: Choice,
    table: FigureTable,
    standing: Standing,
    own: reports.Found | None,
) -> Explained:
    """Return a place's number explained; `own` is the report of a place that reports, where the reader sees it."""
    total = table.total
    why = _why(choice, table, standing)
    if own is not None:
        why = replace(why, url=reverse("report_cell", args=[own.pk, choice.series.code]))
    path = path_of(choice.place_code) if choice.place_code else ()
    where = [
        ", ".join(each.label for each in reversed(path)) or _("All areas of the project"),
        choice.collection.period,
        str(LAYER_NAMES[choice.layer]),
    ]
    shown = choice.address(choice.place_code[:DIGITS_OF_DISTRICTS])
    return Explained(
        Figure(
            label=choice.series.name,
            value=_value_text(total.value)
            if total.value is None
            else f"{total.value:,} {choice.series.unit}",
            note=_("from %(reported)s of %(owed)s places")
            % {"reported": f"{total.reported:,}", "owed": f"{total.owed:,}"},
            share=total.reported / total.owed if total.owed else None,
            why=why,
        ),
        crumbs=[*crumbs(), (queries.project_name(found), reverse("project", args=[found.code]) + shown)],
        where=" · ".join(where),
        parts=_parts(choice, table),
        subject="" if own is None else own.subject_key,
    )


def _parts(choice: Choice, table: FigureTable) -> Table | None:
    """Return what a number is added up from, None at a place that reports it by itself."""
    if not table.rows or [row.code for row in table.rows] == [choice.place_code]:
        return None
    return Table(
        caption=_("What it is added up from"),
        columns=[
            Column(_("Place")),
            Column(f"{choice.series.name} ({choice.series.unit})", "number"),
            Column(_("Places that reported"), "number"),
            Column(_("Places that owe a report"), "number"),
        ],
        rows=[[Cell(row.name), *_numbers(choice, row)] for row in table.rows],
        total=[
            Cell(_("Total")),
            Cell(table.total.value),
            Cell(table.total.reported),
            Cell(table.total.owed),
        ],
    )
