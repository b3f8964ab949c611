"""What people fill in about a report: its numbers, and why it goes back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.monitoring.queries.project import SeriesRow


class VersionForm(forms.Form):
    """The version of a report that was read before acting on it."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class SummaryForm(VersionForm):
    """What was read of a summary before acting on it: its version, and the seal of what it rests on."""

    content = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    remark = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


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
