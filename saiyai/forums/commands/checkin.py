"""Noting who came, and handing over the six digits with which somebody present votes."""

import secrets

from django.db import IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.models import CheckIn, Registration, Scan, Slip
from saiyai.forums.queries.ballot import digest_of_slip
from saiyai.forums.rules.arrivals import EventKind
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines

SLIPS = 1_000_000


@command("forums.checkin.note", allows=access.may_change_registration, subjects=("registration",))
def check_in(*, registration: Registration, station: str, by: User) -> tuple[CheckIn, str]:
    """Note that a participant with a seat came, and return with it the six digits to hand over."""
    if registration.standing != Standing.SEATED:
        raise Refusal("checkin.no_seat", name=registration.name)
    try:
        with transaction.atomic():
            came = CheckIn.objects.create(
                registration=registration,
                station=normalise(station) or "1",
                came_at=(now := clock.now()),
                desk_at=now,
                noted_by=by,
            )
    except IntegrityError as twice:
        raise Refusal("checkin.known", name=registration.name) from twice
    return came, _new_slip(registration)


@command("forums.checkin.undo", allows=access.may_undo_check_in, subjects=("check_in",))
def undo_check_in(*, check_in: CheckIn, reason: str, by: User) -> CheckIn:  # noqa: ARG001 (the decorator judges `by`)
    """Take a mistaken check-in back, with the reason; the slip that was handed over is good no more."""
    if not normalise_lines(reason):
        raise Refusal("registration.reason_missing")
    if check_in.undone_at is not None:
        raise Refusal("checkin.undone")
    check_in.undone_at, check_in.undone_reason = clock.now(), normalise_lines(reason)
    check_in.save()
    Slip.objects.filter(registration_id=check_in.registration_id).delete()
    _take_notes_back(check_in.registration)
    return check_in


def _take_notes_back(registration: Registration) -> None:
    """Take back what stations noted of a participant until now; what they note later counts again."""
    taken = set(registration.scans.filter(kind=EventKind.VOID).values_list("station_id", "of"))
    Scan.objects.bulk_create(
        Scan(
            station_id=each.station_id,
            sequence=0,
            kind=EventKind.VOID,
            registration=registration,
            device_ms=0,
            of=each.sequence,
            received_at=clock.now(),
        )
        for each in registration.scans.filter(kind=EventKind.CAME)
        if (each.station_id, each.sequence) not in taken
    )


@command("forums.slip.renew", allows=access.may_change_registration, subjects=("registration",))
def renew_slip(*, registration: Registration, by: User) -> str:  # noqa: ARG001 (the decorator judges `by`)
    """Return new digits for a participant who is present; the old ones are good no more."""
    if not CheckIn.objects.filter(registration=registration, undone_at=None).exists():
        raise Refusal("checkin.not_here", name=registration.name)
    return _new_slip(registration)


def _new_slip(registration: Registration) -> str:
    digits = f"{secrets.randbelow(SLIPS):06}"
    kept = {"digest": digest_of_slip(registration.pk, digits), "handed_at": clock.now()}
    Slip.objects.update_or_create(registration=registration, defaults=kept)
    return digits
