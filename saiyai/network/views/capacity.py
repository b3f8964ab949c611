"""Capacity of an area: who was trained and what they gained, how mature its networks are, how far plans have come."""

from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.kernel.powers import NATION
from saiyai.network.forms.plan import YearForm, year_choices
from saiyai.network.queries import capacity as found
from saiyai.network.queries import plan as plans
from saiyai.network.rules.capacity import HUNDREDTHS
from saiyai.network.views.doors import crumbs, year_asked
from saiyai.network.views.plan import plan_figures
from saiyai.places.queries import path_of, place_at, places_at
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why

DEEPEST = 4
"""The digits of the districts: below them stand single networks, not areas."""


@require_safe
def capacity(request: HttpRequest, code: str = NATION) -> HttpResponse:
    """Show an area's people trained, the maturity of its networks, and its plans, by the areas below it."""
    place = place_at(code) if code else None
    if code and (place is None or len(code) > DEEPEST):
        raise Http404
    year, today = year_asked(request), clock.today()
    digits = min(len(code) + 2, DEEPEST)
    trained = found.trained_of(code, year, today)
    maturity = _maturity_table(code, digits, year)
    title = _("Capacity") + (f" · {place.label}" if place else "")
    notes = [_("Fiscal year %(year)s") % {"year": year}]
    if maturity and (
        file := download(request, maturity, name=f"maturity-{code or 'all'}-{year}", title=title, notes=notes)
    ):
        return file
    above = [(row.label, reverse("network_capacity_of", args=[row.code])) for row in path_of(code)[:-1]]
    stages = found.stages_in(code, year)
    networks = found.networks_in(code).count()
    context = {
        "crumbs": crumbs((_("Capacity"), reverse("network_capacity")), *above),
        "place": place,
        "form": YearForm({"year": str(year)}, years=year_choices(today)),
        "year": year,
        "figures": [
            *_trained_figures(trained, code, year),
            _assessed_figure(stages, networks),
            *plan_figures(plans.plan_shares(code, year)),
        ],
        "maturity": maturity,
        "trained": _trained_table(code, digits, year, today),
        "plans": _plans_table(code, digits, year),
    }
    return render(request, "network/capacity.html", context)


def _trained_figures(trained: found.Trained, code: str, year: int) -> list[Figure]:
    listed = f"{reverse('activities')}?which=capacity&year={year}&place={code}"
    return [
        Figure(
            label=_("people trained"),
            value=f"{trained.people:,}",
            url=listed,
            note=_("in %(count)s activities") % {"count": f"{trained.activities:,}"},
        ),
        Figure(
            label=_("gained, in levels"),
            value="–" if trained.gain is None else f"{trained.gain:+.2f}",
            why=Why(
                formula=_("Mean score after − before, weighted by the people measured in each training"),
                numerator=f"{float(trained.gained) / HUNDREDTHS:,.2f}",
                denominator=f"{trained.measured:,}",
            ),
        ),
    ]


def _assessed_figure(stages: dict[str, int], networks: int) -> Figure:
    verified = stages.get("verified", 0)
    return Figure(
        label=_("networks with a verified self-assessment"),
        value=f"{verified:,}",
        url=reverse("network_assessments"),
        share=verified / networks if networks else None,
        why=Why(
            formula=_("Networks whose self-assessment of the year is verified ÷ networks"),
            numerator=f"{verified:,}",
            denominator=f"{networks:,}",
        ),
    )


def _name(part: str, code: str, names: Any) -> str:
    if part == code or part not in names:
        return _("at the level of the area itself")
    return str(names[part].label)


def _link(part: str, code: str, year: int) -> str:
    if part == code or len(part) > DEEPEST:
        return ""
    return f"{reverse('network_capacity_of', args=[part])}?year={year}"


def _maturity_table(code: str, digits: int, year: int) -> Table | None:
    parts = found.maturity_by_area(code, digits, year)
    if not parts:
        return None
    names, sides = places_at(parts), found.sides()
    whole = {side: _sum([values[side] for values in parts.values() if side in values]) for side, _t in sides}
    return Table(
        caption=_("Maturity in per cent of the highest level, weighted by the organisations of each network"),
        why=Why(
            _("Verified self-assessments, each weighted by its network's organisations ÷ the highest level")
        ),
        columns=[
            Column(_("Area")),
            Column(_("Organisations"), "number"),
            *(Column(text, "number") for _side, text in sides),
        ],
        rows=[
            [
                Cell(_name(part, code, names), _link(part, code, year)),
                Cell(max((members for _value, members in values.values()), default=0)),
                *(_percent(values.get(side)) for side, _text in sides),
            ]
            for part, values in parts.items()
        ],
        total=[
            Cell(_("Together")),
            Cell(max((members for _value, members in whole.values()), default=0)),
            *(_percent(whole[side]) for side, _text in sides),
        ],
    )


def _sum(values: list[tuple[Fraction, int]]) -> tuple[Fraction, int]:
    return sum((value for value, _m in values), Fraction(0)), sum(members for _v, members in values)


def _percent(value: tuple[Fraction, int] | None) -> Cell:
    return Cell(None if not value or not value[1] else round(float(value[0] / value[1]) * 100))


def _trained_table(code: str, digits: int, year: int, today: Any) -> Table | None:
    parts = found.trained_by_area(code, digits, year, today)
    if not parts:
        return None
    names = places_at(parts)
    return Table(
        caption=_("People trained"),
        why=Why(
            _("People of the year's trainings and visits in the area; measured: scored before and after")
        ),
        columns=[
            Column(_("Area")),
            Column(_("Activities"), "number"),
            Column(_("People"), "number"),
            Column(_("Measured"), "number"),
            Column(_("Gained, in levels"), "number"),
        ],
        rows=[
            [
                Cell(_name(part, code, names), _link(part, code, year)),
                Cell(each.activities),
                Cell(each.people),
                Cell(each.measured),
                Cell(None if each.gain is None else round(each.gain, 2)),
            ]
            for part, each in parts.items()
        ],
    )


def _plans_table(code: str, digits: int, year: int) -> Table | None:
    parts = plans.plan_shares_by_area(code, digits, year)
    if not parts:
        return None
    names = places_at(parts)
    return Table(
        caption=_("Plans and money"),
        why=Why(_("The year's plans of the networks of the area, added up")),
        columns=[
            Column(_("Area")),
            Column(_("Plans"), "number"),
            Column(_("Carried out"), "number"),
            Column(_("Planned"), "number"),
            Column(_("Spent (baht)"), "number"),
            Column(_("Allocated (baht)"), "number"),
            Column(_("Money spent (%)"), "number"),
        ],
        rows=[
            [
                Cell(_name(part, code, names), _link(part, code, year)),
                Cell(each.plans),
                Cell(each.done),
                Cell(each.planned),
                Cell(round(each.spent_satang / 100)),
                Cell(round(each.allocated_satang / 100)),
                Cell(None if each.spent_share is None else round(each.spent_share * 100)),
            ]
            for part, each in parts.items()
        ],
    )
