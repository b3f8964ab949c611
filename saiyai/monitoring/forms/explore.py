"""What people choose to explore: which number, where, at which level, by what, and from which layer on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.monitoring.forms.view import LAYER_NAMES
from saiyai.monitoring.queries.explore import SPLIT, By, Subject
from saiyai.places.forms import PlaceField

LEVEL_NAMES = {
    "province": gettext_lazy("Province"),
    "district": gettext_lazy("District"),
    "tambon": gettext_lazy("Tambon"),
}
BY_NAMES = {By.QUARTERS: gettext_lazy("Quarters"), By.YEARS: gettext_lazy("Years")}


class ExploreForm(forms.Form):
    """A pivot of one number."""

    what = forms.ChoiceField(label=gettext_lazy("Number"), required=False)
    place = PlaceField(label=gettext_lazy("Place"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Level of the places"), required=False, choices=list(LEVEL_NAMES.items())
    )
    by = forms.ChoiceField(label=gettext_lazy("Columns"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("Fiscal year"), required=False, coerce=int)
    layer = forms.ChoiceField(label=gettext_lazy("Counted from"), required=False)

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Subject],
        axes: Sequence[tuple[str, str]],
        years: Sequence[int],
        layers: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        series = [(each.code, f"{each.name} ({each.unit})") for each in offered if not each.is_indicator]
        rest = [(each.code, f"{each.name} ({each.unit})") for each in offered if each.is_indicator]
        splits = [(f"{SPLIT}{code}", name) for code, name in axes]
        choices: dict[str, list[Any]] = {
            "what": [(gettext_lazy("Indicators"), rest), (gettext_lazy("Series"), series)],
            "by": [*((each.value, name) for each, name in BY_NAMES.items()), *splits],
            "year": [(year, str(year)) for year in years],
            "layer": [(each, LAYER_NAMES[each]) for each in layers],
        }
        for name, told in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = told
