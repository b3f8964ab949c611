"""The network as JSON: organisations, the links between them, and coverage, each reader seeing what the pages show them.

No person is named here. Contacts stand where the organisation agreed to show them or lies in the reader's own area.
An answer carries an ETag that stays the same until the next act in the record, so that asking again costs one query.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import get_language
from django.views.decorators.http import condition
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError
from pydantic import AfterValidator, Field

from saiyai.audit import clock
from saiyai.audit.queries import present_sequence
from saiyai.audit.rules import keyed_hash
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network import queries
from saiyai.network.access import SEERS
from saiyai.network.models import TargetGroup, WelfareField
from saiyai.network.queries import coverage as coverages
from saiyai.network.queries import link as links
from saiyai.network.queries.listing import Listed, listed
from saiyai.network.rules import LinkKind, Standing, State
from saiyai.places.queries import place_at
from saiyai.web.routes import scope_of_request

router = Router(tags=["network"])

MOST_AT_ONCE, USUALLY = 200, 50
VILLAGE_DIGITS = 8
ANSWERS_OF_ALL = ("id", "url")

Code = Annotated[
    str, Field(pattern=r"^(\d{2}){1,4}$", description="A DOPA code.", json_schema_extra={"example": "5014"})
]
Cursor = Annotated[
    int | None,
    Field(None, ge=0, le=2**62, description="`next` of the page before; left out for the first page."),
]
Limit = Annotated[int, Field(USUALLY, ge=1, le=MOST_AT_ONCE, description="How many at most.")]


class OrganisationOut(Schema):
    """An organisation as the reader may know it."""

    id: int = Field(examples=[17])
    url: str = Field(description="The address of its page.", examples=["https://example.org/network/17/"])
    name_th: str = Field("", examples=["กองทุนสวัสดิการชุมชนตำบลป่าไผ่"])
    name_en: str = ""
    kind: str = Field("", description="The code of its kind.", examples=["welfare_fund"])
    kind_th: str = ""
    kind_en: str = ""
    sector: str = Field("", examples=["people"])
    place: str = Field("", description="The DOPA code of its home place.", examples=["501412"])
    state: State = State.VERIFIED
    founded_on: date | None = None
    fields: list[WelfareField] = Field([], description="Fields of social welfare.")
    targets: list[TargetGroup] = Field([], description="Target groups.")
    standings: list[Standing] = Field([], description="Legal standings held now.")
    serves: list[str] = Field([], description="Codes of the villages and tambons that it serves.")
    phone: str | None = Field(None, description="Null where the reader may not know it.")
    email: str | None = None
    address: str | None = None
    website: str | None = None
    social: str | None = None


NAMES = frozenset(OrganisationOut.model_fields)


def _known(text: str) -> str:
    unknown = set(text.split(",")) - NAMES - {""}
    if unknown:
        raise ValueError(f"there is no field called {', '.join(sorted(unknown))}")
    return text


class OrganisationPage(Schema):
    """One page of organisations, in order of their numbers."""

    count: int | None = Field(description="How many fit in all; told with the first page only.")
    next: int | None = Field(description="The cursor of the next page; null on the last.")
    items: list[OrganisationOut]


class OrganisationFilters(Schema):
    """What the list may be narrowed by, as the directory is."""

    q: str = Field(
        "",
        max_length=LONGEST_SEARCH,
        description="Parts of a name, or places.",
        json_schema_extra={"example": "ทอผ้า สันทราย"},
    )
    kind: str = Field("", max_length=20, description="The code of a kind.")
    field: WelfareField | None = None
    target: TargetGroup | None = None
    standing: Standing | None = None
    state: State | None = Field(None, description="Left out: all that live.")
    place: Code | None = None
    mine: bool = Field(False, description="Only those that the reader registered or whose area is theirs.")
    fields: Annotated[str, AfterValidator(_known)] = Field(
        "",
        max_length=400,
        description="Names of fields to answer with.",
        json_schema_extra={"example": "name_th,place,fields"},
    )
    cursor: Cursor
    limit: Limit


class LinkOut(Schema):
    """A link from one organisation to another; mutual kinds run from the smaller number to the larger."""

    id: int
    kind: LinkKind
    source: int = Field(description="The number of the organisation that it runs from.")
    target: int
    starts_on: date | None
    ends_on: date | None
    is_confirmed_by_source: bool
    is_confirmed_by_target: bool


class LinkPage(Schema):
    """One page of links, in order of their numbers."""

    next: int | None
    items: list[LinkOut]


class LinkFilters(Schema):
    """What the list of links may be narrowed by."""

    organisation: int | None = Field(None, ge=1, le=2**62, description="Links of this organisation.")
    kind: LinkKind | None = None
    place: Code | None = Field(None, description="Links of which an end has its home in the area.")
    on: date | None = Field(None, description="Links that stand on this day; all if left out.")
    cursor: Cursor
    limit: Limit


class CoverageOut(Schema):
    """How many villages of an area have an active volunteer or organisation, of how many."""

    place: str = Field(examples=["5014"])
    covered: int = Field(examples=[98])
    villages: int = Field(examples=[124])
    share: float | None = Field(description="covered ÷ villages; null without villages.", examples=[0.7903])


class CoverageAnswer(CoverageOut):
    """The coverage of an area with that of the areas below it."""

    on: date
    parts: list[CoverageOut]


class CoverageFilters(Schema):
    """What coverage is asked of."""

    place: Code | None = Field(None, description="The area; the nation if left out.")
    field: WelfareField | None = None
    target: TargetGroup | None = None
    on: date | None = Field(None, description="Volunteers at work on this day; today if left out.")


def _tag(request: HttpRequest, *_args: Any, **_kwargs: Any) -> str:
    """Return the ETag of an answer: the same for the same asker and question until the next act or day."""
    asked = (present_sequence(), clock.today(), scope_of_request(request).user_id, get_language())
    return f'"{keyed_hash(f"{asked} {request.get_full_path()}", b"etag")[:32]}"'


def kept(view: Callable[..., Any]) -> Callable[..., Any]:
    """Return the view with an ETag; what one reader gets is kept by no cache that others share."""
    made: Callable[..., Any] = decorate_view(condition(etag_func=_tag), _private)(view)
    return made


def _private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer

    return answered


@router.get(
    "/organisations", response=OrganisationPage, exclude_unset=True, summary="List or search organisations"
)
@kept
def organisations(request: HttpRequest, filters: Query[OrganisationFilters]) -> dict[str, Any]:
    """Return a page of the organisations that the reader may see and that fit."""
    scope = scope_of_request(request)
    wanted = queries.DirectoryFilter(
        words=filters.q,
        kind=filters.kind,
        field=filters.field or "",
        place_code=filters.place or "",
        state=filters.state or "",
        target=filters.target or "",
        standing=filters.standing or "",
        mine=filters.mine,
    )
    rows = queries.directory(scope, wanted).order_by("pk")
    part = rows.filter(pk__gt=filters.cursor or 0)[: filters.limit + 1]
    found = list(listed(part, scope, clock.today()))
    names = set(filters.fields.split(",")) - {""}
    items = [_out(request, row, names) for row in found[: filters.limit]]
    return {
        "count": rows.count() if filters.cursor is None else None,
        "next": items[-1]["id"] if len(found) > filters.limit else None,
        "items": items,
    }


@router.get("/organisations/{int:pk}", response=OrganisationOut, summary="One organisation")
@kept
def organisation(request: HttpRequest, pk: int) -> Any:
    """Return an organisation; the number of a duplicate leads to the one that took it in."""
    scope = scope_of_request(request)
    held = queries.organisation_with_details(scope, pk)
    if held is None:
        raise HttpError(404, "There is no organisation of this number that you can see.")
    if held.merged_into_id is not None:
        return HttpResponsePermanentRedirect(request.path.replace(f"/{pk}", f"/{held.merged_into_id}"))
    row = next(listed(queries.organisations_seen_by(scope).filter(pk=pk), scope, clock.today()))
    return _out(request, row, set())


def _out(request: HttpRequest, row: Listed, names: set[str]) -> dict[str, Any]:
    contacts = row.contacts
    told = {
        "id": row.pk,
        "url": request.build_absolute_uri(f"/network/{row.pk}/"),
        "name_th": row.name_th,
        "name_en": row.name_en,
        "kind": row.kind,
        "kind_th": row.kind_th,
        "kind_en": row.kind_en,
        "sector": row.sector,
        "place": row.place_code,
        "state": row.state,
        "founded_on": row.founded_on,
        "fields": row.fields,
        "targets": row.targets,
        "standings": row.standings,
        "serves": row.serves,
        "phone": contacts.phone or None,
        "email": contacts.email or None,
        "address": contacts.address or None,
        "website": row.website or None,
        "social": row.social or None,
    }
    return {
        name: value for name, value in told.items() if not names or name in names or name in ANSWERS_OF_ALL
    }


@router.get("/links", response=LinkPage, summary="Links between organisations")
@kept
def list_links(request: HttpRequest, filters: Query[LinkFilters]) -> dict[str, Any]:
    """Return a page of the links both of whose ends the reader may see."""
    rows = links.links_seen(
        scope_of_request(request),
        organisation=filters.organisation,
        kind=filters.kind or "",
        place_code=filters.place or "",
        on=filters.on,
    )
    found = list(rows.filter(pk__gt=filters.cursor or 0)[: filters.limit + 1])
    shown = found[: filters.limit]
    return {
        "next": shown[-1].pk if len(found) > filters.limit else None,
        "items": [_link(each) for each in shown],
    }


def _link(link: links.SeenLink) -> dict[str, Any]:
    return {
        "id": link.pk,
        "kind": link.kind,
        "source": link.source_id,
        "target": link.target_id,
        "starts_on": link.starts_on,
        "ends_on": link.ends_on,
        "is_confirmed_by_source": link.source_confirmed_by_id is not None,
        "is_confirmed_by_target": link.target_confirmed_by_id is not None,
    }


@router.get("/coverage", response=CoverageAnswer, summary="Villages with somebody, of all villages")
@kept
def coverage(request: HttpRequest, filters: Query[CoverageFilters]) -> dict[str, Any]:
    """Return the coverage of an area and of the areas below it, for those who work in the network."""
    scope = scope_of_request(request)
    if not scope.has(*SEERS):
        raise HttpError(403, "Coverage is shown to those who work in the network; sign in.")
    area = filters.place or ""
    if area and (len(area) >= VILLAGE_DIGITS or place_at(area) is None):
        raise HttpError(404, "There is no area of this code.")
    wanted = coverages.CoverageFilter(filters.field or "", filters.target or "")
    on, digits = filters.on or clock.today(), len(area) + 2
    whole = coverages.coverage_of(area, wanted, on)
    parts = coverages.coverage_by_area(area, digits, wanted, on) if digits < VILLAGE_DIGITS else {}
    return _covered(whole) | {"on": on, "parts": [_covered(each) for each in parts.values()]}


def _covered(each: coverages.Coverage) -> dict[str, Any]:
    share = None if each.share is None else round(each.share, 4)
    return {"place": each.code, "covered": each.covered, "villages": each.villages, "share": share}
