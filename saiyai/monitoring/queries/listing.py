"""What can be asked of rounds and reports as lists: for those who read them by machine."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from saiyai.kernel.powers import Scope
from saiyai.monitoring.access import reports_seen_by
from saiyai.monitoring.models import Collection, Report
from saiyai.network.access import within
from saiyai.network.queries import in_reader_language

Found = Report
"""A report with its collection, project and form."""
MOST_ROUNDS = 500


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A form opened for a period, with the reports in a scope's area counted by their state."""

    id: int
    project: str
    title: str
    period: str
    level: str
    opens_on: date
    due_on: date
    closes_on: date
    is_open: bool
    reports: dict[str, int]


def rounds(scope: Scope, today: date) -> list[RoundRow]:
    """Return the collections, the latest first, in two queries for any number of them."""
    found = list(
        Collection.objects.select_related("project", "form").order_by("-opens_on", "-pk")[:MOST_ROUNDS]
    )
    counted = Report.objects.filter(reports_seen_by(scope), collection__in=found).order_by()
    counts: dict[int, dict[str, int]] = {}
    for pk, state, count in counted.values_list("collection", "state").annotate(Count("pk")):
        counts.setdefault(pk, {})[state] = count
    return [
        RoundRow(
            each.pk,
            each.project.code,
            in_reader_language(each.form.title_th, each.form.title_en),
            each.period_code,
            each.level,
            each.opens_on,
            each.due_on,
            each.closes_on,
            each.opens_on <= today <= each.closes_on,
            counts.get(each.pk, {}),
        )
        for each in found
    ]


def reports_found(
    scope: Scope, *, collection: int | None = None, place_code: str = "", state: str = ""
) -> QuerySet[Report]:
    """Return the reports that a scope sees, narrowed to a collection, an area and a state where these are named."""
    asked = within([place_code]) if place_code else Q()
    if collection is not None:
        asked &= Q(collection=collection)
    if state:
        asked &= Q(state=state)
    return Report.objects.filter(reports_seen_by(scope), asked).order_by("collection", "place_code")


def report_found(scope: Scope, collection: int, place_code: str) -> Found | None:
    """Return a place's report in a collection that a scope sees, None for any other."""
    rows = Report.objects.select_related("collection__project", "collection__form")
    return rows.filter(reports_seen_by(scope), collection=collection, place_code=place_code).first()
