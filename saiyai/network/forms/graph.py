"""What of a network is drawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.network.forms.fields import offer
from saiyai.network.queries import Text, welfare_fields
from saiyai.network.queries.graph import GraphFilter
from saiyai.network.queries.link import kinds_of_links


class GraphForm(forms.Form):
    """Kinds of links and a field of welfare; nothing chosen draws all."""

    field = forms.ChoiceField(label=gettext_lazy("Field of welfare"), required=False)
    kind = forms.MultipleChoiceField(
        label=gettext_lazy("Links of these kinds"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("all"))]
        offer(self, "field", everything + welfare_fields())
        offer(self, "kind", kinds_of_links())

    def wanted(self) -> GraphFilter:
        """Return what is to be drawn; a choice that cannot be read narrows nothing."""
        self.is_valid()
        return GraphFilter(
            tuple(self.cleaned_data.get("kind") or ()), self.cleaned_data.get("field", "") or ""
        )
