"""One number of one report: why it is what it is, and all that was done to it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import report as queries
from saiyai.monitoring.queries.standing import CellAct, acts_on_cell, signing_acts
from saiyai.monitoring.views.doors import crumbs
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.offers import Act, Figure, Why, names_of_actors, sentence_of_command
from saiyai.web.routes import scope_of_request
from saiyai.web.why import Explained, why_page


@require_safe
def cell(request: HttpRequest, pk: int, series: str) -> HttpResponse:
    """Say where a number of a report comes from: who entered it, who signed it, when, and what it was before."""
    found = queries.report_with_collection(scope_of_request(request), pk)
    asked = projects.series_of(found.collection.form_id) if found else []
    row = next((each for each in asked if each.code == series), None)
    if found is None or row is None:
        raise Http404
    acts = acts_on_cell(found, series)
    names = names_of_actors(each.actor_id for each in acts)
    path, period = path_of(found.place_code), projects.period_label(found.collection.period_code)
    where = f"{', '.join(each.label for each in reversed(path))} · {period}"
    trail = reverse("report", args=[pk])
    explained = Explained(
        _figure(found, row, signing_acts(acts, found.state), names),
        crumbs=[*crumbs(found.collection.project), (where, trail)],
        where=where,
        parts=_trail(acts, names, trail, row),
    )
    return why_page(request, explained)


def _figure(
    found: queries.Found, series: projects.SeriesRow, acts: Sequence[CellAct], names: dict[int, str]
) -> Figure:
    """Return the number with the acts that it stands on."""
    trail, value = reverse("report", args=[found.pk]), found.figures.get(series.code)
    reported = _("The number that the place itself reported; it is counted from nothing else here.")
    left_out = _("The place left this number out; that is not zero and is added to no total.")
    signed = tuple(
        Act(
            sentence_of_command(each.command),
            each.at,
            names.get(each.actor_id or 0, ""),
            each.seq,
            f"{trail}#entry-{each.seq}",
        )
        for each in acts
    )
    return Figure(
        label=series.name,
        value="–" if value is None else f"{value:,} {series.unit}",
        note=found.get_state_display(),
        why=Why(formula=left_out if value is None else reported, acts=signed, url=trail),
    )


def _trail(acts: Sequence[CellAct], names: dict[int, str], trail: str, series: projects.SeriesRow) -> Table:
    """Return all that was done to a number, the latest first; each number leads to its entry in the trail."""
    return Table(
        caption=_("What was done to this number"),
        columns=[
            Column(_("What was done")),
            Column(_("By")),
            Column(_("Day"), "date"),
            Column(_("Before (%(unit)s)") % {"unit": series.unit}, "number"),
            Column(_("After (%(unit)s)") % {"unit": series.unit}, "number"),
        ],
        rows=[
            [
                Cell(sentence_of_command(each.command), url=f"{trail}#entry-{each.seq}"),
                Cell(names.get(each.actor_id or 0, "–")),
                Cell(each.at),
                Cell(each.before, why=f"{trail}#entry-{each.seq}"),
                Cell(each.after, why=f"{trail}#entry-{each.seq}"),
            ]
            for each in acts
        ],
        empty=_("Nothing has been entered here yet."),
    )
