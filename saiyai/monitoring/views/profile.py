"""The profile of a place by field: beside its own past and the middle of its like; ranking only where one asks for it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saiyai.audit import clock
from saiyai.documents.charts import About, Series, line_chart, radar_chart
from saiyai.monitoring.forms import LAYER_NAMES
from saiyai.monitoring.queries import profile as queries
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries.profile import Field, PlaceLine, TrendPoint
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.queries.values import Asked
from saiyai.monitoring.rules.beside import HUNDRED, of_hundred
from saiyai.monitoring.views.charts import LEVEL_WORDS, Chart, language_of, picture
from saiyai.monitoring.views.choice import DEEPEST, LAYER_SHADES, Choice, looked_at
from saiyai.monitoring.views.doors import crumbs
from saiyai.monitoring.views.indicator import rounded
from saiyai.places.queries import path_of
from saiyai.web.components import Cell, Column, Table
from saiyai.web.downloads import download

LEAST_FIELDS = 3
FARTHEST = Fraction(250)
"""How far beyond the middle (100) the radar reaches; what lies farther is drawn at its edge, and told in the table."""


@require_safe
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """Show a place's numbers by field, its trend, and the places below it by field."""
    looked = looked_at(request, code, DEEPEST)
    found, collection, choice = looked.project, looked.collection, looked.choice
    asked = queries.asked_of(found, collection.period_code, choice.layer, clock.today())
    series = projects.series_asked_in(collection.pk)
    fields = queries.fields_of(series, choice.place_code, asked)
    path = path_of(choice.place_code) if choice.place_code else ()
    place = path[-1].name if path else _("All areas of the project")
    title = _("Profile of %(place)s") % {"place": place}
    radar, table = _radar(request, fields, place), _field_table(choice, fields)
    if (file := _taken_along(request, choice, title, radar, table)) is not None:
        return file
    context: dict[str, Any] = {
        "title": title,
        "crumbs": [*crumbs(found)],
        "project": found,
        "choice": choice,
        "form": looked.form,
        "layer_name": LAYER_NAMES[choice.layer],
        "layer_shade": LAYER_SHADES[choice.layer],
        "steps": [(each.name, choice.profile_address(each.code)) for each in path],
        "all_areas": choice.profile_address(""),
        "radar": radar,
        "table": table,
        "is_ranked": is_ranked(request),
        "figures_url": reverse("project", args=[found.code]) + choice.address(choice.place_code[:4]),
    }
    return render(request, "monitoring/profile.html", context | _around(request, choice, series, asked))


def _taken_along(
    request: HttpRequest, choice: Choice, title: str, radar: Chart | None, table: Table
) -> HttpResponse | None:
    """Return the profile as the file that the address asks for, None where it asks for the page."""
    name = f"profile-{choice.place_code or 'all'}"
    if radar is not None and (file := picture(request, radar.svg, name)) is not None:
        return file
    return download(
        request,
        table,
        name=name,
        title=f"{title} · {choice.collection.period}",
        notes=[_("Layer: %(layer)s.") % {"layer": LAYER_NAMES[choice.layer]}],
        drawings=[] if radar is None else [(radar.svg, radar.says)],
    )


def _around(
    request: HttpRequest, choice: Choice, series: Sequence[SeriesRow], asked: Asked
) -> dict[str, Any]:
    """Return what stands round a profile: the trend of the chosen number, and the places below by field."""
    trend = queries.trend_of(choice.series.code, choice.place_code, asked)
    is_deepest = len(choice.place_code) >= DEEPEST
    below = [] if is_deepest else queries.lines_below(series, choice.place_code, asked)
    return {
        "trend": trend_chart(request, choice, trend),
        "trend_table": _trend_table(choice, trend),
        "below_table": _below_table(request, choice, series, below),
    }


def is_ranked(request: HttpRequest) -> bool:
    """Tell whether the reader chose to see the places by the chosen number instead of by their codes."""
    return request.GET.get("order") == "number"


def _radar(request: HttpRequest, fields: Sequence[Field], place: str) -> Chart | None:
    """Return the fields as a radar on which 100 is the middle of the like; None for fewer than three fields."""
    if len(fields) < LEAST_FIELDS:
        return None
    has_like = any(each.median is not None for each in fields)
    says = (
        _("%(place)s now and in the period before, each field with the middle of its like set to 100.")
        if has_like
        else _("%(place)s now, each field with the period before set to 100.")
    ) % {"place": place}
    wholes = [each.median if has_like else each.before for each in fields]
    lines = [(_("now"), [each.now for each in fields])]
    if has_like:
        lines.append((_("the period before"), [each.before for each in fields]))
    series = [
        Series(
            name, tuple(_edge(of_hundred(value, whole)) for value, whole in zip(values, wholes, strict=True))
        )
        for name, values in lines
    ]
    middle = _("middle of its like") if has_like else _("the period before")
    series.append(Series(middle, tuple(float(HUNDRED) if whole else None for whole in wholes)))
    language, thai_digits = language_of(request)
    about = About(place, says, language=language, thai_digits=thai_digits)
    return Chart(radar_chart(tuple(each.series.name for each in fields), tuple(series), about), says)


def _edge(value: Fraction | None) -> float | None:
    return None if value is None else round(float(min(value, FARTHEST)), 1)


def _field_table(choice: Choice, fields: Sequence[Field]) -> Table:
    return Table(
        caption=_("Fields beside the past and the middle of their like, for each place that reported"),
        columns=[
            Column(_("Field")),
            Column(_("Sum"), "number"),
            Column(_("now"), "number"),
            Column(_("the period before"), "number"),
            Column(_("middle of its like"), "number"),
            Column(_("Places that reported"), "number"),
        ],
        rows=[
            [
                Cell(f"{each.series.name} ({each.series.unit})"),
                *(
                    Cell(rounded(value), why=choice.at(each.series.code).why_address(choice.place_code))
                    for value in (each.total, each.now, each.before, each.median, Fraction(each.told))
                ),
            ]
            for each in fields
        ],
        empty=_("The form of this collection counts nothing."),
    )


def trend_chart(request: HttpRequest, choice: Choice, points: Sequence[TrendPoint]) -> Chart:
    """Return a series by period as a line; what was not reported breaks it."""
    says = _("%(series)s by period, as it was reported.") % {"series": choice.series.name}
    language, thai_digits = language_of(request)
    about = About(
        choice.series.name, says, language=language, unit=choice.series.unit, thai_digits=thai_digits
    )
    values = tuple(None if each.value is None else float(each.value) for each in points)
    names = tuple(each.period for each in points)
    return Chart(line_chart(names, (Series(choice.series.name, values),), about), says)


def _trend_table(choice: Choice, points: Sequence[TrendPoint]) -> Table:
    return Table(
        caption=_("Trend"),
        columns=[
            Column(_("Period")),
            Column(f"{choice.series.name} ({choice.series.unit})", "number"),
            Column(_("Places that reported"), "number"),
            Column(_("Places that owe a report"), "number"),
        ],
        rows=[
            [Cell(each.period), Cell(rounded(each.value)), Cell(each.told), Cell(each.owed)]
            for each in points
        ],
        why_url=choice.why_address(choice.place_code),
    )


def _below_table(
    request: HttpRequest, choice: Choice, series: Sequence[Any], lines: Sequence[PlaceLine]
) -> Table | None:
    """Return the places below by field, in the order of their codes unless the reader chose to rank them."""
    if not lines:
        return None
    ordered = list(lines)
    if is_ranked(request):
        column = next((n for n, each in enumerate(series) if each.code == choice.series.code), 0)
        ordered.sort(key=lambda each: (each.values[column] is None, -(each.values[column] or 0)))
    caption = _("%(areas)s by field, for each place that reported") % {
        "areas": str(LEVEL_WORDS[len(lines[0].code)][1]).capitalize()
    }
    return Table(
        caption=caption,
        columns=[
            Column(_("Place")),
            *(Column(f"{each.name} ({each.unit})", "number") for each in series),
            Column(_("Places that reported"), "number"),
        ],
        rows=[
            [
                Cell(line.name, url=choice.profile_address(line.code)),
                *(
                    Cell(rounded(value), why=choice.at(each.code).why_address(line.code), heat=step)
                    for each, value, step in zip(series, line.values, line.steps, strict=True)
                ),
                Cell(line.told, why=choice.why_address(line.code)),
            ]
            for line in ordered
        ],
        is_wide=True,
    )
