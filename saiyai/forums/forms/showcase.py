"""What people fill in to bring a showcase to a forum, and to look for showcases."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saiyai.forums.commands import Story, Told
from saiyai.forums.models import SHOWCASE_KIND_NAMES, Showcase, Unit
from saiyai.forums.rules.showcase import Asked, ShowcaseKind
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import format_baht, parse_satang
from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.network.forms.fields import offer
from saiyai.network.queries import in_reader_language
from saiyai.web.offers import sentence_of_refusal

FREE_ROWS = 3
MOST = 10**15


class QuantityField(forms.CharField):
    """How much of a unit: a whole number, or an amount in baht that becomes satang; in either digits."""

    def __init__(self, *, unit: str, **kwargs: Any) -> None:
        self.unit = unit
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return the quantity, None where nothing was written."""
        written = super().clean(value)
        return quantity_of(written, self.unit) if written else None


def quantity_of(written: str, unit: str) -> int:
    """Return a quantity as it was written, or say why it cannot be read."""
    if unit == Unit.SATANG:
        try:
            read = parse_satang(written)
        except BadValue as bad:
            raise forms.ValidationError(str(sentence_of_refusal(bad.code)), code=bad.code) from bad
    else:
        plain = to_arabic_digits(written).replace(",", "").strip()
        read = int(plain) if plain.isdecimal() else -1
    if not 0 <= read < MOST:
        raise forms.ValidationError(_("Write a whole number, for example 1,697."))
    return read


class ShowcaseForm(forms.Form):
    """What a showcase tells: its kind, story, presenter and results."""

    kind = forms.TypedChoiceField(
        label=_("Kind of work"), coerce=ShowcaseKind, choices=list(SHOWCASE_KIND_NAMES.items())
    )
    title_th = forms.CharField(label=_("Thai title"), max_length=300)
    title_en = forms.CharField(label=_("English title"), max_length=300, required=False)
    story_th = forms.CharField(
        label=_("Story in Thai"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Why it was begun, what was done, who took part, what changed, what remains to be done."),
    )
    story_en = forms.CharField(
        label=_("Story in English"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    presenter = forms.CharField(label=_("Who presents it"), max_length=200)
    presenter_position_th = forms.CharField(
        label=_("Position, or whom they represent"), max_length=300, required=False
    )

    def __init__(self, *args: Any, asked: Sequence[Asked] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        units = dict(Unit.choices)
        for each in asked:
            name = in_reader_language(each.name_th, each.name_en)
            label = f"{name} ({units[each.unit]})"
            self.fields[f"asked_{each.code}"] = QuantityField(unit=each.unit, label=label)
        for row in range(1, FREE_ROWS + 1):
            self._add_row(row)

    def _add_row(self, row: int) -> None:
        """Add the fields of one further result."""
        number = {"n": row}
        self.fields[f"name_{row}"] = forms.CharField(
            label=_("Further result %(n)s: what") % number, max_length=120, required=False
        )
        self.fields[f"quantity_{row}"] = forms.CharField(
            label=_("Further result %(n)s: how much") % number, max_length=40, required=False
        )
        self.fields[f"unit_{row}"] = forms.ChoiceField(
            label=_("Further result %(n)s: unit") % number, choices=Unit.choices, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Read the further results, each with a name and a quantity or neither."""
        filled = super().clean() or self.cleaned_data
        for row in range(1, FREE_ROWS + 1):
            name, written = filled.get(f"name_{row}", ""), filled.get(f"quantity_{row}", "")
            if bool(name) != bool(written):
                self.add_error(f"quantity_{row}", _("Write both what was achieved and how much."))
            elif written:
                try:
                    filled[f"read_{row}"] = quantity_of(written, filled.get(f"unit_{row}") or Unit.PEOPLE)
                except forms.ValidationError as unreadable:
                    self.add_error(f"quantity_{row}", unreadable)
        return dict(filled)

    def story(self, *, is_example: bool = False) -> Story:
        """Return what was told."""
        filled = self.cleaned_data
        told = [
            Told(each.name_th, each.name_en, filled[f"asked_{each.code}"], Unit(each.unit), each.code)
            for each in self.asked
            if filled[f"asked_{each.code}"] is not None
        ]
        told += [
            Told(normalise(filled[f"name_{row}"]), "", filled[f"read_{row}"], Unit(filled[f"unit_{row}"]))
            for row in range(1, FREE_ROWS + 1)
            if f"read_{row}" in filled
        ]
        texts = ("title_th", "title_en", "story_th", "story_en", "presenter", "presenter_position_th")
        return Story(
            **{name: filled[name] for name in texts},
            kind=filled["kind"],
            results=tuple(told),
            is_example=is_example,
        )


class NominationForm(ShowcaseForm):
    """Whose work is brought to a forum, and what it tells."""

    organisation = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    field_order = ("organisation", "kind")

    def __init__(self, *args: Any, organisations: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", list(organisations))


class LookForm(forms.Form):
    """Which showcases are looked for."""

    q = forms.CharField(label=_("Words in title or story"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind of work"), required=False)
    province = forms.CharField(max_length=2, required=False)
    year = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", _("all")), *SHOWCASE_KIND_NAMES.items()])
        offer(self, "year", [("", _("all")), *((each, str(each)) for each in years)])


def filled_from(showcase: Showcase) -> dict[str, Any]:
    """Return the fields of a showcase's form as they stand."""
    texts = ("kind", "title_th", "title_en", "story_th", "story_en", "presenter", "presenter_position_th")
    known: dict[str, Any] = {name: getattr(showcase, name) for name in texts}
    row = 1
    for each in showcase.results.all():
        shown = format_baht(each.quantity) if each.unit == Unit.SATANG else str(each.quantity)
        if each.code:
            known[f"asked_{each.code}"] = shown
        elif row <= FREE_ROWS:
            known |= {f"name_{row}": each.name_th, f"quantity_{row}": shown, f"unit_{row}": each.unit}
            row += 1
    return known
