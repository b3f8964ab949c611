"""Giving a role, being its second person, and taking it away."""

from dataclasses import dataclass
from datetime import date

from allauth.usersessions.models import UserSession
from django.db import connection
from django.db.models import F

from saiyai.accounts import access
from saiyai.accounts.models import Grant, Office, User
from saiyai.accounts.rules import (
    SECONDED_ROLES,
    GrantState,
    Held,
    Proposal,
    doubles,
    refusal_of_giver,
    refusal_of_grant,
    refusal_of_second,
)
from saiyai.audit import clock
from saiyai.audit.command import command, when_recorded
from saiyai.audit.models import EntrySubject
from saiyai.kernel.powers import Actor, Role, Scope
from saiyai.kernel.refusal import Refusal

UNCLOSED = [GrantState.WAITING.value, GrantState.ACTIVE.value]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role as it is asked for: at a place, or through an office over all that the office serves."""

    role: Role
    place_code: str
    office: Office | None
    starts_on: date
    ends_on: date | None = None

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Return the areas that the grant would cover on its first day."""
        return (self.place_code,) if self.office is None else self.office.prefixes_on(self.starts_on)

    @property
    def proposal(self) -> Proposal:
        """Return the grant as rules judge it."""
        place_code = "" if self.office else self.place_code
        return Proposal(
            self.role, place_code, self.office is not None, self.prefixes, self.starts_on, self.ends_on
        )


@command("accounts.grant.give", allows=access.may_grant, subjects=("person",))
def grant_role(*, person: User, wanted: Wanted, reason: str, by: Actor) -> Grant:
    """Give a person a role; one that needs a second person waits for it."""
    return give(person, wanted, reason=reason, by=by)


def give(person: User, wanted: Wanted, *, reason: str, by: Actor) -> Grant:
    """Store the grant that a giver may give to a locked person: the step that inviting and granting share."""
    proposal = wanted.proposal
    refuse(refusal_of_grant(proposal, today=clock.today()))
    if wanted.office is not None and not wanted.office.stands_on(wanted.starts_on):
        raise Refusal("grant.office_serves_nothing")
    if not access.is_console(by):
        refuse(refusal_of_giver(present_scope(by), person.pk, proposal.holding))
    unclosed = person.grants.filter(state__in=UNCLOSED)
    held = Held(
        wanted.role,
        proposal.place_code,
        None if wanted.office is None else wanted.office.pk,
        wanted.starts_on,
        wanted.ends_on,
    )
    if doubles((each.held() for each in unclosed), held):
        raise Refusal("grant.already_held")
    seconded = not access.is_console(by) and wanted.role in SECONDED_ROLES
    return Grant.objects.create(
        user=person,
        role=wanted.role.value,
        place_code=proposal.place_code,
        office=wanted.office,
        starts_on=wanted.starts_on,
        ends_on=wanted.ends_on,
        state=GrantState.WAITING.value if seconded else GrantState.ACTIVE.value,
        needs_second=seconded,
        granted_by_id=by.pk,
        granted_at=clock.now(),
        reason=reason,
    )


@command("accounts.grant.approve", allows=access.may_approve_grant, subjects=("grant",))
def approve_grant(*, grant: Grant, by: Actor) -> Grant:
    """Be the second person of a waiting grant: it holds from now on, within its dates.

    The giver is judged once more: who lost the power meanwhile gives nothing.
    """
    if grant.state != GrantState.WAITING.value:
        raise Refusal("grant.not_waiting")
    holding = grant.holding(max(clock.today(), grant.starts_on))
    second = present_scope(by)
    refuse(
        refusal_of_second(second, giver_id=grant.granted_by_id, receiver_id=grant.user_id, holding=holding)
    )
    if grant.granted_by is None or refusal_of_giver(present_scope(grant.granted_by), grant.user_id, holding):
        raise Refusal("grant.giver_lost_power")
    grant.state, grant.approved_at, grant.approved_by_id = GrantState.ACTIVE.value, clock.now(), by.pk
    grant.save(update_fields=["state", "approved_at", "approved_by"])
    speak_of(grant.user)
    return grant


@command("accounts.grant.refuse", allows=access.may_approve_grant, subjects=("grant",))
def refuse_grant(*, grant: Grant, reason: str, by: Actor) -> Grant:
    """Refuse a waiting grant as its second person."""
    if grant.state != GrantState.WAITING.value:
        raise Refusal("grant.not_waiting")
    _close(grant, GrantState.REFUSED, reason=reason, by=by)
    return grant


@command("accounts.grant.revoke", allows=access.may_close_grant, subjects=("grant",))
def revoke_grant(*, grant: Grant, reason: str, by: Actor) -> Grant:
    """Take a role away at once, and end the person's sessions; one that still waits is withdrawn."""
    if grant.state not in UNCLOSED:
        raise Refusal("grant.closed_already")
    if not access.is_console(by):
        refuse_if_last_administrator([grant])
    waiting = grant.state == GrantState.WAITING.value
    _close(grant, GrantState.REFUSED if waiting else GrantState.REVOKED, reason=reason, by=by)
    end_sessions(grant.user)
    return grant


@command("accounts.grant.end", allows=access.may_close_grant, subjects=("grant",))
def end_grant(*, grant: Grant, ends_on: date, reason: str, by: Actor) -> Grant:
    """Set the last day of a grant: today or later, and never later than the one it has."""
    if grant.state not in UNCLOSED:
        raise Refusal("grant.closed_already")
    if ends_on < max(clock.today(), grant.starts_on):
        raise Refusal("grant.ends_in_past")
    if grant.ends_on is not None and ends_on > grant.ends_on:
        raise Refusal("grant.end_put_off")
    if not reason.strip():
        raise Refusal("grant.reason_missing")
    if not access.is_console(by):
        refuse_if_last_administrator([grant])
    grant.ends_on = ends_on
    grant.save(update_fields=["ends_on"])
    speak_of(grant.user)
    return grant


def _close(grant: Grant, state: GrantState, *, reason: str, by: Actor) -> None:
    if not reason.strip():
        raise Refusal("grant.reason_missing")
    grant.close(state, by=by, reason=reason.strip())
    grant.save(update_fields=["state", "closed_at", "closed_by", "closed_reason"])
    speak_of(grant.user)


def refuse(code: str | None) -> None:
    """Raise the refusal of a code, if there is one."""
    if code is not None:
        raise Refusal(code)


def present_scope(by: Actor) -> Scope:
    """Return an actor's scope as it stands now, with their account locked: a power revoked meanwhile is not used."""
    accounts = User.objects.all()
    if connection.features.has_select_for_update:
        accounts = accounts.select_for_update()
    return accounts.get(pk=by.pk).scope


def refuse_if_last_administrator(grants: list[Grant]) -> None:
    """Refuse to close the last administrator's grant: nobody could look after the system any more."""
    administrators = Grant.objects.filter(role=Role.SYSTEM_ADMINISTRATOR.value, state=GrantState.ACTIVE.value)
    closed = {each.pk for each in grants if each.role == Role.SYSTEM_ADMINISTRATOR.value}
    today = clock.today()
    left = [each for each in administrators.exclude(pk__in=closed) if each.value(today).is_in_force(today)]
    if closed and not left:
        raise Refusal("grant.last_administrator")


def end_sessions(person: User) -> None:
    """End all sessions of a person: the proof that each carries holds no longer."""
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    UserSession.objects.filter(user_id=person.pk).delete()


def speak_of(person: User) -> None:
    """Let the entry of the act under way stand in the person's history too."""
    when_recorded(lambda seq: EntrySubject(entry_id=seq, subject=person.subject_key).save(force_insert=True))
