"""Four stations hand 250 notes over each, all of the same badges: seconds until who is here follows, beside 2 s."""

from bench.home import with_places
from bench.result import Result, seconds_once

STATIONS, TARGET_SECONDS = 4, 2.0


def run(size: int = 250) -> Result:
    """Return the seconds of four hand-overs one after the other, each of so many notes, with the database on disk."""
    with_places()
    from saiyai.accounts.models import Grant, Office, User  # noqa: PLC0415 (Django stands only now)
    from saiyai.audit import clock  # noqa: PLC0415
    from saiyai.forums import commands  # noqa: PLC0415
    from saiyai.forums.models import CheckIn, Kind  # noqa: PLC0415
    from saiyai.forums.rules.arrivals import EventKind  # noqa: PLC0415
    from saiyai.forums.rules.registration import Participant  # noqa: PLC0415
    from saiyai.kernel.powers import Role  # noqa: PLC0415

    today = clock.today()
    by = User.objects.create(username="bench", display_name="bench")
    Grant.objects.create(user=by, role=Role.MINISTRY_OFFICER.value, starts_on=today)
    office = Office.objects.create(code="bench", name_th="สำนักงาน", name_en="Office", starts_on=today)
    said = commands.Announcement("bench", Kind.EVALUATION, "เวที", 2570, "500101")
    forum = commands.announce_forum(announcement=said, organiser=office, provinces=["50"], by=by)
    terms = [commands.QuotaTerms("5014", Participant.NETWORK, size)]
    quota = commands.set_quotas(forum=forum, quotas=terms, by=by)[0]
    badges = [
        commands.name_participant(quota=quota, attendee=commands.Attendee(name=f"นายที่{n} มาแล้ว"), by=by).badge
        for n in range(size)
    ]
    now = int(clock.now().timestamp() * 1_000)
    stations = [commands.open_station(forum=forum, name=f"จุด {n}", by=by) for n in range(STATIONS)]

    def hand_over(place: int) -> None:
        noted = [
            commands.Noted(n, EventKind.CAME, badge, now - place * 1_000 - n)
            for n, badge in enumerate(badges, start=1)
        ]
        commands.merge_events(station=stations[place], events=noted, device_ms=now, by=by)

    taken = sum(seconds_once(lambda place=place: hand_over(place)) for place in range(STATIONS))
    here = CheckIn.objects.filter(undone_at=None).count()
    if here != size:
        raise RuntimeError(f"{here} are here of {size}")
    return Result("checkin", taken, TARGET_SECONDS, "the aim", "s")
