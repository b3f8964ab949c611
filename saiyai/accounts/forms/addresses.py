"""The box for an e-mail address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.rules import BadAddress, plain_email


class EmailField(forms.EmailField):
    """An e-mail address, given in its plain form; what only looks like Latin letters is refused."""

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        super().__init__(
            label=_("E-mail"),
            max_length=254,
            widget=forms.EmailInput(attrs={"autocomplete": autocomplete}),
            **options,
        )

    def clean(self, value: Any) -> str:
        """Return the address in its plain form."""
        typed = self.to_python(value)
        try:
            plain = plain_email(typed) if typed else ""
        except BadAddress as bad:
            raise ValidationError(_("Type the address in plain Latin letters.")) from bad
        return str(super().clean(plain))
