"""What monitoring offers to pages of other apps."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from saiyai.audit import clock
from saiyai.kernel.powers import Scope
from saiyai.monitoring.queries.project import open_collections_at, period_label, projects
from saiyai.monitoring.queries.report import Waiting, waiting_reports
from saiyai.monitoring.queries.series import names_of_series
from saiyai.monitoring.queries.summary import WaitingSummary, waiting_summaries
from saiyai.web.offers import CodeNames, Figure, Found, Panel, WaitingTask

FOUND_AT_MOST = 4
STATE_OF_KIND = {"correct": "returned", "enter": "draft", "verify": "submitted", "approve": "verified"}
SERIES_NAMES = CodeNames(
    frozenset({"monitoring.report.figures", "monitoring.form.series", "monitoring.check.series"}),
    names_of_series,
)
"""What the codes of series are called in histories."""


def place_panel(code: str, scope: Scope) -> Panel | None:
    """Return how far the open collections have come at a place; None for those who see no reports."""
    if not scope.is_signed_in:
        return None
    rows = open_collections_at(scope, code, clock.today())
    return Panel(
        title=gettext_lazy("Reports being collected"),
        figures=tuple(
            Figure(
                label=f"{row.title} · {row.period}",
                value=_("%(handed_in)s of %(owed)s")
                % {"handed_in": f"{row.handed_in:,}", "owed": f"{row.owed:,}"},
                note=gettext_lazy("reports handed in"),
                url=f"{reverse('collection', args=[row.pk])}?place={code}",
                share=row.handed_in / row.owed,
                why_url=f"{reverse('collection_why', args=[row.pk])}?place={code}",
            )
            for row in rows
        ),
        url=reverse("projects"),
        empty=gettext_lazy("No collection is open here now."),
    )


def find(words: str, scope: Scope) -> list[Found]:
    """Return the first projects whose name holds what was typed, for those who are signed in."""
    if not scope.is_signed_in:
        return []
    return [
        Found(gettext_lazy("project"), row.name, row.owner, reverse("project", args=[row.code]))
        for row in projects(words)[:FOUND_AT_MOST]
    ]


def waiting_tasks(scope: Scope) -> list[WaitingTask]:
    """Return the reports that wait for this person, by collection and act."""
    return [
        WaitingTask(text=_text(each), url=_address(each), place_code=each.place_code, due_on=each.due_on)
        for each in waiting_reports(scope, clock.today())
    ] + [
        WaitingTask(
            text=_text_of_summary(each),
            url=reverse("summary", args=[each.pk]),
            place_code=each.place_code,
            due_on=each.collection.due_on,
        )
        for each in waiting_summaries(scope, clock.today())
    ]


def _text_of_summary(waiting: WaitingSummary) -> str:
    sentences = {
        "sign": _("Sign the summary of %(area)s: %(period)s"),
        "verify": _("Verify the summary of %(area)s: %(period)s"),
        "approve": _("Approve the summary of %(area)s: %(period)s"),
    }
    period = period_label(waiting.collection.period_code)
    return sentences[waiting.kind] % {"area": waiting.name or _("The whole country"), "period": period}


def _address(waiting: Waiting) -> str:
    if waiting.count == 1:
        name = "report_enter" if waiting.kind in {"correct", "enter"} else "report"
        return reverse(name, args=[waiting.first_pk])
    return f"{reverse('collection', args=[waiting.collection_pk])}?state={STATE_OF_KIND[waiting.kind]}"


def _text(waiting: Waiting) -> str:
    sentences = {
        "correct": ngettext(
            "Correct %(count)s returned report: %(title)s, %(period)s",
            "Correct %(count)s returned reports: %(title)s, %(period)s",
            waiting.count,
        ),
        "enter": ngettext(
            "Enter %(count)s report: %(title)s, %(period)s",
            "Enter %(count)s reports: %(title)s, %(period)s",
            waiting.count,
        ),
        "verify": ngettext(
            "Verify %(count)s report: %(title)s, %(period)s",
            "Verify %(count)s reports: %(title)s, %(period)s",
            waiting.count,
        ),
        "approve": ngettext(
            "Approve %(count)s report: %(title)s, %(period)s",
            "Approve %(count)s reports: %(title)s, %(period)s",
            waiting.count,
        ),
    }
    values = {"count": f"{waiting.count:,}", "title": waiting.title, "period": waiting.period}
    return sentences[waiting.kind] % values
