"""What is filled in to take a post."""

from django import forms
from django.utils.translation import gettext_lazy as _


class StationNameForm(forms.Form):
    """Where the station stands."""

    name = forms.CharField(
        label=_("Where the station stands"), max_length=60, help_text=_("For example “front door”")
    )
