"""The pages of forums."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.forums import commands, queries
from saiyai.forums.access import may_select_showcase, may_withdraw_selection
from saiyai.forums.forms import ReasonForm
from saiyai.network.access import SEERS
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import path_of
from saiyai.web.offers import Figure
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request


@require_safe
def forums(request: HttpRequest) -> HttpResponse:
    """Show all forums."""
    return render(request, "forums/forums.html", {"forums": queries.forums(), "crumbs": []})


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Forums"), reverse("forums"))]


@require_safe
def forum(request: HttpRequest, code: str) -> HttpResponse:
    """Show a forum: what it is, and the showcases of each province with the selected one marked."""
    found = queries.forum_of(code)
    if found is None:
        raise Http404
    groups = queries.province_groups(found)
    context = {
        "crumbs": _crumbs(),
        "forum": found,
        "title": queries.title_of(found),
        "organiser": in_reader_language(found.organiser.name_th, found.organiser.name_en),
        "work_group": in_reader_language(found.work_group_th, found.work_group_en),
        "objective": in_reader_language(found.objective_th, found.objective_en),
        "venue": in_reader_language(found.venue_th, found.venue_en),
        "chair_position": in_reader_language(found.chair_position_th, found.chair_position_en),
        "path": path_of(found.place_code),
        "groups": groups,
        "figures": _figures(found, groups),
    }
    return render(request, "forums/forum.html", context)


def _figures(found: queries.FoundForum, groups: list[queries.ProvinceGroup]) -> list[Figure]:
    decided = sum(group.is_decided for group in groups)
    counted = [
        Figure(_("provinces"), f"{len(groups):,}"),
        Figure(
            _("provinces with a selected showcase"),
            f"{decided:,}",
            note=_("of %(all)s") % {"all": len(groups)},
            share=decided / len(groups) if groups else None,
        ),
    ]
    if found.districts is not None:
        counted.insert(0, Figure(_("districts"), f"{found.districts:,}"))
    if found.seats is not None:
        counted.insert(0, Figure(_("people invited"), f"{found.seats:,}"))
    return counted


@require_safe
def showcase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a showcase: its story, results, presenter and place, and what was decided of it."""
    return _showcase_page(request, pk)


def _showcase_page(request: HttpRequest, pk: int, failed: ReasonForm | None = None) -> HttpResponse:
    found = queries.showcase_of(pk)
    if found is None:
        raise Http404
    selections = queries.selections_of(found)
    standing = next((each for each in selections if each.withdrawn_at is None), None)
    address = reverse("forum", args=[found.forum.code])
    context = {
        "crumbs": [*_crumbs(), (queries.title_of(found.forum), address)],
        "showcase": found,
        "title": queries.title_of(found),
        "story": in_reader_language(found.story_th, found.story_en),
        "organisation": in_reader_language(found.organisation.name_th, found.organisation.name_en),
        "position": in_reader_language(found.presenter_position_th, found.presenter_position_en),
        "figures": [Figure(row.name, f"{row.number} {row.unit}") for row in queries.results_of(found)],
        "story_is_thai": not (get_language() == "en" and found.story_en),
        "sees_history": scope_of_request(request).covers(found.place_code, SEERS),
        "path": path_of(found.place_code),
        "selections": selections,
        "standing": standing,
        "may_select": standing is None and may_select_showcase(by=actor_of_request(request), showcase=found),
        "may_withdraw": standing is not None
        and may_withdraw_selection(by=actor_of_request(request), selection=standing),
        "form": failed or ReasonForm(),
    }
    return render(request, "forums/showcase.html", context, status=200 if failed is None else 400)


@require_POST
def select(request: HttpRequest, pk: int) -> HttpResponse:
    """Select a showcase at its stage, with the reason."""
    found = queries.showcase_of(pk)
    if found is None or not may_select_showcase(by=actor_of_request(request), showcase=found):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _showcase_page(request, pk, form)
    commands.select_showcase(
        showcase=found, reason=form.cleaned_data["reason"], by=person_of_request(request)
    )
    messages.success(request, _("The showcase is selected."))
    return redirect("showcase", pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the standing choice of a showcase back, with the reason."""
    found = queries.showcase_of(pk)
    selections = [] if found is None else queries.selections_of(found)
    standing = next((each for each in selections if each.withdrawn_at is None), None)
    if standing is None or not may_withdraw_selection(by=actor_of_request(request), selection=standing):
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _showcase_page(request, pk, form)
    commands.withdraw_selection(
        selection=standing, reason=form.cleaned_data["reason"], by=person_of_request(request)
    )
    messages.success(request, _("The selection is withdrawn."))
    return redirect("showcase", pk=pk)
