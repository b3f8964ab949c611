"""Participation: members of networks that joined a joint activity in the year ÷ members.

A member is an organisation that a network has on the last day asked about, verified and not ended; it joined where it
took part in an activity of two organisations or more, held in the fiscal year up to that day. Each organisation counts
once, at its home place, in however many networks it is a member.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Substr

from saiyai.kernel.periods import Period, PeriodKind
from saiyai.network.access import within
from saiyai.network.models import Activity, ActivityOrganisation, Link, Organisation
from saiyai.network.queries.days import in_force
from saiyai.network.rules import LinkKind, State
from saiyai.network.rules.activity import JOINT

COUNTED = (State.VERIFIED, State.DORMANT)


@dataclass(frozen=True, slots=True)
class Participation:
    """How many members joined, of how many; `code` is an area's, or a network's number."""

    code: str
    joined: int
    members: int

    @property
    def share(self) -> float | None:
        """Return the part that joined from 0 to 1, None where there are no members."""
        return self.joined / self.members if self.members else None


def year_until(year: int, today: date) -> tuple[date, date]:
    """Return the first day of a fiscal year (BE) and its last one, or today while the year runs."""
    period = Period(PeriodKind.YEAR, year)
    return period.start, min(period.end, today)


def activities_between(first: date, last: date) -> QuerySet[Activity]:
    """Return the activities that began between two days, both included, less those withdrawn."""
    return Activity.objects.filter(starts_on__gte=first, starts_on__lte=last, withdrawn_at=None)


def memberships(on: date) -> QuerySet[Link]:
    """Return the memberships in force on a day, of organisations that count in living networks."""
    links = Link.objects.filter(in_force(on), kind=LinkKind.MEMBER_OF)
    return links.filter(source__state__in=COUNTED, target__state__in=COUNTED)


def joiners(first: date, last: date) -> QuerySet[ActivityOrganisation]:
    """Return who took part in joint activities between two days."""
    counted = activities_between(first, last).annotate(parties=Count("joined")).filter(parties__gte=JOINT)
    return ActivityOrganisation.objects.filter(activity__in=counted.order_by().values("pk"))


def _members(area: str, year: int, today: date) -> tuple[QuerySet[Organisation], QuerySet[Organisation]]:
    first, last = year_until(year, today)
    links = memberships(last).filter(source=OuterRef("pk"))
    members = Organisation.objects.filter(within([area])).filter(Exists(links)).order_by()
    return members, members.filter(Exists(joiners(first, last).filter(organisation=OuterRef("pk"))))


def participation_of(area: str, year: int, today: date) -> Participation:
    """Return the participation of the members at home in an area, in a fiscal year (BE)."""
    members, joined = _members(area, year, today)
    return Participation(area, joined.count(), members.count())


def participation_by_area(area: str, digits: int, year: int, today: date) -> dict[str, Participation]:
    """Return the participation of each area of so many digits; members of wider homes stand under their own code."""
    members, joined = _members(area, year, today)
    whole, came = _by_part(members, digits), _by_part(joined, digits)
    return {code: Participation(code, came.get(code, 0), count) for code, count in sorted(whole.items())}


def _by_part(rows: QuerySet[Organisation], digits: int) -> dict[str, int]:
    parts: Any = rows.annotate(part=Substr("place_code", 1, digits)).values_list("part")
    return dict(parts.annotate(count=Count("pk")))


def participation_by_network(area: str, year: int, today: date) -> list[tuple[Organisation, Participation]]:
    """Return the networks at home in an area with the participation of their own members, in order of place."""
    first, last = year_until(year, today)
    links = memberships(last).filter(within([area], "target__place_code")).order_by()
    came = joiners(first, last).values("organisation")
    whole = dict(links.values_list("target").annotate(count=Count("source", distinct=True)))
    joined = dict(
        links.filter(source__in=came).values_list("target").annotate(count=Count("source", distinct=True))
    )
    networks = Organisation.objects.filter(pk__in=whole).order_by("place_code", "pk")
    return [(each, Participation(str(each.pk), joined.get(each.pk, 0), whole[each.pk])) for each in networks]
