"""The pages of collections: who owes a report, how far each has come, and why it is so many."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.monitoring.access import ENTERERS, SEERS, may_run_collection
from saiyai.monitoring.forms import ListForm
from saiyai.monitoring.queries import project as queries
from saiyai.monitoring.queries import report as reports
from saiyai.monitoring.queries.standing import handing_in_at
from saiyai.monitoring.queries.summary import SummaryRow, summaries_in
from saiyai.monitoring.views.choice import DEEPEST, area_asked
from saiyai.monitoring.views.doors import SHADES, act_of, collection_state, crumbs, why_handed_in
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Figure, Why
from saiyai.web.routes import actor_of_request, scope_of_request
from saiyai.web.why import Explained, why_page

ROWS_A_PAGE = 50


@require_safe
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who owes a report in a collection, and how far each has come."""
    found = queries.collection_with_project(pk)
    if found is None:
        raise Http404
    scope = scope_of_request(request)
    form = ListForm(request.GET, states=queries.state_names())
    form.is_valid()
    place_code, state = area_asked(request, scope), form.cleaned_data.get("state", "")
    row = queries.collection_row(found, scope, clock.today())
    page = Paginator(
        queries.reports_of(found, scope, state=state, place_code=place_code), ROWS_A_PAGE
    ).get_page(request.GET.get("page"))
    path = path_of(place_code) if place_code else ()
    context = {
        "collection": found,
        "crumbs": crumbs(found.project),
        "project_name": queries.project_name(found.project),
        "may_see": scope.has(*SEERS),
        "may_hand_in": scope.has(*ENTERERS),
        "row": row,
        "runs_collection": may_run_collection(by=actor_of_request(request), collection=found),
        "state_cell": collection_state(row),
        "share": row.handed_in / row.owed if row.owed else None,
        "form": form,
        "page": page,
        "steps": [(each.name, f"?place={each.code}") for each in path],
        "place_name": path[-1].name if path else "",
        "place_code": place_code,
        "area_table": _area_table(queries.counts_by_area(found, scope, place_code), place_code, pk),
        "summary_table": _summary_table(summaries_in(found, scope, place_code)),
        "why_url": why_handed_in(pk),
        "report_table": _report_table(reports.rows_of(page.object_list), is_late=row.is_late),
    }
    return render(request, "monitoring/collection.html", context)


def _summary_table(rows: Sequence[SummaryRow]) -> Table | None:
    if not rows:
        return None
    return Table(
        caption=_("Summaries signed for areas"),
        columns=[
            Column(_("Area")),
            Column(_("State")),
            Column(_("Remark")),
            Column(_("Signed by")),
            Column(_("Signed on"), "date"),
        ],
        rows=[
            [
                Cell(row.name or _("The whole country"), url=reverse("summary", args=[row.pk])),
                Cell(row.state_name, shade=SHADES[row.state]),
                Cell(row.remark or None),
                Cell(row.by or None),
                Cell(row.at),
            ]
            for row in rows
        ],
    )


def _area_table(rows: Sequence[queries.StateCount], place_code: str, collection_pk: int) -> Table | None:
    if len(place_code) + 2 >= DEEPEST:
        return None
    states = queries.state_names()
    return Table(
        caption=_("By area"),
        columns=[
            Column(_("Area")),
            *(Column(str(name), "number") for _state, name in states),
            Column(_("Owed"), "number"),
        ],
        rows=[
            [
                Cell(row.name, url=f"?place={row.code}"),
                *(
                    Cell(count, why=f"?place={row.code}&state={state}#reports")
                    for count, (state, _name) in zip(row.counts, states, strict=True)
                ),
                Cell(row.owed, why=why_handed_in(collection_pk, row.code)),
            ]
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


@require_safe
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why so many reports of the reader's area are handed in: who has not, who did last, by which areas."""
    found = queries.collection_with_project(pk)
    if found is None:
        raise Http404
    scope, place_code = scope_of_request(request), area_asked(request, scope_of_request(request))
    row = queries.collection_row(found, scope, clock.today(), place_code)
    path = path_of(place_code) if place_code else ()
    shown = f"{reverse('collection', args=[pk])}?place={place_code}"
    standing = handing_in_at(found, scope, place_code)
    figure = Figure(
        label=_("reports handed in"),
        value=_("%(handed_in)s of %(owed)s") % {"handed_in": f"{row.handed_in:,}", "owed": f"{row.owed:,}"},
        share=row.handed_in / row.owed if row.owed else None,
        why=Why(
            formula=_(
                "Reports of your area that are submitted, verified or approved ÷ places of your area that owe one; "
                "a report that was sent back counts again once it is submitted again."
            ),
            numerator=_("%(count)s reports handed in") % {"count": f"{row.handed_in:,}"},
            denominator=_("%(owed)s places that owe a report") % {"owed": f"{row.owed:,}"},
            missing=tuple((each.name, reverse("report", args=[each.report_pk])) for each in standing.missing),
            missing_count=standing.missing_count,
            missing_url=f"{shown}#reports",
            acts=tuple(map(act_of, standing.acts)),
            counted_at=present_sequence(),
            url=shown,
        ),
    )
    explained = Explained(
        figure,
        crumbs=[*crumbs(found.project), (f"{row.title} · {row.period}", shown)],
        where=" · ".join([path[-1].label if path else _("My whole area"), f"{row.title} {row.period}"]),
        parts=_parts(queries.counts_by_area(found, scope, place_code), place_code, pk),
    )
    return why_page(request, explained)


def _parts(rows: Sequence[queries.StateCount], place_code: str, collection_pk: int) -> Table | None:
    if len(place_code) >= DEEPEST:
        return None
    return Table(
        caption=_("What it is added up from"),
        columns=[Column(_("Area")), Column(_("Handed in"), "number"), Column(_("Owed"), "number")],
        rows=[
            [
                Cell(row.name),
                Cell(row.handed_in, why=why_handed_in(collection_pk, row.code)),
                Cell(row.owed, why=why_handed_in(collection_pk, row.code)),
            ]
            for row in rows
        ],
        empty=_("No report of this collection lies in your area."),
    )
