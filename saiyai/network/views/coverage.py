"""Coverage: where there is somebody, where nobody is, and what hangs on one person."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import NATION
from saiyai.network.access import SEERS
from saiyai.network.forms.coverage import CoverageForm
from saiyai.network.queries import coverage as queries
from saiyai.network.queries import target as targets
from saiyai.network.views.aim import target_figure, target_map, target_table
from saiyai.network.views.doors import crumbs
from saiyai.network.views.why import coverage_address, coverage_figure, parts_table, why_coverage
from saiyai.places.maps import area_map
from saiyai.places.queries import path_of, place_at, places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.routes import scope_of_request

ROWS_A_PAGE = 50
LEVELS = {2: "province", 4: "district", 6: "tambon"}
DISTRICT_DIGITS, VILLAGE_DIGITS = 4, 8


@require_safe
def coverage(request: HttpRequest, code: str = NATION) -> HttpResponse:
    """Show how many villages of an area have somebody, by the areas below it, and those that have nobody."""
    place = place_at(code) if code else None
    if code and (place is None or len(code) >= VILLAGE_DIGITS):
        raise Http404
    scope, today = scope_of_request(request), clock.today()
    form = CoverageForm(request.GET)
    form.is_valid()
    wanted = queries.CoverageFilter(form.cleaned_data.get("field", ""), form.cleaned_data.get("target", ""))
    query = urlencode({name: value for name, value in form.cleaned_data.items() if value})
    whole = queries.coverage_of(code, wanted, today)
    digits = len(code) + 2
    parts = queries.coverage_by_area(code, digits, wanted, today) if digits < VILLAGE_DIGITS else {}
    nobody = queries.villages_with_nobody(code, wanted, today)
    aims = targets.aims(targets.targets_for(code, wanted.field, today), parts | {code: whole})
    below = {each: aim for each, aim in aims.items() if each in parts}
    table = parts_table(parts, query, _("By area"))
    if file := download(request, table, name=f"coverage-{code or 'th'}", title=_("Coverage of villages")):
        return file
    page = Paginator(nobody, ROWS_A_PAGE).get_page(request.GET.get("page"))
    sees_people = scope.covers(code, SEERS)
    context = {
        "crumbs": crumbs((_("Coverage of villages"), reverse("network_coverage")), *_above(code)),
        "place": place,
        "form": form,
        "figures": [coverage_figure(whole, wanted, query, names=False), *target_figure(aims.get(code))],
        "map": _map(code, digits, parts, query) if parts else None,
        "table": table if parts else None,
        "target_map": target_map(code, digits, below, query),
        "target_table": target_table(below, query) if below else None,
        "tambons": queries.villages_by_tambon(code, wanted, today) if len(code) >= DISTRICT_DIGITS else (),
        "page": page,
        "nobody": _nobody_table(page),
        "lone": _lone_table(code) if sees_people and code else None,
        "has_villages": whole.villages > 0,
    }
    return render(request, "network/coverage.html", context)


def _above(code: str) -> list[tuple[str, str]]:
    return [
        (row.label, reverse("network_coverage_of", args=[row.code])) for row in path_of(code)[:-1] if code
    ]


def _map(code: str, digits: int, parts: dict[str, queries.Coverage], query: str) -> Any:
    shares = {each.code: each.share * 100 for each in parts.values() if each.share is not None}
    area: Any = code or sorted(parts)
    drawn = area_map(
        area,
        LEVELS[digits],
        shares,
        title=_("Villages with somebody"),
        unit="%",
        url=lambda each: coverage_address(each, query),
        why=lambda each: why_coverage(each, query),
        text=lambda value: f"{value:.1f}".removesuffix(".0"),
        bounds=(20, 40, 60, 80),
    )
    return drawn if drawn.has_shapes else None


def _nobody_table(page: Any) -> Table:
    rows = queries.village_rows(page.object_list)
    return Table(
        caption=_("Villages with nobody") if rows else _("No village is without somebody."),
        columns=[Column(_("Village")), Column(_("Lies in")), Column(_("Code"))],
        rows=[
            [Cell(row.label, reverse("place", args=[row.code])), Cell(where), Cell(row.code)]
            for row, where in rows
        ],
        empty=_("Every village known here has a volunteer or an organisation."),
        is_long=True,
    )


def _lone_table(code: str) -> Table:
    found = queries.lone_people(code, clock.today())
    names = places_at(each.tambon for each in found)
    return Table(
        caption=_("Tambons that depend on one person")
        if found
        else _("No tambon depends on one person alone."),
        columns=[Column(_("Tambon")), Column(_("The one person")), Column(_("Roles held"), "number")],
        rows=[
            [
                Cell(names[each.tambon].label if each.tambon in names else each.tambon),
                Cell(each.person, reverse("network_person", args=[each.person_pk])),
                Cell(each.roles, why=reverse("network_person", args=[each.person_pk])),
            ]
            for each in found
        ],
        empty=_("Wherever the network has anybody, it has at least two."),
    )
