"""How figures are said and drawn: the sentence of how many areas reported, bars, and pictures to take along."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.documents.charts import About, Bar, bar_chart
from saiyai.documents.page import Language
from saiyai.documents.pdf import svg_to_png
from saiyai.monitoring.queries.figures import FigureTable
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.web.preferences import preferences_of

MOST_BARS = 40
LEVEL_WORDS = {
    2: (gettext_lazy("province"), gettext_lazy("provinces")),
    4: (gettext_lazy("district"), gettext_lazy("districts")),
    6: (gettext_lazy("tambon"), gettext_lazy("tambons")),
    8: (gettext_lazy("village"), gettext_lazy("villages")),
}
"""What the areas of a level are called, by the length of their codes: one, and several."""


def told_sentence(table: FigureTable) -> str:
    """Return in a sentence how many of the areas below have told anything, and how many reports are missing."""
    if not table.rows:
        return ""
    words = LEVEL_WORDS[len(table.rows[0].code)]
    told = sum(1 for row in table.rows if row.reported)
    said = _("%(told)s of %(all)s %(areas)s have reported.") % {
        "told": f"{told:,}",
        "all": f"{len(table.rows):,}",
        "areas": words[1],
    }
    missing = table.total.owed - table.total.reported
    if not missing:
        return said
    return f"{said} " + _("%(count)s reports are still missing; they are not counted as zero.") % {
        "count": f"{missing:,}"
    }


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (SVG) with the sentence that says the same."""

    svg: str
    says: str


def chart_of(request: HttpRequest, series: SeriesRow, table: FigureTable) -> Chart | None:
    """Return the places below as lying bars, None where there are none or too many to read."""
    rows = [row for row in table.rows if row.owed][:MOST_BARS]
    if not rows:
        return None
    says = told_sentence(table)
    language, thai_digits = language_of(request)
    about = About(series.name, says, language=language, unit=series.unit, thai_digits=thai_digits)
    bars = tuple(Bar(row.name, row.value) for row in rows)
    return Chart(bar_chart(bars, about), says)


def language_of(request: HttpRequest) -> tuple[Language, bool]:
    """Return the reader's language and whether they prefer Thai digits."""
    preferences = preferences_of(request)
    return ("en" if preferences.language == "en" else "th"), preferences.thai_digits


def picture(request: HttpRequest, svg: str, name: str) -> HttpResponse | None:
    """Return a drawing as a PNG file where the address asks for it, None where it asks for the page."""
    if request.GET.get("as") != "png":
        return None
    headers = {"Content-Disposition": f'attachment; filename="{name}.png"'}
    return HttpResponse(svg_to_png(svg), content_type="image/png", headers=headers)
