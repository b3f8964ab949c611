"""Shapes of areas, ready to draw: outlines of provinces; cells, or imported outlines, of what lies below."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class ShapeSetState:
    """A set of shapes as the record keeps it."""

    source: str
    level: str
    file_name: str
    digest: str
    areas: int


class ShapeSet(Subject):
    """The shapes of one level and where they came from."""

    class Source(models.TextChoices):
        """Where shapes came from."""

        DRAWN = "drawn", _("made here: outlines fitted from a drawing, cells round the districts' points")
        IMPORTED = "imported", _("imported outlines")

    source = models.CharField(max_length=8, choices=Source)
    level = models.CharField(max_length=8)
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    areas = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.source} {self.level}"

    def snapshot(self) -> ShapeSetState:
        """Return the set as the record keeps it."""
        return ShapeSetState(self.source, self.level, self.file_name, self.digest, self.areas)


class AreaShape(models.Model):
    """One area's shape as JSON rings of ten-thousandths of a degree: [[x, y, x, y, …], …], holes among them.

    An outer ring runs counter-clockwise; the holes in it run clockwise and stand after it.
    """

    code = models.CharField(max_length=8, primary_key=True)
    shape_set = models.ForeignKey(ShapeSet, on_delete=models.PROTECT, related_name="shapes")
    fine = models.TextField()  # for maps of a province and below
    coarse = models.TextField()  # for maps of the nation and of clusters
    label_x = models.IntegerField()  # a point well inside
    label_y = models.IntegerField()
    neighbours = models.TextField(blank=True)  # codes of the same level that it touches, apart by spaces

    def __str__(self) -> str:
        return self.code
