"""Making offices, changing them, and adding areas to those that they serve."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.commands import OfficeTerms, PostTerms
from saiyai.accounts.forms.addresses import EmailField
from saiyai.accounts.messages import KINDS, REFUSALS
from saiyai.accounts.queries import office_name, office_with, offices_present
from saiyai.accounts.rules import OfficeKind
from saiyai.accounts.rules.contact import (
    CONTACT_FIELDS,
    LONGEST_ABOUT,
    LONGEST_ADDRESS,
    ContactTerms,
    plain_contact,
    refusals_of_contact,
)
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


class ContactForm(forms.Form):
    """What an office says of itself to everybody, and how it is reached; a wrong box is named at the box."""

    about_th = forms.CharField(
        label=_("Who we are, in Thai"),
        max_length=LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What the office does, and for whom. An empty line begins a paragraph."),
    )
    about_en = forms.CharField(
        label=_("Who we are, in English"),
        max_length=LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    address_th = forms.CharField(
        label=_("Postal address in Thai"),
        max_length=LONGEST_ADDRESS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    address_en = forms.CharField(
        label=_("Postal address in English"),
        max_length=LONGEST_ADDRESS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=120,
        required=False,
        help_text=_("As on a letterhead, for example 053-112485-6; several parted by commas."),
    )
    fax = forms.CharField(label=_("Fax"), max_length=120, required=False)
    email = EmailField(
        required=False,
        autocomplete="off",
        help_text=_("What citizens write on the office's page is sent there."),
    )
    website = forms.CharField(label=_("Website"), max_length=300, required=False)
    facebook = forms.CharField(label="Facebook", max_length=300, required=False)
    line = forms.CharField(label=_("LINE ID"), max_length=60, required=False)

    def clean(self) -> dict[str, Any]:
        """Name each box that cannot be kept."""
        cleaned = super().clean() or {}
        for field, code in refusals_of_contact(plain_contact(self._terms(cleaned))).items():
            self.add_error(field, str(REFUSALS[code]))
        return cleaned

    @staticmethod
    def _terms(values: dict[str, Any]) -> ContactTerms:
        return ContactTerms(**{name: values.get(name, "") for name in CONTACT_FIELDS})

    @property
    def terms(self) -> ContactTerms:
        """Return what was typed, once the form is valid."""
        return self._terms(self.cleaned_data)


class PostForm(forms.Form):
    """Agreeing to be shown on an office's public page."""

    position_th = forms.CharField(label=_("Position in Thai"), max_length=120)
    position_en = forms.CharField(label=_("Position in English"), max_length=120, required=False)
    shows_phone = forms.BooleanField(
        label=_("Show my telephone number too"),
        required=False,
        help_text=_("The number of your account. Leave it out, and the office's number is shown alone."),
    )

    @property
    def terms(self) -> PostTerms:
        """Return what was typed, once the form is valid."""
        values = self.cleaned_data
        return PostTerms(values["position_th"], values["position_en"], values["shows_phone"])
