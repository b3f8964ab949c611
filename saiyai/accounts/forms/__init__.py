"""The forms of accounts: people and their roles, offices, and the doors."""

from saiyai.accounts.forms.doors import ChoosePasswordForm, ForgottenForm
from saiyai.accounts.forms.offices import CoverForm, OfficeForm, OfficeTermsForm
from saiyai.accounts.forms.people import (
    ContactFields,
    EndForm,
    FindPeopleForm,
    GrantFields,
    InviteForm,
    PersonForm,
    ReasonForm,
)

__all__ = [
    "ChoosePasswordForm",
    "ContactFields",
    "CoverForm",
    "EndForm",
    "FindPeopleForm",
    "ForgottenForm",
    "GrantFields",
    "InviteForm",
    "OfficeForm",
    "OfficeTermsForm",
    "PersonForm",
    "ReasonForm",
]
