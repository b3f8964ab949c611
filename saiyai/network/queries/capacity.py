"""Capacity: people trained and what they gained (indicator N6), the maturity of networks, rolled up by weight."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from saiyai.kernel.powers import PROVINCE_AND_ABOVE, Scope
from saiyai.network.access import SEERS, within
from saiyai.network.models import (
    ASSESSMENT_STAGE_NAMES,
    DIMENSION_NAMES,
    RUBRIC_STAGE_NAMES,
    USE_NAMES,
    Activity,
    ActivityPerson,
    Assessment,
    AssessmentLevel,
    Organisation,
    Rubric,
    RubricCriterion,
    ScoreLine,
    ScoreSheet,
)
from saiyai.network.queries.participation import activities_between, year_until
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import AssessmentStage, RubricStage, RubricUse
from saiyai.network.rules.activity import BUILDS_CAPACITY
from saiyai.network.rules.capacity import (
    HUNDREDTHS,
    Dimension,
    Scored,
    gain,
    medians,
    shares_by_dimension,
    weighted,
)
from saiyai.places.queries import places_at
from saiyai.places.queries.clusters import clusters_of, provinces_of_cluster

PROVINCE_DIGITS = 2
Sides = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A self-assessment in a list; `sides` from 0 to 1 by side of maturity."""

    pk: int
    network: str
    network_pk: int
    place_code: str
    fiscal_year: int
    stage: str
    stage_name: Text
    members: int
    sides: Sides
    is_example: bool
    submitted_by: int | None


@dataclass(frozen=True, slots=True)
class RubricRow:
    """A version of a rubric in a list."""

    pk: int
    name: str
    use: str
    use_name: Text
    version: int
    stage: str
    stage_name: Text
    place: str
    place_code: str
    criteria: int


@dataclass(frozen=True, slots=True)
class Trained:
    """People trained in an area, and what those measured gained: hundredths of a level × people ÷ people."""

    code: str
    activities: int
    people: int
    men: int
    women: int
    gained: Fraction
    measured: int

    @property
    def gain(self) -> float | None:
        """Return the mean gain in levels, None where nobody was measured."""
        return float(self.gained) / HUNDREDTHS / self.measured if self.measured else None


def sides() -> list[tuple[str, Text]]:
    """Return the six sides of maturity with their names."""
    return [(each.value, name) for each, name in DIMENSION_NAMES.items()]


def uses() -> list[tuple[str, Text]]:
    """Return what rubrics are for."""
    return [(each.value, name) for each, name in USE_NAMES.items()]


def rubrics_seen(scope: Scope) -> QuerySet[Rubric]:
    """Return the rubrics that may be used somewhere in a scope's areas, or that its offices draft."""
    areas = scope.prefixes(SEERS)
    above = Q(place_code__in={area[:length] for area in areas for length in range(len(area) + 1)})
    seen = Rubric.objects.filter(above | within(areas))
    drafts = within(scope.prefixes(PROVINCE_AND_ABOVE))
    return seen.filter(~Q(stage=RubricStage.DRAFT) | drafts).order_by("code", "-version")


def rubric_rows(rubrics: QuerySet[Rubric]) -> list[RubricRow]:
    """Return rubrics as rows."""
    found = list(rubrics.annotate(count=Count("criteria")))
    names = places_at({each.place_code for each in found if each.place_code})
    return [
        RubricRow(
            each.pk,
            in_reader_language(each.name_th, each.name_en),
            each.use,
            USE_NAMES[RubricUse(each.use)],
            each.version,
            each.stage,
            RUBRIC_STAGE_NAMES[RubricStage(each.stage)],
            names[each.place_code].label if each.place_code in names else "",
            each.place_code,
            each.count,
        )
        for each in found
    ]


def rubric_at(scope: Scope, pk: int) -> Rubric | None:
    """Return a rubric that a scope sees."""
    return rubrics_seen(scope).filter(pk=pk).first()


def criteria_of(rubric: Rubric) -> list[RubricCriterion]:
    """Return the criteria of a rubric in their order."""
    return list(rubric.criteria.order_by("position"))


def rubrics_in_use(use: str, place_code: str) -> list[Rubric]:
    """Return the rubrics in use for something at a place, those of the narrowest area first."""
    above = [place_code[:length] for length in range(len(place_code) + 1)]
    found = Rubric.objects.filter(use=use, stage=RubricStage.PUBLISHED, place_code__in=above)
    return sorted(found, key=lambda each: (-len(each.place_code), each.code))


def assessment_of(network: int, year: int) -> Assessment | None:
    """Return the assessment of a network for a fiscal year (BE)."""
    held = Assessment.objects.select_related("network", "rubric")
    return held.filter(network=network, fiscal_year=year).first()


def assessment_years(network: int) -> list[int]:
    """Return the fiscal years (BE) of which a network has an assessment, the latest first."""
    held = Assessment.objects.filter(network=network).order_by("-fiscal_year")
    return list(held.values_list("fiscal_year", flat=True))


def levels_of(assessment: Assessment | None) -> dict[int, AssessmentLevel]:
    """Return the levels of an assessment by the number of the criterion."""
    rows = AssessmentLevel.objects.filter(assessment=assessment) if assessment else []
    return {each.criterion_id: each for each in rows}


def sides_of(assessments: Iterable[int]) -> dict[int, Sides]:
    """Return how much of its rubric's top each side of assessments reaches, by the assessment's number."""
    rows = AssessmentLevel.objects.filter(assessment__in=list(assessments)).values_list(
        "assessment", "criterion__dimension", "criterion__weight", "level", "criterion__rubric__top"
    )
    scored: dict[int, tuple[int, list[Scored]]] = {}
    for pk, dimension, weight, level, top in rows:
        scored.setdefault(pk, (top, []))[1].append(Scored(dimension, weight, level))
    return {pk: shares_by_dimension(found, top) for pk, (top, found) in scored.items()}


def assessments_in(area: str, year: int) -> QuerySet[Assessment]:
    """Return the assessments of a fiscal year (BE) of the networks at home in an area, in order of place."""
    held = Assessment.objects.filter(within([area], "network__place_code"), fiscal_year=year)
    return held.select_related("network").order_by("network__place_code", "pk")


def assessments_seen(scope: Scope, year: int) -> QuerySet[Assessment]:
    """Return the assessments of a fiscal year (BE) of the networks in a reader's area."""
    seen = within(scope.prefixes(SEERS), "network__place_code")
    return assessments_in("", year).filter(seen)


def assessment_rows(assessments: Iterable[Assessment]) -> list[AssessmentRow]:
    """Return assessments as rows with their sides, in two queries for any number of them."""
    found = list(assessments)
    scored = sides_of(each.pk for each in found)
    return [
        AssessmentRow(
            each.pk,
            in_reader_language(each.network.name_th, each.network.name_en),
            each.network_id,
            each.network.place_code,
            each.fiscal_year,
            each.stage,
            ASSESSMENT_STAGE_NAMES[AssessmentStage(each.stage)],
            each.members,
            scored.get(each.pk, {}),
            each.is_example,
            each.submitted_by_id,
        )
        for each in found
    ]


def waiting_assessments(scope: Scope) -> QuerySet[Assessment]:
    """Return the assessments that wait for somebody of a scope's area to verify them."""
    areas = scope.prefixes(PROVINCE_AND_ABOVE)
    waiting = Assessment.objects.filter(within(areas, "network__place_code"), stage=AssessmentStage.SUBMITTED)
    return (
        waiting.exclude(submitted_by=scope.user_id).select_related("network").order_by("submitted_at", "pk")
    )


def returned_assessments(scope: Scope, roles: Any) -> QuerySet[Assessment]:
    """Return the assessments that came back to networks of a scope's area."""
    areas = scope.prefixes(roles)
    found = Assessment.objects.filter(within(areas, "network__place_code"), stage=AssessmentStage.RETURNED)
    return found.select_related("network").order_by("network__place_code", "pk")


def cluster_of(place_code: str, on: date) -> tuple[str, tuple[str, ...]]:
    """Return the name and the provinces of the cluster that a place lies in; the province alone where in none."""
    province = place_code[:PROVINCE_DIGITS]
    for each in clusters_of(province):
        return each.name, provinces_of_cluster(each.code, on)
    return "", (province,)


def cluster_medians(assessment: Assessment, on: date) -> tuple[str, int, Sides]:
    """Return the cluster's name, how many networks of its level were verified that year, and the median of each side."""
    name, provinces = cluster_of(assessment.network.place_code, on)
    digits = len(assessment.network.place_code)
    alike = Assessment.objects.annotate(digits=Length("network__place_code")).filter(
        within(provinces, "network__place_code"),
        fiscal_year=assessment.fiscal_year,
        stage=AssessmentStage.VERIFIED,
        digits=digits,
    )
    scored = sides_of(alike.values_list("pk", flat=True))
    return name, len(scored), medians([dict(each) for each in scored.values()])


def maturity_by_area(area: str, digits: int, year: int) -> dict[str, dict[str, tuple[Fraction, int]]]:
    """Return, by area of so many digits and side, the verified levels × organisations, and the organisations.

    A network weighs as many organisations as it stands for: its members when it handed in, and itself.
    """
    verified = assessments_in(area, year).filter(stage=AssessmentStage.VERIFIED)
    rows = assessment_rows(verified)
    parts: dict[str, list[AssessmentRow]] = {}
    for each in rows:
        parts.setdefault(each.place_code[:digits], []).append(each)
    return {code: _weighted_sides(found) for code, found in sorted(parts.items())}


def _weighted_sides(rows: Sequence[AssessmentRow]) -> dict[str, tuple[Fraction, int]]:
    return {
        side: weighted((each.sides[side], each.members + 1) for each in rows if side in each.sides)
        for side in Dimension
    }


def stages_in(area: str, year: int) -> dict[str, int]:
    """Return how many assessments of an area stand at each stage."""
    held = assessments_in(area, year).order_by().values_list("stage")
    return dict(held.annotate(count=Count("pk")))


def networks_in(area: str) -> QuerySet[Organisation]:
    """Return the networks at home in an area that are verified."""
    return Organisation.objects.filter(within([area]), kind__is_network=True, state="verified").order_by(
        "place_code", "pk"
    )


def trainings(area: str, year: int, today: date) -> QuerySet[Activity]:
    """Return the activities of an area that built capacity in a fiscal year (BE)."""
    first, last = year_until(year, today)
    return activities_between(first, last).filter(within([area], "at_code"), kind__in=list(BUILDS_CAPACITY))


def trained_by_area(area: str, digits: int, year: int, today: date) -> dict[str, Trained]:
    """Return who was trained in each area of so many digits, and what those measured gained, weighted by people."""
    held = trainings(area, year, today).order_by()
    counts = held.values_list("pk", "at_code", "men", "women", "unstated")
    named = dict(
        ActivityPerson.objects.filter(activity__in=held.values("pk"))
        .order_by()
        .values_list("activity")
        .annotate(count=Count("pk"))
    )
    gains = _gains(held)
    parts: dict[str, list[tuple[int, int, int, int]]] = {}
    for pk, code, men, women, unstated in counts:
        whole = men + women + unstated + named.get(pk, 0)
        parts.setdefault(code[:digits], []).append((pk, whole, men, women))
    return {code: _trained(code, rows, gains) for code, rows in sorted(parts.items())}


def _trained(
    code: str, rows: Sequence[tuple[int, int, int, int]], gains: Mapping[int, tuple[Fraction, int]]
) -> Trained:
    numerator, people = weighted(gains[pk] for pk, *_rest in rows if pk in gains)
    return Trained(
        code,
        len(rows),
        sum(row[1] for row in rows),
        sum(row[2] for row in rows),
        sum(row[3] for row in rows),
        numerator,
        people,
    )


def _gains(activities: QuerySet[Activity]) -> dict[int, tuple[Fraction, int]]:
    """Return the mean gain in hundredths and the people measured, by the activity's number."""
    lines = ScoreLine.objects.filter(sheet__activity__in=activities.values("pk")).values_list(
        "sheet__activity", "sheet__people", "criterion__weight", "before", "after"
    )
    found: dict[int, tuple[int, list[tuple[int, int, int]]]] = {}
    for pk, people, *line in lines:
        found.setdefault(pk, (people, []))[1].append((line[0], line[1], line[2]))
    return {pk: (gain(rows), people) for pk, (people, rows) in found.items()}


def trained_of(area: str, year: int, today: date) -> Trained:
    """Return who was trained in an area in a fiscal year (BE)."""
    empty = Trained(area, 0, 0, 0, 0, Fraction(0), 0)
    return trained_by_area(area, len(area), year, today).get(area, empty)


def sheet_of(activity: Activity) -> ScoreSheet | None:
    """Return the scores of an activity with their rubric."""
    return ScoreSheet.objects.select_related("rubric").filter(activity=activity).first()


def sheet_lines(sheet: ScoreSheet) -> list[tuple[str, int, int]]:
    """Return the mean scores before and after by criterion, in hundredths of a level."""
    lines = ScoreLine.objects.filter(sheet=sheet).select_related("criterion").order_by("criterion__position")
    return [
        (in_reader_language(each.criterion.name_th, each.criterion.name_en), each.before, each.after)
        for each in lines
    ]
