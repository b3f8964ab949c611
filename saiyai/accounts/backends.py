"""Who stands behind a name and a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from saiyai.accounts.models import User
from saiyai.accounts.queries import user_signing_in_as


class SignInBackend(AuthenticationBackend):
    """Finds at most one account by user name or e-mail, and hashes the password exactly once whatever it finds."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ARG002
        """Return the open account that the credentials belong to, None where there is none."""
        password = str(credentials.get("password") or "")
        login = str(credentials.get("username") or credentials.get("email") or "")
        user = user_signing_in_as(login)
        if user is None:
            make_password(password)  # as long as a check takes: a name that is nobody's answers no sooner
            return None
        if not user.check_password(password):
            return None
        return user if user.is_active else None
