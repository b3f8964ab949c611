"""The pages of review: what waits for a person in one table, and the clean ones dealt with in one go."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import may_nudge
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import review as queries
from saiyai.monitoring.queries.check import answer_for, open_questions
from saiyai.monitoring.queries.review import Flag, ReviewRow
from saiyai.monitoring.rules import State
from saiyai.monitoring.views.choice import area_asked
from saiyai.monitoring.views.doors import crumbs
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

FLAGS: Mapping[Flag, tuple[Any, Shade]] = {
    Flag.QUESTION: (gettext_lazy("question not answered"), "bad"),
    Flag.CHECK: (gettext_lazy("stands out, explained"), "warn"),
    Flag.CORRECTED: (gettext_lazy("corrected after it was sent back"), "note"),
    Flag.LATE: (gettext_lazy("handed in late"), "plain"),
}
MOST_SENT = 300


def collection_or_404(pk: int) -> projects.FoundCollection:
    """Return a collection with its project and form; Http404 where there is none of that number."""
    found = projects.collection_with_project(pk)
    if found is None:
        raise Http404
    return found


def collection_frame(found: projects.FoundCollection, place_code: str) -> dict[str, Any]:
    """Return what every page below a collection shows of it, for an area."""
    path = path_of(place_code) if place_code else ()
    period = projects.period_label(found.period_code)
    return {
        "crumbs": [
            *crumbs(found.project),
            (period, f"{reverse('collection', args=[found.pk])}?place={place_code}"),
        ],
        "collection": found,
        "period": period,
        "place_code": place_code,
        "place_name": path[-1].label if path else _("My whole area"),
    }


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the reports that wait for this person, those that need a look of their own first."""
    return _review_page(request, pk)


def _review_page(
    request: HttpRequest, pk: int, left: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    found = collection_or_404(pk)
    scope = scope_of_request(request)
    place_code = request.POST.get("place") or area_asked(request, scope)
    rows = queries.reports_to_review(scope, found, place_code)
    context = collection_frame(found, place_code) | {
        "to_verify": [_shown(row) for row in rows if row.state is State.SUBMITTED],
        "to_approve": [_shown(row) for row in rows if row.state is State.VERIFIED],
        "clean": sum(row.is_clean for row in rows),
        "left": left or [],
    }
    return render(request, "monitoring/review.html", context, status=status)


def _shown(row: ReviewRow) -> tuple[ReviewRow, list[tuple[Any, Shade]]]:
    return row, [FLAGS[flag] for flag in row.flags]


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Verify or approve the chosen reports, each as it was read; say which were not, and why."""
    found = collection_or_404(pk)
    act = commands.approve_report if request.POST.get("act") == "approve" else commands.verify_report
    chosen = [each.partition(":") for each in request.POST.getlist("report")[:MOST_SENT]]
    versions = {int(number): int(version) for number, _sep, version in chosen if (number + version).isdigit()}
    reports = queries.reports_named(scope_of_request(request), found, versions)
    names = {row.pk: row.place for row in queries.reports_to_review(scope_of_request(request), found, "")}
    done, left = 0, []
    for number, report in reports.items():
        try:
            act(report=report, version=versions[number], by=person_of_request(request))
            done += 1
        except Refusal as refusal:
            left.append((names.get(number, report.place_code), text_of(refusal)))
        except Denied:
            left.append((names.get(number, report.place_code), _("This is not yours to decide.")))
    if done:
        messages.success(request, _("Done: %(count)s reports.") % {"count": f"{done:,}"})
    if left:
        return _review_page(request, pk, left, status=409)
    place = request.POST.get("place", "")
    return redirect(f"{reverse('collection_review', args=[pk])}?place={place if place.isdigit() else ''}")


@require_safe
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what places answered to soft checks and nobody accepted yet, by place."""
    found = collection_or_404(pk)
    scope = scope_of_request(request)
    place_code = area_asked(request, scope)
    context = collection_frame(found, place_code) | {"answers": open_questions(scope, found, place_code)}
    return render(request, "monitoring/questions.html", context)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept what a place answered to a soft check."""
    answer = answer_for(scope_of_request(request), pk)
    if answer is None:
        raise Http404
    try:
        commands.accept_answer(answer=answer, by=person_of_request(request))
    except Refusal as refusal:
        messages.warning(request, text_of(refusal))
    else:
        messages.success(request, _("The answer is accepted."))
    address = reverse("collection_questions", args=[answer.report.collection_id])
    return redirect(f"{address}?place={answer.place_code[:4]}")


@require_safe
def owing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how areas hand in, who owes, and who was late or missing before."""
    found = collection_or_404(pk)
    scope = scope_of_request(request)
    place_code = area_asked(request, scope)
    context = collection_frame(found, place_code) | {
        "area_table": _owing_table(queries.owing_by_area(found, scope, place_code)),
        "debtors": queries.debtors(found, scope, place_code, clock.today()),
        "is_overdue": clock.today() > found.due_on,
        "may_nudge": scope.has(*may_nudge.roles),
    }
    return render(request, "monitoring/owing.html", context)


def _owing_table(rows: list[queries.OwingRow]) -> Table:
    return Table(
        caption=_("How areas hand in"),
        columns=[
            Column(_("Area")),
            Column(_("Owed"), "number"),
            Column(_("Handed in"), "number"),
            Column(_("Missing"), "number"),
            Column(_("Handed in (%)"), "number"),
            Column(_("In time (%)"), "number"),
        ],
        rows=[
            [
                Cell(row.name, url=f"?place={row.code}"),
                *(
                    Cell(value, why=f"?place={row.code}")
                    for value in (
                        row.owed,
                        row.handed_in,
                        row.missing,
                        round(row.handed_in * 100 / row.owed),
                        round(row.in_time * 100 / row.owed),
                    )
                ),
            ]
            for row in rows
        ],
        empty=_("No report of this collection lies in your area."),
    )


@require_POST
def nudge(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who enter for a place of the report that it owes."""
    found = collection_or_404(pk)
    place_code = request.POST.get("place_code", "")
    try:
        commands.nudge_place(collection=found, place_code=place_code, by=person_of_request(request))
    except Denied as denied:
        raise Http404 from denied
    except Refusal as refusal:
        messages.warning(request, text_of(refusal))
    else:
        messages.success(request, _("A reminder is on its way to those who enter for this place."))
    return redirect(f"{reverse('collection_owing', args=[pk])}?place={place_code[:4]}")
