"""What people fill in while reviewing: a question or an answer, and the check that an office writes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.bad_value import BadValue
from saiyai.monitoring.models import KIND_NAMES, SEVERITY_NAMES
from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.rules.check import CheckKind, Severity, checked_formula
from saiyai.web.offers import sentence_of_refusal


class SayForm(forms.Form):
    """What is said about a report, or about one of its numbers."""

    series = forms.ChoiceField(label=_("Which number it is about"), required=False)
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, series: Sequence[SeriesRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["series"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("the whole report")), *((each.code, each.name) for each in series)]


class WorkbookForm(forms.Form):
    """A filled workbook that is handed in."""

    file = forms.FileField(
        label=_("Filled workbook"),
        help_text=_("The workbook that you took along from this collection, as .xlsx or .ods."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.xls"}),
    )


class CheckForm(forms.Form):
    """A check as an office writes it; a formula that cannot be read is refused at its character."""

    series = forms.ChoiceField(label=_("Number"))
    kind = forms.ChoiceField(label=_("Held against"), choices=[(k.value, n) for k, n in KIND_NAMES.items()])
    formula = forms.CharField(
        label=_("Formula that must be true"),
        help_text=_("For example: tambon.people_trained <= tambon.volunteers + 100"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocapitalize": "off"}),
    )
    limit = forms.DecimalField(
        label=_("Limit"),
        help_text=_(
            "Percent against the last period; deviations from the median against the places around it, usually 3.5."
        ),
        min_value=Decimal("0.1"),
        max_value=Decimal(10_000),
        decimal_places=1,
        required=False,
    )
    severity = forms.ChoiceField(
        label=_("Effect of the check"),
        choices=[(k.value, n) for k, n in SEVERITY_NAMES.items()],
        initial=Severity.SOFT.value,
    )
    sentence_th = forms.CharField(label=_("Sentence that is shown (Thai)"), max_length=300)
    sentence_en = forms.CharField(label=_("Sentence that is shown (English)"), max_length=300, required=False)

    def __init__(self, *args: Any, series: Sequence[SeriesRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [each.code for each in series]
        field = self.fields["series"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.code, f"{each.name} ({each.code})") for each in series]

    def clean(self) -> dict[str, Any]:
        """Return the check; a formula is read, and a limit asked for where there is none."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == CheckKind.FORMULA:
            self._read(cleaned.get("formula", ""))
        elif cleaned.get("kind") and cleaned.get("limit") is None and "limit" not in self.errors:
            self.add_error("limit", str(sentence_of_refusal("check.without_limit")))
        return cleaned

    def _read(self, formula: str) -> None:
        try:
            checked_formula(formula, self.codes)
        except BadValue as bad:
            self.add_error("formula", str(sentence_of_refusal(bad.code)) % bad.values)
