"""Making offices, changing them, and adding areas to those that they serve."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.commands import OfficeTerms
from saiyai.accounts.messages import KINDS
from saiyai.accounts.queries import office_name, office_with, offices_present
from saiyai.accounts.rules import OfficeKind
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField


class OfficeTermsForm(forms.Form):
    """What an office is called, where it hangs in the tree, and from when until when it is."""

    name_th = forms.CharField(label=_("Name in Thai"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    parent = forms.ChoiceField(label=_("Part of"), required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parents: forms.ChoiceField = self.fields["parent"]  # type: ignore[assignment]
        parents.choices = [
            ("", _("None: it is at the top")),
            *((o.code, office_name(o)) for o in offices_present()),
        ]

    @property
    def terms(self) -> OfficeTerms:
        """Return what was typed, once the form is valid."""
        values = self.cleaned_data
        parent = office_with(values["parent"]) if values["parent"] else None
        return OfficeTerms(
            values["name_th"], values["name_en"], parent, values["starts_on"], values["ends_on"]
        )


class OfficeForm(OfficeTermsForm):
    """Making an office."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Latin letters, digits and hyphens; it never changes.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose a kind")), *KINDS.items()])
    place_code = PlaceField(
        label=_("Place"),
        required=False,
        help_text=_("Where the office belongs; empty for the whole country."),
    )
    field_order = ["code", "kind", "name_th", "name_en", "place_code", "parent", "starts_on", "ends_on"]

    @property
    def kind_chosen(self) -> OfficeKind:
        """Return the kind, once the form is valid."""
        return OfficeKind(self.cleaned_data["kind"])


class CoverForm(forms.Form):
    """Adding an area to an office."""

    place_code = PlaceField(label=_("Place"), help_text=_("The area that the office serves."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False)
