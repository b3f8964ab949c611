"""What became of areas and what they were: successions followed both ways, names, second codes."""

from dataclasses import dataclass
from datetime import date

from saiyai.places.models import Place, PlaceName, Succession
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.tree import is_code, places_at


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One step of an area's history, seen from it."""

    place: PlaceRow
    on: date
    basis: str
    source: str


def steps_from(code: str) -> list[SuccessionRow]:
    """Return the areas that directly took the place of one, in order of date."""
    found = list(Succession.objects.filter(old=code).order_by("on", "new"))
    rows = places_at(each.new_id for each in found)
    return [SuccessionRow(rows[e.new_id], e.on, e.get_basis_display(), e.source) for e in found]


def steps_to(code: str) -> list[SuccessionRow]:
    """Return the areas whose place one directly took, in order of date."""
    found = list(Succession.objects.filter(new=code).order_by("on", "old"))
    rows = places_at(each.old_id for each in found)
    return [SuccessionRow(rows[e.old_id], e.on, e.get_basis_display(), e.source) for e in found]


def successors_of(code: str, on: date | None = None) -> tuple[str, ...]:
    """Return the codes under which an area's ground stands on a day (today if None), its own if it still is.

    Successions are followed to the areas that exist then; what has no known successor ends in nothing.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [code]
    while waiting:
        present = list(Place.objects.filter(code__in=waiting))
        seen.update(waiting)
        found.update(each.code for each in present if _exists(each, on))
        gone = [each.code for each in present if not _exists(each, on)]
        steps = Succession.objects.filter(old__in=gone)
        if on is not None:
            steps = steps.filter(on__lte=on)
        waiting = sorted(set(steps.values_list("new_id", flat=True)) - seen)
    return tuple(sorted(found))


def _exists(place: Place, on: date | None) -> bool:
    if on is None:
        return place.valid_to is None
    return (place.valid_from is None or place.valid_from <= on) and (
        place.valid_to is None or on < place.valid_to
    )


def predecessors_of(code: str) -> tuple[str, ...]:
    """Return all codes whose ground, or a part of it, an area has taken over, however far back."""
    seen: set[str] = set()
    waiting = [code]
    while waiting:
        before = set(Succession.objects.filter(new__in=waiting).values_list("old_id", flat=True))
        waiting = sorted(before - seen - {code})
        seen.update(waiting)
    return tuple(sorted(seen))


@dataclass(frozen=True, slots=True)
class NameRow:
    """A further name or code of a place."""

    kind: str
    kind_label: str
    text: str
    starts_on: date | None
    ends_on: date | None


def names_of(code: str) -> list[NameRow]:
    """Return the further names and codes of a place, the latest first."""
    found = PlaceName.objects.filter(place=code).order_by("kind", "-ends_on", "text")
    return [NameRow(e.kind, e.get_kind_display(), e.text, e.starts_on, e.ends_on) for e in found]


def place_of_second_code(code: str) -> str | None:
    """Return the code of the village that a municipality's register has under a second one, None if none."""
    if not is_code(code):
        return None
    name = PlaceName.objects.filter(kind=PlaceName.Kind.SECOND_CODE, text=code).order_by("-starts_on").first()
    return None if name is None else name.place_id
