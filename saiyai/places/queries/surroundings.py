"""What lies below a place and beside it today: read at once, and kept in memory until the places change."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.shapes import codes_with_shapes, neighbours_of, revision_token
from saiyai.places.queries.tree import children_of, counts_below, counts_of_children, places_at

MOST_KEPT = 512


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies below a place and beside it today, in order of code."""

    children: tuple[PlaceRow, ...]
    counts: Mapping[str, int]
    """How many areas of each lower level lie below it, by level."""
    counts_of_children: Mapping[tuple[str, str], int]
    """How many areas of each level lie below each child, by child and level."""
    neighbours: tuple[PlaceRow, ...]
    has_shape: bool
    children_have_shapes: bool


def surroundings_of(code: str, token: str | None = None) -> Surroundings:
    """Return the surroundings of a place, "" for the nation; before the first load they are read each time.

    `token` names the places' present state, for those who have asked for it already.
    """
    token = revision_token() if token is None else token
    return _kept(code, token, str(connection.settings_dict["NAME"])) if token else _read(code)


@lru_cache(maxsize=MOST_KEPT)
def _kept(code: str, _token: str, _database: str) -> Surroundings:
    return _read(code)


def _read(code: str) -> Surroundings:
    children, near = children_of(code), places_at(neighbours_of(code))
    shapes = codes_with_shapes([code, *(row.code for row in children)])
    return Surroundings(
        tuple(children),
        counts_below(code),
        counts_of_children(code),
        tuple(near[each] for each in sorted(near)),
        code in shapes,
        bool(shapes - {code}),
    )
