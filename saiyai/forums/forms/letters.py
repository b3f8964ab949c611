"""What is filled in for the letters of invitation to the provinces."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.web.days import DayField


class LettersForm(forms.Form):
    """Number, day, addressee, until when names are sent, and who signs."""

    number = forms.CharField(
        label=_("Number of the letter"),
        max_length=60,
        required=False,
        help_text=_("For example พม ๐๒๑๐/ว ๑๒๓; left empty, room is left for it."),
    )
    on = DayField(label=_("Day of the letter"), max_length=40)
    to = forms.CharField(
        label=_("To whom in each province"),
        max_length=100,
        help_text=_("The province's name is written after it."),
    )
    answer_by = DayField(label=_("Names are sent until"), required=False, max_length=40)
    signer = forms.CharField(label=_("Who signs"), max_length=200, required=False)
    position = forms.CharField(label=_("Position of who signs"), max_length=300, required=False)
