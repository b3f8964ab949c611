"""Acts that race: each runs in a process of its own."""

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.commands import Attendee
from saiyai.forums.models import Quota, Registration
from saiyai.forums.rules.registration import Standing


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
