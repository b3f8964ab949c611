"""What people fill in to set quotas, move seats and name participants."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.forums.commands import Attendee
from saiyai.forums.models import NEED_NAMES, PARTICIPANT_NAMES
from saiyai.forums.rules.registration import MOST_SEATS, Need, Participant
from saiyai.network.forms.fields import PhonesField, offer
from saiyai.network.forms.person import NameField
from saiyai.places.forms import PlaceField


class QuotaForm(forms.Form):
    """How many of a kind one area sends, or each district of the forum's provinces."""

    place_code = PlaceField(
        label=_("Province or district"),
        required=False,
        help_text=_("Leave it empty to give each district of the forum's provinces as many."),
    )
    kind = forms.TypedChoiceField(
        label=_("Kind of participant"), choices=list(PARTICIPANT_NAMES.items()), coerce=Participant
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=0, max_value=MOST_SEATS)

    def clean_place_code(self) -> str:
        """Return the code of a province or district, or nothing."""
        code: str = self.cleaned_data["place_code"] or ""
        if len(code) not in (0, 2, 4):
            raise forms.ValidationError(_("Quotas are set for provinces and districts."))
        return code


class MoveForm(forms.Form):
    """How many free seats go to which other list, and why."""

    target = forms.TypedChoiceField(label=_("To"), coerce=int)
    seats = forms.IntegerField(label=_("How many seats"), min_value=1, max_value=MOST_SEATS)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, targets: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "move_%s"} | kwargs)
        offer(self, "target", list(targets))


class ParticipantForm(forms.Form):
    """Who is to take part, and what the hosts must provide."""

    name = NameField(label=_("Name with its prefix"), max_length=200, help_text=_("For example นางสมศรี ใจดี"))
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    agency = forms.CharField(label=_("Organisation or agency"), max_length=200, required=False)
    phone = PhonesField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    needs = forms.TypedMultipleChoiceField(
        label=_("Special needs"),
        required=False,
        coerce=Need,
        choices=list(NEED_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def attendee(self) -> Attendee:
        """Return whom the form names."""
        filled = self.cleaned_data
        return Attendee(
            name=filled["name"],
            position=filled["position"],
            agency=filled["agency"],
            phone=filled["phone"],
            email=filled["email"],
            needs=tuple(filled["needs"]),
            remark=filled["remark"],
        )


class SubstituteForm(ParticipantForm):
    """Who comes instead, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
