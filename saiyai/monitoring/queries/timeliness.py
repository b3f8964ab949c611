"""The figures that monitoring itself publishes by name: how many reports were approved in time."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy

from saiyai.analytics.series import Series, Value
from saiyai.kernel.periods import Period, PeriodKind, fiscal_year
from saiyai.monitoring.models import Report
from saiyai.network.access import within

IN_TIME = Q(approved_at__date__lte=F("collection__due_on"))


def reports_on_time(area: str, on: date) -> Value:
    """Return the reports of an area approved by their due date over those that fell due in the fiscal year up to a day."""
    counted = _due(area, on).aggregate(due=Count("pk"), in_time=Count("pk", filter=IN_TIME))
    return Value(counted["in_time"], counted["due"])


def reports_on_time_by_part(area: str, digits: int, on: date) -> Mapping[str, Value]:
    """Return the reports approved in time over those due, of each part of an area."""
    parts = _due(area, on).annotate(part=Substr("place_code", 1, digits)).values_list("part")
    counted = parts.annotate(due=Count("pk"), in_time=Count("pk", filter=IN_TIME))
    return {code: Value(in_time, due) for code, due, in_time in counted.values_list("part", "due", "in_time")}


def _due(area: str, on: date) -> QuerySet[Report]:
    begins = Period(PeriodKind.YEAR, fiscal_year(on)).start
    return Report.objects.filter(
        within([area]), collection__due_on__gte=begins, collection__due_on__lte=on
    ).order_by()


SERIES = (
    Series(
        "monitoring.reports_on_time",
        gettext_lazy("reports approved in time"),
        "share",
        gettext_lazy("Reports approved by their due date ÷ reports due in the fiscal year"),
        reports_on_time,
        reports_on_time_by_part,
    ),
)
"""The figures that monitoring publishes by name."""
