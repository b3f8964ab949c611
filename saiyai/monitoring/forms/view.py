"""What a reader chooses to see of a project or a collection."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.monitoring.queries.project import SeriesRow
from saiyai.monitoring.rules import LAYERS

LAYER_NAMES = {"entered": _("entered"), "verified": _("verified"), "approved": _("approved")}

BESIDE_NAMES = {"before": _("the period before"), "median": _("middle of its like")}


class ViewForm(forms.Form):
    """What a reader wants to see of a project: which collection, number, layer and place."""

    collection = forms.ChoiceField(label=_("Collection"), required=False)
    series = forms.ChoiceField(label=_("Number"), required=False)
    layer = forms.ChoiceField(label=_("Counted from"), required=False)
    beside = forms.ChoiceField(
        label=_("Compared with"), required=False, choices=[("", _("nothing")), *BESIDE_NAMES.items()]
    )
    place = forms.RegexField(r"^(\d{2}){1,3}$", required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        collections: Sequence[tuple[int, str]],
        series: Sequence[SeriesRow],
        layers: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[Any, Any]]] = {
            "collection": [(str(pk), title) for pk, title in collections],
            "series": [(each.code, f"{each.name} ({each.unit})") for each in series],
            "layer": [(each, LAYER_NAMES[each]) for each in LAYERS if each in layers],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class ListForm(forms.Form):
    """Which reports of a collection a reader wants to see."""

    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, states: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("all")), *states]
