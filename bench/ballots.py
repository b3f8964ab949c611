"""A ballot cast by phone: milliseconds at the 95th percentile of a hall's voters, beside the 500 ms that are allowed."""

import statistics
from datetime import timedelta

from bench.home import with_places
from bench.result import Result, seconds_once

TEN, ENTRIES, ALLOWED_MS = 10, 8, 500.0


def run(size: int = 25) -> Result:
    """Return the time from sending the ballot to its receipt, with the database on disk, for ten times so many voters.

    One process answers one phone after the other, so that ours is the work of a ballot and not the wait for others.
    """
    with_places()
    from django.test import Client  # noqa: PLC0415 (Django stands only now)
    from django.urls import reverse  # noqa: PLC0415

    stage, handed = _open_vote(size * TEN)
    address, taken = reverse("forum_vote", args=[stage]), []
    for number, (badge, slip) in enumerate(handed):
        sent = {"badge": badge, "slip": slip, "cast": "1", "entries": [str(number % ENTRIES)]}
        phone = Client()
        taken.append(seconds_once(lambda phone=phone, sent=sent: phone.post(address, sent)) * 1_000)
    p95 = statistics.quantiles(taken, n=20)[-1]
    return Result("ballots", p95, ALLOWED_MS, "the receipt's limit", "ms at p95")


def _open_vote(voters: int) -> tuple[int, list[tuple[str, str]]]:
    """Return the number of an open secret vote, and the badge and slip of each voter."""
    from saiyai.accounts.models import Grant, Office, User  # noqa: PLC0415
    from saiyai.audit import clock  # noqa: PLC0415
    from saiyai.forums import commands  # noqa: PLC0415
    from saiyai.forums.models import Forum, Kind, Showcase, Stage  # noqa: PLC0415
    from saiyai.forums.rules.registration import Participant  # noqa: PLC0415
    from saiyai.forums.rules.stage import Terms, Way  # noqa: PLC0415
    from saiyai.kernel.powers import Role  # noqa: PLC0415
    from saiyai.network.models import Organisation, OrganisationKind  # noqa: PLC0415

    today = clock.today()
    by = User.objects.create(username="bench", display_name="bench")
    Grant.objects.create(user=by, role=Role.MINISTRY_OFFICER.value, starts_on=today)
    office = Office.objects.create(code="bench", name_th="สำนักงาน", name_en="Office", starts_on=today)
    said = commands.Announcement("bench", Kind.EVALUATION, "เวที", 2570, "500101")
    forum: Forum = commands.announce_forum(announcement=said, organiser=office, provinces=["50"], by=by)
    kind = OrganisationKind.objects.order_by("pk")[0]
    organisation = Organisation.objects.create(
        name_th="กลุ่ม",
        search_key="กลุ่ม",
        place_code="501412",
        kind=kind,
        proposed_at=clock.now(),
        proposed_by=by,
    )
    Showcase.objects.bulk_create(
        Showcase(
            forum=forum,
            organisation=organisation,
            title_th=f"ผลงาน {n}",
            story_th="เรื่อง",
            place_code="501412",
        )
        for n in range(ENTRIES)
    )
    quota = commands.set_quotas(
        forum=forum, quotas=[commands.QuotaTerms("5014", Participant.NETWORK, voters)], by=by
    )[0]
    handed = []
    for number in range(voters):
        attendee = commands.Attendee(name=f"นายที่{number} มาแล้ว")
        registration = commands.name_participant(quota=quota, attendee=attendee, by=by)
        _came, slip = commands.check_in(registration=registration, station="1", by=by)
        handed.append((registration.badge, slip))
    stage = Stage.objects.get(forum=forum)
    commands.decide_stage(stage=stage, terms=Terms(way=Way.APPROVAL, most=2), by=by)
    first, second = "วลีของคนที่หนึ่ง", "วลีของคนที่สอง"
    commands.open_stage(
        stage=stage, closes_at=clock.now() + timedelta(hours=1), first=first, second=second, by=by
    )
    return stage.pk, handed
