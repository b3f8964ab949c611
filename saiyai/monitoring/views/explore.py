"""Exploring: any series or indicator by place and period or split, with heat, totals, and the table to take along."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.monitoring.forms import LAYER_NAMES
from saiyai.monitoring.forms.explore import LEVEL_NAMES, ExploreForm
from saiyai.monitoring.queries import explore as queries
from saiyai.monitoring.queries.explore import DIGITS, SPLIT, By, Pivot, Subject
from saiyai.monitoring.queries.figures import layers_for
from saiyai.monitoring.queries.indicator import years_offered
from saiyai.monitoring.rules import LAYER_FROM
from saiyai.monitoring.views.choice import LAYER_SHADES
from saiyai.monitoring.views.doors import crumbs
from saiyai.monitoring.views.indicator import rounded
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Why
from saiyai.web.routes import address_of, scope_of_request


@dataclass(frozen=True, slots=True)
class Explored:
    """What the reader explores, completed with what fits: the number, where, rows, columns, year and layer."""

    subject: Subject
    place_code: str
    level: str
    by: str
    year: int
    layer: str

    def address(self, place_code: str, level: str) -> str:
        """Return the query that shows the same inside another place, at another level."""
        return "?" + urlencode(
            {
                "what": self.subject.code,
                "place": place_code,
                "level": level,
                "by": self.by,
                "year": self.year,
                "layer": self.layer,
            }
        )


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """Show any series or indicator as a table of places by period or category."""
    offered = queries.subjects()
    if not offered:
        raise Http404
    looked, form = _looked(request, offered)
    asked = queries.asked_in(looked.year, LAYER_FROM[looked.layer], clock.today())
    columns = queries.columns_by(looked.by, looked.year, clock.today())
    found = queries.pivot(looked.subject, looked.place_code, DIGITS[looked.level], columns, asked)
    path = path_of(looked.place_code) if looked.place_code else ()
    place = path[-1].label if path else _("Whole country")
    table = _table(looked, found)
    title = f"{looked.subject.name} · {place}"
    notes = [
        _("Layer: %(layer)s.") % {"layer": LAYER_NAMES[looked.layer]},
        _("What is missing is not counted as zero."),
    ]
    if file := download(request, table, name=f"explore-{looked.subject.code}", title=title, notes=notes):
        return file
    context = {
        "title": _("Explore"),
        "crumbs": crumbs(),
        "shown": title,
        "form": form,
        "table": table,
        "left_out": found.left_out,
        "layer_name": LAYER_NAMES[looked.layer],
        "layer_shade": LAYER_SHADES[looked.layer],
        "steps": [(each.name, looked.address(each.code, _below(each.code))) for each in path],
        "whole_country": looked.address("", "province"),
    }
    return render(request, "monitoring/explore.html", context)


def _below(place_code: str) -> str:
    """Return the level directly below a place, the deepest for a place below which nothing is added up."""
    return next((level for level, digits in DIGITS.items() if digits > len(place_code)), "tambon")


def _looked(request: HttpRequest, offered: list[Subject]) -> tuple[Explored, ExploreForm]:
    asked, scope = request.GET, scope_of_request(request)
    by_code = {each.code: each for each in offered}
    subject = by_code.get(asked.get("what", ""), offered[0])
    place_code = asked.get("place", "")
    if place_code and (not place_code.isdecimal() or not path_of(place_code)):
        raise Http404
    place_code = place_code[: DIGITS["district"]]
    level = asked.get("level", "")
    deep_enough = level in DIGITS and DIGITS[level] > len(place_code)
    if not deep_enough or (level == "tambon" and not place_code):
        level = _below(place_code)
    years = years_offered(clock.today())
    year = next((each for each in years if str(each) == asked.get("year")), years[0])
    known = {By.QUARTERS.value, By.YEARS.value, *(f"{SPLIT}{code}" for code, _name in subject.axes)}
    by = asked.get("by", "")
    layers = layers_for(scope, place_code, ("",))
    layer = asked.get("layer", "")
    looked = Explored(
        subject,
        place_code,
        level,
        by if by in known else By.QUARTERS.value,
        year,
        layer if layer in layers else layers[-1],
    )
    return looked, _form(looked, offered, years, layers)


def _form(looked: Explored, offered: list[Subject], years: list[int], layers: tuple[str, ...]) -> ExploreForm:
    """Return the form that says what is explored."""
    return ExploreForm(
        initial={
            "what": looked.subject.code,
            "place": looked.place_code,
            "level": looked.level,
            "by": looked.by,
            "year": looked.year,
            "layer": looked.layer,
        },
        offered=offered,
        axes=looked.subject.axes,
        years=years,
        layers=layers,
    )


def _table(looked: Explored, found: Pivot) -> Table:
    is_last = looked.level == "tambon"
    total = [
        Cell(_("Computed for the whole")),
        *(Cell(rounded(value)) for value in found.whole.values),
        Cell(rounded(found.whole.total)),
    ]
    return Table(
        caption=f"{looked.subject.name} ({looked.subject.unit})",
        columns=[
            Column(LEVEL_NAMES[looked.level]),
            *(Column(each.label, "number") for each in found.columns),
            Column(_("fiscal year %(year)s") % {"year": looked.year}, "number"),
        ],
        rows=[
            [
                Cell(row.name, url="" if is_last else looked.address(row.code, _below(row.code))),
                *(Cell(rounded(v), heat=step) for v, step in zip(row.values, row.steps, strict=True)),
                Cell(rounded(row.total)),
            ]
            for row in found.rows
        ],
        total=total if found.rows else [],
        empty=_("There is no figure below this place in this period."),
        is_wide=True,
        why=_why(looked),
    )


def _why(looked: Explored) -> Why:
    subject = looked.subject
    if subject.is_indicator:
        url = f"{address_of('indicator', subject.code)}?{urlencode({'place': looked.place_code, 'period': looked.year})}"
        formula = _(
            "The indicator's formula, computed anew for each place and period from reports that are %(layer)s."
        )
    else:
        url = reverse("series_list") + f"?{urlencode({'q': subject.code})}"
        formula = _(
            "The reports that are %(layer)s, added up as the series says; what is missing is not counted as zero."
        )
    return Why(
        formula=formula % {"layer": LAYER_NAMES[looked.layer]},
        counted_at=present_sequence(),
        url=url,
    )
