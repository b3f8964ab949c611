"""How allauth behaves here: accounts by invitation, tries counted by account and address, secrets kept encrypted."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.throttle import give_back, sign_in_takings, take
from saiyai.accounts.trail import record_ended_sessions
from saiyai.audit.command import note_security_event

NO_ENTRY = _("The name or the password is not right. Check both, or choose a new password below.")
TOO_MANY = _("Too many tries for this account. Wait a few minutes, or sign in with a passkey.")

QUIET_MESSAGES = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; one sentence answers every wrong name and password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NO_ENTRY,
        "email_password_mismatch": NO_ENTRY,
        "too_many_login_attempts": TOO_MANY,
        "incorrect_password": _("This is not your present password."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds: use the newest one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth's signature)
        """Return that no visitor may make an account."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return the account of the credentials; the tokens of a right try are given back."""
        login = str(credentials.get("username") or credentials.get("email") or "")
        takings = sign_in_takings(login, self.get_client_ip(request))
        if not take(takings):
            note_security_event("sign_in_slowed", address=self.get_client_ip(request))
            raise self.validation_error("too_many_login_attempts")
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            give_back(takings)
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether somebody must show once more that it is them; who came in by a button has no password at hand."""
        return not settings.DEMONSTRATION and super().is_reauthentication_required(app=app, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let every try through: `authenticate` has counted it."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Note a failed sign-in, without the name that was typed: people type passwords there."""
        note_security_event("sign_in_failed", address=self.get_client_ip(request))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say nothing at signing in and out: the page itself shows it."""
        if message_template not in QUIET_MESSAGES:
            super().add_message(request, level, message_template, *args, **kwargs)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set a password and touch nothing else of the account."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: `trail` writes to the person where a factor or a password changes."""


class FactorAdapter(DefaultMFAAdapter):
    """Seeds and recovery codes are encrypted in the database under the installation's key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Codes change every 30 seconds: use the newest one."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the name that a new key has until its owner gives it another."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret as it was."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return how passkeys name this installation."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": str(settings.MFA_TOTP_ISSUER)}


class SessionAdapter(DefaultUserSessionsAdapter):
    """Ends sessions, and has it recorded."""

    def end_sessions(self, sessions: Iterable[UserSession]) -> None:
        """End sessions of one person."""
        several = list(sessions)
        super().end_sessions(several)
        if several:
            record_ended_sessions(several[0].user, len(several))


def _cipher() -> Fernet:
    key = hashlib.sha256(b"accounts.factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
