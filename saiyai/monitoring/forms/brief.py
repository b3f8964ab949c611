"""What people fill in about an executive report: its words, part by part."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.monitoring.rules.brief import LONGEST_PART, Part

PART_NAMES = {
    Part.SUMMARY: gettext_lazy("Summary"),
    Part.ROSE: gettext_lazy("What rose"),
    Part.FELL: gettext_lazy("What fell"),
    Part.MISSING: gettext_lazy("What is missing"),
    Part.ADVICE: gettext_lazy("Advice"),
}


class BriefForm(forms.Form):
    """The words of an executive report, each part proposed from the figures and put right by hand."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, texts: Mapping[str, str], version: int, **kwargs: Any) -> None:
        kwargs["initial"] = {**texts, "version": version}
        super().__init__(*args, **kwargs)
        for part, name in PART_NAMES.items():
            rows = min(max(texts.get(part.value, "").count("\n") + 3, 3), 10)
            self.fields[part.value] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST_PART,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    def texts(self) -> dict[str, str]:
        """Return the words by part."""
        return {part.value: self.cleaned_data[part.value] for part in Part}
