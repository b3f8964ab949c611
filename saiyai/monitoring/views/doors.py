"""What the views of monitoring share: the way to a page, and how states look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from saiyai.monitoring.queries import project as queries
from saiyai.monitoring.queries.project import CollectionRow
from saiyai.monitoring.queries.standing import Signed
from saiyai.web.components import Cell, Shade
from saiyai.web.offers import Act

SHADES: dict[str, Shade] = {
    "draft": "plain",
    "submitted": "warn",
    "verified": "note",
    "approved": "good",
    "returned": "bad",
    "excused": "plain",
}


def crumbs(project: queries.FoundProject | None = None) -> list[tuple[str, str]]:
    """Return the way to a page below monitoring, or below one of its projects."""
    top = [(_("Monitoring"), reverse("projects"))]
    if project is None:
        return top
    return [*top, (queries.project_name(project), reverse("project", args=[project.code]))]


def form_page(
    request: HttpRequest,
    form: Any,
    crumbs: list[tuple[str, str]],
    *,
    template: str = "monitoring/form_page.html",
    **told: Any,
) -> HttpResponse:
    """Return the page of one form: `title`, `button`, `lead` where there is more to say; back leads to the last crumb."""
    context = {"lead": "", "crumbs": crumbs, "form": form, "back": crumbs[-1][1], **told}
    return render(request, template, context, status=400 if form.errors else 200)


def collection_state(row: CollectionRow) -> Cell:
    """Return the state of a collection as a cell: not yet open, open, overdue or closed."""
    if not row.is_open:
        return Cell(_("closed for reports") if row.is_late else _("not yet open"), shade="plain")
    return (
        Cell(_("open for reports, overdue"), shade="warn")
        if row.is_late
        else Cell(_("open for reports"), shade="good")
    )


def why_handed_in(collection_pk: int, place_code: str | None = None) -> str:
    """Return the address that says who has handed in a report in a collection, and who has not."""
    address = reverse("collection_why", args=[collection_pk])
    return address if place_code is None else f"{address}?place={place_code}"


def act_of(signed: Signed) -> Act:
    """Return the last act of its kind on reports as a page shows it, with the way to it for those who may see it."""
    said = {
        "submitted": _("%(count)s reports submitted, the last"),
        "approved": _("%(count)s reports approved, the last"),
    }
    url = (
        ""
        if signed.report_pk is None
        else f"{reverse('report', args=[signed.report_pk])}#entry-{signed.entry}"
    )
    return Act(said[signed.step] % {"count": f"{signed.count:,}"}, signed.at, signed.by, signed.entry, url)
