"""What is asked before the papers of a forum's day are printed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.forums.rules.papers import Paper
from saiyai.network.forms.fields import offer

PAPER_NAMES = {
    Paper.BADGES: _("name badges with their QR, ten on a page"),
    Paper.SIGN_IN: _("sign-in sheets for morning and afternoon, by province"),
    Paper.CERTIFICATES: _("certificates of attendance, for those who were checked in"),
}


class PapersForm(forms.Form):
    """Which paper, for which area, and who signs certificates."""

    paper = forms.TypedChoiceField(
        label=_("Paper"), coerce=Paper, choices=list(PAPER_NAMES.items()), widget=forms.RadioSelect
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    signer = forms.CharField(
        label=_("Who signs certificates"),
        max_length=200,
        required=False,
        help_text=_("Left empty, a line is left free for the name."),
    )
    position = forms.CharField(label=_("Position of who signs"), max_length=300, required=False)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "area", [("", _("all of your areas")), *areas])
