"""Participation of members in joint activities, by area, by cluster and by network."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import NATION
from saiyai.network import queries
from saiyai.network.forms.plan import YearForm, year_choices
from saiyai.network.queries import participation as found
from saiyai.network.views.doors import crumbs, year_asked
from saiyai.places.queries import path_of, place_at, places_at
from saiyai.places.queries.clusters import all_clusters, provinces_of_cluster
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.routes import address_of

VILLAGE_DIGITS = 8


@require_safe
def participation(request: HttpRequest, code: str = NATION) -> HttpResponse:
    """Show how many members of networks joined a joint activity in a year, by the areas below and by network."""
    place = place_at(code) if code else None
    if code and (place is None or len(code) >= VILLAGE_DIGITS):
        raise Http404
    year, today = year_asked(request), clock.today()
    whole = found.participation_of(code, year, today)
    table = _areas(code, year, today)
    title = _("Participation") + (f" · {place.label}" if place else "")
    notes = [_formula(), _("Fiscal year %(year)s") % {"year": year}]
    if file := download(
        request, table, name=f"participation-{code or 'all'}-{year}", title=title, notes=notes
    ):
        return file
    above = [(row.label, reverse("network_participation_of", args=[row.code])) for row in path_of(code)[:-1]]
    context = {
        "crumbs": crumbs((_("Participation"), reverse("network_participation")), *above),
        "place": place,
        "year": year,
        "form": YearForm({"year": str(year)}, years=year_choices(today)),
        "figures": [_figure(whole)],
        "table": table,
        "clusters": None if code else _clusters(year, today),
        "networks": _networks(code, year, today) if code else None,
        "has_members": whole.members > 0,
    }
    return render(request, "network/participation.html", context)


def _formula() -> str:
    return _(
        "Members of networks that took part in an activity of at least two organisations in the fiscal year ÷ "
        "all members; each organisation counts once, at its home place"
    )


def _figure(whole: found.Participation) -> Figure:
    return Figure(
        label=_("members that joined a joint activity"),
        value="–" if whole.share is None else f"{whole.share * 100:.0f} %",
        share=whole.share,
        why=Why(formula=_formula(), numerator=f"{whole.joined:,}", denominator=f"{whole.members:,}"),
    )


def _columns(first: str) -> list[Column]:
    names = (_("Joined"), _("Members"), _("Share (%)"))
    return [Column(first), *(Column(name, "number") for name in names)]


def _cells(row: found.Participation) -> list[Cell]:
    share = None if row.share is None else round(row.share * 100)
    return [Cell(row.joined), Cell(row.members), Cell(share)]


def _areas(code: str, year: int, today: Any) -> Table:
    digits = min(len(code) + 2, VILLAGE_DIGITS)
    parts = found.participation_by_area(code, digits, year, today)
    names = places_at(parts)
    rows = [
        [
            Cell(
                _("at the level of the area itself") if part == code else names[part].label,
                _address(part, year) if part != code and len(part) < VILLAGE_DIGITS else "",
            ),
            *_cells(row),
        ]
        for part, row in parts.items()
        if part == code or part in names
    ]
    joined, members = sum(e.joined for e in parts.values()), sum(e.members for e in parts.values())
    return Table(
        caption=_("By area"),
        why=Why(_formula()),
        columns=_columns(_("Area")),
        rows=rows,
        total=[Cell(_("Together")), *_cells(found.Participation(code, joined, members))],
    )


def _address(code: str, year: int) -> str:
    return f"{reverse('network_participation_of', args=[code])}?year={year}"


def _clusters(year: int, today: Any) -> Table | None:
    provinces = found.participation_by_area(NATION, 2, year, today)
    rows = []
    for cluster in all_clusters():
        inside = [provinces[each] for each in provinces_of_cluster(cluster.code, today) if each in provinces]
        joined, members = sum(e.joined for e in inside), sum(e.members for e in inside)
        if members:
            together = found.Participation(cluster.code, joined, members)
            rows.append([Cell(cluster.name, reverse("cluster", args=[cluster.code])), *_cells(together)])
    if not rows:
        return None
    return Table(caption=_("By cluster"), why=Why(_formula()), columns=_columns(_("Cluster")), rows=rows)


def _networks(code: str, year: int, today: Any) -> Table | None:
    rows = [
        [
            Cell(
                queries.in_reader_language(network.name_th, network.name_en),
                address_of("organisation", network.pk),
            ),
            *_cells(row),
        ]
        for network, row in found.participation_by_network(code, year, today)
    ]
    if not rows:
        return None
    return Table(caption=_("By network"), why=Why(_formula()), columns=_columns(_("Network")), rows=rows)
