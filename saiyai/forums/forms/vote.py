"""What a voter fills in on a phone, and what the desk fills in for papers."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.forums.queries.ballot import BallotLine
from saiyai.forums.rules.envelope import Choice
from saiyai.forums.rules.stage import Terms, Way
from saiyai.kernel.text import to_arabic_digits

MOST_PAPERS = 100_000


class SlipForm(forms.Form):
    """The badge's code and the six digits of the slip."""

    badge = forms.CharField(
        label=_("Code on your badge"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    slip = forms.CharField(
        label=_("Six digits on your slip"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_badge(self) -> str:
        """Return the code without the spaces of its groups."""
        return "".join(str(self.cleaned_data["badge"]).split()).upper()

    def clean_slip(self) -> str:
        """Return the digits as Arabic ones, without spaces."""
        return to_arabic_digits("".join(str(self.cleaned_data["slip"]).split()))


class BallotForm(forms.Form):
    """One ballot: boxes to tick where it approves, a place for each showcase where it ranks."""

    def __init__(self, *args: Any, terms: Terms, entries: Sequence[BallotLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms, self.entries = terms, entries
        if terms.way is Way.SCHULZE:
            most = min(terms.most, len(entries))
            places = [("", str(_("no place")))]
            places += [(str(place), str(place)) for place in range(1, most + 1)]
            for each in entries:
                self.fields[f"place_{each.position}"] = forms.ChoiceField(
                    label=f"{each.title} · {each.organisation}", required=False, choices=places
                )
        else:
            self.fields["entries"] = forms.TypedMultipleChoiceField(
                label=_("Whom you approve"),
                required=False,
                coerce=int,
                choices=[(each.position, f"{each.title} · {each.organisation}") for each in entries],
                widget=forms.CheckboxSelectMultiple,
            )

    def choice(self) -> Choice:
        """Return the choice as groups of entries, the best first."""
        if self.terms.way is not Way.SCHULZE:
            chosen = self.cleaned_data["entries"]
            return [sorted(chosen)] if chosen else []
        placed: dict[int, list[int]] = {}
        for each in self.entries:
            if place := self.cleaned_data[f"place_{each.position}"]:
                placed.setdefault(int(place), []).append(each.position)
        return [placed[place] for place in sorted(placed)]


class PaperForm(BallotForm):
    """A paper ballot as it is typed in: its number and what is marked on it."""

    number = forms.IntegerField(label=_("Number stamped on the paper"), min_value=1, max_value=MOST_PAPERS)


class StationForm(forms.Form):
    """Who is looked for at a desk."""

    q = forms.CharField(label=_("Name, or code on the badge"), max_length=100, required=False)
