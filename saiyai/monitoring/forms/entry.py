"""What people fill in about a report: its numbers, and why it goes back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.rules import Figures, parse_count
from saiyai.web.offers import sentence_of_refusal


class CountField(forms.CharField):
    """A whole number in either digits, with or without commas; an empty cell is None, which is not zero."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "number", "data-cell": ""}
        )
        super().__init__(required=False, max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return the number."""
        try:
            return parse_count(super().clean(value))
        except BadValue as bad:
            raise forms.ValidationError(str(sentence_of_refusal(bad.code)), code=bad.code) from bad


class VersionForm(forms.Form):
    """The version of a report that was read before acting on it."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class SummaryForm(VersionForm):
    """What was read of a summary before acting on it: its version, and the seal of what it rests on."""

    content = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class EntryForm(VersionForm):
    """A report's numbers as they are typed, one cell for each series of the form."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, series: Sequence[SeriesRow], figures: Figures, version: int, **kwargs: Any
    ) -> None:
        initial = {name_of_cell(each): figures.get(each.code) for each in series}
        kwargs["initial"] = initial | {"version": version}
        super().__init__(*args, **kwargs)
        self.series = series
        for each in series:
            self.fields[name_of_cell(each)] = CountField(label=each.name)

    def figures(self) -> dict[str, int | None]:
        """Return the numbers typed, by the code of their series."""
        return {each.code: self.cleaned_data[name_of_cell(each)] for each in self.series}


def name_of_cell(series: SeriesRow) -> str:
    """Return the name of a series' cell in the form."""
    return f"series_{series.pk}"


class ReturnForm(VersionForm):
    """Why a report goes back, and which of its numbers are meant."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    cells = forms.MultipleChoiceField(
        label=_("Numbers to look at again"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, series: Sequence[SeriesRow] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cells"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(each.code, each.name) for each in series]
        if not series:
            del self.fields["cells"]

    def marked(self) -> dict[str, str]:
        """Return the reason under the code of each number that is meant."""
        return dict.fromkeys(self.cleaned_data.get("cells", ()), self.cleaned_data["reason"])
