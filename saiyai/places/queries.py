"""What can be asked of places; names come in both languages, paths from the code itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from saiyai.kernel.powers import ancestors
from saiyai.places.models import Level, Place


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as pages show it."""

    code: str
    level: str
    name_th: str
    name_en: str

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


def _row(place: Place) -> PlaceRow:
    return PlaceRow(place.code, place.level, place.name_th, place.name_en)


def present_places() -> QuerySet[Place]:
    """Return the places that exist today."""
    return Place.objects.filter(valid_to=None)


def place_at(code: str) -> PlaceRow | None:
    """Return the place of a code, None where there is none."""
    place = Place.objects.filter(code=code).first()
    return None if place is None else _row(place)


def places_at(codes: Iterable[str]) -> dict[str, PlaceRow]:
    """Return the places of several codes by code."""
    return {place.code: _row(place) for place in Place.objects.filter(code__in=set(codes))}


def path_of(code: str) -> tuple[PlaceRow, ...]:
    """Return a place with all above it, the province first."""
    rows = places_at([*ancestors(code), code])
    return tuple(rows[each] for each in sorted(rows))


def children_of(code: str) -> list[PlaceRow]:
    """Return the places directly below a code (the provinces for the nation's empty code), in order of code."""
    below = present_places().filter(code__startswith=code) if code else present_places().filter(level=Level.PROVINCE)
    return [_row(each) for each in below.order_by("code") if not code or len(each.code) == len(code) + 2]


def places_of_level(level: Level, prefixes: Iterable[str]) -> list[PlaceRow]:
    """Return the present places of a level inside the areas, in order of code."""
    wanted = tuple(prefixes)
    places = present_places().filter(level=level).order_by("code")
    return [_row(each) for each in places if each.code.startswith(wanted)]
