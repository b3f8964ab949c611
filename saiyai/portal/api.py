"""The public search as JSON: read only, the same answers as the page."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.portal.queries import search as asking

router = Router(tags=["search"])


class FoundOut(Schema):
    """One thing that was found."""

    kind: str
    url: str
    title: str
    text: str = Field(description="The stretch of its text around what was looked for.")
    place: str
    place_code: str
    on: date | None
    is_near: bool = Field(description="Whether it fits only nearly: with other vowels or tones.")


class SearchPage(Schema):
    """One page of what was found, the kinds one after the other."""

    q: str
    count: int
    is_cut: bool = Field(description="Whether more fits than is counted; narrow the search.")
    counts: dict[str, int]
    page: int
    page_size: int
    items: list[FoundOut]


class Asked(Schema):
    """What is looked for."""

    q: str = Field(
        max_length=LONGEST_SEARCH, description="Words or parts of words, at least two letters in all."
    )
    kind: str = Field("", max_length=20, description="Only things of this kind; see `counts` for the kinds.")
    place: Annotated[str, Field(pattern=r"^([0-9]{2}){0,4}$")] = Field(
        "", description="Only things inside the place of this DOPA code."
    )
    year: int | None = Field(
        None, ge=asking.FIRST_YEAR, le=asking.LAST_YEAR, description="Only things of this Buddhist year."
    )
    page: int = Field(1, ge=1, le=1_000)
    page_size: int = Field(20, ge=1, le=100)


@router.get("/search", response=SearchPage, summary="Search what is public")
def search(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:  # noqa: ARG001 (public)
    """Return a page of articles, documents, forums, showcases, organisations and places that hold what was typed."""
    said = {"q": asked.q, "kind": asked.kind, "place": asked.place, "year": str(asked.year or "")}
    found = asking.Search(asking.wanted_of(said))
    groups = found.stretch((asked.page - 1) * asked.page_size, asked.page_size)
    return {
        "q": found.wanted.words,
        "count": found.total,
        "is_cut": found.is_cut,
        "counts": found.counts,
        "page": asked.page,
        "page_size": asked.page_size,
        "items": [_out(hit, is_near=group.is_near) for group in groups for hit in group.hits],
    }


def _out(hit: asking.Hit, *, is_near: bool) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "url": hit.url,
        "title": "".join(piece.text for piece in hit.title),
        "text": "".join(piece.text for piece in hit.text),
        "place": hit.place,
        "place_code": hit.place_code,
        "on": hit.on,
        "is_near": is_near,
    }
