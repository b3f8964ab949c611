"""Places as JSON and GeoJSON: public, read only, the same answers as the pages."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.places.exports import GeoFeature, features_of
from saiyai.places.queries.find import Found, find_places
from saiyai.places.queries.history import successors_of
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.tree import page_of_places, paths_of, place_at

router = Router(tags=["places"])

LevelName = Literal["province", "district", "tambon", "village"]
Code = Annotated[str, Field(pattern=r"^[0-9]{0,8}$", description="A DOPA code: 2, 4, 6 or 8 digits.")]
MOST_FOUND = 200


class Step(Schema):
    """A place on the way to another."""

    code: str
    level: LevelName
    name_th: str
    name_en: str


class PlaceOut(Step):
    """A place with the way to it."""

    label_th: str
    postcodes: list[str]
    parent: str | None
    path: list[Step]
    valid_to: date | None = Field(
        description="The first day on which the place no longer is; null while it exists."
    )
    is_example: bool = Field(description="Whether the place is made up, as a demonstration's villages are.")
    how: str | None = Field(
        None, description="For a search: by what it was found (name, code, sound, spelling …)."
    )
    score: float | None = Field(None, description="For a search: how well it fits, 1 being exact.")


class PlaceDetail(PlaceOut):
    """A place with where its ground lies today."""

    successors: list[str] = Field(
        description="The present places that hold its ground; itself while it exists."
    )


class PlacePage(Schema):
    """One page of a list of places."""

    count: int
    page: int
    page_size: int
    items: list[PlaceOut]


class Filters(Schema):
    """What a list of places may be narrowed by."""

    code: Code | None = Field(None, description="The place of exactly this code.")
    level: LevelName | None = None
    parent: Code | None = Field(None, description="Places directly below this code; empty for the provinces.")
    q: str | None = Field(None, max_length=LONGEST_SEARCH, description="A place as people write it.")
    on: date | None = Field(None, description="Places that exist on this day; today if left out.")
    page: int = Field(1, ge=1, le=100_000)
    page_size: int = Field(50, ge=1, le=500)


def _step(row: PlaceRow) -> dict[str, Any]:
    return {"code": row.code, "level": row.level, "name_th": row.name_th, "name_en": row.name_en}


def _out(row: PlaceRow, path: tuple[PlaceRow, ...], found: Found | None = None) -> dict[str, Any]:
    return {
        **_step(row),
        "label_th": row.title_th,
        "postcodes": row.postcodes.split(),
        "parent": row.code[:-2] or None,
        "path": [_step(each) for each in path],
        "valid_to": row.valid_to,
        "is_example": row.is_example,
        "how": found.how if found else None,
        "score": round(found.score, 3) if found else None,
    }


@router.get("/places", response=PlacePage, summary="List or search places")
def places(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:  # noqa: ARG001 (public)
    """Return a page of places in order of code, or of what was searched for, the best first."""
    start = (filters.page - 1) * filters.page_size
    head = {"page": filters.page, "page_size": filters.page_size}
    if filters.q:
        within = [filters.parent] if filters.parent else []
        found = find_places(filters.q, on=filters.on, level=filters.level, within=within, limit=MOST_FOUND)
        shown = found[start : start + filters.page_size]
        return {**head, "count": len(found), "items": [_out(each.row, each.path, each) for each in shown]}
    count, rows = page_of_places(
        code=filters.code,
        level=filters.level,
        parent=filters.parent,
        on=filters.on,
        start=start,
        size=filters.page_size,
    )
    paths = paths_of(row.code for row in rows)
    return {**head, "count": count, "items": [_out(row, paths[row.code]) for row in rows]}


@router.get("/places/{code}", response=PlaceDetail, summary="One place, present or past")
def place(request: HttpRequest, code: str) -> dict[str, Any]:  # noqa: ARG001 (public)
    """Return a place with the places that hold its ground today."""
    row = place_at(code)
    if row is None:
        raise HttpError(404, "There is no place with this code.")
    return {**_out(row, paths_of([code])[code]), "successors": list(successors_of(code))}


@router.get("/places.geojson", summary="Outlines of places as GeoJSON", operation_id="places_geojson")
def geojson(
    request: HttpRequest,  # noqa: ARG001 (public)
    level: LevelName = "province",
    parent: Code = "",
    scale: Literal["coarse", "fine"] = "coarse",
) -> JsonResponse:
    """Return the outlines of a level inside an area; those made here are approximate, and say so."""
    features = [_feature(each) for each in features_of(level, parent, is_coarse=scale == "coarse")]
    return JsonResponse(
        {"type": "FeatureCollection", "features": features}, content_type="application/geo+json"
    )


def _feature(each: GeoFeature) -> dict[str, Any]:
    properties = {**_step(each.row), "approximate": each.is_approximate}
    geometry = {"type": "MultiPolygon", "coordinates": each.polygons}
    return {"type": "Feature", "id": each.row.code, "properties": properties, "geometry": geometry}
