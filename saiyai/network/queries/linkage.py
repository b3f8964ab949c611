"""Figures of how the organisations of an area hang together: pairs linked, links across sectors, districts reached."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Substr

from saiyai.analytics.series import Value
from saiyai.network.access import within
from saiyai.network.models import Link, Organisation
from saiyai.network.queries.days import in_force
from saiyai.network.rules import State
from saiyai.places.models import Level
from saiyai.places.queries import places_of_level

DISTRICT_DIGITS = 4


def links_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return how many links in force on a day have an end in each part of an area."""
    ends = within([area], "source__place_code") | within([area], "target__place_code")
    rows = Link.objects.filter(ends, in_force(on)).order_by()
    pairs = rows.annotate(
        one=Substr("source__place_code", 1, digits), other=Substr("target__place_code", 1, digits)
    )
    counted: Counter[str] = Counter()
    for one, other, count in pairs.values_list("one", "other").annotate(count=Count("pk")):
        for part in {one, other}:
            if part.startswith(area):
                counted[part] += count
    return {part: Value(count) for part, count in counted.items()}


def links_inside(area: str, on: date) -> Value:
    """Return how many pairs of organisations of an area are linked with each other, whatever the kinds of their links."""
    return links_inside_by_part(area, len(area), on).get(area, Value(0))


def links_inside_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return how many pairs of organisations of each part of an area are linked with each other."""
    counted: Counter[str] = Counter()
    for one, other in {tuple(sorted(ends)) for ends in _ends(area, digits, on)}:
        if one[0] == other[0]:
            counted[one[0]] += 1
    return {part: Value(count) for part, count in counted.items()}


def _ends(area: str, digits: int, on: date) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    inside = within([area], "source__place_code") & within([area], "target__place_code")
    rows = Link.objects.filter(inside, in_force(on)).order_by()
    told = rows.values_list("source__place_code", "source", "target__place_code", "target")
    for source_place, source, target_place, target in told:
        yield (source_place[:digits], source), (target_place[:digits], target)


def cross_sector_links(area: str, on: date) -> Value:
    """Return the links between different sectors over the links that have an end in an area (N5)."""
    return cross_sector_links_by_part(area, len(area), on).get(area, Value(0, 0))


def cross_sector_links_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the links between different sectors over the links with an end in each part of an area."""
    ends = within([area], "source__place_code") | within([area], "target__place_code")
    rows = Link.objects.filter(ends, in_force(on)).order_by()
    told = rows.values_list(
        "source__place_code", "source__kind__sector", "target__place_code", "target__kind__sector"
    )
    across, whole = Counter[str](), Counter[str]()
    for source, sector, target, other in told:
        for part in {source[:digits], target[:digits]}:
            if part.startswith(area):
                whole[part] += 1
                across[part] += sector != other
    return {part: Value(across[part], count) for part, count in whole.items()}


def districts_covered(area: str, on: date) -> Value:
    """Return the districts of an area with an active network over its districts (N1)."""
    return districts_covered_by_part(area, len(area), on).get(area, Value(0, 0))


def districts_covered_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the districts with an active network over the districts, of each part of an area; none below a district."""
    if digits > DISTRICT_DIGITS:
        return {}
    begun = Q(founded_on=None) | Q(founded_on__lte=on)
    networks = Organisation.objects.filter(
        within([area]), begun, state=State.VERIFIED, kind__is_network=True, verified_at__date__lte=on
    )
    named = networks.order_by().annotate(district=Substr("place_code", 1, DISTRICT_DIGITS))
    covered = set(named.values_list("district", flat=True).distinct())
    districts = [each.code for each in places_of_level(Level.DISTRICT, [area])]
    whole = Counter(code[:digits] for code in districts)
    reached = Counter(code[:digits] for code in districts if code in covered)
    return {part: Value(reached[part], count) for part, count in whole.items()}
