"""Forms that rename, split, merge and re-code places; each is shown with what it would move before it is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.places.commands.changes import NewArea
from saiyai.places.forms.clusters import DAY_HINT
from saiyai.web.days import DayField

MOST_PARTS = 40


class ChangeForm(forms.Form):
    """What every change of a place asks: from which day, on what ground."""

    on = DayField(label=_("From which day"), help_text=DAY_HINT)
    reason = forms.CharField(
        label=_("On what ground"),
        max_length=1_000,
        help_text=_("The notice in the Royal Gazette, with its volume, number and date."),
    )


def _codes(text: str) -> list[str]:
    return to_arabic_digits(normalise(text.replace(",", " ").replace("\n", " "))).split()


class RenameForm(ChangeForm):
    """A place's new name."""

    name_th = forms.CharField(label=_("New Thai name"), max_length=120, help_text=_("Without ตำบล or อำเภอ."))
    name_en = forms.CharField(label=_("New English name"), max_length=120, required=False)
    field_order = ("name_th", "name_en", "on", "reason")


class SplitForm(ChangeForm):
    """The areas that are taken out of a place, one on a line."""

    parts = forms.CharField(
        label=_("New areas"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=8_000,
        help_text=_("One on a line: its code, its Thai name, and after a comma its English name."),
    )
    ends = forms.BooleanField(label=_("The place itself is no more from that day"), required=False)
    field_order = ("parts", "ends", "on", "reason")

    def clean_parts(self) -> list[NewArea]:
        """Return the new areas; a line that is none is told with its number."""
        lines = [each for each in self.cleaned_data["parts"].splitlines() if each.strip()]
        if len(lines) > MOST_PARTS:
            raise forms.ValidationError(_("At most %(most)d lines."), params={"most": MOST_PARTS})
        return [self._part(number, line) for number, line in enumerate(lines, start=1)]

    def _part(self, number: int, line: str) -> NewArea:
        code, _space, names = normalise(line).partition(" ")
        code = to_arabic_digits(code)
        name_th, _comma, name_en = names.partition(",")
        if not (code.isascii() and code.isdigit() and name_th.strip()):
            raise forms.ValidationError(
                _("Line %(number)d: write a code, a space and a name, for example 501413 ป่าไผ่ใหม่."),
                params={"number": number},
            )
        return NewArea(code, name_th.strip(), name_en.strip())


class MergeForm(ChangeForm):
    """The places whose ground goes to this one."""

    codes = forms.CharField(
        label=_("Codes of the places that are merged into it"),
        max_length=400,
        help_text=_("Parted by spaces or commas. They end on that day; this place goes on."),
    )
    field_order = ("codes", "on", "reason")

    def clean_codes(self) -> list[str]:
        """Return the codes."""
        codes = _codes(self.cleaned_data["codes"])
        if not codes or not all(each.isascii() and each.isdigit() for each in codes):
            raise forms.ValidationError(_("Write codes of places, for example 501402 501403."))
        return codes


class RecodeForm(ChangeForm):
    """A place's new code, with which all below it moves."""

    code = forms.CharField(
        label=_("New code"),
        max_length=8,
        help_text=_("As long as the present one. Everything below the place moves with it."),
    )
    field_order = ("code", "on", "reason")

    def clean_code(self) -> str:
        """Return the code in Arabic digits."""
        return to_arabic_digits(normalise(self.cleaned_data["code"]))
