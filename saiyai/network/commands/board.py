"""Sittings of the provincial boards: planned, given applications, decided with their minutes in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.crypto import get_random_string

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.audit.models import Subject
from saiyai.kernel.buddhist_era import ERA_SHIFT
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.network import access
from saiyai.network.commands.organisation import check_is_living, save_or_refuse
from saiyai.network.models import (
    BoardSession,
    Certificate,
    CertificateRegister,
    OrganisationStanding,
    StandingApplication,
)
from saiyai.network.queries.application import place_th_of, thai_fields_of
from saiyai.network.rules import application as rules
from saiyai.network.rules.application import State, Step
from saiyai.network.rules.certificate import register_number
from saiyai.network.rules.standing import StandingEnd, refusal_of_standing
from saiyai.places.queries import place_at

PROVINCE_DIGITS = 2
CODE_LENGTH, CODE_LETTERS = 12, "23456789abcdefghjkmnpqrstuvwxyz"
"""Of what a certificate's code is made: no letter or digit that is taken for another, sixty bits."""
MOST_SITTINGS = 366


@dataclass(frozen=True, slots=True)
class SessionTerms:
    """What is known of a sitting before it is held."""

    number: int
    held_on: date
    signer: str
    signer_position: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the board did with one application: `outcome` is one of the rules' VERDICTS."""

    application: int
    outcome: str
    reason: str = ""
    conditions: str = ""
    valid_until: date | None = None


@command("network.session.plan", allows=access.may_plan_session)
def plan_session(*, place_code: str, terms: SessionTerms, by: User) -> BoardSession:  # noqa: ARG001
    """Plan a sitting of a province's board."""
    if len(place_code) != PROVINCE_DIGITS or place_at(place_code) is None:
        raise Refusal("session.not_a_province", place=place_code)
    session = BoardSession(place_code=place_code)
    _fill(session, terms)
    return session


@command("network.session.change", allows=access.may_change_session, subjects=("session",))
def change_session(*, session: BoardSession, terms: SessionTerms, by: User) -> BoardSession:  # noqa: ARG001
    """Change the day, the number or the signatory of a sitting that has not been decided."""
    _check_is_open(session)
    _fill(session, terms)
    return session


def _fill(session: BoardSession, terms: SessionTerms) -> None:
    if not 1 <= terms.number <= MOST_SITTINGS:
        raise Refusal("session.number_impossible", number=terms.number)
    session.number, session.held_on = terms.number, terms.held_on
    session.year = terms.held_on.year + ERA_SHIFT
    session.signer, session.signer_position = normalise(terms.signer), normalise(terms.signer_position)
    if not session.signer or not session.signer_position:
        raise Refusal("session.signer_missing")
    save_or_refuse(session, Refusal("session.known", number=session.number, year=session.year))


def _check_is_open(session: BoardSession) -> None:
    if session.decided_at is not None:
        raise Refusal("session.decided", number=session.number, year=session.year)


@command("network.application.table", allows=access.may_change_session, subjects=("session", "application"))
def table_application(
    *,
    session: BoardSession,
    application: StandingApplication,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> StandingApplication:
    """Put a checked application before a sitting of its province's board."""
    _check_is_open(session)
    if application.place_code[:PROVINCE_DIGITS] != session.place_code:
        raise Refusal("session.of_another_province")
    application.state = rules.next_state(application.snapshot(), Step.TABLE)
    application.session = session
    application.save()
    return application


@command("network.application.untable", allows=access.may_change_session, subjects=("session", "application"))
def untable_application(
    *,
    session: BoardSession,
    application: StandingApplication,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> StandingApplication:
    """Take an application off the list of a sitting."""
    _check_is_open(session)
    if application.session_id != session.pk:
        raise Refusal("session.not_on_its_list")
    application.state = rules.next_state(application.snapshot(), Step.UNTABLE)
    application.session = None
    application.save()
    return application


@command("network.session.decide", allows=access.may_decide_session, subjects=("session",))
def decide_session(
    *, session: BoardSession, verdicts: Sequence[Verdict], minutes: str, by: User
) -> list[Subject]:
    """Note what the board decided of every application before it, all of them or none, and issue certificates.

    Returns the applications, the standings given and the certificates.
    """
    _check_is_open(session)
    if session.held_on > clock.today():
        raise Refusal("session.not_held_yet", day=session.held_on)
    if not normalise(minutes):
        raise Refusal("session.minutes_missing")
    tabled = _tabled(session)
    told = {each.application: each for each in verdicts}
    if not tabled:
        raise Refusal("session.nothing_before_it")
    if set(told) != {each.pk for each in tabled} or len(told) != len(verdicts):
        raise Conflict("session.list_changed")
    made: list[Subject] = []
    for each in tabled:
        made += _decide(session, each, told[each.pk], by)
    session.minutes = normalise(minutes)
    session.decided_by, session.decided_at = by, clock.now()
    session.save()
    return made


def _tabled(session: BoardSession) -> list[StandingApplication]:
    rows = StandingApplication.objects.filter(session=session, state=State.TABLED).order_by("pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return list(rows.select_related("organisation", "renews"))


def _decide(
    session: BoardSession, application: StandingApplication, verdict: Verdict, by: User
) -> list[Subject]:
    if verdict.outcome not in rules.VERDICTS:
        raise Refusal("session.unknown_outcome", outcome=verdict.outcome)
    outcome = Step(verdict.outcome)
    application.state = rules.next_state(application.snapshot(), outcome)
    application.note = normalise_lines(verdict.reason)
    if outcome is not Step.APPROVE and not application.note:
        raise Refusal("session.reason_missing", name=application.organisation.name_th)
    if outcome in {Step.RETURN, Step.DEFER}:
        application.session = None
        if outcome is Step.RETURN:
            application.checked_by = application.checked_at = None
        application.save()
        return [application]
    application.decided_by, application.decided_at = by, clock.now()
    given = _give(session, application, verdict) if outcome is Step.APPROVE else []
    application.granted = given[0] if given else None  # type: ignore[assignment]
    application.save()
    return [application, *given]


def _give(session: BoardSession, application: StandingApplication, verdict: Verdict) -> list[Subject]:
    """Return the standing that an approval gives, its certificate, and the standing that it renews, if any."""
    organisation = application.organisation
    check_is_living(organisation)
    ended = _end_renewed(session, application)
    province = place_at(session.place_code)
    number, year = _next_number(session, application.standing)
    shown = register_number(number, year, province.name_th if province else session.place_code)
    standing = OrganisationStanding(
        organisation=organisation,
        standing=application.standing,
        number=shown,
        starts_on=session.held_on,
        valid_until=verdict.valid_until,
    )
    held = [each.snapshot() for each in organisation.standings.all()]
    if refusal := refusal_of_standing(standing.snapshot(), held, organisation.founded_on, clock.today()):
        raise refusal
    standing.save()
    certificate = Certificate.objects.create(
        standing=standing,
        kind=application.standing,
        province_code=session.place_code,
        year=year,
        number=number,
        code=get_random_string(CODE_LENGTH, CODE_LETTERS),
        name_th=organisation.name_th,
        place_th=place_th_of(organisation.place_code),
        fields_th=thai_fields_of(organisation),
        conditions=normalise_lines(verdict.conditions),
        issued_on=session.held_on,
        session_text=f"{session.number}/{session.year}",
        signer=session.signer,
        signer_position=session.signer_position,
    )
    return [standing, certificate, *ended]


def _end_renewed(session: BoardSession, application: StandingApplication) -> list[Subject]:
    """Let the standing that is renewed end on the day before the new one begins."""
    old = application.renews
    if old is None or old.ends_on is not None:
        return []
    if old.starts_on >= session.held_on:
        raise Refusal("application.renewed_too_soon", name=application.organisation.name_th)
    old.ends_on, old.end = session.held_on - timedelta(days=1), StandingEnd.RENEWED
    old.save()
    return [old]


def _next_number(session: BoardSession, kind: str) -> tuple[int, int]:
    """Return the next number of the province's register of a kind and its year, under the register's lock."""
    where: dict[str, Any] = {"province_code": session.place_code, "kind": kind, "year": session.year}
    register, _made = CertificateRegister.objects.get_or_create(**where)
    CertificateRegister.objects.filter(pk=register.pk).update(last=F("last") + 1)
    register.refresh_from_db()
    return register.last, session.year
