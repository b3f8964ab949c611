"""Linking an identity of a provider to an account, and ending that."""

from django.db import IntegrityError, transaction

from saiyai.accounts import access
from saiyai.accounts.commands.grants import end_sessions, speak_of
from saiyai.accounts.letters import letter, mail
from saiyai.accounts.models import Identity, Invitation, User
from saiyai.accounts.queries import has_passwordless_key
from saiyai.accounts.rules import LinkKind, LinkState
from saiyai.audit import clock
from saiyai.audit.command import command, queue_message
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal


@command("accounts.identity.link", allows=access.may_change_own_account, subjects=("person",))
def link_identity(*, person: User, issuer: str, subject_hash: str, by: Actor) -> Identity:  # noqa: ARG001
    """Let an identity, shown by the one signed in, open their account from now on."""
    linked = _link(person, issuer, subject_hash)
    _tell(person, "accounts.identity.link")
    return linked


@command("accounts.identity.accept", allows=access.may_use_link, subjects=("invitation",))
def accept_by_identity(*, invitation: Invitation, issuer: str, subject_hash: str, by: Actor) -> Identity:  # noqa: ARG001
    """Accept an invitation by showing an identity in place of choosing a password: the account opens by it."""
    if invitation.state != LinkState.OPEN.value or invitation.expires_at <= clock.now():
        raise Refusal("link.spent")
    if invitation.kind != LinkKind.INVITATION.value:
        raise Refusal("identity.not_for_a_reset")
    person = User.objects.get(pk=invitation.person_id)
    linked = _link(person, issuer, subject_hash)
    invitation.state, invitation.used_at = LinkState.USED.value, clock.now()
    invitation.save(update_fields=["state", "used_at"])
    person.is_active = True
    person.save(update_fields=["is_active"])
    speak_of(person)
    _tell(person, "accounts.identity.link")
    return linked


@command("accounts.identity.unlink_own", allows=access.may_change_own_account, subjects=("person",))
def unlink_own_identity(*, person: User, issuer: str, by: Actor) -> User:  # noqa: ARG001
    """Let an identity of one's own open the account no more, where another way in is left."""
    if not person.has_usable_password() and not has_passwordless_key(person):
        raise Refusal("identity.only_way_in")
    _end(person, issuer)
    _tell(person, "accounts.identity.unlink_own")
    return person


@command("accounts.identity.unlink", allows=access.may_change_person, subjects=("person",))
def unlink_identity(*, person: User, issuer: str, reason: str, by: Actor) -> User:  # noqa: ARG001
    """Let a person's identity open their account no more, and end their sessions: as who looks after it decides."""
    if not reason.strip():
        raise Refusal("grant.reason_missing")
    _end(person, issuer)
    end_sessions(person)
    person.refresh_from_db(fields=["sessions_ended"])
    _tell(person, "accounts.identity.unlink")
    return person


def _link(person: User, issuer: str, subject_hash: str) -> Identity:
    if person.identities.filter(issuer=issuer, ended_at=None).exists():
        raise Refusal("identity.linked_already")
    try:
        with transaction.atomic():
            return Identity.objects.create(
                person=person, issuer=issuer, subject_hash=subject_hash, linked_at=clock.now()
            )
    except IntegrityError as taken:
        raise Refusal("identity.of_another") from taken


def _end(person: User, issuer: str) -> None:
    if not person.identities.filter(issuer=issuer, ended_at=None).update(ended_at=clock.now()):
        raise Refusal("identity.not_linked")


def _tell(person: User, act: str) -> None:
    if person.email:
        values = {"name": person.display_name, "act": act, "at": clock.now()}
        queue_message(mail(person.email, letter("accounts/letters/security.txt", values)))
