"""Monitoring as JSON for those who are signed in: projects, series, indicators with figures, targets; reports to write.

Figures are from approved reports alone; each comes with both of its parts, which add up where the figure itself does not.
"""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from saiyai.analytics.cube.shape import Standing
from saiyai.audit import clock
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.periods import Period
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.monitoring.api.doors import signed_in
from saiyai.monitoring.api.report import router as reports
from saiyai.monitoring.queries import indicator as indicators
from saiyai.monitoring.queries import project as projects
from saiyai.monitoring.queries import series as listed
from saiyai.monitoring.queries import target as targets
from saiyai.monitoring.queries.indicator import PlaceOutcome
from saiyai.monitoring.queries.values import Asked
from saiyai.monitoring.rules.indicator import Direction, Light
from saiyai.places.queries import place_at

router = Router(tags=["monitoring"], auth=signed_in)
router.add_router("", reports)

DEEPEST = 6
Words = Annotated[str, Field(max_length=LONGEST_SEARCH, description="Parts of a name or code.")]
Code = Annotated[
    str, Field(pattern=r"^(\d{2}){1,3}$", description="A DOPA code.", json_schema_extra={"example": "5014"})
]
PeriodCode = Annotated[
    str,
    Field(
        max_length=8,
        description="2557 the fiscal year, 2557Q2 a quarter.",
        json_schema_extra={"example": "2557"},
    ),
]


class SearchFilters(Schema):
    """What a list may be narrowed by."""

    q: Words = ""


class ProjectOut(Schema):
    """A project of a fiscal year."""

    code: str = Field(examples=["network-2557"])
    name: str
    fiscal_year: int = Field(description="Buddhist era.", examples=[2557])
    owner: str
    collections: int


class SeriesOut(Schema):
    """What is counted, under the code that formulas name it by."""

    code: str = Field(examples=["tambon.volunteers"])
    name: str
    unit: str
    kind: str = Field(
        description="How it adds, in the reader's language; empty where the system counts it itself."
    )
    is_published: bool = Field(description="Whether the system counts it itself.")
    is_retired: bool


class IndicatorOut(Schema):
    """An indicator with the formula that holds today."""

    code: str = Field(examples=["N2"])
    name: str
    definition: str
    unit: str
    direction: Direction
    tolerance_percent: int
    is_shipped: bool
    retired_on: date | None


class FigureOut(Schema):
    """What an indicator comes to at a place; null where there is nothing to compute it from."""

    place: str = Field(description="A DOPA code; empty for the whole country.", examples=["5014"])
    value: float | None
    numerator: float | None
    denominator: float | None
    reported: int = Field(description="Reports that told it; 0 where the system counts it itself.")
    owed: int


class FiguresAnswer(FigureOut):
    """The figure of an area with those of the areas directly below it, each computed from its own sums."""

    indicator: str
    period: str
    parts: list[FigureOut]


class FigureFilters(Schema):
    """Where and when an indicator is asked for."""

    place: Code | None = Field(None, description="The area; the whole country if left out.")
    period: PeriodCode


class TargetOut(Schema):
    """A target beside its figure."""

    id: int
    indicator: str = Field(examples=["N2"])
    project: str
    place: str
    period: str
    target: float
    baseline: float | None
    value: float | None
    missing: float | None = Field(description="What is still missing to reach it.")
    light: Light


class TargetPage(Schema):
    """One page of targets, in order of period, indicator, project and place."""

    next: int | None = Field(description="The offset of the next page; null on the last.")
    items: list[TargetOut]


class TargetFilters(Schema):
    """What targets may be narrowed by."""

    indicator: str = Field("", max_length=20)
    period: str = Field("", max_length=8)
    project: str = Field("", max_length=40)
    place: Code | None = None
    offset: int = Field(0, ge=0, le=10**6)
    limit: int = Field(50, ge=1, le=200)


@router.get("/projects", response=list[ProjectOut], summary="Projects")
def list_projects(request: HttpRequest, filters: Query[SearchFilters]) -> Any:  # noqa: ARG001 (ninja's signature)
    """Return the projects whose name holds some words, the latest fiscal year first."""
    return [
        {name: getattr(row, name) for name in ProjectOut.model_fields} for row in projects.projects(filters.q)
    ]


@router.get("/series", response=list[SeriesOut], summary="What is counted")
def list_series(request: HttpRequest, filters: Query[SearchFilters]) -> Any:  # noqa: ARG001 (ninja's signature)
    """Return the series whose code or name holds some words, the reported ones first."""
    rows = listed.series_list(filters.q)
    return [
        {
            "code": each.code,
            "name": str(each.name),
            "unit": str(each.unit),
            "kind": str(each.kind),
            "is_published": each.is_published,
            "is_retired": each.is_retired,
        }
        for each in rows
    ]


@router.get("/indicators", response=list[IndicatorOut], summary="Indicators")
def list_indicators(request: HttpRequest, filters: Query[SearchFilters]) -> Any:  # noqa: ARG001 (ninja's signature)
    """Return the indicators whose code, name or definition holds some words, in order of their codes."""
    rows = indicators.indicators(filters.q)
    return [{name: getattr(row, name) for name in IndicatorOut.model_fields} for row in rows]


@router.get("/indicators/{str:code}/figures", response=FiguresAnswer, summary="An indicator's figures")
def figures(request: HttpRequest, code: str, filters: Query[FigureFilters]) -> Any:  # noqa: ARG001 (ninja's signature)
    """Return what an indicator comes to in an area and in the areas directly below it."""
    found = indicators.indicator_of(code) if "\0" not in code else None
    area = filters.place or ""
    if found is None or (area and place_at(area) is None):
        raise HttpError(404, "There is no such indicator or area.")
    try:
        period = Period.parse(filters.period)
    except BadValue as bad:
        raise HttpError(422, "The period is not one: write 2557 or 2557Q2.") from bad
    formula = indicators.formula_on(found, period)
    asked = Asked(period, Standing.APPROVED, clock.today())
    digits = len(area) + 2
    below = indicators.outcomes_below(formula, area, digits, asked) if digits <= DEEPEST else []
    return _figure(indicators.outcome_at(formula, area, asked)) | {
        "indicator": found.code,
        "period": period.code,
        "parts": [_figure(each) for each in below],
    }


def _figure(found: PlaceOutcome) -> dict[str, Any]:
    return {
        "place": found.code,
        "value": _float(found.outcome.value),
        "numerator": _float(found.outcome.numerator),
        "denominator": _float(found.outcome.denominator),
        "reported": found.told,
        "owed": found.owed,
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


@router.get("/targets", response=TargetPage, summary="Targets of indicators")
def list_targets(request: HttpRequest, filters: Query[TargetFilters]) -> Any:  # noqa: ARG001 (ninja's signature)
    """Return a page of the targets that fit, each beside its figure from approved reports."""
    found = targets.targets_found(
        indicator=filters.indicator,
        period=filters.period,
        project=filters.project,
        place_code=filters.place or "",
    )
    page = list(found[filters.offset : filters.offset + filters.limit + 1])
    rows = targets.target_rows(page[: filters.limit], clock.today())
    items = [
        {
            "id": row.pk,
            "indicator": row.indicator.code,
            "project": row.project,
            "place": row.place_code,
            "period": row.period_code,
            "target": float(row.amount),
            "baseline": _float(row.baseline),
            "value": _float(row.value),
            "missing": _float(row.missing),
            "light": row.light,
        }
        for row in rows
    ]
    return {"next": filters.offset + filters.limit if len(page) > filters.limit else None, "items": items}
