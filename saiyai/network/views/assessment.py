"""The yearly self-assessment of a network: filled in, handed in, verified, returned; the list of those of an area."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import PROVINCE_AND_ABOVE
from saiyai.kernel.refusal import Refusal
from saiyai.network import commands, queries
from saiyai.network.access import (
    CHANGERS,
    SEERS,
    may_assess_network,
    may_return_assessment,
    may_verify_assessment,
)
from saiyai.network.forms.activity import ReasonForm
from saiyai.network.forms.capacity import AssessmentForm
from saiyai.network.forms.plan import YearForm, year_choices
from saiyai.network.queries import capacity
from saiyai.network.views.doors import crumbs, crumbs_of, form_page, organisation_held, year_asked
from saiyai.network.views.radar import language_of, radar_of, radar_pdf
from saiyai.places.queries import places_at
from saiyai.web.components import Cell, Column, Shade, Table
from saiyai.web.downloads import download
from saiyai.web.refusals import text_of
from saiyai.web.routes import actor_of_request, person_of_request, scope_of_request

SHADES: dict[str, Shade] = {"draft": "plain", "submitted": "warn", "returned": "bad", "verified": "good"}
OPEN = frozenset({"draft", "returned"})


def _address(network: int, year: int) -> str:
    return reverse("network_assessment", args=[network, year])


def _held(request: HttpRequest, pk: int, year: int, roles: Any) -> Any:
    organisation_held(request, pk, roles)
    found = capacity.assessment_of(pk, year)
    if found is None:
        raise Http404
    return found


def _title(year: int) -> str:
    return _("Self-assessment of fiscal year %(year)s") % {"year": year}


@require_safe
def assessment(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Show a network's self-assessment of a year: the radar with its table, the levels, what waits to be done."""
    network = organisation_held(request, pk, SEERS)
    if not network.kind.is_network:
        raise Http404
    found = capacity.assessment_of(pk, year)
    actor = actor_of_request(request)
    context: dict[str, Any] = {
        "crumbs": crumbs_of(network),
        "network": network,
        "name": queries.in_reader_language(network.name_th, network.name_en),
        "title": _title(year),
        "year": year,
        "years": capacity.assessment_years(pk),
        "assessment": found,
        "may_fill": (found is None or found.stage in OPEN) and may_assess_network(by=actor, network=network),
    }
    if found is not None:
        radar = _radar(request, found)
        title = f"{_title(year)} · {context['name']}"
        if request.GET.get("as") == "pdf":
            name = f"assessment-{pk}-{year}"
            return radar_pdf(request, radar, title=title, lines=[_stage_line(found)], name=name)
        if file := download(request, radar.table, name=f"assessment-{pk}-{year}", title=title):
            return file
        context |= _shown(request, found) | {"radar": radar, "table": radar.table}
    return render(request, "network/assessment.html", context)


def _stage_line(found: Any) -> str:
    row = capacity.assessment_rows([found])[0]
    values = {"stage": row.stage_name, "members": f"{row.members:,}"}
    return _("%(stage)s · %(members)s members") % values


def _radar(request: HttpRequest, found: Any) -> Any:
    """Return the radar of an assessment beside that of the year before and the cluster's median."""
    before = capacity.assessment_of(found.network_id, found.fiscal_year - 1)
    sides = capacity.sides_of(each.pk for each in (found, before) if each)
    cluster, count, median = capacity.cluster_medians(found, clock.today())
    series = {_("this year"): sides.get(found.pk, {})}
    if before is not None:
        series[_("the year before")] = sides.get(before.pk, {})
    if count:
        values = {"cluster": cluster or _("the province"), "count": count}
        series[_("median of %(cluster)s (%(count)s networks)") % values] = median
    language, thai_digits = language_of(request)
    name = queries.in_reader_language(found.network.name_th, found.network.name_en)
    return radar_of(
        f"{_title(found.fiscal_year)}: {name}",
        series,
        found.rubric.top,
        language=language,
        thai_digits=thai_digits,
    )


def _shown(request: HttpRequest, found: Any) -> dict[str, Any]:
    actor = actor_of_request(request)
    levels, names = capacity.levels_of(found), dict(capacity.sides())
    row = capacity.assessment_rows([found])[0]
    return {
        "row": row,
        "shade": SHADES[row.stage],
        "rubric_name": queries.in_reader_language(found.rubric.name_th, found.rubric.name_en),
        "levels": [
            {
                "side": names.get(each.dimension, ""),
                "name": queries.in_reader_language(each.name_th, each.name_en),
                "level": levels[each.pk].level if each.pk in levels else None,
                "evidence": levels[each.pk].evidence if each.pk in levels else "",
            }
            for each in capacity.criteria_of(found.rubric)
        ],
        "may_submit": found.stage in OPEN and may_assess_network(by=actor, network=found.network),
        "may_verify": found.stage == "submitted" and may_verify_assessment(by=actor, assessment=found),
        "may_return": found.stage not in OPEN and may_return_assessment(by=actor, assessment=found),
    }


def fill(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Show the criteria to be judged by the network itself, or keep the levels."""
    network = organisation_held(request, pk, CHANGERS)
    found = capacity.assessment_of(pk, year)
    if not network.kind.is_network or (found is not None and found.stage not in OPEN):
        raise Http404
    offered = capacity.rubrics_in_use("maturity", network.place_code)
    rubric = found.rubric if found is not None else (offered[0] if offered else None)
    if rubric is None:
        messages.info(
            request, _("No rubric is in use for networks here. The province or the ministry defines one.")
        )
        return redirect("organisation", pk=pk)
    form = AssessmentForm(
        request.POST if request.method == "POST" else None,
        rubric=rubric,
        criteria=capacity.criteria_of(rubric),
        held=capacity.levels_of(found),
    )
    if form.is_bound and form.is_valid():
        by = person_of_request(request)
        try:
            commands.fill_assessment(
                network=network, fiscal_year=year, rubric=rubric, levels=form.levels, by=by
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The levels are kept. Hand the assessment in when it is whole."))
            return redirect(_address(pk, year))
    return form_page(
        request,
        form,
        crumbs=crumbs_of(network),
        title=_title(year),
        lead=_rubric_line(rubric),
        button=_("Keep the levels"),
        back=_address(pk, year),
    )


def _rubric_line(rubric: Any) -> str:
    name = queries.in_reader_language(rubric.name_th, rubric.name_en)
    values = {"rubric": name, "version": rubric.version, "top": rubric.top}
    return _("%(rubric)s, version %(version)s: levels from 0 to %(top)s.") % values


@require_POST
def submit(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Hand an assessment in to the province."""
    found = _held(request, pk, year, CHANGERS)
    commands.submit_assessment(assessment=found, by=person_of_request(request))
    messages.success(request, _("The assessment is handed in; the province will verify it."))
    return redirect(_address(pk, year))


@require_POST
def verify(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Verify an assessment."""
    found = _held(request, pk, year, PROVINCE_AND_ABOVE)
    commands.verify_assessment(assessment=found, by=person_of_request(request))
    messages.success(request, _("The assessment is verified."))
    return redirect(_address(pk, year))


def send_back(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """Ask why an assessment is returned, or return it."""
    found = _held(request, pk, year, PROVINCE_AND_ABOVE)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            commands.return_assessment(
                assessment=found, reason=form.cleaned_data["reason"], by=person_of_request(request)
            )
        except Refusal as refusal:
            form.add_error(None, text_of(refusal))
        else:
            messages.success(request, _("The assessment is returned to its network."))
            return redirect(_address(pk, year))
    return form_page(
        request,
        form,
        crumbs=crumbs_of(found.network),
        title=_("Return the assessment"),
        lead=_("The network sees your reason, corrects its levels and hands it in again."),
        button=_("Return it"),
        back=_address(pk, year),
    )


@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """Show the self-assessments of a year in the reader's area, each with its sides."""
    scope, year = scope_of_request(request), year_asked(request)
    found = capacity.assessments_seen(scope, year)
    rows = capacity.assessment_rows(found)
    table = _list_table(rows)
    title = _title(year)
    if file := download(request, table, name=f"assessments-{year}", title=title):
        return file
    context = {
        "crumbs": crumbs((_("Capacity"), reverse("network_capacity"))),
        "title": title,
        "form": YearForm({"year": str(year)}, years=year_choices(clock.today())),
        "table": table,
    }
    return render(request, "network/assessments.html", context)


def _list_table(rows: list[capacity.AssessmentRow]) -> Table:
    places = places_at({row.place_code for row in rows})
    sides = capacity.sides()
    return Table(
        caption=_("Self-assessments, sides in per cent of the highest level")
        if rows
        else _("No network of your area has assessed itself for this year."),
        columns=[
            Column(_("Network")),
            Column(_("Place")),
            Column(_("Stage")),
            Column(_("Members"), "number"),
            *(Column(text, "number") for _code, text in sides),
        ],
        rows=[
            [
                Cell(row.network, _address(row.network_pk, row.fiscal_year)),
                Cell(places[row.place_code].label if row.place_code in places else row.place_code),
                Cell(row.stage_name, shade=SHADES[row.stage]),
                Cell(row.members),
                *(
                    Cell(round(float(row.sides[code]) * 100) if code in row.sides else None)
                    for code, _t in sides
                ),
            ]
            for row in rows
        ],
        empty=_("Networks fill theirs in from their own page."),
    )
