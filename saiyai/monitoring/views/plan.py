"""A project's plan: registering and changing it, its logframe, budget, calendar and vision, and its M1–M5 sheet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.accounts.queries import offices_present
from saiyai.audit import clock
from saiyai.kernel.money import format_baht
from saiyai.kernel.periods import PeriodKind
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import RUNNERS, SEERS, may_run_project
from saiyai.monitoring.forms.project import (
    BudgetForm,
    LogframeForm,
    NewProjectForm,
    ProjectChangeForm,
    VisionForm,
)
from saiyai.monitoring.queries import plan as queries
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries.indicator import indicators_offered
from saiyai.monitoring.queries.plan import PERIOD_KIND_NAMES, CalendarRow, VisionPage, VisionStep
from saiyai.monitoring.queries.project import FoundProject
from saiyai.monitoring.queries.target import activity_targets
from saiyai.monitoring.rules.plan import BudgetLine
from saiyai.monitoring.views.doors import crumbs, form_page
from saiyai.monitoring.views.indicator import figure_text, with_unit
from saiyai.network.queries import in_reader_language
from saiyai.places.queries import places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

SATANG = 100


def _found(code: str) -> FoundProject:
    found = projects.project_of(code)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, code: str) -> FoundProject:
    """Return a project that the reader runs; others lie nowhere."""
    found = _found(code)
    if not may_run_project(by=actor_of_request(request), project=found):
        raise Http404
    return found


@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Show a project's logframe, money, calendar of reporting and vision; as a file its M1–M5 sheet."""
    found = _found(code)
    budget, calendar = queries.budget_of(found), queries.calendar_of(found)
    groups = queries.logframe_of(found)
    vision = queries.vision_of(found, clock.today())
    sheet = _sheet(found, groups, budget)
    if file := download(request, sheet, name=f"m1-m5-{code}", title=projects.project_name(found)):
        return file
    context = {
        "title": _("Plan of the project"),
        "crumbs": crumbs(found),
        "project": found,
        "name": projects.project_name(found),
        "facts": facts_of(found),
        "groups": [each for each in groups if each.lines],
        "budget_table": _budget_table(found, budget),
        "calendar_table": _calendar_table(calendar),
        "vision": vision_shown(found, vision),
        "runs": may_run_project(by=actor_of_request(request), project=found),
        "sees_history": scope_of_request(request).has(*SEERS),
    }
    return render(request, "monitoring/plan.html", context)


def years_text(found: FoundProject) -> str:
    """Return the fiscal years of a project: one, or the first and the last."""
    return (
        str(found.fiscal_year)
        if found.ends_in == found.fiscal_year
        else f"{found.fiscal_year}–{found.ends_in}"
    )


def facts_of(found: FoundProject) -> list[tuple[str, str]]:
    """Return what a project is, as pairs of a name and what is said."""
    names = places_at(found.prefixes)
    where = [names[each].name if each in names else _("Whole country") for each in found.prefixes]
    return [
        (_("Owner"), in_reader_language(found.owner.name_th, found.owner.name_en)),
        (_("Fiscal year"), years_text(found)),
        (_("Areas of the project"), ", ".join(where)),
        (_("How often reports are due"), str(PERIOD_KIND_NAMES[PeriodKind(found.reports_every)])),
        (_("Objective"), in_reader_language(found.objective_th, found.objective_en) or "–"),
    ]


def _budget_table(found: FoundProject, lines: list[BudgetLine]) -> Table:
    return Table(
        caption=_("Budget by source"),
        columns=[Column(_("Source of money")), Column(_("Fiscal year")), Column(_("Baht"), "number")],
        rows=[
            [Cell(each.source), Cell(str(each.fiscal_year)), Cell(each.amount_satang / SATANG)]
            for each in lines
        ],
        total=[
            Cell(_("Total")),
            Cell(""),
            Cell(sum(each.amount_satang for each in lines) / SATANG),
        ]
        if lines
        else [],
        empty=_("No money is entered yet. Whoever runs the project enters it by source."),
        why=Why(
            formula=_("As whoever runs the project entered it; the history says who did so and when."),
            url=address_of("project_plan", found.code) + "#history",
        ),
    )


def _calendar_table(rows: list[CalendarRow]) -> Table:
    return Table(
        caption=_("Calendar of reporting"),
        columns=[
            Column(_("Period")),
            Column(_("Begins on"), "date"),
            Column(_("Ends on"), "date"),
            Column(_("Due on"), "date"),
            Column(_("Collection")),
        ],
        rows=[
            [
                Cell(
                    each.period,
                    url=reverse("collection", args=[each.collections[0]]) if each.collections else "",
                ),
                Cell(each.starts_on),
                Cell(each.ends_on),
                Cell(each.due_on),
                Cell(_("made"), shade="good") if each.collections else Cell(_("not yet made"), shade="plain"),
            ]
            for each in rows
        ],
    )


def vision_shown(found: FoundProject, vision: VisionPage | None) -> dict[str, Any] | None:
    """Return a vision with a tile for each indicator of its three levels, None where there is none."""
    if vision is None:
        return None
    return {
        "statement": vision.statement,
        "year": vision.target_year,
        "circles": [
            (name, [_tile(found, vision.target_year, step) for step in steps])
            for name, steps in vision.circles
        ],
    }


def _tile(found: FoundProject, year: int, step: VisionStep) -> Figure:
    row, target = step.indicator, step.target
    if target is None:
        return Figure(
            row.name,
            "–",
            note=_("No target is set for the fiscal year %(year)s yet.") % {"year": year},
            url=reverse("targets") + f"?project={found.code}",
            why_url=f"{address_of('indicator_why', row.code)}?period={year}",
        )
    words = [_("target %(amount)s") % {"amount": with_unit(target.amount, row.unit)}]
    if target.baseline is not None:
        words.append(_("baseline %(value)s") % {"value": figure_text(target.baseline)})
    if step.share is not None:
        words.append(_("%(percent)s%% of the way") % {"percent": round(float(step.share) * 100)})
    return Figure(
        row.name,
        with_unit(target.value, row.unit),
        note=" · ".join(words),
        url=reverse("target", args=[target.pk]),
        share=None if step.share is None else float(step.share),
        why_url=f"{address_of('indicator_why', row.code)}?period={target.period_code}",
    )


def _sheet(found: FoundProject, groups: list[queries.AimGroup], budget: list[BudgetLine]) -> Table:
    """Return a project as the national follow-up system asks for it, stage by stage."""
    stages = {stage: [] for stage in ("M1", "M2", "M3", "M4", "M5")}  # type: dict[str, list[tuple[str, str]]]
    vision = queries.vision_terms(found)
    stages["M1"] += [(_("Vision"), str(vision.get("statement_th", "–")))]
    stages["M1"] += [(str(group.name), line.text) for group in groups[:1] for line in group.lines]
    stages["M2"] += [(_("Project"), projects.project_name(found)), *facts_of(found)]
    for group in groups[1:3]:
        stages["M3"] += [(str(group.name), _with_means(line.text, line.means)) for line in group.lines]
    targets = activity_targets(found, clock.today())
    stages["M3"] += [
        (_("Target"), f"{each.indicator.name}: {with_unit(each.amount, each.indicator.unit)}")
        for each in targets
    ]
    stages["M4"] += [(str(group.name), line.text) for group in groups[3:] for line in group.lines]
    stages["M4"] += [
        (f"{each.source} {each.fiscal_year}", format_baht(each.amount_satang)) for each in budget
    ]
    stages["M5"] += [(each.indicator.name, with_unit(each.value, each.indicator.unit)) for each in targets]
    rows = [(stage, name, said) for stage, lines in stages.items() for name, said in lines]
    names = {
        "M1": _("M1 link to strategy"),
        "M2": _("M2 general information"),
        "M3": _("M3 details and indicators"),
        "M4": _("M4 activities and budget"),
        "M5": _("M5 results"),
    }
    return Table(
        caption=_("Stages M1–M5 of the national follow-up system"),
        columns=[Column(_("Stage")), Column(_("Item")), Column(_("What is said"))],
        rows=[[Cell(names[stage]), Cell(name), Cell(said)] for stage, name, said in rows],
    )


def _with_means(text: str, means: str) -> str:
    return f"{text} ({means})" if means else text


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new project, or register it."""
    form = NewProjectForm(request.POST if request.method == "POST" else None, **_offered(request))
    if form.is_bound and form.is_valid():
        terms = form.terms()
        try:
            made = commands.register_project(
                code=form.cleaned_data["code"],
                name_th=terms.name_th,
                name_en=terms.name_en,
                fiscal_year=terms.fiscal_year,
                last_fiscal_year=terms.last_fiscal_year,
                owner=terms.owner,
                prefixes=terms.prefixes,
                objective_th=terms.objective_th,
                objective_en=terms.objective_en,
                reports_every=terms.reports_every,
                due_after_days=terms.due_after_days,
                by=person_of_request(request),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The project is registered. Now say what it aims at."))
            return redirect("project_plan", made.code)
    return form_page(request, form, crumbs(), title=_("Register a project"), button=_("Register the project"))


def _offered(request: HttpRequest, found: FoundProject | None = None) -> dict[str, Any]:
    """Return the owners and areas that a reader may choose, with those that the project has already."""
    held = scope_of_request(request).prefixes(RUNNERS)
    areas = queries.provinces_in(held)
    if "" in held:
        areas.insert(0, ("", _("Whole country")))
    if found is not None:
        known = {code for code, _name in areas}
        names = places_at(found.prefixes)
        areas += [
            (each, names[each].label if each in names else _("Whole country"))
            for each in found.prefixes
            if each not in known
        ]
    owners = [
        each
        for each in offices_present().prefetch_related("coverage")
        if (served := each.prefixes_on(clock.today()))
        and all(area.startswith(tuple(held)) for area in served)
    ]
    if found is not None and found.owner not in owners:
        owners.append(found.owner)
    return {"owners": owners, "areas": areas}


def change(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what a project is from now on and why, or say it."""
    found = _own(request, code)
    names = ("name_th", "name_en", "objective_th", "objective_en", "reports_every", "due_after_days")
    initial = {name: getattr(found, name) for name in names} | {
        "fiscal_year": found.fiscal_year,
        "last_fiscal_year": found.ends_in,
        "owner": found.owner.code,
        "areas": list(found.prefixes),
    }
    form = ProjectChangeForm(
        request.POST if request.method == "POST" else None, initial=initial, **_offered(request, found)
    )
    if form.is_bound and form.is_valid():
        try:
            commands.change_project(
                project=found,
                terms=form.terms(),
                reason=form.cleaned_data["reason"],
                by=person_of_request(request),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The project is changed."))
            return redirect("project_plan", code)
    return _form_of(request, found, form, _("Change the project"))


def logframe(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a project's logframe, or set it."""
    found = _own(request, code)
    form = LogframeForm(request.POST if request.method == "POST" else None, groups=queries.logframe_of(found))
    if form.is_bound and form.is_valid():
        commands.set_logframe(project=found, lines=form.lines(), by=person_of_request(request))
        messages.success(request, _("The logframe is set."))
        return redirect("project_plan", code)
    return _form_of(request, found, form, _("Logframe"))


def budget(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a project's budget, or set it."""
    found = _own(request, code)
    form = BudgetForm(
        request.POST if request.method == "POST" else None,
        lines=queries.budget_of(found),
        years=range(found.fiscal_year, found.ends_in + 1),
    )
    if form.is_bound and form.is_valid():
        try:
            commands.set_budget(project=found, lines=form.lines(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The budget is set."))
            return redirect("project_plan", code)
    return _form_of(request, found, form, _("Budget by source"), "monitoring/budget_form.html")


def vision(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a project's vision, or set it."""
    found = _own(request, code)
    offered = [(each.code, f"{each.code} {each.name}") for each in indicators_offered(found.prefixes)]
    form = VisionForm(
        request.POST if request.method == "POST" else None,
        initial=queries.vision_terms(found),
        indicators=offered,
    )
    if form.is_bound and form.is_valid():
        try:
            commands.set_vision(project=found, terms=form.terms(), by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The vision is set."))
            return redirect("project_plan", code)
    return _form_of(request, found, form, _("Vision"))


def _form_of(
    request: HttpRequest,
    found: FoundProject,
    form: Any,
    title: str,
    template: str = "monitoring/form_page.html",
) -> HttpResponse:
    way = [*crumbs(found), (_("Plan of the project"), reverse("project_plan", args=[found.code]))]
    return form_page(request, form, way, template=template, title=title, button=_("Save"))
