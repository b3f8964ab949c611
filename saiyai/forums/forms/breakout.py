"""What a province's group fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.forums.commands import Raised
from saiyai.forums.queries.breakout import FITTING, organisations_named
from saiyai.forums.rules.breakout import LONGEST_MINUTES
from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.network.models import FIELD_NAMES, LINK_NAMES


class PeopleForm(forms.Form):
    """Who leads the group and who writes for it."""

    facilitator = forms.CharField(label=_("Facilitator"), max_length=200, required=False)
    note_taker = forms.CharField(label=_("Note taker"), max_length=200, required=False)


class MinutesForm(forms.Form):
    """The group's minutes, and the version that they were written on."""

    text = forms.CharField(
        label=_("Minutes"),
        required=False,
        max_length=LONGEST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 12, "data-minutes": ""}),
    )
    based_on = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)


class IssueForm(forms.Form):
    """An issue: what it is, why it matters, which field of welfare, and where."""

    title = forms.CharField(label=_("Issue in one line"), max_length=200)
    what = forms.CharField(
        label=_("What the issue is"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.CharField(
        label=_("Why it matters"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field = forms.ChoiceField(
        label=_("Field of welfare"), required=False, choices=[("", "—"), *FIELD_NAMES.items()]
    )
    places = forms.CharField(
        label=_("Where"),
        max_length=300,
        required=False,
        help_text=_("Villages, tambons or districts by name."),
    )

    def raised(self) -> Raised:
        """Return the issue as it is filled in."""
        return Raised(**self.cleaned_data)


class ProposalForm(forms.Form):
    """Two organisations that are to work together, found by their names."""

    source = forms.CharField(label=_("Organisation"), max_length=LONGEST_SEARCH)
    kind = forms.ChoiceField(label=_("How they work together"), choices=list(LINK_NAMES.items()))
    target = forms.CharField(label=_("With which organisation"), max_length=LONGEST_SEARCH)
    why = forms.CharField(label=_("What for"), max_length=500, required=False)

    def __init__(self, *args: Any, area: str, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "proposal_%s"} | kwargs)
        self.area, self.scope = area, scope

    def _one(self, name: str) -> int:
        found = organisations_named(self.cleaned_data[name], self.area, self.scope)
        if not found:
            raise forms.ValidationError(_("No organisation of this province has such a name."))
        if len(found) > 1:
            names = "; ".join(each for _pk, each in found[:FITTING])
            raise forms.ValidationError(
                _("Several fit: %(names)s. Write the whole name."), params={"names": names}
            )
        return found[0][0]

    def clean_source(self) -> int:
        """Return the number of the one organisation whose name was written."""
        return self._one("source")

    def clean_target(self) -> int:
        """Return the number of the other organisation."""
        return self._one("target")


class OverviewForm(forms.Form):
    """What the group says to all, in its own words."""

    overview = forms.CharField(
        label=_("What the group says to all"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Strengths, what is proposed, and to whom; figures, issues and showcases stand below by themselves."
        ),
    )
