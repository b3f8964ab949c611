"""What people fill in about plans and their money."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import format_baht, parse_satang
from saiyai.kernel.periods import fiscal_year
from saiyai.network.forms.fields import offer
from saiyai.network.queries.plan import MoneyRow, money_sources
from saiyai.network.rules.plan import QUARTERS

QUARTER_CHOICES = [
    ("1", gettext_lazy("quarter 1 (October to December)")),
    ("2", gettext_lazy("quarter 2 (January to March)")),
    ("3", gettext_lazy("quarter 3 (April to June)")),
    ("4", gettext_lazy("quarter 4 (July to September)")),
]


FIRST_SHOWN_YEAR = 2557


def year_choices(today: date, *, ahead: int = 0) -> list[tuple[str, str]]:
    """Return the fiscal years (BE) to choose from, the latest first."""
    last = fiscal_year(today) + ahead
    return [(str(year), str(year)) for year in range(last, FIRST_SHOWN_YEAR - 1, -1)]


class BahtField(forms.CharField):
    """An amount in baht as people write it; its value is in satang, empty is 0."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal"})
        usual: dict[str, Any] = {"max_length": 30, "widget": box}
        super().__init__(**usual | kwargs)

    def clean(self, value: Any) -> int:  # type: ignore[override]
        """Return the satang."""
        text: str = super().clean(value)
        try:
            satang = parse_satang(text) if text else 0
        except BadValue as bad:
            raise forms.ValidationError(_("Write the money in baht, for example 2,344,070.93.")) from bad
        if satang < 0:
            raise forms.ValidationError(_("Money cannot be less than nothing."))
        return satang


class PlanForm(forms.Form):
    """A plan to begin: its year, and what it says of itself."""

    fiscal_year = forms.TypedChoiceField(label=gettext_lazy("Fiscal year"), coerce=int)
    note = forms.CharField(
        label=gettext_lazy("What the plan is for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, years: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "fiscal_year", years)


class PlannedForm(forms.Form):
    """An activity to be done in a quarter."""

    title_th = forms.CharField(label=gettext_lazy("What is to be done"), max_length=300)
    quarter = forms.TypedChoiceField(
        label=gettext_lazy("In which quarter"), coerce=int, choices=QUARTER_CHOICES
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "planned_%s"} | kwargs)


class DoneForm(forms.Form):
    """By which activity a planned one was done."""

    activity = forms.TypedChoiceField(label=gettext_lazy("The activity that was held"), coerce=int)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "activity", [("", "—"), *choices])


class AllocationForm(forms.Form):
    """Money of one source that a plan has."""

    source = forms.ChoiceField(label=gettext_lazy("Source of the money"))
    allocated_satang = BahtField(label=gettext_lazy("Allocated (baht)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "money_%s"} | kwargs)
        offer(self, "source", [("", "—"), *money_sources()])


class SpendingForm(forms.Form):
    """What was allocated of a source, and what each quarter spent of it."""

    allocated_satang = BahtField(label=gettext_lazy("Allocated (baht)"))
    spent_1 = BahtField(label=gettext_lazy("Spent in quarter 1 (baht)"), required=False)
    spent_2 = BahtField(label=gettext_lazy("Spent in quarter 2 (baht)"), required=False)
    spent_3 = BahtField(label=gettext_lazy("Spent in quarter 3 (baht)"), required=False)
    spent_4 = BahtField(label=gettext_lazy("Spent in quarter 4 (baht)"), required=False)

    @property
    def spent(self) -> tuple[int, int, int, int]:
        """Return what each quarter spent, in satang."""
        one, two, three, four = (self.cleaned_data[f"spent_{quarter}"] for quarter in QUARTERS)
        return one, two, three, four


def initial_of_money(row: MoneyRow) -> dict[str, str]:
    """Return the money of a source as the form shows it."""
    spent = {f"spent_{quarter}": format_baht(row.spent_by_quarter[quarter - 1]) for quarter in QUARTERS}
    return {"allocated_satang": format_baht(row.allocated)} | spent


class YearForm(forms.Form):
    """The fiscal year that a page is about."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Fiscal year"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, years: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "year", years)
