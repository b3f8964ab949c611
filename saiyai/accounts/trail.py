"""What allauth does outside commands, written into the record: signing in and out, factors, passwords.

The only receivers of signals in accounts. Each entry is written in one transaction with what belongs to it; failures go to
the security events. A person with an address is written to when a factor or the password of their account changes.
"""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from saiyai.accounts.letters import letter, mail
from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import append_entry, note_security_event


def _write(name: str, person: User, *, changes: list[list[Any]] | None = None, letter_name: str = "") -> None:
    with transaction.atomic():
        seq = append_entry(
            name,
            by=person,
            place_code=person.place_code,
            reason="",
            changes=changes or [],
            subjects=[person.subject_key],
        )
        if letter_name and person.email:
            sent = letter(
                f"accounts/letters/{letter_name}.txt",
                {"name": person.display_name, "act": name, "at": clock.now()},
            )
            message = mail(person.email, sent)
            message.entry_id = seq
            message.save(force_insert=True)


def record_ended_sessions(person: User, count: int) -> None:
    """Record that somebody ended other sessions of their own."""
    _write("accounts.session.end_others", person, changes=[[person.subject_key, "sessions", count, 0]])


def _factor_change(
    person: User, authenticator: Authenticator, before: str | None, after: str | None
) -> list[list[Any]]:
    return [[person.subject_key, f"factor.{authenticator.type}", before, after]]


@receiver(account_signals.user_logged_in, dispatch_uid="accounts.trail.signed_in")
def record_sign_in(*, request: HttpRequest, user: User, **_rest: Any) -> None:  # noqa: ARG001
    """Record that somebody signed in."""
    _write("accounts.session.begin", user)


@receiver(user_logged_out, dispatch_uid="accounts.trail.signed_out")
def record_sign_out(*, request: HttpRequest, user: User | None, **_rest: Any) -> None:  # noqa: ARG001
    """Record that somebody signed out."""
    if user is not None:
        _write("accounts.session.end", user)


@receiver(account_signals.password_changed, dispatch_uid="accounts.trail.password_changed")
def record_password_change(*, request: HttpRequest, user: User, **_rest: Any) -> None:  # noqa: ARG001
    """Record that somebody changed their password."""
    _write("accounts.password.change", user, letter_name="security")


@receiver(factor_signals.authenticator_added, dispatch_uid="accounts.trail.factor_added")
def record_factor_added(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Record that somebody added a factor."""
    _write(
        "accounts.factor.add",
        user,
        changes=_factor_change(user, authenticator, None, "set"),
        letter_name="security",
    )


@receiver(factor_signals.authenticator_removed, dispatch_uid="accounts.trail.factor_removed")
def record_factor_removed(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Record that somebody took a factor away."""
    _write(
        "accounts.factor.remove",
        user,
        changes=_factor_change(user, authenticator, "set", None),
        letter_name="security",
    )


@receiver(factor_signals.authenticator_reset, dispatch_uid="accounts.trail.factor_reset")
def record_factor_reset(*, user: User, authenticator: Authenticator, **_rest: Any) -> None:
    """Record that somebody made new recovery codes."""
    _write(
        "accounts.factor.renew",
        user,
        changes=_factor_change(user, authenticator, "old", "new"),
        letter_name="security",
    )


@receiver(factor_signals.authentication_failed, dispatch_uid="accounts.trail.factor_failed")
def note_failed_factor(*, user: User, **_rest: Any) -> None:
    """Note a wrong second factor."""
    note_security_event("factor_failed", by=user)
