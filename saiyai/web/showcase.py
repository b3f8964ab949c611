"""The pieces that the style page shows: each component with made-up values."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.web.components import Cell, Column, Table
from saiyai.web.history import ChangeLine, HistoryLine
from saiyai.web.offers import Act, AreaMap, Figure, Panel, Why

COLOURS = (
    "page",
    "surface",
    "sunk",
    "brand",
    "brand-soft",
    "indigo",
    "accent",
    "gold",
    "good",
    "warn",
    "bad",
    "note",
)
SHARE = 86 / 103


class SampleForm(forms.Form):
    """A form with one field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Name of the group"), help_text=gettext_lazy("As on its register.")
    )
    members = forms.IntegerField(label=gettext_lazy("Members"), min_value=1)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("club", gettext_lazy("Club")), ("fund", gettext_lazy("Welfare fund"))],
    )
    reach = forms.ChoiceField(
        label=gettext_lazy("How far it reaches"),
        choices=[("village", gettext_lazy("A village")), ("tambon", gettext_lazy("A tambon"))],
        widget=forms.RadioSelect,
    )
    story = forms.CharField(
        label=gettext_lazy("What it does"), widget=forms.Textarea({"rows": 3}), required=False
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("The group agrees to be shown to the public"), required=False
    )


def pieces(page: str) -> dict[str, Any]:
    """Return one value of each component, and the page of a list that was asked for."""
    return {
        "colours": COLOURS,
        "figures": _figures(),
        "table": _table(),
        "panel": _panel(),
        "lines": _history(),
        "map": _map(),
        "form": SampleForm(),
        "wrong": SampleForm(
            {"name": "", "members": "0", "kind": "club", "reach": "", "story": _("Three lines were typed.")}
        ),
        "page": Paginator(range(1_697), 50).get_page(page),
        "day": date(2014, 9, 4),
        "instant": datetime(2014, 9, 4, 7, 30, tzinfo=UTC),
    }


def _figures() -> list[Figure]:
    why = Why(
        formula=_("Districts with an approved report ÷ all districts of the eight provinces"),
        numerator="86",
        denominator="103",
        missing=(("แม่แจ่ม", "#figures"), ("ปางมะผ้า", "#figures"), ("เชียงแสน", "")),
        missing_count=17,
        missing_url="#figures",
        acts=(
            Act(
                _("approved the report"),
                datetime(2014, 9, 4, 8, 15, tzinfo=UTC),
                "สมหญิง ใจดี",
                1_204,
                "#entry-1204",
            ),
        ),
        counted_at=1_204,
        url="#table",
    )
    told = Why(_("As the office that held the forum tells it; nothing is added up."), url="#entry-1199")
    return [
        Figure(_("Districts that have reported"), "83 %", share=SHARE, why=why, url="#figures"),
        Figure(_("Members of community welfare funds"), "1,697", note=_("in 17 villages"), why_url="#table"),
        Figure(_("Money in circulation (baht)"), "2,344,070.93", why=told),
        Figure(_("People at the forum"), "250", note=_("from 8 provinces"), why=told),
    ]


def _table() -> Table:
    columns = (
        Column(_("District")),
        Column(_("State")),
        Column(_("Sent on"), "date"),
        Column(_("Members"), "number"),
    )
    rows = (
        (
            Cell("สันทราย", "#table"),
            Cell(_("approved"), shade="good"),
            Cell(date(2014, 9, 4)),
            Cell(1_284, why="#entry-1204"),
        ),
        (
            Cell("แม่แตง", "#table"),
            Cell(_("waits for approval"), shade="warn"),
            Cell(date(2014, 9, 2)),
            Cell(962, why="#entry-1204"),
        ),
        (
            Cell("วังเหนือ", "#table"),
            Cell(_("returned"), shade="bad"),
            Cell(date(2014, 8, 29)),
            Cell(1_697, why="#entry-1199"),
        ),
        (
            Cell("ปางมะผ้า", "#table"),
            Cell(_("draft"), shade="plain"),
            Cell(None),
            Cell(None, why="#entry-1150"),
        ),
    )
    total = (Cell(_("Together")), Cell(""), Cell(None), Cell(3_943, why="#entry-1204"))
    return Table(_("Reports of the districts"), columns, rows, total, _("No district has been asked yet."))


def _panel() -> Panel:
    rows = (
        ("กลุ่มแม่บ้านจิตอาสา", "#panel", _("42 members")),
        ("ชมรมผู้พิการ", "#panel", _("118 members")),
        ("สภาเด็กและเยาวชน", "#panel", _("25 members")),
    )
    return Panel(_("Organisations here"), rows=rows, url="#panel")


def _history() -> list[HistoryLine]:
    def at(day: int, hour: int) -> datetime:
        return datetime(2014, 9, day, hour, 15, tzinfo=UTC)

    return [
        HistoryLine(1_204, at(4, 8), "สมหญิง ใจดี", _("approved the report"), "", ()),
        HistoryLine(
            1_199,
            at(3, 3),
            "สมชาย มั่นคง",
            _("returned the report"),
            _("The members do not add up with last quarter's."),
            (ChangeLine(_("Members"), "1,248", "1,284"),),
        ),
        HistoryLine(1_150, at(1, 2), _("the server's console"), _("opened the round"), "", ()),
    ]


def _map() -> AreaMap:
    districts = (
        ("สันทราย", 5, "0,0 60,0 50,50 0,60"),
        ("แม่แตง", 3, "60,0 120,0 120,40 50,50"),
        ("ฝาง", 1, "0,60 50,50 120,40 120,90 0,90"),
    )
    areas = format_html_join(
        "",
        '<a href="#map" aria-label="{}"><polygon class="area s{}" points="{}"/></a>',
        ((name, step, points) for name, step, points in districts),
    )
    return AreaMap(
        title=_("Volunteers in each district"),
        svg=format_html(
            '<svg viewBox="-10 -5 140 100" role="group" aria-label="{}">{}</svg>',
            _("Volunteers in each district"),
            areas,
        ),
        summary=_("Most volunteers live in the south; the north has the fewest."),
        columns=(_("District"), _("Volunteers")),
        rows=tuple((name, str(step * 12), "#map") for name, step, _points in districts),
    )
