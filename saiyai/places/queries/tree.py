"""The tree of areas: what lies above and below a code."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import get_language

from saiyai.kernel.addresses import split_place_words
from saiyai.kernel.powers import ancestors, ranges_of
from saiyai.kernel.text import search_key
from saiyai.places.models import Level, Place
from saiyai.places.queries.index import name_index
from saiyai.places.queries.rows import COLUMNS, PlaceRow, row_of

LONGEST = 8
LEVELS_ABOVE = [Level.PROVINCE, Level.DISTRICT, Level.TAMBON]
MOST_NAMED = 40
"""How many places of one name are asked for: more bear it only where it names nothing."""


def under(prefix: str, field: str = "code") -> Q:
    """Return the condition that a code lies at or below an area: a range of digits, so an index scan."""
    return Q(**{f"{field}__gte": prefix, f"{field}__lte": prefix.ljust(LONGEST, "9")}) if prefix else Q()


def inside(prefixes: Iterable[str], field: str = "code") -> Q:
    """Return the condition that a code lies inside one of several areas; none holds nothing, the nation all."""
    nothing = Q(pk__in=())
    ranges = ranges_of(prefixes)
    if ("", "") in ranges:
        return ~nothing  # an empty condition would be swallowed by whatever it is joined to with `or`
    areas = (
        Q(**{f"{field}__gte": first, f"{field}__lte": last.ljust(LONGEST, "9")}) for first, last in ranges
    )
    return reduce(or_, areas, nothing)


def valid_on(on: date) -> Q:
    """Return the condition that a place exists on a day; an unknown beginning counts as long ago."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def present_places() -> QuerySet[Place]:
    """Return the places that exist today."""
    return Place.objects.filter(valid_to=None)


def places_on(on: date | None) -> QuerySet[Place]:
    """Return the places that exist on a day, those of today where none is named."""
    return present_places() if on is None else Place.objects.filter(valid_on(on))


def is_code(text: str) -> bool:
    """Tell whether a text can be a code at all: one to eight digits."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST


def place_at(code: str) -> PlaceRow | None:
    """Return the place of a code, None where there is none."""
    if not is_code(code):
        return None
    place = Place.objects.filter(code=code).first()
    return None if place is None else row_of(place)


def places_at(codes: Iterable[str]) -> dict[str, PlaceRow]:
    """Return the places of several codes by code."""
    wanted = list(set(codes))
    found: dict[str, PlaceRow] = {}
    for start in range(0, len(wanted), 500):
        part = Place.objects.filter(code__in=wanted[start : start + 500])
        found |= {values[0]: PlaceRow(*values) for values in part.values_list(*COLUMNS)}
    return found


def names_at(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of places in the reader's language, by code: what a list needs of the places of its rows."""
    in_english, wanted, kept = get_language() == "en", set(codes), name_index().rows
    found = {code: kept[code] for code in wanted if code in kept}
    if villages := [code for code in wanted - found.keys() if len(code) == LONGEST]:
        found |= places_at(villages)
    return {code: (row.name_en if in_english else "") or row.name_th for code, row in found.items()}


def path_of(code: str) -> tuple[PlaceRow, ...]:
    """Return a place with all above it, the province first."""
    rows = places_at([*ancestors(code), code])
    return tuple(rows[each] for each in sorted(rows))


def paths_of(codes: Iterable[str]) -> dict[str, tuple[PlaceRow, ...]]:
    """Return the paths of several places by code, read at once."""
    wanted = set(codes)
    rows = places_at({each for code in wanted for each in [*ancestors(code), code]})
    return {
        code: tuple(rows[each] for each in [*ancestors(code), code] if each in rows)
        for code in wanted
        if code in rows
    }


def children_of(code: str, on: date | None = None) -> list[PlaceRow]:
    """Return the places directly below a code (the provinces for the empty code), in order of code."""
    level = {0: Level.PROVINCE, 2: Level.DISTRICT, 4: Level.TAMBON, 6: Level.VILLAGE}.get(len(code))
    if level is None:
        return []
    return [row_of(each) for each in places_on(on).filter(under(code), level=level).order_by("code")]


def places_of_level(level: Level, prefixes: Iterable[str]) -> list[PlaceRow]:
    """Return the present places of a level inside the areas, in order of code."""
    found = present_places().filter(inside(prefixes), level=level).order_by("code")
    return [PlaceRow(*values) for values in found.values_list(*COLUMNS)]


def page_of_places(
    *, code: str | None, level: str | None, parent: str | None, on: date | None, start: int, size: int
) -> tuple[int, list[PlaceRow]]:
    """Return how many places fit the filters, and one page of them in order of code."""
    found = places_on(on)
    if code is not None:
        found = Place.objects.filter(code=code)
    if parent is not None:
        below = {0: Level.PROVINCE, 2: Level.DISTRICT, 4: Level.TAMBON, 6: Level.VILLAGE}.get(len(parent))
        found = found.filter(under(parent), level=below)
    if level is not None:
        found = found.filter(level=level)
    return found.count(), [row_of(each) for each in found.order_by("code")[start : start + size]]


def codes_named(word: str) -> tuple[str, ...]:
    """Return the codes of the present provinces, districts and tambons of this very name, bare or with its mark."""
    words = split_place_words(word)
    marked = [
        (words.province, Level.PROVINCE),
        (words.district, Level.DISTRICT),
        (words.tambon, Level.TAMBON),
    ]
    wanted = [(search_key(text), [level]) for text, level in marked if text]
    wanted = wanted or [(search_key(text), LEVELS_ABOVE) for text in words.bare[:1]]
    if len(wanted) != 1 or not wanted[0][0]:
        return ()
    key, levels = wanted[0]
    found = present_places().filter(level__in=levels, key_th=key).order_by("code")
    return tuple(found.values_list("code", flat=True)[:MOST_NAMED])


def codes_of_level(level: str) -> frozenset[str]:
    """Return the codes of all present places of a level."""
    return frozenset(present_places().filter(level=level).values_list("code", flat=True))


def counts_below(code: str) -> dict[str, int]:
    """Return how many areas of each lower level lie below a code today, by level."""
    below = present_places().filter(under(code)).exclude(code=code)
    counts = below.order_by().values_list("level").annotate(count=Count("pk"))
    found = dict(counts)
    return {level.value: found[level] for level in Level if level in found}


def counts_of_children(code: str) -> dict[tuple[str, str], int]:
    """Return how many areas of each level, the nation's villages aside, lie below each child of a code."""
    digits = len(code) + 2
    below = (
        present_places()
        .filter(under(code))
        .annotate(child=Substr("code", 1, digits))
        .exclude(code=F("child"))
    )
    if not code:
        below = below.exclude(level=Level.VILLAGE)
    counts = below.order_by().values_list("child", "level").annotate(count=Count("pk"))
    return {(child, level): count for child, level, count in counts if len(child) == digits}
