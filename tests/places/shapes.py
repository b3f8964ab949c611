"""Made-up shapes for the tests of maps."""

import shapely

from saiyai.kernel.powers import Console
from saiyai.places.commands import store_shapes
from saiyai.places.maps.build import shapes_of

RING = "[[980000,180000,985000,180000,985000,185000]]"


def squares(*codes):
    """Shapes of areas as squares in a row, half a degree wide."""
    areas = {
        code: shapely.MultiPolygon([shapely.box(98 + i * 0.5, 18, 98.5 + i * 0.5, 18.5)])
        for i, code in enumerate(codes)
    }
    return shapes_of(areas, gap=0.01)


def store(*codes):
    return store_shapes(shapes=squares(*codes), source="drawn", file_name="", by=Console())
