"""What belongs to an organisation: legal standings, areas served, its duplicates, its links."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, PROVINCE_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network import commands, queries
from saiyai.network.access import CHANGERS
from saiyai.network.forms.activity import ChoicesForm
from saiyai.network.forms.link import EndLinkForm, LinkForm
from saiyai.network.forms.organisation import AreasForm, MergeForm, StandingEndForm, StandingForm
from saiyai.network.queries import link as links
from saiyai.network.queries import organisation as organisations
from saiyai.network.views.doors import crumbs_of, form_page, organisation_held
from saiyai.network.views.organisation import organisation_page
from saiyai.web.refusals import text_of
from saiyai.web.routes import person_of_request, scope_of_request

MOST_TO_CONFIRM = 200


@require_POST
def note_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a legal standing of an organisation."""
    found = organisation_held(request, pk, PROVINCE_AND_ABOVE)
    form = StandingForm(request.POST)
    if form.is_valid():
        try:
            commands.note_standing(organisation=found, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The legal standing is noted."))
            return redirect("organisation", pk=pk)
    return organisation_page(request, found, standing=form)


def end_standing(request: HttpRequest, pk: int, standing: int) -> HttpResponse:
    """Ask how a legal standing ended, or note it."""
    found = organisation_held(request, pk, PROVINCE_AND_ABOVE)
    held = organisations.standing_seen_by(scope_of_request(request), found, standing)
    if held is None:
        raise Http404
    form = StandingEndForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.end_standing(standing=held, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The end of the legal standing is noted."))
            return redirect("organisation", pk=pk)
    context = {
        "form": form,
        "crumbs": crumbs_of(found),
        "title": _("A legal standing ends"),
        "lead": f"{held.get_standing_display()} {held.number}",
        "button": _("Note its end"),
        "back": reverse("organisation", args=[pk]),
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)


def areas(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the villages and tambons that an organisation serves to be chosen, or note them."""
    found = organisation_held(request, pk, CHANGERS)
    form = AreasForm(request.POST if request.method == "POST" else None, organisation=found)
    if form.is_bound and form.is_valid():
        try:
            commands.serve_areas(organisation=found, areas=form.areas_chosen(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The areas served are noted."))
            if form.cleaned_data["more"]:
                return redirect("organisation_areas", pk=pk)
            return redirect("organisation", pk=pk)
    context = {
        "form": form,
        "crumbs": crumbs_of(found),
        "title": _("Areas that it serves"),
        "lead": _(
            "Tick the villages in which the organisation works, or the tambon if it works in all of them."
        ),
        "button": _("Note the areas"),
        "back": reverse("organisation", args=[pk]),
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)


def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the duplicate of an organisation, show both, and merge them."""
    found = organisation_held(request, pk, DISTRICT_AND_ABOVE)
    scope = scope_of_request(request)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        duplicate = organisation_held(request, form.cleaned_data["duplicate"], DISTRICT_AND_ABOVE)
        reason, by = form.cleaned_data["reason"], person_of_request(request)
        try:
            commands.merge_organisations(organisation=found, duplicate=duplicate, reason=reason, by=by)
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("Both are one now. Nothing of either was lost."))
            return redirect("organisation", pk=pk)
    words = request.GET.get("q", "")[:LONGEST_SEARCH]
    context = {
        "form": form,
        "title": _("Merge a duplicate"),
        "crumbs": crumbs_of(found),
        "organisation": found,
        "row": queries.rows_of([found])[0],
        "words": words,
        "found": organisations.duplicates_found(scope, found, words),
    }
    return render(request, "network/merge.html", context, status=400 if form.errors else 200)


@require_POST
def note_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a link of an organisation to another."""
    found = organisation_held(request, pk, CHANGERS)
    scope = scope_of_request(request)
    form = LinkForm(request.POST, scope=scope, organisation=found)
    if form.is_valid():
        other = get_object_or_404(queries.organisations_seen_by(scope), pk=form.other_chosen)
        try:
            commands.note_link(
                organisation=found, other=other, terms=form.terms(), by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The link is noted; the other side may confirm it."))
            return redirect(reverse("organisation", args=[pk]) + "#links")
    return organisation_page(request, found, link=form)


@require_POST
def confirm_link(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Confirm a link for one of its two organisations."""
    found = organisation_held(request, pk, CHANGERS)
    held = links.link_at(found, link)
    if held is None:
        raise Http404
    commands.confirm_link(link=held, organisation=found, by=person_of_request(request))
    messages.success(request, _("The link is confirmed by this side."))
    return redirect(reverse("organisation", args=[pk]) + "#links")


def confirm_members(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the memberships that wait for a network to confirm them, or confirm those ticked."""
    found = organisation_held(request, pk, CHANGERS)
    if not found.kind.is_network:
        raise Http404
    waiting = list(links.memberships_to_confirm(scope_of_request(request), found)[:MOST_TO_CONFIRM])
    rows = queries.rows_of([each.source for each in waiting])
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        choices=[(link.pk, f"{row.name} · {row.place}") for link, row in zip(waiting, rows, strict=True)],
        label=_("Members to confirm"),
        initial={"chosen": [each.pk for each in waiting]},
    )
    if form.is_bound and form.is_valid():
        chosen = set(form.cleaned_data["chosen"])
        wanted = [each for each in waiting if each.pk in chosen]
        commands.confirm_memberships(organisation=found, links=wanted, by=person_of_request(request))
        messages.success(request, _("The memberships are confirmed."))
        return redirect(reverse("organisation", args=[pk]) + "#members")
    lead = _(
        "Untick whoever is no member; the end of a wrong membership is noted on that organisation's page."
    )
    return form_page(
        request,
        form,
        crumbs=crumbs_of(found),
        title=_("Confirm the members"),
        lead=lead if waiting else _("No membership waits to be confirmed by you."),
        button=_("Confirm those ticked"),
        back=reverse("organisation", args=[pk]),
    )


def end_link(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Ask for the last day of a link, or note it."""
    found = organisation_held(request, pk, CHANGERS)
    held = links.link_at(found, link)
    if held is None:
        raise Http404
    form = EndLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        by = person_of_request(request)
        try:
            commands.end_link(link=held, organisation=found, **form.cleaned_data, by=by)
        except Refusal as refusal:
            form.add_error("on", text_of(refusal))
        else:
            messages.success(request, _("The end of the link is noted."))
            return redirect(reverse("organisation", args=[pk]) + "#links")
    context = {
        "form": form,
        "crumbs": crumbs_of(found),
        "title": _("A link ends"),
        "lead": "",
        "button": _("Note its end"),
        "back": reverse("organisation", args=[pk]),
    }
    return render(request, "network/form_page.html", context, status=400 if form.errors else 200)
