"""The forms of accounts: people and their roles, offices, and the doors."""

from saiyai.accounts.forms.doors import ChoosePasswordForm, ForgottenForm
from saiyai.accounts.forms.offices import ContactForm, CoverForm, OfficeForm, OfficeTermsForm, PostForm
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
    "ContactForm",
    "CoverForm",
    "EndForm",
    "FindPeopleForm",
    "ForgottenForm",
    "GrantFields",
    "InviteForm",
    "OfficeForm",
    "OfficeTermsForm",
    "PersonForm",
    "PostForm",
    "ReasonForm",
]
