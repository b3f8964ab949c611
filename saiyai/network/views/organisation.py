"""An organisation: its page, registering and changing it, the steps of its life."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.periods import fiscal_year
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.network import commands, queries
from saiyai.network.access import (
    CHANGERS,
    REGISTRARS,
    SEERS,
    may_end_organisation,
    may_merge_organisations,
    may_name_people,
    may_note_activity,
    may_note_gazette,
    may_note_link,
    may_note_standing,
    may_serve_areas,
    may_verify_organisation,
)
from saiyai.network.forms.link import LinkForm
from saiyai.network.forms.organisation import RegisterForm, StandingForm, StepForm, initial_of
from saiyai.network.forms.person import RoleForm
from saiyai.network.queries import activity as activities
from saiyai.network.queries import document as documents
from saiyai.network.queries import imports as lists
from saiyai.network.queries import link as links
from saiyai.network.queries import organisation as organisations
from saiyai.network.queries import person as people
from saiyai.network.views.application import standing_context
from saiyai.network.views.directory import SHADES, organisations_table
from saiyai.network.views.doors import conflict_page, crumbs, crumbs_of, organisation_held
from saiyai.places.maps import area_map
from saiyai.places.queries import path_of, places_at
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

Step = Callable[..., object]
STEPS: dict[str, Step] = {
    "rest": commands.rest_organisation,
    "revive": commands.revive_organisation,
    "dissolve": commands.dissolve_organisation,
}
MEMBERS_SHOWN = 100
ACTIVITIES_SHOWN = 5
MOST_DISTRICTS_DRAWN = 6
"""Over how many districts the areas served are drawn tambon by tambon; beyond, district by district."""


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an organisation; the page of a duplicate leads to the one that took it in."""
    found = queries.organisation_with_details(scope_of_request(request), pk)
    if found is None:
        raise Http404
    if found.state == "merged" and "stay" not in request.GET:
        messages.info(
            request,
            _("“%(name)s” was registered twice; this is the entry that stays.") % {"name": found.name_th},
        )
        return redirect("organisation", pk=found.merged_into_id)
    return organisation_page(request, found)


def facts_of(request: HttpRequest, found: Any) -> dict[str, Any]:
    """Return what a reader may see of an organisation, on its page and on paper."""
    scope, today = scope_of_request(request), clock.today()
    sees_people = queries.may_see_people(scope, found.place_code)
    shows_work = sees_people or found.shows_work
    return {
        "row": queries.rows_of([found])[0],
        "path": path_of(found.place_code),
        "aliases": [each.text for each in found.aliases.all()],
        "targets": organisations.target_names(found),
        "map": _map_of(found) if shows_work else None,
        "areas": _areas_of(found) if shows_work else {},
        "standings": organisations.standings_of(found),
        "roles": people.roles_of(found, today) if sees_people else people.public_roles_of(found, today),
        "links": links.links_of(scope, found),
        "figures_told": lists.figures_of(found),
        "sees_people": sees_people,
        "shows_contacts": sees_people or found.shows_contacts,
        "shows_web": sees_people or found.shows_web,
        "shows_work": shows_work,
    }


def organisation_page(request: HttpRequest, found: Any, **sent: forms.Form) -> HttpResponse:
    """Return the page of an organisation, with the form that was sent where it has errors."""
    scope = scope_of_request(request)
    today = clock.today()
    is_living = found.state in {"proposed", "verified", "dormant"}
    facts = facts_of(request, found)
    sees_people = facts["sees_people"]
    context = facts | {
        "crumbs": crumbs(),
        "organisation": found,
        "shade": SHADES[found.state],
        "documents": documents.documents_of(scope, found),
        "kept": lists.kept_of(found) if sees_people else None,
        "members": _members(scope, found),
        "work": _work(request, found, is_living=is_living),
        "is_living": is_living,
    }
    context["has_former_documents"] = any(each.is_withdrawn for each in context["documents"])
    context["has_former_roles"] = any(not each.is_held for each in context["roles"])
    context |= _powers(request, found, is_living=is_living)
    context |= standing_context(found, today) if sees_people else {}
    context |= {
        "appoint": RoleForm(scope=scope, today=today),
        "step": StepForm(),
        "standing": StandingForm(),
        "link": LinkForm(scope=scope, organisation=found),
    } | sent
    failed = any(form.errors for form in sent.values())
    return render(request, "network/organisation.html", context, status=400 if failed else 200)


def _areas_of(found: Any) -> Any:
    return places_at(each.place_code for each in found.served_areas.all())


def _map_of(found: Any) -> Any:
    """Return the map of the areas that an organisation serves, None where nothing of it can be drawn."""
    served = [each.place_code for each in found.served_areas.all()]
    if not served:
        return None
    districts = sorted({code[:4] for code in served})
    is_near = len(districts) <= MOST_DISTRICTS_DRAWN
    digits, inside = (6, districts) if is_near else (4, sorted({code[:2] for code in served}))
    counts = {part: float(number) for part, number in Counter(code[:digits] for code in served).items()}
    level = "tambon" if is_near else "district"
    drawn = area_map(inside, level, counts, title=_("Villages and tambons that it serves"))
    return drawn if drawn.has_shapes else None


def _members(scope: Any, found: Any) -> Any:
    if not found.kind.is_network:
        return None
    members = links.members_of(scope, found)
    caption = _("Member organisations")
    rows = queries.rows_of(members[:MEMBERS_SHOWN])
    return {
        "count": members.count(),
        "table": organisations_table(rows, is_narrowed=True, caption=caption),
        "shown": len(rows),
        "why": Why(
            _(
                "Organisations that you may see and whose membership in this network is noted and has not ended, "
                "whether one side or both confirmed it."
            )
        ),
    }


def _work(request: HttpRequest, found: Any, *, is_living: bool) -> dict[str, Any]:
    """Return the latest activities of an organisation, and for a network of the area the ways to its plans."""
    scope, today = scope_of_request(request), clock.today()
    held = activities.activities_found(scope, activities.ActivityFilter(organisation=found.pk), today)
    return {
        "count": held.count(),
        "rows": activities.activity_rows(held[:ACTIVITIES_SHOWN]),
        "may_note": is_living and may_note_activity(by=actor_of_request(request), organiser=found),
        "is_network": found.kind.is_network and scope.covers(found.place_code, SEERS),
        "year": fiscal_year(today),
    }


def _powers(request: HttpRequest, found: Any, *, is_living: bool) -> dict[str, bool]:
    actor = actor_of_request(request)
    return {
        "may_verify": found.state == "proposed" and may_verify_organisation(by=actor, organisation=found),
        "may_end": found.state in {"verified", "dormant"}
        and may_end_organisation(by=actor, organisation=found),
        "may_appoint": is_living and may_name_people(by=actor, organisation=found),
        "may_change": is_living and may_serve_areas(by=actor, organisation=found),
        "may_link": is_living and may_note_link(by=actor, organisation=found),
        "may_note_standing": is_living and may_note_standing(by=actor, organisation=found),
        "may_gazette": is_living and may_note_gazette(by=actor, standing=found.place_code),
        "may_merge": found.state in {"verified", "dormant"}
        and may_merge_organisations(by=actor, organisation=found, duplicate=found),
    }


def register(request: HttpRequest) -> HttpResponse:
    """Show the form of a new organisation, or propose what was filled in."""
    scope, is_sent = scope_of_request(request), request.method == "POST"
    initial = {"place_code": request.GET.get("place", "")}
    form = RegisterForm(request.POST if is_sent else None, scope=scope, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = commands.register_organisation(terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The organisation is proposed; a coordinator will verify it."))
            return redirect("organisation", pk=made.pk)
    context = {"form": form, "title": _("Register an organisation"), "crumbs": crumbs()}
    return render(request, "network/register.html", context, status=400 if is_sent else 200)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what an organisation says of itself to be changed, change it, or show what another changed meanwhile."""
    found = organisation_held(request, pk, CHANGERS)
    scope = scope_of_request(request)
    sent = request.POST if request.method == "POST" else None
    form = RegisterForm(sent, scope=scope, kept_kind=found.kind_id, initial=initial_of(found))
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        by = person_of_request(request)
        try:
            commands.change_organisation(organisation=found, terms=form.terms(), version=version, by=by)
        except Conflict:
            return _change_conflict(request, pk, form)
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The organisation is changed."))
            return redirect("organisation", pk=pk)
    context = {
        "form": form,
        "title": _("Change the organisation"),
        "crumbs": crumbs_of(found),
        "organisation": found,
    }
    return render(request, "network/change.html", context, status=400 if form.errors else 200)


def _change_conflict(request: HttpRequest, pk: int, form: RegisterForm) -> HttpResponse:
    """Show what another person changed beside what was typed here, to choose from."""
    found = organisation_held(request, pk, CHANGERS)
    return conflict_page(
        request,
        form,
        found,
        initial_of(found),
        crumbs=crumbs_of(found),
        title=_("The organisation changed meanwhile"),
        lead=_(
            "Somebody else changed this organisation after you opened it. Nothing of yours is lost: see both, then choose."
        ),
        back=reverse("organisation", args=[pk]),
        organisation=found,
    )


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed organisation into the network."""
    found = get_object_or_404(queries.organisations_seen_by(scope_of_request(request)), pk=pk)
    commands.verify_organisation(organisation=found, by=person_of_request(request))
    messages.success(request, _("The organisation now belongs to the network."))
    return redirect("organisation", pk=pk)


@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Move an organisation to another state, with the reason given."""
    found = organisation_held(request, pk, may_end_organisation.roles)
    if name not in STEPS:
        raise Http404
    form = StepForm(request.POST)
    if not form.is_valid():
        return organisation_page(request, found, step=form)
    further = {"on": form.cleaned_data["on"]} if name == "dissolve" else {}
    STEPS[name](
        organisation=found, reason=form.cleaned_data["reason"], by=person_of_request(request), **further
    )
    messages.success(request, _("The organisation's state is noted."))
    return redirect("organisation", pk=pk)


@require_POST
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a person's role in an organisation; one whose name is known is chosen or is somebody else."""
    found = organisation_held(request, pk, REGISTRARS)
    scope = scope_of_request(request)
    form = RoleForm(request.POST, scope=scope, today=clock.today())
    if not form.is_valid():
        return organisation_page(request, found, appoint=form)
    terms, by = form.terms(), person_of_request(request)
    try:
        if form.person_chosen is None:
            name = form.cleaned_data["name"]
            commands.name_person(organisation=found, name=name, terms=terms, by=by)
        else:
            person = get_object_or_404(people.people_seen(scope), pk=form.person_chosen)
            commands.appoint_person(organisation=found, person=person, terms=terms, by=by)
    except Refusal as refusal:
        form.add_error(None, text_of(refusal))
        return organisation_page(request, found, appoint=form)
    messages.success(request, _("The role is noted."))
    return redirect(reverse("organisation", args=[pk]) + "#people")
