"""Targets: the list beside what has come to, setting and changing one, bringing one down to the places below."""

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import DISTRICT_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.access import SEERS, may_change_target
from saiyai.monitoring.forms.indicator import ReasonForm
from saiyai.monitoring.forms.target import (
    BringDownForm,
    MethodForm,
    NewTargetForm,
    TargetChangeForm,
    TargetListForm,
)
from saiyai.monitoring.queries import indicator as indicators
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import target as queries
from saiyai.monitoring.queries.project import period_label
from saiyai.monitoring.queries.target import LIGHT_NAMES, FoundTarget, TargetRow
from saiyai.monitoring.rules.indicator import Light
from saiyai.monitoring.rules.target import Method, amount_text, brought_down
from saiyai.monitoring.views.doors import crumbs, form_page
from saiyai.monitoring.views.indicator import figure_text, rounded, with_unit
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, address_of, person_of_request, scope_of_request

SHADES: dict[Light, Shade] = {
    Light.REACHED: "good",
    Light.CLOSE: "warn",
    Light.BELOW: "bad",
    Light.UNKNOWN: "plain",
}


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """Show the targets of the chosen indicator, period, project and area beside what has come to."""
    form = TargetListForm(request.GET, choices=_choices())
    values = form.cleaned_data if form.is_valid() else {}
    found = queries.targets_found(
        indicator=values.get("indicator", ""),
        period=values.get("period", ""),
        project=values.get("project", ""),
        place_code=values.get("place") or "",
    )
    table = target_table(queries.target_rows(found, clock.today()), _("Targets of indicators"))
    if file := download(request, table, name="targets", title=_("Targets of indicators")):
        return file
    ways = [(_("Indicators"), reverse("indicators"))]
    if scope_of_request(request).has(*DISTRICT_AND_ABOVE):
        ways.append((_("Set a target of an indicator"), reverse("target_new")))
    context = {
        "title": _("Targets of indicators"),
        "lead": _("What each indicator is to come to, where and when; figures are from approved reports."),
        "crumbs": crumbs(),
        "search": form,
        "table": table,
        "ways": ways,
    }
    return render(request, "monitoring/listing.html", context)


def _choices(prefixes: tuple[str, ...] | None = None) -> dict[str, list[tuple[str, str]]]:
    rows = indicators.indicators() if prefixes is None else indicators.indicators_offered(prefixes)
    return {
        "indicator": [(each.code, f"{each.code} {each.name}") for each in rows],
        "period": [
            (each.code, period_label(each.code)) for each in indicators.periods_offered(clock.today())
        ],
        "project": [(each.code, each.name) for each in projects.projects()],
    }


def light_cell(row: TargetRow) -> Cell:
    """Return how a figure stands beside its target, in words with a shade."""
    return Cell(LIGHT_NAMES[row.light], shade=SHADES[row.light])


def _place_of(row: TargetRow) -> str:
    return row.place or (_("All areas of the project") if row.project else _("Whole country"))


def _why(row: TargetRow) -> str:
    return (
        f"{address_of('indicator_why', row.indicator.code)}?place={row.place_code}&period={row.period_code}"
    )


def target_table(rows: list[TargetRow], caption: str) -> Table:
    """Return targets as a table: each with its figure, its light and what is still missing."""
    return Table(
        caption=caption,
        columns=[
            Column(_("Place")),
            Column(_("Indicator")),
            Column(_("Period")),
            Column(_("Target"), "number"),
            Column(_("Figure"), "number"),
            Column(_("Still missing"), "number"),
            Column(_("State")),
        ],
        rows=[
            [
                Cell(_place_of(row), url=reverse("target", args=[row.pk])),
                Cell(f"{row.indicator.code} {row.indicator.name} ({row.indicator.unit})"),
                Cell(period_label(row.period_code)),
                Cell(rounded(row.amount), why=reverse("target", args=[row.pk])),
                Cell(rounded(row.value), why=_why(row)),
                Cell(rounded(row.missing), why=_why(row)),
                light_cell(row),
            ]
            for row in rows
        ],
        empty=_("No target is set here yet. Whoever runs a project or an area sets the first one."),
        is_long=True,
    )


def _found(pk: int) -> FoundTarget:
    found = queries.target_of(pk)
    if found is None:
        raise Http404
    return found


@require_safe
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a target: how far it is, what is missing, the targets of the places below with their sum, its history."""
    found = _found(pk)
    row = queries.target_rows([found], clock.today())[0]
    below = queries.targets_below(found)
    rows = queries.target_rows(
        queries.targets_found(indicator=row.indicator.code, period=row.period_code).filter(
            project=found.project, place_code__in=below
        ),
        clock.today(),
    )
    table = target_table(rows, _("Targets of the places below"))
    if file := download(
        request, table, name=f"target-{pk}", title=f"{row.indicator.name} · {_place_of(row)}"
    ):
        return file
    context = {
        "title": f"{row.indicator.code} {row.indicator.name} · {_place_of(row)}",
        "crumbs": [*crumbs(), (_("Targets of indicators"), reverse("targets"))],
        "target": found,
        "row": row,
        "period": period_label(row.period_code),
        "light": light_cell(row),
        "figures": figures_of(row),
        "table": table,
        "sum": _sum_text(found, below),
        "changes": may_change_target(by=actor_of_request(request), target=found),
        "has_below": bool(queries.places_below(found)),
        "sees_history": scope_of_request(request).has(*SEERS),
    }
    return render(request, "monitoring/target.html", context)


def figures_of(row: TargetRow) -> list[Figure]:
    """Return a target as tiles: the figure, the target, what is still missing."""
    unit = row.indicator.unit
    why = Why(formula=row.indicator.definition or row.indicator.name, url=_why(row))
    share = float(min(row.value / row.amount, Fraction(1))) if row.value is not None and row.amount else None
    note = _("baseline %(value)s") % {"value": figure_text(row.baseline)} if row.baseline is not None else ""
    return [
        Figure(_("Figure"), with_unit(row.value, unit), note=LIGHT_NAMES[row.light], share=share, why=why),
        Figure(_("Target"), with_unit(row.amount, unit), note=note, why=why),
        Figure(_("Still missing"), with_unit(row.missing, unit), why=why),
    ]


def tiles_of_project(found: projects.FoundProject) -> list[Figure]:
    """Return the targets of a project for all of its areas as tiles: the figure, how it stands, how much reported."""
    return [_tile(row) for row in queries.activity_targets(found, clock.today())]


def _tile(row: TargetRow) -> Figure:
    unit = row.indicator.unit
    words = [
        str(LIGHT_NAMES[row.light]),
        _("target %(amount)s") % {"amount": with_unit(row.amount, unit)},
    ]
    if row.missing:
        words.append(_("still missing %(missing)s") % {"missing": figure_text(row.missing)})
    if row.owed:
        words.append(
            _("from %(reported)s of %(owed)s places") % {"reported": f"{row.told:,}", "owed": f"{row.owed:,}"}
        )
    return Figure(
        label=row.indicator.name,
        value=with_unit(row.value, unit),
        note=" · ".join(words),
        url=reverse("target", args=[row.pk]),
        share=float(min(row.value / row.amount, Fraction(1)))
        if row.value is not None and row.amount
        else None,
        why_url=_why(row),
    )


def _sum_text(found: FoundTarget, below: dict[str, int]) -> str:
    """Return whether the targets below add up to this one, where they are to."""
    if not below or not queries.adds_up(found.indicator, found.period_code):
        return ""
    told = sum(below.values())
    if told == found.amount_thousandths:
        return _("The targets below add up to this one.")
    return _("The targets below add up to %(sum)s, not to %(total)s.") % {
        "sum": amount_text(told),
        "total": amount_text(found.amount_thousandths),
    }


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a new target, or set it."""
    scope = scope_of_request(request)
    form = NewTargetForm(
        request.POST if request.method == "POST" else None,
        scope=scope,
        choices=_choices(scope.prefixes(DISTRICT_AND_ABOVE)),
    )
    if form.is_bound and form.is_valid():
        indicator = indicators.indicator_of(form.cleaned_data["indicator"])
        project = projects.project_of(form.cleaned_data["project"])
        if indicator is None:
            raise Http404
        try:
            made = commands.set_target(
                indicator=indicator, goal=form.goal(project), by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The target is set."))
            return redirect("target", made.pk)
    return _form_page(request, form, _("Set a target of an indicator"), _("Set the target"))


def _changeable(request: HttpRequest, pk: int) -> FoundTarget:
    found = _found(pk)
    if not may_change_target(by=actor_of_request(request), target=found):
        raise Http404
    return found


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask how a target changes and why, or change it."""
    found = _changeable(request, pk)
    baseline = found.baseline_thousandths
    initial = {
        "amount": amount_text(found.amount_thousandths),
        "baseline": "" if baseline is None else amount_text(baseline),
    }
    form = TargetChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            commands.change_target(
                target=found,
                amount_thousandths=values["amount"],
                baseline_thousandths=values["baseline"],
                reason=values["reason"],
                by=person_of_request(request),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The target is changed."))
            return redirect("target", pk)
    return _form_page(request, form, _("Change the target"), _("Save"), of=found)


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a target is to hold no longer, or drop it."""
    found = _changeable(request, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.drop_target(
                target=found, reason=form.cleaned_data["reason"], by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The target holds no longer."))
            return redirect("targets")
    return _form_page(request, form, _("Drop a target"), _("Drop the target"), of=found)


def bring_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a target for each place below by a method, to be put right by hand; set them once they add up."""
    found = _changeable(request, pk)
    places, methods = queries.places_below(found), queries.methods_for(found)
    if not places:
        raise Http404
    asked = request.GET.get("method", "")
    method = Method(asked) if asked in methods else methods[0]
    amounts = brought_down(
        found.amount_thousandths,
        queries.weights_of(found, method, clock.today()),
        method,
        is_whole=queries.is_whole(found),
    )
    form = BringDownForm(request.POST if request.method == "POST" else None, places=places, amounts=amounts)
    if form.is_bound and form.is_valid():
        try:
            made = commands.bring_target_down(
                target=found,
                amounts=form.amounts(),
                reason=form.cleaned_data["reason"],
                by=person_of_request(request),
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            said = ngettext("%(count)s target is set.", "%(count)s targets are set.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect("target", pk)
    context = {
        "title": _("Bring a target down to the places below"),
        "lead": _said(found),
        "crumbs": [*crumbs(), (_("Targets of indicators"), reverse("targets"))],
        "methods": MethodForm(initial={"method": method.value}, methods=methods),
        "form": form,
        "button": _("Set these targets"),
        "back": reverse("target", args=[pk]),
    }
    return render(request, "monitoring/bring_down.html", context, status=400 if form.errors else 200)


def _said(found: FoundTarget) -> str:
    """Return a target in one line: of what, where and how much."""
    row = queries.target_rows([found], clock.today())[0]
    return f"{row.indicator.name} · {_place_of(row)} · {with_unit(row.amount, row.indicator.unit)}"


def _form_page(
    request: HttpRequest, form: Any, title: str, button: str, of: FoundTarget | None = None
) -> HttpResponse:
    above = [*crumbs(), (_("Targets of indicators"), reverse("targets"))]
    back = reverse("target", args=[of.pk]) if of else above[-1][1]
    lead = _said(of) if of else ""
    return form_page(request, form, above, title=title, button=button, lead=lead, back=back)
