"""The boxes that the network's forms share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.phones import parse_phones
from saiyai.kernel.powers import Role, Scope
from saiyai.network.rules.organisation import is_safe_address
from saiyai.places.forms import PlaceField


class PhonesField(forms.CharField):
    """Telephone numbers as they stand on letterheads, several parted by commas."""

    def clean(self, value: Any) -> str:
        """Return the text where every number in it is one."""
        text: str = super().clean(value)
        try:
            parse_phones(text)
        except BadValue as bad:
            raise forms.ValidationError(
                _("This is not a Thai telephone number: write it like 053-112485-6 or 081-234-5678.")
            ) from bad
        return text


class WebField(forms.CharField):
    """The full address of a page on the web."""

    widget = forms.URLInput

    def clean(self, value: Any) -> str:
        """Return the address; one without http before it gets https."""
        text: str = super().clean(value)
        if text and "://" not in text and not text.lower().startswith(("javascript:", "data:")):
            text = f"https://{text}"
        if text and not is_safe_address(text):
            raise forms.ValidationError(
                _("This is not the address of a page: write it like https://www.example.go.th.")
            )
        return text


def offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    """Let a form's field offer choices that are known only now."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def place_within(form: forms.Form, name: str, scope: Scope, roles: frozenset[Role]) -> None:
    """Let a form's place lie inside the areas that a scope holds in some roles."""
    field = form.fields[name]
    if isinstance(field, PlaceField):
        field.within = scope.prefixes(roles)


def cleaned(form: forms.Form, *names: str) -> Mapping[str, Any]:
    """Return some of a form's cleaned values by name."""
    return {name: form.cleaned_data[name] for name in names}
