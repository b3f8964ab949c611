"""The radar of a network's maturity with its table twin: this year, last year, the cluster's median."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.documents.charts import About, Series, radar_chart
from saiyai.documents.page import Document, Figure, Language, Paragraph, TableColumn
from saiyai.documents.page import Table as PrintedTable
from saiyai.documents.pdf import render_pdf
from saiyai.network.queries import capacity
from saiyai.web.components import Cell, Column, Table
from saiyai.web.preferences import preferences_of


@dataclass(frozen=True, slots=True)
class Radar:
    """The drawing (SVG), what it says in a sentence, and the table of the same values."""

    svg: str
    says: str
    table: Table


def radar_of(
    title: str, series: Mapping[str, capacity.Sides], top: int, *, language: Language, thai_digits: bool
) -> Radar:
    """Return the radar of named series of shares, drawn on a scale from 0 to the rubric's top."""
    sides = capacity.sides()
    levels = {
        name: [_level(values.get(code), top) for code, _text in sides] for name, values in series.items()
    }
    says = _("Six sides of maturity on a scale from 0 to %(top)s: %(series)s.") % {
        "top": top,
        "series": ", ".join(series),
    }
    about = About(title, says, language=language, thai_digits=thai_digits)
    drawn = radar_chart(
        tuple(str(text) for _code, text in sides),
        tuple(Series(name, tuple(values)) for name, values in levels.items()),
        about,
        full=float(top),
    )
    table = Table(
        caption=_("Levels by side of maturity"),
        columns=[Column(_("Side")), *(Column(name, "number") for name in series)],
        rows=[
            [Cell(text), *(Cell(values[number]) for values in levels.values())]
            for number, (_code, text) in enumerate(sides)
        ],
    )
    return Radar(drawn, says, table)


def _level(share: Fraction | None, top: int) -> float | None:
    return None if share is None else round(float(share * top), 2)


def language_of(request: HttpRequest) -> tuple[Language, bool]:
    """Return the reader's language and whether they prefer Thai digits."""
    preferences = preferences_of(request)
    return ("en" if preferences.language == "en" else "th"), preferences.thai_digits


def radar_pdf(request: HttpRequest, radar: Radar, *, title: str, lines: list[str], name: str) -> HttpResponse:
    """Return the radar with its table as a PDF that leads back to its page."""
    language, thai_digits = language_of(request)
    columns = tuple(
        TableColumn(str(each.label), "right" if each.kind == "number" else "left")
        for each in radar.table.columns
    )
    rows = tuple(tuple(_printed(cell.value) for cell in row) for row in radar.table.rows)
    document = Document(
        title=title,
        language=language,
        blocks=(
            *(Paragraph(each) for each in lines),
            Figure(radar.svg, radar.says, width_percent=80),
            PrintedTable(columns, rows, str(radar.table.caption)),
        ),
        made_on=clock.today(),
        live_url=request.build_absolute_uri(request.path),
        sequence=present_sequence(),
        thai_digits=thai_digits,
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(render_pdf(document), content_type="application/pdf", headers=headers)


def _printed(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
