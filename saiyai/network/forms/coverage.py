"""What coverage is narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from saiyai.network.forms.fields import offer
from saiyai.network.queries import Text, target_groups, welfare_fields


class CoverageForm(forms.Form):
    """A field of welfare and a target group, or all of them."""

    field = forms.ChoiceField(label=gettext_lazy("Field of welfare"), required=False)
    target = forms.ChoiceField(label=gettext_lazy("Target group"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("all"))]
        offer(self, "field", everything + welfare_fields())
        offer(self, "target", everything + target_groups())

    def chosen(self) -> list[Text]:
        """Return the names of what the coverage is narrowed to, none where nothing is chosen."""
        names = {**dict(welfare_fields()), **dict(target_groups())}
        return [names[value] for value in self.cleaned_data.values() if value]
