"""What people fill in about organisations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.audit import clock
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import parse_date
from saiyai.kernel.powers import NATION, Scope
from saiyai.network.access import REGISTRARS
from saiyai.network.queries import Text, kinds, states, welfare_fields
from saiyai.places.models import Level
from saiyai.places.queries import PlaceRow, places_at, places_of_level


class DayField(forms.CharField):
    """A day as Thai people write it, in either era and either digits; empty is None."""

    def clean(self, value: Any) -> date | None:
        """Return the day."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except BadValue as bad:
            raise forms.ValidationError(
                _("This is not a day: write it like 4 ก.ย. 2557 or 04/09/2557.")
            ) from bad


class RegisterForm(forms.Form):
    """An organisation to be proposed."""

    name_th = forms.CharField(label=gettext_lazy("Name in Thai"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    place_code = forms.ChoiceField(label=gettext_lazy("Home place"))
    fields_of_welfare = forms.MultipleChoiceField(
        label=gettext_lazy("Fields of social welfare"), required=False, widget=forms.CheckboxSelectMultiple
    )
    founded_on = DayField(
        label=gettext_lazy("Founded on"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("For example 4 ก.ย. 2557; leave empty if unknown."),
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=60, required=False)
    note = forms.CharField(
        label=gettext_lazy("What the organisation does"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shown_publicly = forms.BooleanField(
        label=gettext_lazy("The organisation agreed to be shown to everybody"), required=False
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", kinds())
        _offer(self, "fields_of_welfare", welfare_fields())
        chosen = str(self.data.get("place_code") or self.initial.get("place_code", ""))
        _offer(
            self,
            "place_code",
            [("", "—"), *_places_to_choose(scope, chosen)],
        )


class DirectoryForm(forms.Form):
    """What a reader looks for in the directory."""

    q = forms.CharField(label=gettext_lazy("Name or part of it"), max_length=100, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    field = forms.ChoiceField(label=gettext_lazy("Field of welfare"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    place = forms.RegexField(r"^(\d{2}){1,4}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("all"))]
        _offer(self, "kind", everything + kinds())
        _offer(self, "field", everything + welfare_fields())
        _offer(self, "state", [("", gettext_lazy("all that live")), *states()])


class StepForm(forms.Form):
    """Why an organisation moves to another state, and on which day where it ends."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)
    on = DayField(label=gettext_lazy("Dissolved on"), required=False, max_length=40)

    def clean_on(self) -> date:
        """Return the day, today where none was given."""
        return self.cleaned_data["on"] or clock.today()


class AppointForm(forms.Form):
    """A person's role in an organisation."""

    name = forms.CharField(
        label=gettext_lazy("Name with its prefix"),
        max_length=200,
        help_text=gettext_lazy("For example นางสมศรี ใจดี"),
    )
    title_th = forms.CharField(label=gettext_lazy("Role"), max_length=120)
    starts_on = DayField(label=gettext_lazy("Since"), required=False, max_length=40)


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _places_to_choose(scope: Scope, chosen: str) -> list[tuple[str, Any]]:
    """Return the places in which a scope may register, grouped by the level above, with the one chosen before.

    Whoever works for the nation chooses among districts: seven thousand tambons are no list to choose from.
    """
    prefixes = scope.prefixes(REGISTRARS)
    rows = places_of_level(Level.DISTRICT if NATION in prefixes else Level.TAMBON, prefixes)
    heads = places_at({each.code[:length] for each in rows for length in (2, 4)} | {chosen})
    wider = [each for code, each in sorted(heads.items()) if code.startswith(prefixes)]
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in rows:
        groups.setdefault(each.code[:-2], []).append((each.code, each.name))
    listed = {each.code for each in rows}
    whole = [(each.code, each.label) for each in wider if each.code not in listed]
    below = [(_group_name(code, heads), choices) for code, choices in groups.items()]
    return [*([(_("Whole province or district"), whole)] if whole else []), *below]


def _group_name(code: str, heads: Mapping[str, PlaceRow]) -> str:
    return " · ".join(heads[each].name for each in dict.fromkeys((code, code[:2])))
