"""The doors: signing in, the second factor, choosing a password."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as ReauthenticatePasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.adapter import TOO_MANY
from saiyai.accounts.throttle import FACTOR, Taking, give_back, take


class ForgottenForm(forms.Form):
    """Asking for a link to choose a new password."""

    login = forms.CharField(
        label=_("User name or e-mail"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class ChoosePasswordForm(forms.Form):
    """Choosing a password through a link."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """Return the values where both passwords are the same and strong enough."""
        values = super().clean() or {}
        password = values.get("password")
        if not password:
            return values
        if values.get("again") and values["again"] != password:
            self.add_error("again", gettext("The two passwords differ."))
        try:
            validate_password(password, self.person)
        except ValidationError as weak:
            self.add_error("password", weak)
        return values


class _CountedCode(forms.Form):
    """A second factor's code whose tries are counted by account, in all processes together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self, gettext("Code from the app, or one of your recovery codes"))

    def clean_code(self) -> str:
        """Return the code where it is right and not one try too many."""
        return _counted(str(self.user.pk), super().clean_code)  # type: ignore[attr-defined, misc]


def _counted(counted_by: str, check: Callable[[], Any]) -> str:
    """Return what a check returns, unless there were too many wrong ones."""
    takings = [Taking(FACTOR, counted_by)]
    if not take(takings):
        raise ValidationError(TOO_MANY, code="too_many_login_attempts")
    checked: str = check()
    give_back(takings)
    return checked


class SignInForm(LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label, password.help_text = _("User name or e-mail"), _("Password"), ""
        login.widget.attrs = {
            "autocomplete": "username webauthn",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        password.widget.attrs = {"autocomplete": "current-password"}


class PasswordAgainForm(ReauthenticatePasswordForm):
    """The password once more, before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label, self.fields["password"].help_text = _("Your present password"), ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class ChangeOwnPasswordForm(ChangePasswordForm):
    """Changing one's password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Your present password"),
            "password1": _("New password"),
            "password2": _("New password once more"),
        }
        for name, label in labels.items():
            self.fields[name].label, self.fields[name].help_text = label, ""
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())

    def clean_oldpassword(self) -> str:
        """Return the present password where it is right; a stolen session does not guess it."""
        return _counted(f"password {self.user.pk}", super().clean_oldpassword)


class FactorForm(_CountedCode, AuthenticateForm):
    """The second step of signing in."""


class FactorAgainForm(_CountedCode, ReauthenticateForm):
    """The second factor once more, before something grave."""


class AppForm(ActivateTOTPForm):
    """Setting up an authenticator app: the first code shows that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label_code(self, gettext("The code that the app shows"))


class PasskeyForm(AddWebAuthnForm):
    """Adding a passkey or a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")
        self.fields["name"].help_text = _("For example: my phone.")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Let me sign in with this key alone, without a password")
            self.fields["passwordless"].help_text = ""


class PasskeyNameForm(EditWebAuthnForm):
    """Giving a passkey another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")


def _label_code(form: forms.Form, label: str) -> None:
    code = form.fields["code"]
    code.label = label
    code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "short"}
