"""What an office fills in to open a collection, or to change its days."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.periods import Period
from saiyai.places.models import Level
from saiyai.web.days import DayField
from saiyai.web.values import text_of_bad_value


class DaysForm(forms.Form):
    """The days of a collection, and why they change."""

    opens_on = DayField(label=_("Opens on"))
    due_on = DayField(label=_("Due on"))
    closes_on = DayField(label=_("Closes on"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def days(self) -> dict[str, date]:
        """Return the days by what they are called."""
        return {name: self.cleaned_data[name] for name in ("opens_on", "due_on", "closes_on")}


class OpenForm(DaysForm):
    """A form, a period, a level, days, and where not all are asked, which places."""

    form = forms.ChoiceField(label=_("Form"))
    period = forms.CharField(
        label=_("Period"),
        max_length=10,
        help_text=_(
            "2557M03 a month, 2557Q3 a quarter, 2557R06 and 2557R09 six and nine months, 2557 a year, 2557X once."
        ),
    )
    level = forms.ChoiceField(label=_("Reported by each"), choices=Level.choices, initial=Level.TAMBON.value)
    codes = forms.CharField(
        label=_("Only these places"),
        required=False,
        help_text=_("Their codes, one a line; leave it empty for all in the areas of the project."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("form", "period", "level", "codes", "opens_on", "due_on", "closes_on")

    def __init__(self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]
        field = self.fields["form"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(pk), title) for pk, title in versions]

    def clean_period(self) -> str:
        """Return the code of the period."""
        try:
            return Period.parse(self.cleaned_data["period"]).code
        except BadValue as bad:
            raise forms.ValidationError(text_of_bad_value(bad), code=bad.code) from bad

    def clean_level(self) -> Level:
        """Return the level."""
        return Level(self.cleaned_data["level"])

    def clean_codes(self) -> tuple[str, ...]:
        """Return the codes of the places, each once."""
        return tuple(dict.fromkeys(self.cleaned_data["codes"].replace(",", " ").split()))
