"""What can be asked of stations: the list that a phone keeps, what was noted, who is here by province."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from saiyai.forums.models import (
    PARTICIPANT_NAMES,
    CheckIn,
    Forum,
    Quota,
    Registration,
    Scan,
    Station,
)
from saiyai.forums.models import Measure as MeasureRow
from saiyai.forums.queries.registration import Text
from saiyai.forums.rules.arrivals import Event, Measure, arrivals, reused_numbers
from saiyai.forums.rules.registration import Participant, Standing
from saiyai.network.access import within
from saiyai.places.queries import names_at

FoundStation = Station
"""A station with its forum."""

HERE = Q(registrations__check_ins__isnull=False, registrations__check_ins__undone_at=None)


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list that a phone keeps: no telephone, no need, no number of a person."""

    badge: str
    name: str
    key: str
    area: str
    kind: Text
    came: bool


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many of an area are here, of how many with a seat."""

    code: str
    area: str
    came: int
    seated: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody whom the desk has to look at, and the stations that saw the badge."""

    name: str
    stations: str
    has_seat: bool


def station_seen(pk: int, user: int) -> FoundStation | None:
    """Return a station that somebody opened, None where it is another's or none."""
    return Station.objects.select_related("forum").filter(pk=pk, opened_by=user).first()


def stations_of(forum: Forum, user: int | None) -> list[tuple[Station, bool]]:
    """Return the stations of a forum, the latest first, with whether somebody opened it."""
    return [(each, each.opened_by_id == user) for each in forum.stations.order_by("-pk")]


def last_sequence(station: Station) -> int:
    """Return the highest running number that a station handed over."""
    return station.scans.aggregate(last=Max("sequence"))["last"] or 0


def list_for_phone(forum: Forum, prefixes: Sequence[str]) -> list[Listed]:
    """Return all with a seat inside some areas, by name, in one query and one for who is here."""
    rows = Registration.objects.filter(
        within(prefixes, "quota__place_code"), quota__forum=forum, standing=Standing.SEATED
    )
    here = set(
        CheckIn.objects.filter(registration__in=rows, undone_at=None).values_list("registration", flat=True)
    )
    found = list(rows.select_related("quota").order_by("name_key", "pk"))
    names = names_at({code for each in found for code in (each.quota.place_code, each.quota.place_code[:2])})
    return [
        Listed(
            each.badge,
            each.name,
            each.name_key,
            place_line(names, each.quota.place_code),
            PARTICIPANT_NAMES[Participant(each.quota.kind)],
            each.pk in here,
        )
        for each in found
    ]


def place_line(names: dict[str, str], code: str) -> str:
    """Return an area's name, a district's with its province."""
    return " · ".join(names.get(each, each) for each in dict.fromkeys((code, code[:2])))


def quotas_for_phone(forum: Forum, prefixes: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lists that somebody unannounced may wait on, as (number, area and kind)."""
    found = list(Quota.objects.filter(within(prefixes), forum=forum).order_by("place_code", "kind"))
    names = names_at({code for each in found for code in (each.place_code, each.place_code[:2])})
    return [
        (each.pk, f"{place_line(names, each.place_code)} · {PARTICIPANT_NAMES[Participant(each.kind)]}")
        for each in found
    ]


def events_of(forum: int, registrations: Collection[int] | None = None) -> list[Event]:
    """Return what stations of a forum noted, of some registrations or of all."""
    rows = Scan.objects.filter(station__forum=forum)
    if registrations is not None:
        rows = rows.filter(registration__in=registrations)
    told = rows.values_list("station_id", "sequence", "kind", "registration__badge", "device_ms", "of")
    return [
        Event(str(station), sequence, kind, badge, device_ms, of)
        for station, sequence, kind, badge, device_ms, of in told
    ]


def measures_of(forum: int) -> list[Measure]:
    """Return how the clocks of a forum's stations stood at their hand-overs."""
    told = MeasureRow.objects.filter(station__forum=forum)
    rows = told.values_list("station_id", "sequence", "device_ms", "server_ms")
    return [Measure(str(station), *clocks) for station, *clocks in rows]


def head_counts(forum: Forum, prefixes: Sequence[str]) -> list[HeadCount]:
    """Return how many are here by province, in one query."""
    rows = Quota.objects.filter(within(prefixes), forum=forum).values("place_code")
    counted = rows.annotate(
        seated=Count("registrations", filter=Q(registrations__standing=Standing.SEATED), distinct=True),
        came=Count("registrations", filter=HERE, distinct=True),
    )
    by_province: dict[str, list[int]] = {}
    for each in counted.order_by("place_code"):
        sums = by_province.setdefault(each["place_code"][:2], [0, 0])
        sums[0] += each["came"]
        sums[1] += each["seated"]
    names = names_at(by_province)
    return [HeadCount(code, names.get(code, code), *sums) for code, sums in by_province.items()]


def doubts(forum: Forum, prefixes: Sequence[str]) -> list[Doubt]:
    """Return whom the desk has to look at: a badge seen at two stations, somebody noted who has no seat."""
    events = events_of(forum.pk)
    numbers = {station for station, _sequence in reused_numbers(events)}
    found = arrivals(events, measures_of(forum.pk))
    names = {str(pk): name for pk, name in forum.stations.values_list("pk", "name")}
    people = Registration.objects.filter(within(prefixes, "quota__place_code"), badge__in=found)
    return [
        Doubt(
            each.name,
            ", ".join(names.get(station, "") for station in sorted(arrival.stations, key=int)),
            each.standing == Standing.SEATED,
        )
        for each in people.order_by("name_key")
        if (arrival := found[each.badge]).is_doubled
        or each.standing != Standing.SEATED
        or not numbers.isdisjoint(arrival.stations)
    ]
