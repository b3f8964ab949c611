"""Who stands behind the network's counts: in which states, by which areas, who verified last.

Names of people are given only where the reader sees the area's people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from saiyai.audit.queries import last_mark
from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS
from saiyai.network.models import STATE_NAMES, Organisation
from saiyai.network.queries.organisation import counts_by_area, organisations_at
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import State
from saiyai.places.queries import places_at

DEEPEST = 8
"""The digits of the smallest area, a village."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The organisation that was verified last: when, its entry in the record, and by whom where that may be known."""

    pk: int
    name: str
    at: datetime | None
    by: str
    entry: int | None


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many organisations are at home in an area below."""

    code: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many organisations of an area a reader may see, by state and by the areas below, and the last verified."""

    count: int
    states: tuple[tuple[Text, int], ...]
    areas: tuple[AreaCount, ...]
    at_itself: int
    """How many are at home in the area as a whole, in none of those below."""
    last: Verified | None


def counted_at(scope: Scope, place_code: str) -> Counted:
    """Return what stands behind the count of organisations of a place; "" is the nation."""
    rows = organisations_at(scope, place_code)
    by_state: Mapping[str, int] = dict(rows.order_by().values_list("state").annotate(count=Count("pk")))
    digits = len(place_code) + 2
    counts = counts_by_area(scope, [place_code], digits) if digits <= DEEPEST else {}
    names = places_at(counts)
    areas = tuple(
        AreaCount(code, names[code].label if code in names else code, count)
        for code, count in sorted(counts.items())
    )
    count = sum(by_state.values())
    return Counted(
        count,
        tuple((name, by_state[state]) for state, name in STATE_NAMES.items() if state in by_state),
        areas,
        count - sum(counts.values()),
        _last(rows.filter(state__in=(State.VERIFIED, State.DORMANT)), scope),
    )


def _last(rows: QuerySet[Organisation], scope: Scope) -> Verified | None:
    last = rows.select_related("verified_by").order_by("-verified_at", "-pk").first()
    if last is None:
        return None
    mark = last_mark(last.subject_key, ["network.organisation.verify"])
    return Verified(
        last.pk,
        in_reader_language(last.name_th, last.name_en),
        last.verified_at,
        str(last.verified_by) if scope.covers(last.place_code, SEERS) else "",
        mark.seq if mark else None,
    )
