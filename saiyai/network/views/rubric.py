"""Rubrics: the list, one version, drafting, changing, and the steps of its life."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.kernel.powers import PROVINCE_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands
from saiyai.network.access import may_change_rubric
from saiyai.network.forms.capacity import RubricForm, initial_of_rubric
from saiyai.network.queries import capacity, in_reader_language
from saiyai.network.views.doors import crumbs, form_page
from saiyai.places.queries import places_at
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.offers import Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

SHADES: dict[str, Shade] = {"draft": "warn", "published": "good", "closed": "plain"}
STEPS: dict[str, Any] = {
    "publish": commands.publish_rubric,
    "renew": commands.renew_rubric,
    "close": commands.close_rubric,
}


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return crumbs(
        (_("Capacity"), reverse("network_capacity")), (_("Rubrics"), reverse("network_rubrics")), *more
    )


@require_safe
def rubrics(request: HttpRequest) -> HttpResponse:
    """Show the rubrics that may be used in the reader's area, with their versions."""
    scope = scope_of_request(request)
    rows = capacity.rubric_rows(capacity.rubrics_seen(scope))
    table = Table(
        caption=_("Rubrics") if rows else _("No rubric is defined for this area."),
        why=Why(_("The version in use and how many criteria it has; the rubric's page shows them")),
        columns=[
            Column(_("Rubric")),
            Column(_("What it judges")),
            Column(_("Where it is used")),
            Column(_("Version"), "number"),
            Column(_("Criteria"), "number"),
            Column(_("Stage")),
        ],
        rows=[
            [
                Cell(row.name, address_of("network_rubric", row.pk)),
                Cell(row.use_name),
                Cell(row.place or _("everywhere")),
                Cell(row.version),
                Cell(row.criteria),
                Cell(row.stage_name, shade=SHADES[row.stage]),
            ]
            for row in rows
        ],
        empty=_("An office of the province or above defines one."),
    )
    context = {
        "title": _("Rubrics"),
        "crumbs": crumbs((_("Capacity"), reverse("network_capacity"))),
        "table": table,
        "may_draft": scope.has(*PROVINCE_AND_ABOVE),
    }
    return render(request, "network/rubrics.html", context)


def _rubric(request: HttpRequest, pk: int) -> Any:
    found = capacity.rubric_at(scope_of_request(request), pk)
    if found is None:
        raise Http404
    return found


def _rubric_held(request: HttpRequest, pk: int) -> Any:
    found = _rubric(request, pk)
    if not may_change_rubric(by=actor_of_request(request), rubric=found):
        raise Http404
    return found


@require_safe
def rubric(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version of a rubric: its criteria with their weights and levels."""
    found = _rubric(request, pk)
    names = dict(capacity.sides())
    row = next(
        each for each in capacity.rubric_rows(capacity.rubrics_seen(scope_of_request(request)).filter(pk=pk))
    )
    context = {
        "crumbs": _crumbs(),
        "rubric": found,
        "row": row,
        "shade": SHADES[row.stage],
        "criteria": [
            {
                "name": in_reader_language(each.name_th, each.name_en),
                "side": names.get(each.dimension, ""),
                "weight": each.weight,
                "levels": each.levels_th,
            }
            for each in capacity.criteria_of(found)
        ],
        "may_change": may_change_rubric(by=actor_of_request(request), rubric=found),
    }
    return render(request, "network/rubric.html", context)


def draft(request: HttpRequest) -> HttpResponse:
    """Ask what a new rubric says, or begin it."""
    areas = _areas(request)
    form = RubricForm(
        request.POST if request.method == "POST" else None, areas=areas, initial={"criteria": _sides()}
    )
    if form.is_bound and form.is_valid():
        place, by = form.cleaned_data["place_code"], person_of_request(request)
        try:
            made = commands.draft_rubric(
                terms=form.terms(), place_code="" if place == "all" else place, by=by
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The rubric is begun; put it in use when it says what it should."))
            return redirect("network_rubric", pk=made.pk)
    return form_page(
        request,
        form,
        crumbs=_crumbs(),
        title=_("Begin a rubric"),
        lead=_("A draft may be changed until it is put in use; from then on it never changes."),
        button=_("Keep the draft"),
        back=reverse("network_rubrics"),
    )


def _areas(request: HttpRequest) -> list[tuple[str, str]]:
    areas = scope_of_request(request).prefixes(PROVINCE_AND_ABOVE)
    names = places_at(each for each in areas if each)
    return [
        (each or "all", (names[each].label if each in names else each) or _("everywhere")) for each in areas
    ]


def _sides() -> str:
    return "\n".join(f"{text} |  | 1" for _code, text in capacity.sides())


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft of a rubric to be changed, or change it."""
    found = _rubric_held(request, pk)
    initial = initial_of_rubric(found, capacity.criteria_of(found))
    sent = request.POST if request.method == "POST" else None
    form = RubricForm(sent, areas=[], fixed=True, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            commands.change_rubric(rubric=found, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The draft is changed."))
            return redirect("network_rubric", pk=pk)
    return form_page(
        request,
        form,
        crumbs=_crumbs(),
        title=_("Change the draft"),
        button=_("Save"),
        back=reverse("network_rubric", args=[pk]),
    )


@require_POST
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Put a version in use, begin its next one, or take it out of use."""
    found = _rubric_held(request, pk)
    if name not in STEPS:
        raise Http404
    made = STEPS[name](rubric=found, by=person_of_request(request))
    messages.success(request, _("The rubric's stage is noted."))
    return redirect("network_rubric", pk=made.pk if name == "renew" else pk)
