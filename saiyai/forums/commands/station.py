"""Stations without a network: opened by whoever takes the post, and what they noted merged into who is here.

Events are added, never changed, and who is here is computed from all of them, so that it does not matter in which
order, how often and through which phone they come in (`rules.arrivals`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command, name_subjects, when_recorded
from saiyai.forums import access
from saiyai.forums.commands.registration import Attendee, walk_in_registration
from saiyai.forums.models import CheckIn, Forum, Measure, Quota, Registration, Scan, Slip, Station
from saiyai.forums.queries.station import events_of, measures_of
from saiyai.forums.rules.arrivals import (
    LATEST_MS,
    MOST_EVENTS,
    MOST_SEQUENCE,
    Arrival,
    EventKind,
    arrivals,
)
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise

MOST_STATIONS = 200
"""Stations of one forum: doors, phones that took over, and days."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a station hands over of one act: a walk-in names who came and for which quota."""

    sequence: int
    kind: EventKind
    badge: str
    device_ms: int
    of: int = 0
    name: str = ""
    quota: int = 0


@dataclass(slots=True)
class Merged:
    """What became of a hand-over: how many events are known now, and which are not taken, each with its code."""

    known: int = 0
    refused: list[tuple[int, Refusal]] = field(default_factory=list)


@command("forums.station.open", allows=access.may_open_station, subjects=("forum",))
def open_station(*, forum: Forum, name: str, by: User) -> Station:
    """Open a station of a forum for the phone of whoever takes the post."""
    if not normalise(name):
        raise Refusal("station.no_name")
    if forum.stations.count() >= MOST_STATIONS:
        raise Refusal("station.too_many", most=MOST_STATIONS)
    return Station.objects.create(forum=forum, name=normalise(name), opened_by=by, opened_at=clock.now())


@command("forums.checkin.merge", allows=access.may_hand_events_over, subjects=("station",))
def merge_events(*, station: Station, events: Sequence[Noted], device_ms: int, by: User) -> Merged:
    """Add what a station noted to what is known, and let who is here follow; `device_ms` is its clock at this moment."""
    if len(events) > MOST_EVENTS or not 0 <= device_ms <= LATEST_MS:
        raise Refusal("station.not_readable")
    merged = Merged()
    rows = _rows(station, events, by, merged)
    touched = _added(station, rows)
    last = max((each.sequence for each in events), default=0)
    Measure.objects.create(
        station=station, sequence=last, device_ms=device_ms, server_ms=int(clock.now().timestamp() * 1_000)
    )
    station.handed_over_at = clock.now()
    station.save()
    changed = _let_follow(station.forum_id, touched, by)
    when_recorded(lambda entry: name_subjects(entry, [each.subject_key for each in changed]))
    merged.known = len(rows)
    return merged


def _rows(station: Station, events: Sequence[Noted], by: User, merged: Merged) -> list[Scan]:
    """Return the events as rows; those of unknown badges, or out of all bounds, are told and left out."""
    badges = {each.badge for each in events}
    known = {
        each.badge: each
        for each in Registration.objects.filter(badge__in=badges, quota__forum=station.forum_id)
        .select_related("quota")
        .order_by("pk")
    }
    rows = []
    for each in events:
        try:
            registration = (
                _walked_in(station, each, by) if each.kind is EventKind.WALK_IN else known.get(each.badge)
            )
            _check(each, registration, by)
        except Refusal as refusal:
            merged.refused.append((each.sequence, refusal))
        else:
            rows.append(_row(station, each, registration))
    return rows


def _check(noted: Noted, registration: Registration | None, by: User) -> None:
    if not (0 < noted.sequence <= MOST_SEQUENCE and 0 <= noted.device_ms <= LATEST_MS):
        raise Refusal("station.not_readable")
    if (noted.kind is EventKind.VOID) != (0 < noted.of <= MOST_SEQUENCE):
        raise Refusal("station.not_readable")
    if registration is None or not access.may_change_registration(by=by, registration=registration):
        raise Refusal("station.unknown_badge", badge=noted.badge[:20])


def _row(station: Station, noted: Noted, registration: Registration | None) -> Scan:
    return Scan(
        station=station,
        sequence=noted.sequence,
        kind=noted.kind,
        registration=registration,
        device_ms=noted.device_ms,
        of=noted.of,
        received_at=clock.now(),
    )


def _walked_in(station: Station, noted: Noted, by: User) -> Registration:
    """Return the registration of somebody who came on no list: on the waiting list, made once however often it is told."""
    before = station.scans.filter(sequence=noted.sequence, kind=EventKind.WALK_IN).select_related(
        "registration__quota"
    )
    if (known := before.first()) is not None:
        return known.registration
    quota = Quota.objects.select_for_update().filter(pk=noted.quota, forum=station.forum_id).first()
    if quota is None or not access.may_name_participant(by=by, quota=quota):
        raise Refusal("station.unknown_quota")
    return walk_in_registration(quota, Attendee(name=noted.name), by)


def _added(station: Station, rows: Iterable[Scan]) -> set[int]:
    """Add the rows that are not known yet, and return the registrations that the hand-over spoke of."""

    def identity(scan: Scan) -> tuple[object, ...]:
        return (scan.sequence, scan.kind, scan.registration_id, scan.device_ms, scan.of)

    known = {identity(each) for each in station.scans.all()}
    fresh = {identity(each): each for each in rows if identity(each) not in known}
    Scan.objects.bulk_create(fresh.values())
    return {each.registration_id for each in fresh.values()}


def _let_follow(forum: int, touched: set[int], by: User) -> list[Registration]:
    """Let the check-ins of some registrations follow from all events, and return those that changed."""
    if not touched:
        return []
    locked = Registration.objects.select_for_update(of=("self",)).filter(pk__in=touched).order_by("pk")
    people = {each.badge: each for each in locked.select_related("quota__forum")}
    came = arrivals(events_of(forum, touched), measures_of(forum))
    standing = {
        each.registration_id: each
        for each in CheckIn.objects.filter(registration__in=touched, undone_at=None).select_related(
            "registration"
        )
    }
    names = dict(Station.objects.filter(forum=forum).values_list("pk", "name"))
    follow = _Follow(by, names)
    for badge, each in people.items():
        follow.person(each, came.get(badge), standing.get(each.pk))
    return follow.written()


@dataclass(slots=True)
class _Follow:
    """The check-ins that must end and those that must begin, so that who is here follows from all events."""

    by: User
    names: Mapping[int, str]
    corrected: list[int] = field(default_factory=list)
    taken_back: list[CheckIn] = field(default_factory=list)
    made: list[CheckIn] = field(default_factory=list)

    def person(self, registration: Registration, arrival: Arrival | None, standing: CheckIn | None) -> None:
        """Add what must end or begin for one person."""
        if arrival is None:
            if standing is not None and standing.desk_at is None:
                self.taken_back.append(standing)
            return
        at = datetime.fromtimestamp(arrival.at_ms / 1_000, UTC)
        where = self.names.get(int(arrival.station), "")
        if standing is None and registration.standing != Standing.SEATED:
            return
        desk_at = None if standing is None else standing.desk_at
        if standing is not None:
            if (desk_at is not None and desk_at <= at) or (standing.came_at, standing.station) == (at, where):
                return
            self.corrected.append(standing.pk)
        self.made.append(
            CheckIn(registration=registration, station=where, came_at=at, desk_at=desk_at, noted_by=self.by)
        )

    def written(self) -> list[Registration]:
        """Write all of it, and return those for whom something changed."""
        self._end(self.corrected, _("the time was corrected when a station handed its notes over"))
        self._end([each.pk for each in self.taken_back], _("taken back at the station"))
        gone = [each.registration_id for each in self.taken_back]
        Slip.objects.filter(registration__in=gone).delete()
        CheckIn.objects.bulk_create(self.made)
        return [each.registration for each in [*self.made, *self.taken_back]]

    def _end(self, check_ins: Sequence[int], reason: str) -> None:
        CheckIn.objects.filter(pk__in=check_ins).update(undone_at=clock.now(), undone_reason=reason)
