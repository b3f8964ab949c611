"""Drawing the nation when a home is set up: outlines of provinces and cells of districts, made and stored."""

from collections.abc import Callable
from dataclasses import dataclass

from saiyai.kernel.powers import Actor
from saiyai.places.commands.boundaries import store_shapes
from saiyai.places.maps.build import drawn_shapes


@dataclass(frozen=True, slots=True)
class DrawnNation:
    """What was drawn, and how well the drawing lies on the earth."""

    provinces: int
    districts: int
    residual_km: float
    outside: int
    """How many districts' points lie outside their province's fitted outline."""


def draw_nation(*, by: Actor, progress: Callable[[str], None] = lambda _step: None) -> DrawnNation:
    """Make and store the shapes of all provinces and districts; imported outlines stay. Takes some three seconds."""
    provinces, districts, fit = drawn_shapes(progress)
    progress("store")
    for shapes in (provinces, districts):
        store_shapes(shapes=shapes, source="drawn", file_name="", by=by)
    return DrawnNation(len(provinces), len(districts), fit.residual_km, fit.outside)
