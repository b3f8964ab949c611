"""What can be asked of places: the tree, finding what people type, history, authorities, imports."""

from saiyai.places.queries.find import Found, find_places
from saiyai.places.queries.history import names_of, predecessors_of, successors_of
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.tree import (
    children_of,
    codes_named,
    inside,
    names_at,
    path_of,
    paths_of,
    place_at,
    places_at,
    places_of_level,
    present_places,
    under,
)

__all__ = [
    "Found",
    "PlaceRow",
    "children_of",
    "codes_named",
    "find_places",
    "inside",
    "names_at",
    "names_of",
    "path_of",
    "paths_of",
    "place_at",
    "places_at",
    "places_of_level",
    "predecessors_of",
    "present_places",
    "successors_of",
    "under",
]
