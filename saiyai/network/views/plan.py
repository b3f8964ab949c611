"""The yearly plan of a network: what is to be done and was, and the money for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.dates import format_date
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands, queries
from saiyai.network.access import CHANGERS, SEERS, may_change_plan
from saiyai.network.forms.activity import ReasonForm
from saiyai.network.forms.plan import (
    AllocationForm,
    DoneForm,
    PlanForm,
    PlannedForm,
    SpendingForm,
    initial_of_money,
    year_choices,
)
from saiyai.network.queries import plan as plans
from saiyai.network.views.doors import crumbs_of, form_page, organisation_held
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request


def _plan_held(request: HttpRequest, pk: int, year: int, roles: Any) -> Any:
    organisation_held(request, pk, roles)
    found = plans.plan_of(pk, year)
    if found is None:
        raise Http404
    return found


def _address(found: Any) -> str:
    return reverse("network_plan", args=[found.network_id, found.fiscal_year])


def _crumbs(found: Any) -> list[tuple[str, str]]:
    return [*crumbs_of(found.network), (_plan_name(found), _address(found))]


def _plan_name(found: Any) -> str:
    return _("Plan of fiscal year %(year)s") % {"year": found.fiscal_year}


def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plans of a network, and begin one."""
    network = organisation_held(request, pk, SEERS)
    if not network.kind.is_network:
        raise Http404
    years = year_choices(clock.today(), ahead=1)
    form = PlanForm(request.POST if request.method == "POST" else None, years=years)
    if form.is_bound and form.is_valid():
        try:
            made = commands.draft_plan(network=network, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error("fiscal_year", text_of(refusal))
        else:
            messages.success(request, _("The plan is begun. Say next what is to be done."))
            return redirect(_address(made))
    context = {
        "form": form,
        "crumbs": crumbs_of(network),
        "network": network,
        "name": queries.in_reader_language(network.name_th, network.name_en),
        "years": plans.years_of(pk),
        "may_draft": may_change_plan(by=actor_of_request(request), plan=network),
    }
    return render(request, "network/plans.html", context, status=400 if form.errors else 200)


@require_safe
def plan(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Show a plan: how far it has come, what is to be done by quarter, the money by source and quarter."""
    found = _plan_held(request, pk, year, SEERS)
    return _page(request, found)


def _page(request: HttpRequest, found: Any, **sent: Any) -> HttpResponse:
    rows, money = plans.planned_rows(found), plans.money_rows(found)
    may_change = may_change_plan(by=actor_of_request(request), plan=found)
    name = queries.in_reader_language(found.network.name_th, found.network.name_en)
    table = _planned_table(rows)
    title = f"{_plan_name(found)} · {name}"
    if file := download(request, table, name=f"plan-{found.network_id}-{found.fiscal_year}", title=title):
        return file
    context = {
        "crumbs": crumbs_of(found.network),
        "plan": found,
        "title": _plan_name(found),
        "name": name,
        "figures": _figures(rows, money),
        "rows": rows,
        "table": table,
        "money": money,
        "quarters": _quarter_table(found) if money else None,
        "may_change": may_change,
        "planned": PlannedForm(),
        "allocation": AllocationForm(),
    } | sent
    failed = any(form.errors for form in sent.values())
    return render(request, "network/plan.html", context, status=400 if failed else 200)


def _figures(rows: list[plans.PlannedRow], money: list[plans.MoneyRow]) -> list[Figure]:
    done = sum(each.stage == "done" for each in rows)
    spent, allocated = sum(each.spent for each in money), sum(each.allocated for each in money)
    return plan_figures(plans.PlanShares("", 1, done, len(rows), spent, allocated))


def plan_figures(shares: plans.PlanShares) -> list[Figure]:
    """Return how far plans have come as two figures: N7 and N8."""
    return [
        Figure(
            label=_("planned activities done"),
            value="–" if shares.done_share is None else f"{shares.done_share * 100:.0f} %",
            share=shares.done_share,
            why=Why(
                formula=_("Activities done ÷ all planned; those that were dropped count as not done"),
                numerator=f"{shares.done:,}",
                denominator=f"{shares.planned:,}",
            ),
        ),
        Figure(
            label=_("money spent"),
            value="–" if shares.spent_share is None else f"{shares.spent_share * 100:.0f} %",
            share=shares.spent_share,
            why=Why(
                formula=_("Baht spent ÷ baht allocated, of all sources"),
                numerator=f"{shares.spent_satang / 100:,.2f}",
                denominator=f"{shares.allocated_satang / 100:,.2f}",
            ),
        ),
    ]


def _planned_table(rows: list[plans.PlannedRow]) -> Table:
    return Table(
        caption=_("What is to be done") if rows else _("Nothing is planned yet."),
        columns=[
            Column(_("Activity")),
            Column(_("Quarter"), "number"),
            Column(_("Stage")),
            Column(_("Done by")),
        ],
        rows=[
            [
                Cell(row.title),
                Cell(row.quarter),
                Cell(row.stage_name, shade={"done": "good", "dropped": "bad"}.get(row.stage, "plain")),  # type: ignore[arg-type]
                Cell(
                    row.activity or row.dropped_reason or None,
                    reverse("activity", args=[row.activity_pk]) if row.activity_pk else "",
                ),
            ]
            for row in rows
        ],
        empty=_("Add the first activity below."),
    )


def _quarter_table(found: Any) -> Table:
    return Table(
        caption=_("Spent by the end of each quarter, against what was to be spent"),
        columns=[
            Column(_("Quarter")),
            Column(_("Spent (baht)"), "number"),
            Column(_("Share (%)"), "number"),
            Column(_("To be spent (%)"), "number"),
            Column(_("On time")),
        ],
        rows=[
            [
                Cell(_("quarter %(quarter)s") % {"quarter": each.quarter}),
                Cell(round(each.spent_satang / 100)),
                Cell(None if each.share is None else round(each.share * 100, 1)),
                Cell(each.target_percent),
                _on_time(each),
            ]
            for each in plans.quarters_of(found)
        ],
    )


def _on_time(row: plans.QuarterRow) -> Cell:
    if row.is_on_time:
        return Cell(_("yes"), shade="good")
    if row.ends_on >= clock.today():
        return Cell(_("the quarter is not over"), shade="plain")
    return Cell(_("too late"), shade="warn")


@require_POST
def add_planned(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Add an activity to a plan."""
    found = _plan_held(request, pk, year, CHANGERS)
    form = PlannedForm(request.POST)
    if form.is_valid():
        try:
            commands.plan_activity(plan=found, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error("title_th", text_of(refusal))
        else:
            messages.success(request, _("The activity is planned."))
            return redirect(_address(found) + "#planned")
    return _page(request, found, planned=form)


@require_POST
def add_money(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Note the money of a source in a plan."""
    found = _plan_held(request, pk, year, CHANGERS)
    form = AllocationForm(request.POST)
    if form.is_valid():
        try:
            commands.allocate_money(plan=found, **form.cleaned_data, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The money is noted."))
            return redirect(_address(found) + "#money")
    return _page(request, found, allocation=form)


def change_money(request: HttpRequest, pk: int, year: int, allocation: int) -> HttpResponse:
    """Ask what was allocated of a source and what each quarter spent, or note it."""
    found = _plan_held(request, pk, year, CHANGERS)
    held = plans.allocation_at(found, allocation)
    if held is None:
        raise Http404
    row = next(each for each in plans.money_rows(found) if each.pk == allocation)
    form = SpendingForm(request.POST if request.method == "POST" else None, initial=initial_of_money(row))
    if form.is_bound and form.is_valid():
        allocated, by = form.cleaned_data["allocated_satang"], person_of_request(request)
        try:
            commands.change_allocation(
                allocation=held, allocated_satang=allocated, spent_satang=form.spent, by=by
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The money is noted."))
            return redirect(_address(found) + "#money")
    return _form(request, found, form, _("Money of a source"), str(row.source), _("Save"))


def _form(request: HttpRequest, found: Any, form: Any, title: str, lead: str, button: str) -> HttpResponse:
    back = _address(found)
    return form_page(request, form, crumbs=_crumbs(found), title=title, lead=lead, button=button, back=back)


def done(request: HttpRequest, pk: int, year: int, planned: int) -> HttpResponse:
    """Ask by which activity a planned one was done, or note it."""
    found = _plan_held(request, pk, year, CHANGERS)
    held = plans.planned_at(found, planned)
    if held is None:
        raise Http404
    period = Period(PeriodKind.YEAR, year)
    offered = plans.activities_for(found, period.start, period.end)
    choices = [(each.pk, f"{each.title_th} · {format_date(each.starts_on, 'short')}") for each in offered]
    form = DoneForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_bound and form.is_valid():
        activity = next(each for each in offered if each.pk == form.cleaned_data["activity"])
        try:
            commands.call_done(planned=held, activity=activity, by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("It is called done."))
            return redirect(_address(found) + "#planned")
    lead = _(
        "%(title)s. The activities of the network and its members in this fiscal year are offered; note it on the "
        "organiser's page first where it is missing."
    )
    title = _("A planned activity was done")
    return _form(request, found, form, title, lead % {"title": held.title_th}, _("Call it done"))


def drop(request: HttpRequest, pk: int, year: int, planned: int) -> HttpResponse:
    """Ask why a planned activity is dropped, or drop it."""
    lead = _("It stays in the plan, with your reason, and counts as not done.")
    return _with_reason(request, (pk, year, planned), commands.drop_planned, _("Drop it"), lead)


def reopen(request: HttpRequest, pk: int, year: int, planned: int) -> HttpResponse:
    """Ask why a planned activity waits again, or let it."""
    lead = _("It was called done or dropped by mistake, and waits to be done again.")
    return _with_reason(request, (pk, year, planned), commands.reopen_planned, _("Let it wait again"), lead)


def _with_reason(
    request: HttpRequest, keys: tuple[int, int, int], command: Any, button: str, lead: str
) -> HttpResponse:
    found = _plan_held(request, keys[0], keys[1], CHANGERS)
    held = plans.planned_at(found, keys[2])
    if held is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            command(planned=held, reason=form.cleaned_data["reason"], by=person_of_request(request))
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("It is noted."))
            return redirect(_address(found) + "#planned")
    return _form(request, found, form, held.title_th, lead, button)
