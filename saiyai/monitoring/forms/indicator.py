"""What people fill in about series and indicators, and what they look for and look at."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.expressions import parse
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.monitoring.commands import IndicatorTerms, SeriesTerms
from saiyai.monitoring.queries.indicator import FoundIndicator
from saiyai.monitoring.queries.series import FoundSeries, axis_choices
from saiyai.monitoring.queries.text import direction_choices, indicator_kind_choices, series_kind_choices
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField
from saiyai.web.values import text_of_bad_value


class SearchForm(forms.Form):
    """The words that a list is searched for."""

    q = forms.CharField(label=gettext_lazy("Name or part of it"), max_length=LONGEST_SEARCH, required=False)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class _SeriesWords(forms.Form):
    name_th = forms.CharField(label=gettext_lazy("Thai name"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=200, required=False)
    unit_th = forms.CharField(label=gettext_lazy("unit"), max_length=40)
    unit_en = forms.CharField(label=gettext_lazy("unit in English"), max_length=40, required=False)
    definition_th = forms.CharField(
        label=gettext_lazy("definition"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    definition_en = forms.CharField(
        label=gettext_lazy("definition in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    source_th = forms.CharField(label=gettext_lazy("source"), max_length=300, required=False)
    source_en = forms.CharField(label=gettext_lazy("source in English"), max_length=300, required=False)

    def words(self) -> dict[str, str]:
        """Return what was filled in of the words alone."""
        return {name: self.cleaned_data[name] for name in SeriesTerms.__slots__}  # type: ignore[attr-defined]


class SeriesForm(_SeriesWords):
    """A new series: its code, kind and split besides what it says of itself."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=60,
        help_text=gettext_lazy("Formulas and forms name it so, for example tambon.people_trained."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("How it adds"))
    axes = forms.MultipleChoiceField(
        label=gettext_lazy("Split by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("code", "name_th", "name_en", "unit_th", "unit_en", "kind", "axes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", series_kind_choices())
        _offer(self, "axes", axis_choices())


class SeriesChangeForm(_SeriesWords):
    """What a series says of itself from a day on."""

    holds_from = DayField(label=gettext_lazy("holds from"), max_length=40)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, series: FoundSeries, **kwargs: Any) -> None:
        words = SeriesTerms.__slots__  # type: ignore[attr-defined]
        kwargs["initial"] = {name: getattr(series, name) for name in words}
        super().__init__(*args, **kwargs)

    def terms(self) -> SeriesTerms:
        """Return what was filled in."""
        return SeriesTerms(**self.words())


class FormulaField(forms.CharField):
    """A formula over series; what cannot be read is told at its character."""

    widget = forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocapitalize": "off"})

    def clean(self, value: Any) -> str:
        """Return the text of the formula."""
        text: str = super().clean(value)
        if text.strip():
            try:
                parse(text)
            except BadValue as bad:
                raise forms.ValidationError(text_of_bad_value(bad), code=bad.code) from bad
        return text.strip()


class IndicatorForm(forms.Form):
    """What an indicator says of itself, and its formula with the day that it holds from."""

    name_th = forms.CharField(label=gettext_lazy("Thai name"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=200, required=False)
    definition_th = forms.CharField(
        label=gettext_lazy("definition"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    definition_en = forms.CharField(
        label=gettext_lazy("definition in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    unit_th = forms.CharField(label=gettext_lazy("unit"), max_length=40)
    unit_en = forms.CharField(label=gettext_lazy("unit in English"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("How it comes up the levels"))
    numerator = FormulaField(
        label=gettext_lazy("numerator"),
        max_length=2000,
        help_text=gettext_lazy(
            "Series by their codes with + − × ÷ and brackets, for example tambon.volunteers + tambon.organisations"
        ),
    )
    denominator = FormulaField(
        label=gettext_lazy("denominator"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("Leave it empty where something is only counted."),
    )
    factor = forms.IntegerField(
        label=gettext_lazy("factor"),
        min_value=1,
        max_value=1_000_000,
        initial=1,
        help_text=gettext_lazy("100 makes a percentage of it, 1,000 a figure for each thousand."),
    )
    direction = forms.ChoiceField(label=gettext_lazy("which way is better"))
    tolerance_percent = forms.IntegerField(
        label=gettext_lazy("tolerance (%)"),
        min_value=0,
        max_value=100,
        initial=10,
        help_text=gettext_lazy("So near to the target counts as close."),
    )
    starts_on = DayField(label=gettext_lazy("formula holds from"), max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "kind", indicator_kind_choices())
        _offer(self, "direction", direction_choices())

    def terms(self) -> IndicatorTerms:
        """Return what was filled in."""
        names = IndicatorTerms.__slots__  # type: ignore[attr-defined]
        return IndicatorTerms(**{name: self.cleaned_data[name] for name in names})


class NewIndicatorForm(IndicatorForm):
    """A new indicator with its code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        help_text=gettext_lazy("Capital letters and digits, such as N23."),
    )
    field_order = ("code", "name_th", "name_en")


class IndicatorChangeForm(IndicatorForm):
    """A change of an indicator, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, indicator: FoundIndicator, **kwargs: Any) -> None:
        last = max(indicator.versions.all(), key=lambda each: each.number)
        own = ("name_th", "name_en", "definition_th", "definition_en", "unit_th", "unit_en")
        values = {name: getattr(indicator, name) for name in (*own, "direction", "tolerance_percent")}
        formula = ("kind", "numerator", "denominator", "factor", "starts_on")
        values |= {name: getattr(last, name) for name in formula}
        kwargs["initial"] = values
        super().__init__(*args, **kwargs)


class LookForm(forms.Form):
    """Where and when an indicator is looked at, and from which layer on reports are counted."""

    place = PlaceField(label=gettext_lazy("Place"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    layer = forms.ChoiceField(label=gettext_lazy("Counted from"), required=False)

    def __init__(
        self, *args: Any, periods: Sequence[tuple[str, str]], layers: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "period", list(periods))
        _offer(self, "layer", list(layers))


class AxisForm(forms.Form):
    """An office's own way to split."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=20)
    name_th = forms.CharField(label=gettext_lazy("Thai name"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=100, required=False)
    lines = forms.CharField(
        label=gettext_lazy("categories"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("One a line: code, Thai name, English name, parted by commas."),
    )

    def clean_lines(self) -> list[tuple[str, str, str]]:
        """Return the categories as code, Thai and English name."""
        found: list[tuple[str, str, str]] = []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            parts = [each.strip() for each in line.split(",")]
            if not line.strip():
                continue
            if len(parts) not in {2, 3} or not all(parts[:2]):
                raise forms.ValidationError(
                    _("Line %(number)s: write the code, the Thai name and the English name."),
                    params={"number": number},
                )
            found.append((parts[0], parts[1], parts[2] if len(parts) > 2 else ""))  # noqa: PLR2004
        return found


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
