"""What belongs to an activity: who took part, what came of it with what shows it, the scores of a training."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network import commands
from saiyai.network.access import SEERS
from saiyai.network.forms.activity import ChoicesForm, ReasonForm, ResultForm
from saiyai.network.forms.capacity import ScoresForm
from saiyai.network.queries import activity as activities
from saiyai.network.queries import capacity, in_reader_language
from saiyai.network.queries.quantity import quantity_text
from saiyai.network.views.activity import CAPACITY_KINDS, activity_held, crumbs_of_activity
from saiyai.network.views.doors import form_page
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request
from saiyai.web.uploads import checked_upload, path_of

PHOTO = "image/jpeg"


def _page(request: HttpRequest, found: Any, form: Any, **context: Any) -> HttpResponse:
    back = reverse("activity", args=[found.pk])
    return form_page(request, form, crumbs=crumbs_of_activity(found), back=back, **context)


def organisations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who may have taken part in an activity beside its organiser to be ticked, or note it."""
    found = activity_held(request, pk)
    scope = scope_of_request(request)
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    rows = activities.organisations_to_join(scope, found, words)
    held = [each.pk for each in activities.organisations_of(scope, found)]
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        choices=[(each.pk, f"{each.name} · {each.place}") for each in rows],
        label=_("Organisations that took part beside the organiser"),
        initial={"chosen": held},
    )
    if form.is_bound and form.is_valid():
        chosen = activities.organisations_chosen(scope, form.cleaned_data["chosen"])
        chosen += activities.joined_beside(found, [each.pk for each in rows])
        try:
            commands.join_organisations(activity=found, organisations=chosen, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("It is noted who took part."))
            return redirect(reverse("activity", args=[pk]) + "#organisations")
    lead = _("Fellow members of the organiser's networks are offered; look for others by name.")
    return _page(
        request,
        found,
        form,
        title=_("Organisations that took part"),
        lead=lead,
        button=_("Note who took part"),
        words=words,
        finds=True,
    )


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the known people who may have taken part in an activity to be ticked, or note it."""
    found = activity_held(request, pk)
    scope = scope_of_request(request)
    offered = list(activities.people_to_name(scope, found)[: activities.MOST_CANDIDATES])
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        choices=[(each.pk, each.shown) for each in offered],
        label=_("People who took part"),
        initial={"chosen": [number for number, _name in activities.people_of(scope, found)]},
    )
    if form.is_bound and form.is_valid():
        chosen = set(form.cleaned_data["chosen"])
        wanted = [each for each in offered if each.pk in chosen]
        wanted += activities.named_beside(found, [each.pk for each in offered])
        try:
            commands.name_participants(activity=found, people=wanted, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("It is noted who took part."))
            return redirect(reverse("activity", args=[pk]) + "#people")
    lead = _(
        "The people of the organisations that took part are offered. Whoever is not named is counted by sex "
        "on the activity itself."
    )
    return _page(
        request,
        found,
        form,
        title=_("People who took part"),
        lead=lead,
        button=_("Note who took part"),
        nobody="" if offered else _("No people of the organisations that took part are known yet."),
    )


def note_result(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what came of an activity, or note it with the file that shows it."""
    found = activity_held(request, pk)
    is_sent = request.method == "POST"
    form = ResultForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["evidence"]
        try:
            evidence = checked_upload(file) if file else None
            commands.note_result(
                activity=found, terms=form.terms(), evidence=evidence, by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(_result_field(refusal), text_of(refusal))
        else:
            messages.success(request, _("The result is noted."))
            return redirect(reverse("activity", args=[pk]) + "#results")
    return _page(
        request,
        found,
        form,
        title=_("Note what came of it"),
        lead=_("Each number stands with its day and where it comes from; it never changes afterwards."),
        button=_("Note the result"),
    )


def _result_field(refusal: Refusal) -> str | None:
    if refusal.code.startswith("upload."):
        return "evidence"
    fields = {"result.not_yet": "on", "result.before_activity": "on", "result.not_of_people": "sex"}
    return fields.get(refusal.code)


def withdraw_result(request: HttpRequest, pk: int, result: int) -> HttpResponse:
    """Ask why a result is withdrawn, or withdraw it."""
    found = activity_held(request, pk)
    held = activities.result_at(found, result)
    if held is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.withdraw_result(result=held, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The result is withdrawn and counts for nothing."))
            return redirect(reverse("activity", args=[pk]) + "#results")
    name = dict(activities.result_kinds())[held.kind]
    lead = f"{name}: {quantity_text(held.kind, held.quantity, held.after)}"
    return _page(
        request, found, form, title=_("Withdraw the result"), lead=lead, button=_("Withdraw the result")
    )


@require_safe
def evidence(request: HttpRequest, pk: int, result: int) -> FileResponse:
    """Return the file that shows a result, to those who work in the area."""
    scope = scope_of_request(request)
    found = activities.activity_at(scope, pk)
    held = found and activities.result_at(found, result)
    if found is None or not held or not held.file_digest or not scope.covers(found.place_code, SEERS):
        raise Http404
    path = path_of(held.file_digest)
    if not path.is_file():
        raise Http404
    answer = FileResponse(
        path.open("rb"),
        as_attachment=held.file_type != PHOTO,
        filename=held.file_name,
        content_type=held.file_type,
    )
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the mean scores before and after a training, or note them."""
    found = activity_held(request, pk)
    offered = capacity.rubrics_in_use("training", found.place_code)
    asked = request.GET.get("rubric", "")
    rubric = next((each for each in offered if str(each.pk) == asked), offered[0] if offered else None)
    if found.kind not in CAPACITY_KINDS or found.withdrawn_at is not None:
        raise Http404
    if rubric is None:
        messages.info(request, _("No rubric is in use for trainings here. The province defines one."))
        return redirect("activity", pk=pk)
    criteria = capacity.criteria_of(rubric)
    form = ScoresForm(
        request.POST if request.method == "POST" else None,
        rubric=rubric,
        criteria=criteria,
        initial=_initial_scores(found),
    )
    if form.is_bound and form.is_valid():
        count, by = form.cleaned_data["people"], person_of_request(request)
        try:
            commands.note_scores(activity=found, rubric=rubric, people=count, lines=form.lines, by=by)
        except Refusal as refusal:
            form.add_error("people" if refusal.code == "scores.people" else None, text_of(refusal))
        else:
            messages.success(request, _("The scores are noted."))
            return redirect(reverse("activity", args=[pk]) + "#scores")
    row = in_reader_language(rubric.name_th, rubric.name_en)
    lead = _("%(rubric)s, version %(version)s: levels from 0 to %(top)s.") % {
        "rubric": row,
        "version": rubric.version,
        "top": rubric.top,
    }
    return _page(
        request, found, form, title=_("Scores before and after"), lead=lead, button=_("Note the scores")
    )


def _initial_scores(found: Any) -> dict[str, Any]:
    sheet = capacity.sheet_of(found)
    if sheet is None:
        return {"people": activities.activity_rows([found])[0].people}
    values: dict[str, Any] = {"people": sheet.people}
    for line in sheet.lines.all():
        values[f"before_{line.criterion_id}"] = f"{line.before / 100:g}"
        values[f"after_{line.criterion_id}"] = f"{line.after / 100:g}"
    return values
