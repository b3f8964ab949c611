"""The pages of a forum and its showcases."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit.queries import present_sequence
from saiyai.forums import commands
from saiyai.forums.access import (
    LIST_READERS,
    STAGE_KEEPERS,
    may_change_showcase,
    may_select_showcase,
    may_withdraw_selection,
)
from saiyai.forums.forms.forum import ReasonForm
from saiyai.forums.queries import forum as queries
from saiyai.forums.queries import showcase as asked
from saiyai.forums.queries.breakout import GroupRow, group_rows
from saiyai.forums.queries.stage import may_add_here
from saiyai.forums.rules.showcase import Lack
from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import path_of
from saiyai.web.offers import Act, Figure, Why
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
    groups, scope = queries.province_groups(found), scope_of_request(request)
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
        "figures": _figures(found, groups, scope),
        "sees_history": _sees_history(found, scope),
        "sees_participants": scope.has(*LIST_READERS),
        "sees_desk": scope.has(*STAGE_KEEPERS),
        "group_rows": _groups(found, scope),
        "stages": queries.stage_rows(found),
        "may_add_stage": may_add_here(found, scope),
        "may_nominate": scope.has(*STAGE_KEEPERS) and may_add_here(found, scope),
        "subject_key": found.subject_key,
    }
    return render(request, "forums/forum.html", context)


def _groups(found: queries.FoundForum, scope: Scope) -> list[GroupRow]:
    """Return the province groups of a forum that the reader may open."""
    sees_all = scope.has(*STAGE_KEEPERS)
    return [each for each in group_rows(found) if sees_all or each.is_finished]


def _figures(found: queries.FoundForum, groups: list[queries.ProvinceGroup], scope: Scope) -> list[Figure]:
    announced = Why(
        _("As the office that holds the forum announced it; nothing is added up here."),
        acts=_acts(_("announced the forum"), queries.announcement_of(found, scope)),
        url="#trail" if _sees_history(found, scope) else "",
    )
    stages = replace(
        announced, formula=_("Provinces for which the forum has a round of selection of its own.")
    )
    counted = [
        (_("people invited"), found.seats, announced),
        (_("districts"), found.districts, announced),
        (_("provinces"), len(groups), stages),
    ]
    figures = [Figure(label, f"{count:,}", why=why) for label, count, why in counted if count is not None]
    return [*figures, _decided(found, groups, scope)]


def _decided(found: queries.FoundForum, groups: list[queries.ProvinceGroup], scope: Scope) -> Figure:
    """Return in how many provinces a showcase is selected, in which not yet, and the last choice."""
    decided = sum(group.is_decided for group in groups)
    open_still = [(group.name, f"#{group.code}") for group in groups if not group.is_decided]
    last = queries.last_selection_of(found, scope)
    acts: tuple[Act, ...] = ()
    if last is not None:
        selection, told = last
        said = _("the last one selected: %(title)s") % {"title": queries.title_of(selection.showcase)}
        acts = _acts(said, told, reverse("showcase", args=[selection.showcase_id]))
    return Figure(
        _("provinces with a selected showcase"),
        f"{decided:,}",
        share=decided / len(groups) if groups else None,
        why=Why(
            _("Provinces in which a showcase is selected and the choice was not withdrawn ÷ provinces"),
            f"{decided:,}",
            f"{len(groups):,}",
            missing=tuple(open_still),
            missing_count=len(open_still),
            acts=acts,
            counted_at=present_sequence(),
        ),
    )


def _acts(said: str, told: queries.Told | None, url: str = "") -> tuple[Act, ...]:
    return () if told is None else (Act(said, told.at, told.by, told.entry, url),)


def _sees_history(thing: queries.FoundForum | queries.FoundShowcase, scope: Scope) -> bool:
    return scope.covers(thing.place_code, SEERS)


@require_safe
def showcase(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a showcase: its story, results, presenter and place, and what was decided of it."""
    return _showcase_page(request, pk)


def _showcase_page(request: HttpRequest, pk: int, failed: ReasonForm | None = None) -> HttpResponse:
    found = queries.showcase_of(pk)
    if found is None:
        raise Http404
    scope = scope_of_request(request)
    selections = queries.selections_of(found)
    standing = next((each for each in selections if each.withdrawn_at is None), None)
    may_change = may_change_showcase(by=actor_of_request(request), showcase=found)
    address = reverse("forum", args=[found.forum.code])
    context = {
        "crumbs": [*_crumbs(), (queries.title_of(found.forum), address)],
        "showcase": found,
        "title": queries.title_of(found),
        "story": in_reader_language(found.story_th, found.story_en),
        "organisation": in_reader_language(found.organisation.name_th, found.organisation.name_en),
        "position": in_reader_language(found.presenter_position_th, found.presenter_position_en),
        "figures": _results(found, scope),
        "story_is_thai": not (get_language() == "en" and found.story_en),
        "sees_history": _sees_history(found, scope),
        "subject_key": found.subject_key,
        "path": path_of(found.place_code),
        "selections": selections,
        "standing": standing,
        "may_select": standing is None
        and found.withdrawn_at is None
        and queries.office_selects(found)
        and may_select_showcase(by=actor_of_request(request), showcase=found),
        "kind": asked.kind_name(found.kind),
        "lacks": _lacks(found) if may_change else [],
        "may_change": may_change and found.withdrawn_at is None and not asked.is_frozen(found),
        "may_give_up": may_change and found.withdrawn_at is None,
        "may_withdraw": standing is not None
        and may_withdraw_selection(by=actor_of_request(request), selection=standing),
        "form": failed or ReasonForm(),
    }
    return render(request, "forums/showcase.html", context, status=200 if failed is None else 400)


LACKS = {
    Lack.KIND: gettext_lazy("say what kind of work it is"),
    Lack.STORY: gettext_lazy("tell more: why it was begun, what was done, what changed"),
    Lack.PRESENTER: gettext_lazy("name who presents it"),
    Lack.RESULTS: gettext_lazy("give at least one result with its number"),
}


def _lacks(found: queries.FoundShowcase) -> list[str]:
    """Return what a showcase still lacks, as sentences."""
    return [
        _("give the number: %(name)s") % {"name": name} if lack is Lack.ASKED else str(LACKS[lack])
        for lack, name in asked.lacks(found)
    ]


def _results(found: queries.FoundShowcase, scope: Scope) -> list[Figure]:
    """Return what a showcase achieved, each with who told it and when."""
    why = Why(
        _("As the organisation told it when it brought the showcase to the forum; nothing is added up here."),
        acts=_acts(_("brought the showcase to the forum"), queries.nomination_of(found, scope)),
        url="#trail"
        if _sees_history(found, scope)
        else reverse("organisation", args=[found.organisation_id]),
    )
    return [Figure(row.name, f"{row.number} {row.unit}", why=why) for row in queries.results_of(found)]


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
