"""Inviting people, giving roles, and closing with a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.access import roles_to_grant
from saiyai.accounts.commands import Wanted
from saiyai.accounts.forms.addresses import EmailField
from saiyai.accounts.messages import ROLES
from saiyai.accounts.queries import office_name, office_with, offices_present
from saiyai.accounts.rules import Contact
from saiyai.audit import clock
from saiyai.kernel.powers import Role, Scope
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField


class ContactFields(forms.Form):
    """How a person is called and reached."""

    display_name = forms.CharField(label=_("Name and surname"), max_length=200)
    email = EmailField(
        required=False,
        autocomplete="email",
        help_text=_("Links are sent there. Without an address you hand the link over yourself."),
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    @property
    def contact(self) -> Contact:
        """Return what was typed, once the form is valid."""
        values = self.cleaned_data
        return Contact(values["display_name"], values["email"], values["phone"])


class GrantFields(forms.Form):
    """A role at a place, or through an office, from a day on."""

    role = forms.ChoiceField(label=_("Role"))
    place_code = PlaceField(
        label=_("Place"),
        required=False,
        help_text=_(
            "Leave it empty for a role of the whole country, or where the role is held through an office."
        ),
    )
    office = forms.ChoiceField(
        label=_("Office"),
        required=False,
        help_text=_("Where the role reaches over all areas that an office serves."),
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(
        label=_("Last day"), required=False, help_text=_("Leave it empty where no end is set.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example the number of the letter of appointment. It stays in the record."),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("starts_on", clock.today())
        super().__init__(*args, **kwargs)
        roles: forms.ChoiceField = self.fields["role"]  # type: ignore[assignment]
        offices: forms.ChoiceField = self.fields["office"]  # type: ignore[assignment]
        roles.choices = [
            ("", _("Choose a role")),
            *((role.value, ROLES[role.value]) for role in roles_to_grant(scope)),
        ]
        offices.choices = [
            ("", _("None: the role is held at the place")),
            *((o.code, office_name(o)) for o in offices_present()),
        ]

    @property
    def wanted(self) -> Wanted:
        """Return the role as it is asked for, once the form is valid."""
        values = self.cleaned_data
        office = office_with(values["office"]) if values["office"] else None
        return Wanted(
            Role(values["role"]),
            "" if office else values["place_code"],
            office,
            values["starts_on"],
            values["ends_on"],
        )


class InviteForm(ContactFields, GrantFields):
    """Inviting a person with their first role."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_(
            "Short and lasting, for example somsri.j. The person signs in with it, or with the e-mail."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    field_order = [
        "display_name",
        "username",
        "email",
        "phone",
        "role",
        "place_code",
        "office",
        "starts_on",
        "ends_on",
    ]


class PersonForm(ContactFields):
    """Changing how a person is called and reached, and where they belong."""

    place_code = PlaceField(
        label=_("Place"),
        required=False,
        help_text=_("Where the person belongs; empty for the whole country."),
    )


class ReasonForm(forms.Form):
    """An act that needs a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}))


class EndForm(ReasonForm):
    """Setting the last day of a role."""

    ends_on = DayField(label=_("Last day"))
    field_order = ["ends_on", "reason"]


class FindPeopleForm(forms.Form):
    """Looking for people of one's area."""

    text = forms.CharField(
        label=_("Name, user name, e-mail or place code"), required=False, max_length=LONGEST_SEARCH
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *ROLES.items()])
