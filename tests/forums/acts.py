"""Acts that race: each runs in a process of its own."""

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.commands import Attendee, Noted
from saiyai.forums.models import PHONE, Envelope, Quota, Registration, Stage, Station, Voter
from saiyai.forums.queries.ballot import voter_with
from saiyai.forums.rules.arrivals import EventKind
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.refusal import Refusal
from saiyai.web.routes import Visitor


def name_several(first: int, how_many: int) -> list[str]:
    """Name so many participants for the one quota, and return where each stands."""
    by = User.objects.get(username="support_officer")
    return [
        commands.name_participant(
            quota=Quota.objects.get(), attendee=Attendee(name=f"นายทดสอบ ที่{number}"), by=by
        ).standing
        for number in range(first, first + how_many)
    ]


def withdraw_one(pk: int) -> str:
    """Take one participant off the list, and return where they stand."""
    registration = Registration.objects.select_related("quota").get(pk=pk)
    by = User.objects.get(username="support_officer")
    done = commands.withdraw_registration(
        quota=registration.quota, registration=registration, reason="ติดราชการ", by=by
    )
    return done.standing


def sit_down_unasked(number: int, seat: int) -> None:
    """Write a registration on a seat past the command."""
    Registration.objects.create(
        quota=Quota.objects.get(),
        seat_id=seat,
        standing=Standing.SEATED,
        badge=f"X{number}",
        name=f"นายนอกระบบ ที่{number}",
        name_key=f"x{number}",
        registered_by=User.objects.get(username="support_officer"),
        registered_at=clock.now(),
    )


def vote_for_all(handed: list[tuple[str, str]], entry: int) -> list[str]:
    """Try to cast a ballot for each badge with its slip, and return what each try came to."""
    stage, answers = Stage.objects.get(place_code="50"), []
    for badge, slip in handed:
        voter = voter_with(stage, badge)
        assert voter is not None
        try:
            commands.cast_ballot(voter=voter, slip=slip, choice=[[entry]], by=Visitor())
        except Refusal as refusal:
            answers.append(refusal.code)
        else:
            answers.append("cast")
    return answers


def stuff_the_box(voter: int, tries: int) -> int:
    """Write envelopes of one voter past the command, and return how many went in."""
    mark = Voter.objects.get(pk=voter)
    Voter.objects.filter(pk=voter, way="").update(way=PHONE, voted_at=clock.now())
    Envelope.objects.bulk_create(
        Envelope(voter=mark, stage_id=mark.stage_id, choice=[[0]]) for _try in range(tries)
    )
    return tries


def hand_all_over(station: int, badges: list[str]) -> int:
    """Hand over that a station saw each badge, and return how many events are known."""
    found = Station.objects.select_related("forum").get(pk=station)
    now = int(clock.now().timestamp() * 1_000)
    events = [Noted(number, EventKind.CAME, badge, now) for number, badge in enumerate(badges, start=1)]
    return commands.merge_events(station=found, events=events, device_ms=now, by=found.opened_by).known
