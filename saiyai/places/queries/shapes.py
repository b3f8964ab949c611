"""Stored shapes of areas."""

from collections.abc import Iterable
from dataclasses import dataclass

from saiyai.places.models import AreaShape, Revision

SHAPE_UNITS = 10_000
"""Units in a degree: some eleven metres each."""


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """An area's shape; rings are JSON lists of ten-thousandths of a degree."""

    code: str
    fine: str
    coarse: str
    label_x: int
    label_y: int
    neighbours: tuple[str, ...]


def shapes_at(codes: Iterable[str]) -> dict[str, ShapeRow]:
    """Return the shapes of those areas that have one, by code."""
    wanted = list(codes)
    found: dict[str, ShapeRow] = {}
    for start in range(0, len(wanted), 900):
        rows = AreaShape.objects.filter(code__in=wanted[start : start + 900])
        found |= {
            each.code: ShapeRow(
                each.code, each.fine, each.coarse, each.label_x, each.label_y, tuple(each.neighbours.split())
            )
            for each in rows
        }
    return found


def neighbours_of(code: str) -> tuple[str, ...]:
    """Return the codes of the areas of the same level that an area touches, as far as shapes tell."""
    text = AreaShape.objects.filter(code=code).values_list("neighbours", flat=True).first()
    return tuple((text or "").split())


def neighbours_at(codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the codes of the areas that each area touches, by code, for those areas that have a shape."""
    wanted = list(codes)
    found: dict[str, tuple[str, ...]] = {}
    for start in range(0, len(wanted), 900):
        rows = AreaShape.objects.filter(code__in=wanted[start : start + 900])
        found |= {code: tuple(text.split()) for code, text in rows.values_list("code", "neighbours")}
    return found


def codes_with_shapes(codes: Iterable[str]) -> set[str]:
    """Return those of the codes that have a shape."""
    return set(AreaShape.objects.filter(code__in=list(codes)).values_list("code", flat=True))


def codes_drawn_here(codes: Iterable[str]) -> set[str]:
    """Return those of the codes whose shapes were made here and are but approximate."""
    held = AreaShape.objects.filter(code__in=list(codes), shape_set__source="drawn")
    return set(held.values_list("code", flat=True))


def is_drawn_here(codes: Iterable[str]) -> bool:
    """Tell whether any of the areas' shapes was made here and is but an approximation."""
    return AreaShape.objects.filter(code__in=list(codes), shape_set__source="drawn").exists()


def has_shapes() -> bool:
    """Tell whether the nation has been drawn."""
    return AreaShape.objects.exists()


def revision_token() -> str:
    """Return the name of the places' present state, empty before the first load."""
    return Revision.objects.filter(pk=1).values_list("token", flat=True).first() or ""
