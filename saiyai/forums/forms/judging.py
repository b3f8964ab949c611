"""What people fill in to name judges, and judges to score."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.accounts.models import User
from saiyai.forums.queries.scoring import person_named
from saiyai.forums.rules.scoring import HUNDRED
from saiyai.forums.rules.stage import Line
from saiyai.network.queries import in_reader_language


class JudgeForm(forms.Form):
    """Who is to judge: somebody with an account, by the name with which they sign in."""

    person = forms.CharField(
        label=_("Name with which the judge signs in, or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_person(self) -> User:
        """Return the person of that name."""
        found = person_named(self.cleaned_data["person"])
        if found is None:
            raise forms.ValidationError(_("Nobody signs in by that name."))
        return found


class SheetForm(forms.Form):
    """One judge's points for one showcase; in a draft, what is left empty is not given yet."""

    use_required_attribute = False  # a browser would keep drafts back too

    def __init__(self, *args: Any, lines: Sequence[Line], is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for each in lines:
            self.fields[each.code] = forms.DecimalField(
                label=in_reader_language(each.name_th, each.name_en),
                required=not is_draft,
                min_value=0,
                max_value=each.points / HUNDRED,
                decimal_places=2,
                help_text=_("0 to %(most)s points") % {"most": f"{each.points / HUNDRED:g}"},
            )
        self.fields["remark"] = forms.CharField(
            label=_("Remark for the jury"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def points(self) -> Mapping[str, int]:
        """Return the points given, in hundredths by criterion."""
        given = {each.code: self.cleaned_data[each.code] for each in self.lines}
        return {code: round(points * HUNDRED) for code, points in given.items() if points is not None}


class ConflictForm(forms.Form):
    """What binds a judge to a showcase, as far as they want to say."""

    remark = forms.CharField(label=_("What binds you"), required=False, max_length=500)
