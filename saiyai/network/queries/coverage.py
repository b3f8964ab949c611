"""Coverage: villages with at least one active volunteer or member organisation ÷ villages (indicator N2).

A village is covered on a day where a volunteer of the ministry works in it then, in a living and verified
organisation; where such an organisation has its home in it; or where one serves it, by itself or with its whole
tambon. Narrowed to a field of welfare or a target group, only organisations that work in it count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce, Length, NullIf, Substr

from saiyai.network.access import within
from saiyai.network.models import (
    Organisation,
    OrganisationField,
    OrganisationTarget,
    Person,
    PersonRole,
    ServedArea,
)
from saiyai.network.queries.days import in_force
from saiyai.network.rules import Position, State
from saiyai.places.models import Place
from saiyai.places.queries import PlaceRow, places_at, under
from saiyai.places.queries.rows import row_of

TAMBON_DIGITS = 6
ACTIVE = (State.VERIFIED,)


@dataclass(frozen=True, slots=True)
class CoverageFilter:
    """What coverage is narrowed to; empty values narrow nothing."""

    field: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many villages of an area are covered, of how many."""

    code: str
    covered: int
    villages: int

    @property
    def share(self) -> float | None:
        """Return the covered part of the whole from 0 to 1, None where there is no village."""
        return self.covered / self.villages if self.villages else None


@dataclass(frozen=True, slots=True)
class LonePerson:
    """A tambon in which one person alone holds every role of the network."""

    tambon: str
    person: str
    person_pk: int
    roles: int


def villages_in(area: str) -> QuerySet[Place]:
    """Return the present villages of an area."""
    return Place.objects.filter(under(area), level="village", valid_to=None)


@dataclass(frozen=True, slots=True)
class Ways:
    """How many villages of an area are covered in which way; one village may be covered in several."""

    volunteers: int
    homes: int
    served: int


def ways_of_coverage(area: str, wanted: CoverageFilter, on: date) -> Ways:
    """Return how many villages of an area have a volunteer, have an organisation at home, are served by one."""
    villages = villages_in(area)
    volunteers, homes, served, wide = _ways(wanted, on)
    return Ways(
        villages.filter(volunteers).count(),
        villages.filter(homes).count(),
        villages.filter(served | wide).count(),
    )


def is_covered(wanted: CoverageFilter, on: date) -> Q:
    """Return the condition of villages that are covered on a day: each of them asks the indexes for one reason.

    So it stops at the first volunteer of a village, and a province reads no more than its own rows.
    """
    return reduce(or_, _ways(wanted, on))


def _ways(wanted: CoverageFilter, on: date) -> list[Q]:
    """Return the conditions by which a village is covered: a volunteer, a home, served alone, with its tambon."""
    found = (_volunteers(wanted, on), _homes(wanted), *_served(wanted))
    return [Q(Exists(each)) for each in found]


def _volunteers(wanted: CoverageFilter, on: date) -> QuerySet[PersonRole]:
    return PersonRole.objects.filter(
        _narrowed("organisation", wanted),
        in_force(on),
        position=Position.VOLUNTEER,
        area_code=OuterRef("code"),
        organisation__state__in=ACTIVE,
    )


def _homes(wanted: CoverageFilter) -> QuerySet[Organisation]:
    return Organisation.objects.filter(_narrowed("pk", wanted), place_code=OuterRef("code"), state__in=ACTIVE)


def _served(wanted: CoverageFilter) -> list[QuerySet[ServedArea]]:
    active = Organisation.objects.filter(pk=OuterRef("organisation"), state__in=ACTIVE)
    rows = ServedArea.objects.filter(
        Exists(active), _narrowed("organisation", wanted)
    )  # the area leads, no join
    tambon = Substr(OuterRef("code"), 1, TAMBON_DIGITS)
    return [rows.filter(place_code=OuterRef("code")), rows.filter(place_code=tambon)]


def _narrowed(organisation: str, wanted: CoverageFilter) -> Q:
    """Return the condition that the organisation works in what coverage is narrowed to."""
    condition = Q()
    if wanted.field:
        works = OrganisationField.objects.filter(organisation=OuterRef(organisation), field=wanted.field)
        condition &= Q(Exists(works))
    if wanted.target:
        serves = OrganisationTarget.objects.filter(organisation=OuterRef(organisation), target=wanted.target)
        condition &= Q(Exists(serves))
    return condition


def coverage_by_area(area: str, digits: int, wanted: CoverageFilter, on: date) -> dict[str, Coverage]:
    """Return the coverage of each area of so many digits inside an area that has villages, by its code."""
    of_area = villages_in(area).order_by().annotate(part=Substr("code", 1, digits))
    whole = dict(of_area.values_list("part").annotate(count=Count("pk")))
    covered = of_area.filter(is_covered(wanted, on))
    counts: Mapping[str, int] = dict(covered.values_list("part").annotate(count=Count("pk")))
    return {code: Coverage(code, counts.get(code, 0), count) for code, count in sorted(whole.items())}


def coverage_of(area: str, wanted: CoverageFilter, on: date) -> Coverage:
    """Return the coverage of one area."""
    counts = villages_in(area).aggregate(
        covered=Count("pk", filter=is_covered(wanted, on)), villages=Count("pk")
    )
    return Coverage(area, counts["covered"], counts["villages"])


def villages_with_nobody(area: str, wanted: CoverageFilter, on: date) -> QuerySet[Place]:
    """Return the villages of an area that nobody covers, in order of code."""
    return villages_in(area).exclude(is_covered(wanted, on)).order_by("code")


@dataclass(frozen=True, slots=True)
class Village:
    """A village with the number of its moo, and whether it is covered."""

    row: PlaceRow
    moo: int
    is_covered: bool


def villages_by_tambon(area: str, wanted: CoverageFilter, on: date) -> list[tuple[PlaceRow, list[Village]]]:
    """Return the tambons of an area with their present villages, in order of code."""
    is_there = ExpressionWrapper(is_covered(wanted, on), output_field=BooleanField())
    found: dict[str, list[Village]] = {}
    for each in villages_in(area).annotate(is_there=is_there).order_by("code"):
        village = Village(row_of(each), int(each.code[TAMBON_DIGITS:]), each.is_there)
        found.setdefault(each.code[:TAMBON_DIGITS], []).append(village)
    tambons = places_at(found)
    return [(tambons[code], villages) for code, villages in found.items() if code in tambons]


def village_rows(villages: Iterable[Place]) -> list[tuple[PlaceRow, str]]:
    """Return villages with the tambon and district in which they lie."""
    found = [row_of(each) for each in villages]
    above = places_at(code for each in found for code in (each.code[:4], each.code[:TAMBON_DIGITS]))
    return [
        (
            each,
            " ".join(
                above[code].label for code in (each.code[:TAMBON_DIGITS], each.code[:4]) if code in above
            ),
        )
        for each in found
    ]


def lone_people(area: str, on: date) -> list[LonePerson]:
    """Return the tambons of an area whose living organisations depend on one person, in order of code."""
    where = Coalesce(NullIf(F("area_code"), Value("")), F("organisation__place_code"))
    roles = PersonRole.objects.filter(in_force(on), organisation__state__in=ACTIVE, person__erased_at=None)
    placed = roles.annotate(where=where, digits=Length(where)).filter(
        within([area], "where"), digits__gte=TAMBON_DIGITS
    )
    by_tambon = placed.order_by().annotate(tambon=Substr("where", 1, TAMBON_DIGITS)).values("tambon")
    alone = by_tambon.annotate(
        people=Count("person", distinct=True), one=Min("person"), count=Count("pk")
    ).filter(people=1)
    found = list(alone.order_by("tambon").values_list("tambon", "one", "count"))
    names = dict(Person.objects.filter(pk__in=[one for _t, one, _c in found]).values_list("pk", "shown"))
    return [LonePerson(tambon, names[one], one, count) for tambon, one, count in found]
