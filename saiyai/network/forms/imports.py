"""What people fill in to bring a list in: the file, what its columns hold, and what puts a row right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.audit import clock
from saiyai.documents.sheets.limits import MIB, USUAL
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.network.access import IMPORTERS
from saiyai.network.forms.fields import offer, place_within
from saiyai.network.models import LIST_NAMES
from saiyai.network.queries import kinds
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField, day_text

FIELD, CHOICE = "field-", "choice-"
"""How the boxes of a row are called: one for a cell put right, one for an answer chosen."""


class UploadForm(forms.Form):
    """A list to be checked."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the list tells of"),
        choices=[(kind.value, name) for kind, name in LIST_NAMES.items()],
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "XLSX, XLS, ODS or CSV. Nothing is in the register before you have seen what would."
        ),
    )
    usual_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation, where a row names none"), required=False
    )
    figures_on = DayField(
        label=gettext_lazy("Of which day the figures are"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Members and money, for example 19 Jul 2013; empty means today."),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "usual_kind", [("", "—"), *kinds(scope.prefixes(IMPORTERS))])

    def clean_file(self) -> Any:
        """Return the file where it is not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > USUAL.file_bytes:
            raise forms.ValidationError(
                gettext_lazy("This file is larger than %(most)s MB. Part the list into several files."),
                params={"most": USUAL.file_bytes // MIB},
            )
        return file

    def clean_figures_on(self) -> Any:
        """Return the day of the figures where it has come."""
        return _day_that_came(self.cleaned_data["figures_on"])


class ColumnsForm(forms.Form):
    """What the columns of a list hold: a field for each, or none."""

    usual_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of organisation, where a row names none"), required=False
    )
    figures_on = DayField(label=gettext_lazy("Of which day the figures are"), required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        scope: Scope,
        titles: Sequence[str],
        samples: Sequence[Sequence[str]],
        choices: Sequence[tuple[str, Any]],
        with_figures: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "usual_kind", [("", "—"), *kinds(scope.prefixes(IMPORTERS))])
        if not with_figures:
            del self.fields["usual_kind"], self.fields["figures_on"]
        for at, title in enumerate(titles):
            seen = " · ".join(samples[at]) if at < len(samples) else ""
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=title or "—",
                help_text=seen,
                choices=[("", gettext_lazy("keep it beside the row")), *choices],
                required=False,
            )

    def clean_figures_on(self) -> Any:
        """Return the day of the figures where it has come."""
        return _day_that_came(self.cleaned_data["figures_on"])

    def clean(self) -> dict[str, Any]:
        """Return what was filled in where no field stands for two columns."""
        chosen = [value for name, value in self.cleaned_data.items() if name.startswith("column-") and value]
        twice = {each for each in chosen if chosen.count(each) > 1}
        for name, value in list(self.cleaned_data.items()):
            if name.startswith("column-") and value in twice:
                self.add_error(name, gettext_lazy("Two columns cannot hold the same."))
        return self.cleaned_data

    def columns(self) -> dict[str, int]:
        """Return which column holds which field."""
        named = {
            name: value for name, value in self.cleaned_data.items() if name.startswith("column-") and value
        }
        return {value: int(name.removeprefix("column-")) for name, value in named.items()}


def _day_that_came(day: Any) -> Any:
    if day is not None and day > clock.today():
        raise forms.ValidationError(gettext_lazy("This day has not come yet."))
    return day


def initial_of_columns(columns: Mapping[str, int], usual_kind: str, figures_on: Any) -> dict[str, Any]:
    """Return what the form of columns shows at first."""
    said = {f"column-{at}": key for key, at in columns.items()}
    return said | {"usual_kind": usual_kind, "figures_on": day_text(figures_on)}


def answers_of(
    sent: Mapping[str, str], problems: Sequence[Mapping[str, Any]], shown: Mapping[str, str]
) -> dict[str, str]:
    """Return what was put right in a row: cells whose text was changed, and choices among those offered."""
    found: dict[str, str] = {}
    for number, problem in enumerate(problems):
        key = str(problem["f"])
        text = sent.get(f"{FIELD}{key}")
        if text is not None and text.strip() != shown.get(key, "").strip():
            found[key] = text.replace("\x00", "")
        chosen = sent.get(f"{CHOICE}{number}", "")
        found |= {answer: value for answer, value, *_rest in problem["o"] if chosen == f"{answer}={value}"}
    return found


class UndoForm(forms.Form):
    """Why what a list brought in is taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class ExportPeopleForm(forms.Form):
    """Of which area people are taken along, as which file, and what for."""

    place = PlaceField(label=gettext_lazy("Area"))
    form = forms.ChoiceField(label=gettext_lazy("File"), choices=[("xlsx", "Excel (XLSX)"), ("csv", "CSV")])
    reason = forms.CharField(
        label=gettext_lazy("What the file is for"),
        max_length=300,
        help_text=gettext_lazy("It holds the data of people: who took it, when and what for is noted."),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place_within(self, "place", scope, DISTRICT_AND_ABOVE)
