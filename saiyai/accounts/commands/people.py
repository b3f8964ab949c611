"""Inviting people, letting them in by a link, changing and closing their accounts."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from saiyai.accounts import access
from saiyai.accounts.commands.grants import (
    UNCLOSED,
    Wanted,
    end_sessions,
    give,
    refuse_if_last_administrator,
    speak_of,
)
from saiyai.accounts.letters import mail_with_link, secret_of
from saiyai.accounts.models import Grant, Invitation, User
from saiyai.accounts.queries import has_no_way_in, is_invited
from saiyai.accounts.rules import (
    GRANTING_ROLES,
    INVITATION_LASTS,
    RESET_LASTS,
    BadAddress,
    Contact,
    GrantState,
    LinkKind,
    LinkState,
    common_prefix,
    hash_of_secret,
    plain_email,
    plain_name,
)
from saiyai.audit import clock
from saiyai.audit.command import command, queue_message
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal

LASTS = {LinkKind.INVITATION: INVITATION_LASTS, LinkKind.RESET: RESET_LASTS}


@command("accounts.person.invite", allows=access.may_invite)
def invite_person(
    *, username: str, contact: Contact, wanted: Wanted, reason: str, by: Actor
) -> tuple[User, Grant, Invitation, str]:
    """Make an account with its first role, and a link by which the person chooses a password; return its secret last.

    The link is mailed where there is an address; else whoever invites hands it over. It works once, for 72 hours.
    """
    name = plain_name(username)
    if not name:
        raise Refusal("person.name_missing")
    if User.objects.filter(username__iexact=name).exists():
        raise Refusal("person.name_taken", name=name)
    person = User(
        username=name, place_code=common_prefix(wanted.prefixes), is_active=False, date_joined=clock.now()
    )
    _put_contact(person, contact)
    person.set_unusable_password()
    person.save(force_insert=True)
    grant = give(person, wanted, reason=reason, by=by)
    invitation, secret = _open_link(person, LinkKind.INVITATION)
    return person, grant, invitation, secret


@command("accounts.person.send_link", allows=access.may_change_person, subjects=("person",))
def send_link(*, person: User, by: Actor) -> tuple[Invitation, str]:  # noqa: ARG001 (the decorator judges `by`)
    """Make a new link for a person and return its secret last: an invitation until one was accepted, then a reset.

    Links sent before no longer work.
    """
    if not person.is_active and not is_invited(person):
        raise Refusal("person.closed")
    return _open_link(person, LinkKind.INVITATION if has_no_way_in(person) else LinkKind.RESET)


@command("accounts.person.forget_password", allows=access.may_change_own_account, subjects=("person",))
def ask_for_reset(*, person: User, by: Actor) -> Invitation:  # noqa: ARG001
    """Mail a person a link to choose a new password, as whoever knows their name or address may ask."""
    if not person.is_active or not person.email:
        raise Refusal("person.cannot_be_mailed")
    invitation, _secret = _open_link(person, LinkKind.RESET)
    return invitation


@command("accounts.invitation.accept", allows=access.may_use_link, subjects=("invitation",))
def accept_invitation(*, invitation: Invitation, password: str, by: Actor) -> Invitation:  # noqa: ARG001
    """Choose a password through a link: the account opens, and sessions begun before end."""
    if invitation.state != LinkState.OPEN.value or invitation.expires_at <= clock.now():
        raise Refusal("link.spent")
    person = User.objects.get(pk=invitation.person_id)
    if invitation.kind == LinkKind.RESET.value and not person.is_active:
        raise Refusal("link.spent")
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Refusal("person.weak_password", why=" ".join(weak.messages)) from weak
    invitation.state, invitation.used_at = LinkState.USED.value, clock.now()
    invitation.save(update_fields=["state", "used_at"])
    person.set_password(password)
    person.is_active = True
    person.save(update_fields=["password", "is_active"])
    end_sessions(person)
    speak_of(person)
    return invitation


@command("accounts.person.change", allows=access.may_change_person, subjects=("person",))
def change_person(*, person: User, contact: Contact, place_code: str, by: Actor) -> User:
    """Change how a person is called and reached, and where they belong."""
    if not access.is_console(by) and not by.scope.covers(place_code, GRANTING_ROLES):
        raise Refusal("person.place_outside_own_area")
    _put_contact(person, contact)
    person.place_code = place_code
    person.save(update_fields=["display_name", "email", "phone", "place_code"])
    return person


@command("accounts.person.change_own", allows=access.may_change_own_account, subjects=("person",))
def change_own_account(*, person: User, contact: Contact, by: Actor) -> User:  # noqa: ARG001
    """Change how one is called and reached oneself."""
    _put_contact(person, contact)
    person.save(update_fields=["display_name", "email", "phone"])
    return person


@command("accounts.person.close", allows=access.may_change_person, subjects=("person",))
def close_person(*, person: User, reason: str, by: Actor) -> User:
    """Close an account: its roles are taken away, its links and sessions end; what it did stays recorded."""
    if not reason.strip():
        raise Refusal("grant.reason_missing")
    grants = list(person.grants.filter(state__in=UNCLOSED))
    if not access.is_console(by):
        refuse_if_last_administrator(grants)
    for grant in grants:
        waiting = grant.state == GrantState.WAITING.value
        grant.close(GrantState.REFUSED if waiting else GrantState.REVOKED, by=by, reason=reason.strip())
        grant.save(update_fields=["state", "closed_at", "closed_by", "closed_reason"])
    person.invitations.filter(state=LinkState.OPEN.value).update(state=LinkState.REPLACED.value)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    person.refresh_from_db(fields=["sessions_ended"])
    return person


@command("accounts.person.reopen", allows=access.may_change_person, subjects=("person",))
def reopen_person(*, person: User, by: Actor) -> tuple[Invitation | None, str]:  # noqa: ARG001
    """Open a closed account again, without any role; who never came in is invited anew.

    Returns that invitation and its secret, None and "" where none was needed.
    """
    if person.is_active or is_invited(person):
        raise Refusal("person.not_closed")
    if has_no_way_in(person):
        return _open_link(person, LinkKind.INVITATION)
    person.is_active = True
    person.save(update_fields=["is_active"])
    return None, ""


def _put_contact(person: User, contact: Contact) -> None:
    if not contact.display_name.strip():
        raise Refusal("person.display_name_missing")
    try:
        email = plain_email(contact.email)
    except BadAddress as bad:
        raise Refusal("person.email_not_plain") from bad
    if email and User.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise Refusal("person.email_taken")
    person.display_name, person.email, person.phone = (
        contact.display_name.strip(),
        email,
        contact.phone.strip(),
    )


def _open_link(person: User, kind: LinkKind) -> tuple[Invitation, str]:
    """Return a new link of a person and its secret, and mail it where there is an address; older links no longer work."""
    nonce = secrets.token_urlsafe(24)
    secret = secret_of(nonce)
    now = clock.now()
    person.invitations.filter(state=LinkState.OPEN.value).update(state=LinkState.REPLACED.value)
    invitation = Invitation.objects.create(
        person=person,
        kind=kind.value,
        token_hash=hash_of_secret(secret),
        made_at=now,
        expires_at=now + LASTS[kind],
    )
    if person.email:
        values = {"name": person.display_name, "username": person.username, "until": invitation.expires_at}
        queue_message(mail_with_link(person.email, kind.value, values, nonce=nonce))
    return invitation, secret
