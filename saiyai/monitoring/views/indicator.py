"""Indicators: the list, one at a place and in a period with why, trend, parts and map."""

from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import printed
from saiyai.kernel.periods import Period, PeriodKind
from saiyai.monitoring.access import SEERS, may_change_indicator, may_define_indicator
from saiyai.monitoring.forms import LAYER_NAMES
from saiyai.monitoring.forms.indicator import LookForm, SearchForm
from saiyai.monitoring.queries import indicator as queries
from saiyai.monitoring.queries.figures import layers_for
from saiyai.monitoring.queries.indicator import IndicatorRow, PlaceOutcome
from saiyai.monitoring.queries.project import period_label
from saiyai.monitoring.queries.series import titles_of
from saiyai.monitoring.queries.values import Asked, unpublished
from saiyai.monitoring.rules import LAYER_FROM
from saiyai.monitoring.rules.indicator import Formula
from saiyai.monitoring.views.doors import crumbs
from saiyai.places.maps import AreaMap, area_map
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download
from saiyai.web.offers import Figure, Why
from saiyai.web.routes import actor_of_request, address_of, scope_of_request
from saiyai.web.values import text_of_bad_value
from saiyai.web.why import Explained, why_page

TREND_LENGTH = 4
DEEPEST = 6
PERCENT = "ร้อยละ"
"""The unit that Thai says before its figure."""
LEVEL_BELOW = {0: "province", 2: "district", 4: "tambon"}


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Show all indicators, those that ship with the product and the offices' own."""
    form = SearchForm(request.GET)
    rows = queries.indicators(form.cleaned_data["q"] if form.is_valid() else "")
    table = _list_table(rows)
    if file := download(request, table, name="indicators", title=_("Indicators")):
        return file
    ways = [(_("Series"), reverse("series_list"))]
    if may_define_indicator(by=actor_of_request(request)):
        ways.append((_("New indicator"), reverse("indicator_new")))
    context = {
        "title": _("Indicators"),
        "lead": _("Each is computed anew from sums at every level: no average is ever averaged."),
        "crumbs": crumbs(),
        "search": form,
        "table": table,
        "ways": ways,
    }
    return render(request, "monitoring/listing.html", context)


def _list_table(rows: list[IndicatorRow]) -> Table:
    return Table(
        caption=_("Indicators"),
        columns=[
            Column(_("Indicator")),
            Column(_("definition")),
            Column(_("unit")),
            Column(_("which way is better")),
            Column(_("Origin")),
        ],
        rows=[
            [
                Cell(f"{each.code} {each.name}", url=reverse("indicator", args=[each.code])),
                Cell(each.definition),
                Cell(each.unit),
                Cell(each.direction_name),
                Cell(_("retired"), shade="plain") if each.retired_on else Cell(each.keeper or _origin(each)),
            ]
            for each in rows
        ],
        empty=_("No indicator has these words."),
        is_long=True,
    )


def _origin(each: IndicatorRow) -> str:
    return _("ships with the system") if each.is_shipped else _("the ministry, for the whole country")


@dataclass(frozen=True, slots=True)
class Looked:
    """What the reader of an indicator's page looks at: formula, place, period and layer."""

    row: IndicatorRow
    formula: Formula
    place_code: str
    asked: Asked
    layer: str
    layers: tuple[str, ...]

    def address(self, code: str) -> str:
        """Return the query that shows the same at another place."""
        return "?" + self._query(code)

    def why_address(self, code: str) -> str:
        """Return the address that says why the same is what it is at a place."""
        return f"{address_of('indicator_why', self.row.code)}?{self._query(code)}"

    def _query(self, code: str) -> str:
        return urlencode({"place": code, "period": self.asked.period.code, "layer": self.layer})

    @property
    def period(self) -> str:
        """Return the period's name."""
        return period_label(self.asked.period.code)


def _found(code: str) -> queries.FoundIndicator:
    found = queries.indicator_of(code)
    if found is None:
        raise Http404
    return found


def look(request: HttpRequest, found: queries.FoundIndicator) -> Looked:
    """Return what the address asks for, completed with what fits the reader best."""
    scope, today = scope_of_request(request), clock.today()
    place_code = request.GET.get("place", "")
    if place_code and (not place_code.isdecimal() or not path_of(place_code)):
        raise Http404
    place_code = place_code[:DEEPEST]
    period = _period(request)
    layers = layers_for(scope, place_code, ("",))
    layer = request.GET.get("layer", "")
    layer = layer if layer in layers else layers[-1]
    asked = Asked(period, LAYER_FROM[layer], today)
    return Looked(queries.row_of(found), queries.formula_on(found, period), place_code, asked, layer, layers)


def _period(request: HttpRequest) -> Period:
    text = request.GET.get("period", "")
    try:
        return Period.parse(text)
    except BadValue:
        return Period.containing(clock.today(), PeriodKind.YEAR)


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Show an indicator at a place and in a period: the figure with its parts, its trend, and the places below."""
    found = _found(code)
    looked = look(request, found)
    whole = queries.outcome_at(looked.formula, looked.place_code, looked.asked)
    below = _below(looked)
    table = _below_table(looked, whole, below)
    place = path_of(looked.place_code)[-1].name if looked.place_code else _("Whole country")
    if file := download(request, table, name=f"indicator-{code}", title=f"{looked.row.name} · {place}"):
        return file
    scope = scope_of_request(request)
    context = {
        "title": f"{looked.row.code} {looked.row.name}",
        "crumbs": [*crumbs(), (_("Indicators"), reverse("indicators"))],
        "row": looked.row,
        "indicator": found,
        "form": _look_form(looked),
        "figure": _figure(looked, whole, place),
        "steps": [(each.name, looked.address(each.code)) for each in path_of(looked.place_code)],
        "whole_country": looked.address(""),
        "table": table,
        "map": _map(looked, below),
        "trend": _trend(found, looked),
        "formula": spoken(looked.formula),
        "versions": queries.versions_of(found),
        "waits_for": unpublished(looked.formula.names),
        "defines": may_change_indicator(by=actor_of_request(request), indicator=found),
        "sees_history": scope.has(*SEERS),
    }
    return render(request, "monitoring/indicator.html", context)


def _look_form(looked: Looked) -> LookForm:
    return LookForm(
        initial={"place": looked.place_code, "period": looked.asked.period.code, "layer": looked.layer},
        periods=[(each.code, period_label(each.code)) for each in queries.periods_offered(clock.today())],
        layers=[(each, LAYER_NAMES[each]) for each in looked.layers],
    )


def _below(looked: Looked) -> list[PlaceOutcome]:
    if len(looked.place_code) >= DEEPEST:
        return []
    return queries.outcomes_below(looked.formula, looked.place_code, len(looked.place_code) + 2, looked.asked)


def rounded(value: Fraction | None) -> int | float | None:
    """Return an exact figure as pages and files show it: whole, or with two decimals."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 2)


def figure_text(value: Fraction | None) -> str:
    """Return an exact figure as text; a dash where there is none."""
    shown = rounded(value)
    return "–" if shown is None else f"{shown:,}"


def with_unit(value: Fraction | None, unit: str) -> str:
    """Return an exact figure with its unit as each language says it: ร้อยละ 3.51, 3.51 per cent, 12 คน."""
    text = figure_text(value)
    if value is None:
        return text
    return f"{unit} {text}" if unit == PERCENT else f"{text} {unit}"


def spoken(formula: Formula) -> str:
    """Return a formula in the reader's language, by the names of its series."""
    titles = titles_of(formula.names)
    above = printed(formula.numerator, lambda name: titles[name])
    if formula.denominator is not None:
        above = f"({above}) ÷ ({printed(formula.denominator, lambda name: titles[name])})"
    return above if formula.factor == 1 else f"{above} × {formula.factor:,}"


def _figure(looked: Looked, whole: PlaceOutcome, place: str) -> Figure:
    return Figure(
        label=f"{looked.row.name} · {place} · {looked.period}",
        value=with_unit(whole.outcome.value, looked.row.unit),
        note=_note(whole),
        share=whole.told / whole.owed if whole.owed else None,
        why=why_of(looked, whole),
    )


def _note(whole: PlaceOutcome) -> str:
    if whole.outcome.fault is not None:
        return text_of_bad_value(whole.outcome.fault.bad)
    if whole.owed:
        return _("from %(reported)s of %(owed)s places") % {
            "reported": f"{whole.told:,}",
            "owed": f"{whole.owed:,}",
        }
    return "" if whole.outcome.value is not None else _("There is no figure for this place and period.")


def why_of(looked: Looked, whole: PlaceOutcome) -> Why:
    """Return why an indicator is what it is at a place: its formula with both parts."""
    return Why(
        formula=spoken(looked.formula),
        numerator=figure_text(whole.outcome.numerator),
        denominator=figure_text(whole.outcome.denominator) if looked.formula.denominator else "",
        missing_count=max(whole.owed - whole.told, 0),
        counted_at=present_sequence(),
        url=looked.why_address(whole.code),
    )


def _below_table(looked: Looked, whole: PlaceOutcome, below: list[PlaceOutcome]) -> Table:
    return Table(
        caption=f"{looked.row.name} · {looked.period}",
        columns=[
            Column(_("Place")),
            Column(f"{looked.row.name} ({looked.row.unit})", "number"),
            Column(_("numerator"), "number"),
            Column(_("denominator"), "number"),
        ],
        rows=[
            [
                Cell(each.name, url=looked.address(each.code) if len(each.code) < DEEPEST else ""),
                *_numbers(looked, each),
            ]
            for each in below
        ],
        total=[Cell(_("Computed for the whole")), *_numbers(looked, whole)] if below else [],
        empty=_("There is no figure below this place in this period."),
        is_long=True,
    )


def _numbers(looked: Looked, each: PlaceOutcome) -> list[Cell]:
    why = looked.why_address(each.code)
    parts = (each.outcome.value, each.outcome.numerator, each.outcome.denominator)
    return [Cell(rounded(part), why=why) for part in parts]


def _map(looked: Looked, below: list[PlaceOutcome]) -> AreaMap | None:
    if not below:
        return None
    return area_map(
        looked.place_code,
        LEVEL_BELOW[len(looked.place_code)],
        {each.code: rounded(each.outcome.value) for each in below},
        title=looked.row.name,
        unit=looked.row.unit,
        url=looked.address,
        why=looked.why_address,
    )


def _trend(shown: queries.FoundIndicator, looked: Looked) -> Table:
    """Return the figure in the period and the three before it, each by the formula that held then."""
    rows: list[list[Cell]] = []
    period = looked.asked.period
    for _step in range(TREND_LENGTH):
        asked = Asked(period, looked.asked.layer, looked.asked.today)
        formula = queries.formula_on(shown, period)
        then = replace(looked, formula=formula, asked=asked)
        found = queries.outcome_at(formula, looked.place_code, asked)
        rows.insert(0, [Cell(period_label(period.code)), *_numbers(then, found)])
        period = period.previous()
    return Table(
        caption=_("Trend"),
        columns=[
            Column(_("Period")),
            Column(looked.row.unit, "number"),
            Column(_("numerator"), "number"),
            Column(_("denominator"), "number"),
        ],
        rows=rows,
    )


@require_safe
def why(request: HttpRequest, code: str) -> HttpResponse:
    """Say why an indicator is what it is at a place and in a period."""
    looked = look(request, _found(code))
    whole = queries.outcome_at(looked.formula, looked.place_code, looked.asked)
    below = _below(looked)
    path = path_of(looked.place_code) if looked.place_code else ()
    place = ", ".join(each.label for each in reversed(path)) or _("Whole country")
    page = reverse("indicator", args=[code]) + looked.address(looked.place_code)
    explained = Explained(
        _figure(looked, whole, path[-1].name if path else _("Whole country")),
        crumbs=[*crumbs(), (f"{looked.row.code} {looked.row.name}", page)],
        where=f"{place} · {looked.period} · {LAYER_NAMES[looked.layer]}",
        parts=_below_table(looked, whole, below) if below else None,
    )
    return why_page(request, explained)
