"""What people fill in about links between organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.powers import Scope
from saiyai.kernel.text import LONGEST_SEARCH, search_key
from saiyai.network.commands.link import LinkTerms
from saiyai.network.forms.fields import offer
from saiyai.network.models import Organisation
from saiyai.network.queries.link import link_kinds, organisations_to_link
from saiyai.web.days import DayField


class LinkForm(forms.Form):
    """A link from one organisation to another, found by part of its name."""

    kind = forms.ChoiceField(label=gettext_lazy("This organisation"))
    words = forms.CharField(
        label=gettext_lazy("Which organisation"),
        max_length=LONGEST_SEARCH,
        help_text=gettext_lazy("Its name or part of it; where several fit, you choose next."),
    )
    other = forms.ChoiceField(
        label=gettext_lazy("Which organisation do you mean?"), required=False, widget=forms.RadioSelect
    )
    starts_on = DayField(label=gettext_lazy("Since"), required=False, max_length=40)
    note = forms.CharField(
        label=gettext_lazy("What shows it"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("A minute, an agreement, a joint activity with its day."),
    )

    def __init__(self, *args: Any, scope: Scope, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "link_%s"} | kwargs)
        offer(self, "kind", [("", "—"), *link_kinds()])
        words = str(self.data.get("words", ""))[:LONGEST_SEARCH]
        self.found = organisations_to_link(scope, organisation, words)
        exact = [each for each in self.found if search_key(each.name) == search_key(words)]
        self.only = exact[0].pk if len(exact) == 1 else None
        if len(self.found) == 1:
            self.only = self.found[0].pk
        if self.only is not None or not self.found:
            del self.fields["other"]
        else:
            offer(self, "other", [(str(each.pk), f"{each.name} · {each.place}") for each in self.found])

    def clean(self) -> dict[str, Any]:
        """Return the values; several organisations that fit need a choice."""
        values = super().clean() or self.cleaned_data
        if values.get("words") and not self.found:
            self.add_error("words", _("No organisation fits. Check the spelling, or register it first."))
        if self.only is None and self.found and not values.get("other"):
            self.add_error("other", _("Several organisations fit. Choose the one you mean."))
        return values

    @property
    def other_chosen(self) -> int:
        """Return the number of the other organisation."""
        return self.only if self.only is not None else int(self.cleaned_data["other"])

    def terms(self) -> LinkTerms:
        """Return what the link is."""
        kind, _colon, side = self.cleaned_data["kind"].partition(":")
        return LinkTerms(kind, side == "in", self.cleaned_data["starts_on"], self.cleaned_data["note"])


class EndLinkForm(forms.Form):
    """The last day of a link."""

    on = DayField(label=gettext_lazy("Last day"), max_length=40)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)
