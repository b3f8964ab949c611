"""Storing shapes of areas."""

import hashlib
from collections.abc import Sequence
from typing import Protocol

from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.places import access
from saiyai.places.commands.revision import renew_revision
from saiyai.places.models import LEVEL_OF_LENGTH, AreaShape, ShapeSet


class StoredShape(Protocol):
    """A shape that is ready to be stored."""

    @property
    def code(self) -> str:
        """Return the area's code."""

    @property
    def fine(self) -> str:
        """Return its rings for maps of a province and below, as JSON."""

    @property
    def coarse(self) -> str:
        """Return its rings for maps of the nation, as JSON."""

    @property
    def label_x(self) -> int:
        """Return where its name stands, from west to east."""

    @property
    def label_y(self) -> int:
        """Return where its name stands, from south to north."""

    @property
    def neighbours(self) -> str:
        """Return the codes of the areas that it touches, apart by spaces."""


@command("places.shapes.store", allows=access.may_import)
def store_shapes(*, shapes: Sequence[StoredShape], source: str, file_name: str, by: Actor) -> ShapeSet:  # noqa: ARG001
    """Store the shapes of one level over those of the same codes; those made here spare imported ones."""
    imported: set[str] = set()
    if source == ShapeSet.Source.DRAWN:
        held = AreaShape.objects.filter(shape_set__source=ShapeSet.Source.IMPORTED)
        imported = set(held.values_list("code", flat=True))
    kept = [each for each in shapes if each.code not in imported]
    made = ShapeSet.objects.create(
        source=source,
        level=LEVEL_OF_LENGTH[len(shapes[0].code)] if shapes else "",
        file_name=file_name[:200],
        digest=hashlib.sha256("".join(each.code + each.fine for each in kept).encode()).hexdigest(),
        areas=len(kept),
        made_at=clock.now(),
    )
    columns = ("fine", "coarse", "label_x", "label_y", "neighbours")
    AreaShape.objects.bulk_create(
        [
            AreaShape(code=each.code, shape_set=made, **{column: getattr(each, column) for column in columns})
            for each in kept
        ],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["shape_set", *columns],
    )
    renew_revision()
    return made
