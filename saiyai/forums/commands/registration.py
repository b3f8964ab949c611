"""Setting quotas, moving seats, naming participants, substituting and withdrawing them.

A quota is locked by whoever claims or frees a seat of it, and before any registration, so that claims stand in a
line and none waits for another in a circle; that no seat is held twice is kept by the seat's own uniqueness. A seat
that becomes free goes in the same act to the first who waits, who is told so by mail.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from saiyai.accounts.letters import Letter, letter, mail
from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command, name_subject, queue_message
from saiyai.forums import access
from saiyai.forums.models import Forum, Quota, Registration, Seat
from saiyai.forums.rules.registration import (
    Need,
    Participant,
    Standing,
    refusal_of_move,
    refusal_of_naming,
    refusal_of_seats,
)
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.names import split_name
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines, search_key
from saiyai.network.models import Organisation
from saiyai.places.queries import places_at

BADGE_BYTES = 8


@dataclass(frozen=True, slots=True)
class QuotaTerms:
    """How many of a kind an area is to send."""

    place_code: str
    kind: Participant
    seats: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """Whom a registration names, as it was filled in."""

    name: str
    position: str = ""
    organisation: Organisation | None = None
    agency: str = ""
    phone: str = ""
    email: str = ""
    needs: tuple[Need, ...] = ()
    remark: str = ""


@command("forums.quota.set", allows=access.may_set_quota, subjects=("forum",))
def set_quotas(*, forum: Forum, quotas: Sequence[QuotaTerms], by: User) -> list[Quota]:  # noqa: ARG001
    """Set how many of which kind areas send; seats above what was there go to those who wait."""
    codes = {each.place_code for each in quotas}
    if outside := sorted(code for code in codes if not code.startswith(forum.areas)):
        raise Refusal("quota.outside_forum", place=outside[0])
    if unknown := sorted(codes - set(places_at(codes))):
        raise Refusal("forum.unknown_place", place=unknown[0])
    return [_set(forum, each) for each in quotas]


def _set(forum: Forum, terms: QuotaTerms) -> Quota:
    key = {"forum": forum, "place_code": terms.place_code, "kind": terms.kind}
    quota = Quota.objects.select_for_update().filter(**key).first() or Quota.objects.create(**key, seats=0)
    _resize(quota, terms.seats)
    return quota


@command("forums.quota.move", allows=access.may_move_seats, subjects=("source", "target"))
def move_seats(*, source: Quota, target: Quota, seats: int, reason: str, by: User) -> None:  # noqa: ARG001
    """Move free seats from one area's quota to another's at the same forum, with the reason."""
    if not normalise_lines(reason):
        raise Refusal("quota.reason_missing")
    free = source.seats - _held(source)
    same = source.forum_id == target.forum_id and source.pk != target.pk
    if refusal := refusal_of_move(seats, free, same_forum=same):
        raise refusal
    _resize(source, source.seats - seats)
    _resize(target, target.seats + seats)


@command("forums.registration.name", allows=access.may_name_participant, subjects=("quota",))
def name_participant(*, quota: Quota, attendee: Attendee, by: User) -> Registration:
    """Name somebody for a quota: on a seat while one is free, else at the end of the waiting list."""
    if refusal := refusal_of_naming(quota.forum.ends_on, clock.today()):
        raise refusal
    return _register(quota, attendee, _free_seat(quota), by)


@command("forums.registration.change", allows=access.may_change_registration, subjects=("registration",))
def change_registration(*, registration: Registration, attendee: Attendee, by: User) -> Registration:  # noqa: ARG001
    """Correct what is known of a participant; somebody else in their place is a substitute, not a correction."""
    _check_stands(registration)
    for name, value in _columns(attendee).items():
        setattr(registration, name, value)
    _save(registration)
    return registration


@command(
    "forums.registration.substitute",
    allows=access.may_change_registration,
    subjects=("quota", "registration"),
)
def substitute_participant(
    *, quota: Quota, registration: Registration, attendee: Attendee, reason: str, by: User
) -> Registration:
    """Send somebody else on the seat, or on the place in the waiting list, of one who cannot come."""
    _check_stands(registration, quota)
    seat = registration.seat
    _withdraw(registration, reason)
    return _register(quota, attendee, seat, by, replaces=registration)


@command(
    "forums.registration.withdraw", allows=access.may_change_registration, subjects=("quota", "registration")
)
def withdraw_registration(
    *,
    quota: Quota,
    registration: Registration,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Registration:
    """Take a participant off the list, with the reason; the seat goes to the first who waits."""
    _check_stands(registration, quota)
    _withdraw(registration, reason)
    _promote(quota)
    return registration


def walk_in_registration(quota: Quota, attendee: Attendee, by: User) -> Registration:
    """Return the registration of somebody who came unannounced: at the end of the waiting list, whatever is free."""
    return _register(quota, attendee, None, by)


def _resize(quota: Quota, seats: int) -> None:
    """Make a quota's seats as many as wanted and seat those who wait for them."""
    if refusal := refusal_of_seats(seats, _held(quota)):
        raise refusal
    here = quota.places.count()
    if seats > here:
        Seat.objects.bulk_create(Seat(quota=quota) for _ in range(seats - here))
    elif seats < here:
        surplus = quota.places.filter(holders=None).order_by("-pk")[: here - seats]
        Seat.objects.filter(pk__in=list(surplus.values_list("pk", flat=True))).delete()
    quota.seats = seats
    quota.save()
    _promote(quota)


def _held(quota: Quota) -> int:
    return quota.registrations.filter(standing=Standing.SEATED).count()


def _free_seat(quota: Quota) -> Seat | None:
    return quota.places.filter(holders=None).order_by("pk").first()


def _promote(quota: Quota) -> None:
    """Give the free seats of a quota to those who wait, in the order in which they came."""
    free = quota.places.filter(holders=None).order_by("pk")
    waiting = sorted(quota.registrations.filter(standing=Standing.WAITING), key=lambda each: each.turn)
    for seat, registration in zip(free, waiting, strict=False):
        registration.seat, registration.standing = seat, Standing.SEATED
        registration.save()
        name_subject(registration.subject_key)
        if registration.email:
            queue_message(mail(registration.email, _told_of_seat(registration, quota.forum)))


def _told_of_seat(registration: Registration, forum: Forum) -> Letter:
    """Return the letter to somebody who waited and has a seat now."""
    values = {
        "name": registration.name,
        "forum": forum.title_th,
        "starts_on": forum.starts_on,
        "ends_on": forum.ends_on,
        "url": settings.BASE_URL.rstrip("/") + reverse("forum", args=[forum.code]),
    }
    return letter("forums/letters/promoted.txt", values)


def _register(
    quota: Quota, attendee: Attendee, seat: Seat | None, by: User, replaces: Registration | None = None
) -> Registration:
    registration = Registration(
        quota=quota,
        seat=seat,
        standing=Standing.WAITING if seat is None else Standing.SEATED,
        badge=secrets.token_hex(BADGE_BYTES).upper(),
        replaces=replaces,
        registered_by=by,
        registered_at=clock.now(),
        **_columns(attendee),
    )
    _save(registration)
    return registration


def _columns(attendee: Attendee) -> dict[str, object]:
    """Return a registration's columns from what was filled in, or refuse it."""
    try:
        parts = split_name(attendee.name)
    except BadValue as bad:
        raise Refusal("registration.no_name") from bad
    return {
        "name": normalise(attendee.name),
        "name_key": search_key(f"{parts.given} {parts.family}"),
        "position": normalise(attendee.position),
        "organisation": attendee.organisation,
        "agency": normalise(attendee.agency),
        "phone": normalise(attendee.phone),
        "email": attendee.email.strip(),
        "needs": sorted(set(attendee.needs)),
        "remark": normalise(attendee.remark),
    }


def _save(registration: Registration) -> None:
    try:
        with transaction.atomic():
            registration.save()
    except IntegrityError as twice:
        raise Refusal("registration.known", name=registration.name) from twice


def _check_stands(registration: Registration, quota: Quota | None = None) -> None:
    if registration.standing == Standing.WITHDRAWN:
        raise Refusal("registration.withdrawn")
    if quota is not None and registration.quota_id != quota.pk:
        raise Refusal("registration.of_another_quota")


def _withdraw(registration: Registration, reason: str) -> None:
    if not normalise_lines(reason):
        raise Refusal("registration.reason_missing")
    registration.seat, registration.standing = None, Standing.WITHDRAWN
    registration.withdrawn_at, registration.withdrawn_reason = clock.now(), normalise_lines(reason)
    registration.save()
