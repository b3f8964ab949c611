"""What people fill in about people and their roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.accounts.models import User
from saiyai.accounts.queries import person_for, user_signing_in_as
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.names import split_name
from saiyai.kernel.national_id import parse_national_id
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH, search_key
from saiyai.network.access import REGISTRARS
from saiyai.network.commands import PersonTerms, RoleTerms
from saiyai.network.forms.fields import PhonesField, offer, place_within
from saiyai.network.models import Person
from saiyai.network.queries.person import bases, person_rows, positions, same_name
from saiyai.network.rules import Position
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField, day_text

NEW = "new"


class NameField(forms.CharField):
    """A person's name with its prefix, as Thai papers write it."""

    def clean(self, value: Any) -> str:
        """Return the name where it can be one."""
        text: str = super().clean(value)
        try:
            split_name(text)
        except BadValue as bad:
            raise forms.ValidationError(_("This is not a person's name.")) from bad
        return text


class RoleForm(forms.Form):
    """A person's role in an organisation; a name that is known asks whether it is the same person."""

    name = NameField(
        label=gettext_lazy("Name with its prefix"),
        max_length=200,
        help_text=gettext_lazy("For example นางสมศรี ใจดี"),
    )
    person = forms.ChoiceField(label=gettext_lazy("Who is it?"), required=False, widget=forms.RadioSelect)
    position = forms.ChoiceField(label=gettext_lazy("Position"))
    title_th = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Where it says more than the position, for example ประธานสภาเด็กและเยาวชน"),
    )
    area_code = PlaceField(
        label=gettext_lazy("Village"),
        required=False,
        help_text=gettext_lazy("A volunteer of the ministry needs the village that they work in."),
    )
    starts_on = DayField(label=gettext_lazy("Since"), required=False, max_length=40)
    ends_on = DayField(label=gettext_lazy("Until"), required=False, max_length=40)

    def __init__(self, *args: Any, scope: Scope, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "role_%s"} | kwargs)
        offer(self, "position", [("", "—"), *positions()])
        self.known = self._people_of_name(scope, today)
        if self.known:
            offer(self, "person", [*self.known, (NEW, _("somebody else of this name"))])
        else:
            del self.fields["person"]

    def _people_of_name(self, scope: Scope, today: Any) -> list[tuple[str, str]]:
        try:
            parts = split_name(str(self.data.get("name", "")))
        except BadValue:
            return []
        found = person_rows(same_name(scope, search_key(f"{parts.given} {parts.family}"))[:8], scope, today)
        return [
            (str(each.pk), " · ".join(filter(None, (each.name, each.place, *each.roles[:2]))))
            for each in found
        ]

    def clean(self) -> dict[str, Any]:
        """Return the values; a name that is known needs a choice, a position of no kind a title."""
        values = super().clean() or self.cleaned_data
        if self.known and not values.get("person"):
            self.add_error("person", _("Somebody of this name is known: say whether it is the same person."))
        if values.get("position") == Position.OTHER and not values.get("title_th"):
            self.add_error("title_th", _("Say what the role is called."))
        if values.get("position") == Position.VOLUNTEER and len(values.get("area_code") or "") != 8:  # noqa: PLR2004
            self.add_error("area_code", _("Say in which village the volunteer works."))
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("A role cannot end before it begins."))
        return values

    @property
    def person_chosen(self) -> int | None:
        """Return the number of the known person, None for somebody new."""
        chosen = self.cleaned_data.get("person") or NEW
        return None if chosen == NEW else int(chosen)

    def terms(self) -> RoleTerms:
        """Return what the role is."""
        names = ("position", "title_th", "area_code", "starts_on", "ends_on")
        return RoleTerms(**{name: self.cleaned_data[name] for name in names})


class EndRoleForm(forms.Form):
    """The last day of a role."""

    on = DayField(label=gettext_lazy("Last day"), max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It stays in the history for ever: write no names and no illness."),
    )


class FindPeopleForm(forms.Form):
    """Whom a reader looks for."""

    q = forms.CharField(
        label=gettext_lazy("Part of a name, or a whole national id"),
        max_length=LONGEST_SEARCH,
        required=False,
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("many", gettext_lazy("in three roles or more")),
            ("ending", gettext_lazy("with a term that ends in 90 days")),
        ],
    )


class PersonForm(forms.Form):
    """What is kept of a person."""

    name = NameField(
        label=gettext_lazy("Name with its prefix"),
        max_length=200,
        help_text=gettext_lazy("For example นางสมศรี ใจดี"),
    )
    place_code = PlaceField(label=gettext_lazy("Lives in"))
    phone = PhonesField(label=gettext_lazy("Telephone"), max_length=60, required=False)
    national_id = forms.CharField(
        label=gettext_lazy("National id"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Only where it is needed, to tell two people of one name apart. It is kept sealed."
        ),
    )
    forgets_id = forms.BooleanField(label=gettext_lazy("Keep the national id no longer"), required=False)
    basis = forms.ChoiceField(label=gettext_lazy("On what ground is this kept?"))
    consented_on = DayField(label=gettext_lazy("Day of consent"), max_length=40, required=False)
    purpose = forms.CharField(
        label=gettext_lazy("Purpose of keeping it"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example การประสานงานเครือข่ายพัฒนาสังคมระดับอำเภอ"),
    )

    def __init__(self, *args: Any, scope: Scope, has_id: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "basis", bases())
        place_within(self, "place_code", scope, REGISTRARS)
        if not has_id:
            del self.fields["forgets_id"]

    def clean_national_id(self) -> str:
        """Return the national id where its check digit is right."""
        text: str = self.cleaned_data["national_id"]
        if text:
            try:
                parse_national_id(text)
            except BadValue as bad:
                raise forms.ValidationError(
                    _("This is not a national id: look at the thirteen digits again.")
                ) from bad
        return text

    def clean(self) -> dict[str, Any]:
        """Return the values; consent needs its day."""
        values = super().clean() or self.cleaned_data
        if values.get("basis") == "consent" and not values.get("consented_on"):
            self.add_error("consented_on", _("Say on which day the person consented."))
        return values

    def terms(self) -> PersonTerms:
        """Return what is to be kept; an empty national id leaves the present one, unless it is to be forgotten."""
        values = dict(self.cleaned_data)
        forgets = values.pop("forgets_id", False)
        national_id = values.pop("national_id")
        return PersonTerms(**values, national_id="" if forgets else national_id or None)


def initial_of_person(person: Person) -> dict[str, Any]:
    """Return what is kept of a person, as the form shows it; the national id is never shown again."""
    return {
        "name": person.shown,
        "place_code": person.place_code,
        "phone": person.phone,
        "basis": person.basis,
        "consented_on": day_text(person.consented_on),
        "purpose": person.purpose,
    }


class MergePeopleForm(forms.Form):
    """Which entry is of the same person, and how that is known."""

    duplicate = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("How do you know that both are one person?"),
        max_length=300,
        help_text=gettext_lazy("It stays in the history for ever: write no names and no illness."),
    )


class AccountForm(forms.Form):
    """By which account of the reader's area a person signs in."""

    login = forms.CharField(
        label=gettext_lazy("User name or e-mail of the account"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Leave it empty where the person has no account."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._scope = scope

    def clean_login(self) -> User | None:
        """Return the account, None for an empty name."""
        login: str = self.cleaned_data["login"].strip()
        if not login:
            return None
        found = user_signing_in_as(login)
        seen = None if found is None else person_for(self._scope, found.pk)
        if seen is None:
            raise forms.ValidationError(_("There is no account of this name in your area."))
        return seen


class EraseForm(forms.Form):
    """Why a person's data is erased."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It stays in the history for ever: write no names and no illness."),
    )
