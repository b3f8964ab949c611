"""What people fill in about targets of coverage, and what they look for in the register of certificates."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, NATION, Scope
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network.commands.target import TargetTerms
from saiyai.network.forms.fields import offer, place_within
from saiyai.network.queries import Text, welfare_fields
from saiyai.network.queries.application import standings_given
from saiyai.network.queries.certificate import DUTY_NAMES, provinces_of_register
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField


class TargetForm(forms.Form):
    """Which share of a place's villages is to have somebody by a day."""

    place_code = PlaceField(label=gettext_lazy("Place"))
    whole_country = forms.BooleanField(
        label=gettext_lazy("For the whole country"),
        required=False,
        help_text=gettext_lazy("It then holds for every area that has no target of its own."),
    )
    field = forms.ChoiceField(label=gettext_lazy("Field of welfare"), required=False)
    percent = forms.IntegerField(
        label=gettext_lazy("Share of the villages (%)"),
        min_value=1,
        max_value=100,
        initial=100,
        help_text=gettext_lazy("100 means every village."),
    )
    due_on = DayField(label=gettext_lazy("To be reached by"), max_length=40)
    note = forms.CharField(label=gettext_lazy("Where it was agreed"), max_length=300, required=False)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("whatever field"))]
        offer(self, "field", everything + welfare_fields())
        place_within(self, "place_code", scope, DISTRICT_AND_ABOVE)
        if scope.covers(NATION, DISTRICT_AND_ABOVE):
            self.fields["place_code"].required = False
        else:
            del self.fields["whole_country"]

    def clean(self) -> dict[str, Any]:
        """Return the values; a target is for one place or for the whole country."""
        values = super().clean() or self.cleaned_data
        is_whole = values.get("whole_country", False)
        if "whole_country" in self.fields and "place_code" not in self.errors:
            if not is_whole and not values.get("place_code"):
                self.add_error(
                    "place_code", _("Choose the place, or that the target is for the whole country.")
                )
            if is_whole and values.get("place_code"):
                self.add_error(
                    "place_code", _("Leave the place empty where the target is for the whole country.")
                )
        return values

    def terms(self) -> TargetTerms:
        """Return what was filled in."""
        values = dict(self.cleaned_data)
        is_whole = values.pop("whole_country", False)
        return TargetTerms(**values | {"place_code": NATION if is_whole else values["place_code"]})


class RegisterSearchForm(forms.Form):
    """What a reader looks for in the register of certificates."""

    q = forms.CharField(label=gettext_lazy("Name or part of it"), max_length=LONGEST_SEARCH, required=False)
    province = forms.ChoiceField(label=gettext_lazy("Province"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Legal standing"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("all"))]
        offer(self, "province", everything + list(provinces_of_register()))
        offer(self, "kind", everything + standings_given())


class DutiesForm(forms.Form):
    """Which area and state of yearly reports a reader looks for."""

    place = forms.RegexField(r"^(\d{2}){1,4}$", required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(state.value, name) for state, name in DUTY_NAMES.items()]
        offer(self, "state", [("", gettext_lazy("all")), *names])
