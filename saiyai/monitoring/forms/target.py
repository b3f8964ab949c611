"""What people fill in about targets: one target, its change, its parts, and which ones are listed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.monitoring.commands import Goal
from saiyai.monitoring.queries.project import FoundProject
from saiyai.monitoring.queries.target import METHOD_NAMES
from saiyai.monitoring.rules.target import Method, amount_text, parse_amount
from saiyai.places.forms import PlaceField
from saiyai.web.offers import sentence_of_refusal


class AmountField(forms.CharField):
    """An amount in either digits, with commas and up to three decimals; its value is in thousandths."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "number"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return the amount in thousandths."""
        try:
            return parse_amount(super().clean(value))
        except BadValue as bad:
            raise forms.ValidationError(str(sentence_of_refusal(bad.code)), code=bad.code) from bad


class TargetListForm(forms.Form):
    """Which targets a reader wants to see."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    place = PlaceField(label=gettext_lazy("Place"), required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Sequence[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            _offer(self, name, [("", gettext_lazy("all")), *offered])


class NewTargetForm(forms.Form):
    """A new target: of which indicator, where, when, how much."""

    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"))
    period = forms.ChoiceField(label=gettext_lazy("Period"))
    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    place_code = PlaceField(
        label=gettext_lazy("Place"),
        required=False,
        help_text=gettext_lazy("Leave it empty for all areas of the project, or for the whole country."),
    )
    amount = AmountField(label=gettext_lazy("Target"))
    baseline = AmountField(label=gettext_lazy("Baseline"), required=False)

    def __init__(
        self, *args: Any, scope: Scope, choices: Mapping[str, Sequence[tuple[str, str]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            own = [("", gettext_lazy("none"))] if name == "project" else []
            _offer(self, name, [*own, *offered])
        field = self.fields["place_code"]
        if isinstance(field, PlaceField):
            field.within = scope.prefixes(DISTRICT_AND_ABOVE)

    def goal(self, project: FoundProject | None) -> Goal:
        """Return what was filled in."""
        values = self.cleaned_data
        return Goal(
            values["place_code"] or "", values["period"], values["amount"], values["baseline"], project
        )


class TargetChangeForm(forms.Form):
    """Another amount for a target, and why."""

    amount = AmountField(label=gettext_lazy("Target"))
    baseline = AmountField(label=gettext_lazy("Baseline"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class BringDownForm(forms.Form):
    """How a target comes down, with the amount of each place to be put right by hand."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, places: Mapping[str, str], amounts: Mapping[str, int], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {f"at_{code}": amount_text(amount) for code, amount in amounts.items()}
        super().__init__(*args, **kwargs)
        self.places = places
        for code, name in places.items():
            self.fields[f"at_{code}"] = AmountField(label=name)

    def amounts(self) -> dict[str, int]:
        """Return the amount of each place in thousandths."""
        return {code: self.cleaned_data[f"at_{code}"] for code in self.places}


class MethodForm(forms.Form):
    """By which method the amounts are proposed."""

    method = forms.ChoiceField(label=gettext_lazy("How it comes down"))

    def __init__(self, *args: Any, methods: Sequence[Method], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "method", [(each.value, METHOD_NAMES[each]) for each in methods])


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
