"""The figures that the network publishes by name, each with what it is counted from."""

from datetime import date
from fractions import Fraction
from functools import partial

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy

from saiyai.analytics.series import Series, Value
from saiyai.kernel.periods import fiscal_year
from saiyai.network.access import within
from saiyai.network.models import Link, Organisation, OrganisationFigure
from saiyai.network.queries import capacity, coverage, linkage, participation, plan
from saiyai.network.queries.days import in_force
from saiyai.network.rules import State
from saiyai.network.rules.capacity import HUNDREDTHS
from saiyai.network.rules.figure import Measure

ALL = coverage.CoverageFilter()


def organisations(area: str, on: date) -> Value:
    """Return how many verified organisations have their home in an area and were not dissolved by a day."""
    return Value(_organisations(area, on).count())


def _organisations(area: str, on: date) -> QuerySet[Organisation]:
    stands = Q(state__in=[State.VERIFIED, State.DORMANT]) | Q(state=State.DISSOLVED, dissolved_on__gt=on)
    begun = Q(founded_on=None) | Q(founded_on__lte=on)
    return Organisation.objects.filter(within([area]), stands, begun, verified_at__date__lte=on).order_by()


def organisations_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return how many organisations each part of an area has."""
    parts = _organisations(area, on).annotate(part=Substr("place_code", 1, digits)).values_list("part")
    return {code: Value(count) for code, count in parts.annotate(count=Count("pk"))}


def villages_covered(area: str, on: date) -> Value:
    """Return the covered villages of an area over its villages (N2)."""
    whole = coverage.coverage_of(area, ALL, on)
    return Value(whole.covered, whole.villages)


def villages_covered_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the covered villages of each part of an area over its villages."""
    parts = coverage.coverage_by_area(area, digits, ALL, on)
    return {code: Value(each.covered, each.villages) for code, each in parts.items()}


def links(area: str, on: date) -> Value:
    """Return how many links in force on a day have an end in an area."""
    ends = within([area], "source__place_code") | within([area], "target__place_code")
    return Value(Link.objects.filter(ends, in_force(on)).count())


def people_trained(area: str, on: date) -> Value:
    """Return how many people were trained in an area in the fiscal year up to a day."""
    return Value(capacity.trained_of(area, fiscal_year(on), on).people)


def people_trained_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return how many people were trained in each part of an area."""
    parts = capacity.trained_by_area(area, digits, fiscal_year(on), on)
    return {code: Value(each.people) for code, each in parts.items()}


def capacity_gain(area: str, on: date) -> Value:
    """Return the gain in levels × people over the people measured, in the fiscal year up to a day (N6)."""
    return _gain(capacity.trained_of(area, fiscal_year(on), on))


def _gain(trained: capacity.Trained) -> Value:
    return Value(trained.gained / Fraction(HUNDREDTHS), trained.measured)


def capacity_gain_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the gain of each part of an area."""
    parts = capacity.trained_by_area(area, digits, fiscal_year(on), on)
    return {code: _gain(each) for code, each in parts.items()}


def participation_share(area: str, on: date) -> Value:
    """Return the members that joined over the members of an area, in the fiscal year up to a day."""
    whole = participation.participation_of(area, fiscal_year(on), on)
    return Value(whole.joined, whole.members)


def participation_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the participation of each part of an area."""
    parts = participation.participation_by_area(area, digits, fiscal_year(on), on)
    return {code: Value(each.joined, each.members) for code, each in parts.items()}


def plan_done(area: str, on: date) -> Value:
    """Return the activities done over those planned for a day's fiscal year (N7)."""
    whole = plan.plan_shares(area, fiscal_year(on))
    return Value(whole.done, whole.planned)


def plan_done_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the activities done over those planned, of each part of an area."""
    parts = plan.plan_shares_by_area(area, digits, fiscal_year(on))
    return {code: Value(each.done, each.planned) for code, each in parts.items()}


def money_used(area: str, on: date) -> Value:
    """Return the satang spent over those allocated for a day's fiscal year (N8)."""
    whole = plan.plan_shares(area, fiscal_year(on))
    return Value(whole.spent_satang, whole.allocated_satang)


def money_used_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the satang spent over those allocated, of each part of an area."""
    parts = plan.plan_shares_by_area(area, digits, fiscal_year(on))
    return {code: Value(each.spent_satang, each.allocated_satang) for code, each in parts.items()}


def maturity_by_part(area: str, digits: int, on: date) -> dict[str, Value]:
    """Return the verified maturity of the networks of each part of an area, weighted in the same way."""
    parts = capacity.maturity_by_area(area, digits, fiscal_year(on))
    return {
        code: Value(
            sum((value for value, _members in sides.values()), Fraction(0)),
            sum(members for _value, members in sides.values()),
        )
        for code, sides in parts.items()
        if sides
    }


def maturity(area: str, on: date) -> Value:
    """Return the verified maturity of the networks of an area × their members over the members, all sides alike."""
    sides = capacity.maturity_by_area(area, len(area), fiscal_year(on)).get(area, {})
    if not sides:
        return Value(0, 0)
    numerator = sum((value for value, _members in sides.values()), Fraction(0))
    return Value(numerator, sum(members for _value, members in sides.values()))


def told(measure: Measure, area: str, on: date) -> Value:
    """Return what the living organisations of an area told of themselves up to a day, each by its latest figure."""
    return Value(sum(_told(measure, area, on).values_list("amount", flat=True)))


def told_by_part(measure: Measure, area: str, digits: int, on: date) -> dict[str, Value]:
    """Return what the organisations of each part of an area told of themselves."""
    totals: dict[str, int] = {}
    rows = _told(measure, area, on).annotate(part=Substr("organisation__place_code", 1, digits))
    for part, amount in rows.values_list("part", "amount"):
        totals[part] = totals.get(part, 0) + amount
    return {code: Value(amount) for code, amount in totals.items()}


def _told(measure: Measure, area: str, on: date) -> QuerySet[OrganisationFigure]:
    own = OrganisationFigure.objects.filter(
        organisation=OuterRef("organisation"), measure=measure, on__lte=on
    )
    latest = own.order_by("-on").values("pk")[:1]
    rows = OrganisationFigure.objects.filter(measure=measure, on__lte=on, pk=Subquery(latest)).order_by()
    stands = Q(organisation__state__in=[State.VERIFIED, State.DORMANT])
    gone_later = Q(organisation__state=State.DISSOLVED, organisation__dissolved_on__gt=on)
    return rows.filter(stands | gone_later, within([area], "organisation__place_code"))


SERIES: tuple[Series, ...] = (
    Series(
        "network.organisations",
        gettext_lazy("organisations of the network"),
        "organisations",
        gettext_lazy("Verified organisations at home in the area that were not dissolved on the day"),
        organisations,
        organisations_by_part,
    ),
    Series(
        "network.villages_covered",
        gettext_lazy("villages with somebody"),
        "share",
        gettext_lazy("Villages with an active volunteer or organisation ÷ villages"),
        villages_covered,
        villages_covered_by_part,
    ),
    Series(
        "network.links",
        gettext_lazy("links between organisations"),
        "links",
        gettext_lazy("Links in force on the day with an end in the area"),
        links,
        linkage.links_by_part,
    ),
    Series(
        "network.links_inside",
        gettext_lazy("pairs of organisations that are linked"),
        "links",
        gettext_lazy("Pairs of organisations of the area with a link in force on the day, whatever its kind"),
        linkage.links_inside,
        linkage.links_inside_by_part,
    ),
    Series(
        "network.cross_sector_links",
        gettext_lazy("links across sectors"),
        "share",
        gettext_lazy("Links between organisations of different sectors ÷ links"),
        linkage.cross_sector_links,
        linkage.cross_sector_links_by_part,
    ),
    Series(
        "network.districts_covered",
        gettext_lazy("districts with a network"),
        "share",
        gettext_lazy("Districts with an active network ÷ districts"),
        linkage.districts_covered,
        linkage.districts_covered_by_part,
    ),
    Series(
        "network.people_trained",
        gettext_lazy("people trained"),
        "people",
        gettext_lazy("People who took part in trainings, study visits and coaching of the fiscal year"),
        people_trained,
        people_trained_by_part,
        people="numerator",
    ),
    Series(
        "network.capacity_gain",
        gettext_lazy("gained by training, in levels"),
        "points",
        gettext_lazy("Mean score after − before, weighted by the people measured"),
        capacity_gain,
        capacity_gain_by_part,
        people="denominator",
    ),
    Series(
        "network.participation",
        gettext_lazy("members that joined a joint activity"),
        "share",
        gettext_lazy("Members that joined a joint activity in the fiscal year ÷ members"),
        participation_share,
        participation_by_part,
    ),
    Series(
        "network.plan_done",
        gettext_lazy("planned activities done"),
        "share",
        gettext_lazy("Activities done ÷ all planned for the fiscal year"),
        plan_done,
        plan_done_by_part,
    ),
    Series(
        "network.money_used",
        gettext_lazy("money spent"),
        "share",
        gettext_lazy("Satang spent ÷ satang allocated for the fiscal year"),
        money_used,
        money_used_by_part,
    ),
    Series(
        "network.maturity",
        gettext_lazy("maturity of networks"),
        "share",
        gettext_lazy(
            "Verified levels ÷ highest level, all six sides alike, weighted by the networks' organisations"
        ),
        maturity,
        maturity_by_part,
    ),
    Series(
        "network.members_told",
        gettext_lazy("members that organisations told of"),
        "people",
        gettext_lazy("The latest number of members up to the day, as each organisation told it, added up"),
        partial(told, Measure.MEMBERS),
        partial(told_by_part, Measure.MEMBERS),
    ),
    Series(
        "network.capital_told",
        gettext_lazy("money that organisations told of"),
        "satang",
        gettext_lazy("The latest amount of money up to the day, as each organisation told it, added up"),
        partial(told, Measure.CAPITAL),
        partial(told_by_part, Measure.CAPITAL),
    ),
)
"""The figures that the network publishes by name, for indicators of any layer."""
