"""Activities: the list, one with its results, noting, changing and withdrawing it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.small_cells import is_small
from saiyai.network import commands, queries
from saiyai.network.access import CHANGERS, SEERS, may_change_activity
from saiyai.network.forms.activity import ActivitiesForm, ActivityForm, ReasonForm, initial_of_activity
from saiyai.network.forms.plan import year_choices
from saiyai.network.queries import activity as activities
from saiyai.network.queries import capacity
from saiyai.network.queries.quantity import quantity_text
from saiyai.network.views.doors import conflict_page, crumbs, crumbs_of, form_page, organisation_held
from saiyai.places.queries import path_of, place_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

ROWS_A_PAGE = 20
ROWS_TAKEN_ALONG = 2000
CAPACITY_KINDS = frozenset({"training", "study_visit", "coaching"})


def activity_crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way from the directory to a page below the list of activities."""
    return crumbs((_("Activities"), reverse("activities")), *more)


def crumbs_of_activity(found: Any) -> list[tuple[str, str]]:
    """Return the way to a page below an activity's."""
    title = queries.in_reader_language(found.title_th, found.title_en)
    return activity_crumbs((title, reverse("activity", args=[found.pk])))


def activity_held(request: HttpRequest, pk: int) -> Any:
    """Return an activity whose organiser lies in the area that the reader may change, else raise Http404."""
    scope = scope_of_request(request)
    found = activities.activity_at(scope, pk)
    if found is None or not scope.covers(found.place_code, CHANGERS):
        raise Http404
    return found


@require_safe
def activity_list(request: HttpRequest) -> HttpResponse:
    """Show the activities that fit what the reader looks for, with what came of them together."""
    scope, today = scope_of_request(request), clock.today()
    form = ActivitiesForm(request.GET, years=year_choices(today))
    form.is_valid()
    wanted = filter_of(form)
    found = activities.activities_found(scope, wanted, today)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    if "as" in request.GET:
        whole = activity_table(found[:ROWS_TAKEN_ALONG])
        if file := download(request, whole, name="activities", title=_("Activities")):
            return file
    organisation = wanted.organisation and queries.organisation_with_details(scope, wanted.organisation)
    context = {
        "title": _("Activities"),
        "crumbs": crumbs(),
        "form": form,
        "page": page,
        "table": activity_table(page.object_list),
        "totals": totals_table(found),
        "path": path_of(wanted.place_code) if wanted.place_code else (),
        "organisation": organisation,
        "is_narrowed": wanted != activities.ActivityFilter(),
        "sees_people": scope.has(*SEERS),
    }
    return render(request, "network/activities.html", context)


def filter_of(form: ActivitiesForm) -> activities.ActivityFilter:
    """Return what a checked form looks for; fields that cannot be read narrow nothing."""
    asked = form.cleaned_data
    return activities.ActivityFilter(
        words=asked.get("q", ""),
        kind=asked.get("kind", ""),
        place_code=asked.get("place", ""),
        year=asked.get("year"),
        organisation=asked.get("organisation"),
        is_joint=asked.get("which") == "joint",
        builds_capacity=asked.get("which") == "capacity",
    )


def activity_table(found: Any, caption: str = "") -> Table:
    """Return activities as a table, each title leading to its page."""
    rows = activities.activity_rows(found)
    return Table(
        caption=caption or (_("Activities") if rows else _("No activity fits.")),
        why=Why(_("Organisations that held it together, and people counted or named on its page")),
        columns=[
            Column(_("Activity")),
            Column(_("Held on"), "date"),
            Column(_("Kind")),
            Column(_("Where it was held")),
            Column(_("Organiser")),
            Column(_("Organisations"), "number"),
            Column(_("People"), "number"),
        ],
        rows=[
            [
                Cell(row.title, address_of("activity", row.pk)),
                Cell(row.starts_on),
                Cell(row.kind),
                Cell(row.place),
                Cell(row.organiser, address_of("organisation", row.organiser_pk)),
                Cell(row.organisations),
                Cell(row.people),
            ]
            for row in rows
        ],
        empty=_("Look for fewer words or another year. Officers note an activity on its organiser's page."),
    )


def totals_table(found: Any) -> Table | None:
    """Return what came of activities together, None where nothing that adds up was noted."""
    rows = activities.result_totals(found)
    names = dict(activities.result_kinds())
    if not rows:
        return None
    return Table(
        caption=_("What came of these activities together"),
        why=Why(_("The results of the activities listed, added up kind by kind, without withdrawn ones")),
        columns=[Column(_("Result")), Column(_("Entries"), "number"), Column(_("Together"))],
        rows=[
            [Cell(names[kind.value]), Cell(count), Cell(quantity_text(kind, whole))]
            for kind, count, whole in rows
        ],
    )


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an activity: what was done, by whom, for whom, and what came of it."""
    scope = scope_of_request(request)
    found = activities.activity_at(scope, pk)
    if found is None:
        raise Http404
    return activity_page(request, found)


def activity_page(request: HttpRequest, found: Any) -> HttpResponse:
    """Return the page of an activity."""
    scope, actor = scope_of_request(request), actor_of_request(request)
    row = activities.activity_rows([found])[0]
    sheet = capacity.sheet_of(found)
    sees_people = scope.covers(found.place_code, SEERS)
    hides_scores = sheet is not None and not sees_people and is_small(sheet.people)
    stands = found.withdrawn_at is None
    context = {
        "crumbs": activity_crumbs(),
        "activity": found,
        "row": row,
        "place": place_at(found.at_code),
        "organisations": activities.organisations_of(scope, found),
        "people": activities.people_of(scope, found),
        "results": [
            {
                "row": each,
                "quantity": quantity_text(each.kind, each.quantity, each.after, hides_few=not sees_people),
            }
            for each in activities.result_rows(found)
        ],
        "sheet": sheet,
        "scores": scores_table(sheet) if sheet and not hides_scores else None,
        "hides_scores": hides_scores,
        "shows_sexes": sees_people
        or not (is_small(found.men) or is_small(found.women) or is_small(row.people)),
        "builds_capacity": found.kind in CAPACITY_KINDS,
        "may_change": stands and may_change_activity(by=actor, activity=found),
        "sees_people": sees_people,
    }
    return render(request, "network/activity.html", context)


def scores_table(sheet: Any) -> Table:
    """Return the mean scores of a training before and after, criterion by criterion."""
    return Table(
        caption=_("Scores before and after"),
        why=Why(
            _("The mean of the scores of those who were judged both before and after, criterion by criterion")
        ),
        columns=[
            Column(_("Criterion")),
            Column(_("Before"), "number"),
            Column(_("After"), "number"),
            Column(_("Gained"), "number"),
        ],
        rows=[
            [Cell(name), Cell(before / 100), Cell(after / 100), Cell((after - before) / 100)]
            for name, before, after in capacity.sheet_lines(sheet)
        ],
    )


def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what an organisation held, or note it."""
    organiser = organisation_held(request, pk, CHANGERS)
    form = ActivityForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = commands.note_activity(
                organiser=organiser, terms=form.terms(), by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(_field_of(refusal), text_of(refusal))
        else:
            messages.success(request, _("The activity is noted. Say next who took part and what came of it."))
            return redirect("activity", pk=made.pk)
    return form_page(
        request,
        form,
        crumbs=crumbs_of(organiser),
        title=_("Note an activity"),
        lead=queries.in_reader_language(organiser.name_th, organiser.name_en),
        button=_("Note the activity"),
        back=reverse("organisation", args=[pk]),
    )


def _field_of(refusal: Refusal) -> str | None:
    fields = {"activity.not_yet": "starts_on", "activity.ends_before_start": "ends_on"}
    return fields.get(refusal.code)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is told of an activity to be changed, or change it."""
    found = activity_held(request, pk)
    form = ActivityForm(
        request.POST if request.method == "POST" else None, initial=initial_of_activity(found)
    )
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        by = person_of_request(request)
        try:
            commands.change_activity(activity=found, terms=form.terms(), version=version, by=by)
        except Conflict:
            return _change_conflict(request, pk, form)
        except Refusal as refusal:
            form.add_error(_field_of(refusal), text_of(refusal))
        else:
            messages.success(request, _("The activity is changed."))
            return redirect("activity", pk=pk)
    return form_page(
        request,
        form,
        crumbs=crumbs_of_activity(found),
        title=_("Change the activity"),
        button=_("Save"),
        back=reverse("activity", args=[pk]),
    )


def _change_conflict(request: HttpRequest, pk: int, form: ActivityForm) -> HttpResponse:
    """Show what another person changed beside what was typed here, to choose from."""
    found = activity_held(request, pk)
    return conflict_page(
        request,
        form,
        found,
        initial_of_activity(found),
        crumbs=crumbs_of_activity(found),
        title=_("The activity changed meanwhile"),
        lead=_(
            "Somebody else changed this activity after you opened it. Nothing of yours is lost: see both, then choose."
        ),
        back=reverse("activity", args=[pk]),
    )


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why an activity is withdrawn, or withdraw it."""
    found = activity_held(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.withdraw_activity(activity=found, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The activity is withdrawn and counts for nothing."))
            return redirect("activity", pk=pk)
    return form_page(
        request,
        form,
        crumbs=crumbs_of_activity(found),
        title=_("Withdraw the activity"),
        lead=_("It stays to be read, with your reason, and counts for nothing any more."),
        button=_("Withdraw the activity"),
        back=reverse("activity", args=[pk]),
    )
