"""What people fill in about a project: what it is and where, its logframe, its budget, its vision."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.accounts.models import Office
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import parse_satang
from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.monitoring.commands import ProjectTerms
from saiyai.monitoring.queries.plan import PERIOD_KIND_NAMES, AimGroup
from saiyai.monitoring.rules.plan import Aim, AimLine, BudgetLine, Circle, VisionTerms
from saiyai.web.values import text_of_bad_value

NEW_LINES = 3
CIRCLE_LABELS = {
    Circle.FAMILY: gettext_lazy("Indicators of warm families"),
    Circle.SOCIETY: gettext_lazy("Indicators of a happy society"),
    Circle.NATION: gettext_lazy("Indicators of a secure nation"),
}


class YearField(forms.CharField):
    """A fiscal year of the Buddhist era in either digits; its value is the number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=4, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return the year, None of an empty text."""
        text = to_arabic_digits(normalise(super().clean(value)))
        if not text:
            return None
        if not text.isdecimal() or not 2400 <= int(text) <= 2899:  # noqa: PLR2004 (years of the Buddhist era)
            raise forms.ValidationError(_("Write the fiscal year in the Buddhist era, for example 2557."))
        return int(text)


class ProjectForm(forms.Form):
    """What a project is, who owns it, where it works, and how often it asks for reports."""

    name_th = forms.CharField(label=gettext_lazy("Thai name"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=300, required=False)
    fiscal_year = YearField(label=gettext_lazy("First fiscal year"))
    last_fiscal_year = YearField(
        label=gettext_lazy("Last fiscal year"),
        required=False,
        help_text=gettext_lazy("Leave it empty where the project runs for one year."),
    )
    owner = forms.ChoiceField(label=gettext_lazy("Owner"))
    objective_th = forms.CharField(
        label=gettext_lazy("Objective"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    objective_en = forms.CharField(
        label=gettext_lazy("Objective in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    reports_every = forms.ChoiceField(label=gettext_lazy("How often reports are due"))
    due_after_days = forms.IntegerField(
        label=gettext_lazy("Days until a report is due"),
        min_value=0,
        max_value=365,
        initial=15,
        help_text=gettext_lazy("Counted from the end of the period."),
    )
    areas = forms.MultipleChoiceField(
        label=gettext_lazy("Areas of the project"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, owners: Sequence[Office], areas: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {each.code: each for each in owners}
        _offer(self, "owner", [(each.code, str(each)) for each in owners])
        _offer(self, "areas", areas)
        _offer(self, "reports_every", [(kind.value, name) for kind, name in PERIOD_KIND_NAMES.items()])

    def terms(self) -> ProjectTerms:
        """Return what was filled in."""
        values = self.cleaned_data
        return ProjectTerms(
            values["name_th"],
            values["name_en"],
            values["fiscal_year"],
            values["last_fiscal_year"] or values["fiscal_year"],
            self.owners[values["owner"]],
            tuple(values["areas"]),
            values["objective_th"],
            values["objective_en"],
            values["reports_every"],
            values["due_after_days"],
        )


class NewProjectForm(ProjectForm):
    """A new project with the short name that its address has."""

    code = forms.SlugField(
        label=gettext_lazy("Short name in addresses"),
        max_length=40,
        help_text=gettext_lazy(
            "Latin letters, digits and -, for example network-2557. It cannot be changed later."
        ),
    )
    field_order = ("code",)

    def clean_code(self) -> str:
        """Return the short name; the word of the page that registers projects is taken."""
        code: str = self.cleaned_data["code"]
        if code == "new":
            raise forms.ValidationError(_("This word is taken by the page itself. Choose another one."))
        return code


class ProjectChangeForm(ProjectForm):
    """What a project is from now on, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class LogframeForm(forms.Form):
    """A logframe as four lists, one line each; behind a | stands how one sees that it is so."""

    hint = gettext_lazy("One a line. Behind a | you may write how one sees that it is so.")
    goal = forms.CharField(label=gettext_lazy("Goal"), required=False, help_text=hint)
    outcome = forms.CharField(label=gettext_lazy("Outcomes"), required=False, help_text=hint)
    output = forms.CharField(label=gettext_lazy("Outputs"), required=False, help_text=hint)
    activity = forms.CharField(label=gettext_lazy("Activities"), required=False, help_text=hint)

    def __init__(self, *args: Any, groups: Sequence[AimGroup], **kwargs: Any) -> None:
        kwargs["initial"] = {
            group.aim.value: "\n".join(
                f"{each.text} | {each.means}" if each.means else each.text for each in group.lines
            )
            for group in groups
        }
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget = forms.Textarea(attrs={"rows": 2 if name == Aim.GOAL else 5, "maxlength": 20_000})

    def clean(self) -> dict[str, Any]:
        """Return the lists; a line too long to be kept is told with its beginning."""
        for aim in Aim:
            for line in self._lines(aim):
                if len(line.text) > 1_000 or len(line.means) > 500:  # noqa: PLR2004 (what the store holds)
                    self.add_error(
                        aim.value, _("This line is too long: %(text)s…") % {"text": line.text[:40]}
                    )
        return self.cleaned_data

    def _lines(self, aim: Aim) -> list[AimLine]:
        texts = (each.partition("|") for each in self.cleaned_data.get(aim.value, "").splitlines())
        return [AimLine(aim, text.strip(), means.strip()) for text, _bar, means in texts if text.strip()]

    def lines(self) -> list[AimLine]:
        """Return all lines, the widest rung first."""
        return [line for aim in Aim for line in self._lines(aim)]


class BudgetForm(forms.Form):
    """A budget line by line: fiscal year, source, baht; a line whose boxes are empty is left out."""

    def __init__(self, *args: Any, lines: Sequence[BudgetLine], years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(lines) + NEW_LINES
        for number in range(self.count):
            line = lines[number] if number < len(lines) else BudgetLine(years[0], "", 0)
            values = {"line": number + 1}
            self.fields[f"year_{number}"] = forms.TypedChoiceField(
                label=_("Fiscal year, line %(line)s") % values,
                choices=[(year, str(year)) for year in years],
                coerce=int,
                initial=line.fiscal_year,
            )
            self.fields[f"source_{number}"] = forms.CharField(
                label=_("Source of money, line %(line)s") % values,
                max_length=200,
                required=False,
                initial=line.source,
            )
            self.fields[f"amount_{number}"] = forms.CharField(
                label=_("Baht, line %(line)s") % values,
                max_length=40,
                required=False,
                initial=f"{line.amount_satang / 100:,.2f}" if line.amount_satang else "",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "number"}),
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the boxes of each line."""
        names = ("year", "source", "amount")
        return [
            (self[f"{names[0]}_{n}"], self[f"{names[1]}_{n}"], self[f"{names[2]}_{n}"])
            for n in range(self.count)
        ]

    def clean(self) -> dict[str, Any]:
        """Return the lines; an amount that is none is told at its box."""
        for number in range(self.count):
            name = f"amount_{number}"
            text = self.cleaned_data.get(name, "")
            if not text and self.cleaned_data.get(f"source_{number}"):
                self.add_error(name, _("Write the amount, or empty the source."))
            try:
                self.cleaned_data[name] = parse_satang(text) if text else 0
            except BadValue as bad:
                self.add_error(name, text_of_bad_value(bad))
        return self.cleaned_data

    def lines(self) -> list[BudgetLine]:
        """Return the lines that say something."""
        values = self.cleaned_data
        rows = (
            BudgetLine(values[f"year_{n}"], values[f"source_{n}"], values[f"amount_{n}"])
            for n in range(self.count)
        )
        return [each for each in rows if each.source or each.amount_satang]


class VisionForm(forms.Form):
    """What a project is to help to bring about, by which year, and by which indicators one sees it."""

    statement_th = forms.CharField(
        label=gettext_lazy("The vision says"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    statement_en = forms.CharField(
        label=gettext_lazy("The vision in English"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    target_year = YearField(label=gettext_lazy("By the fiscal year"))
    family = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    society = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    nation = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for circle, label in CIRCLE_LABELS.items():
            self.fields[circle.value].label = label
            _offer(self, circle.value, indicators)

    def terms(self) -> VisionTerms:
        """Return what was filled in."""
        values = self.cleaned_data
        return VisionTerms(
            values["statement_th"],
            values["statement_en"],
            values["target_year"],
            tuple((circle, tuple(values[circle.value])) for circle in Circle),
        )


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
