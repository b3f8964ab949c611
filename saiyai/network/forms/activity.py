"""What people fill in about activities and what came of them."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.money import parse_satang
from saiyai.kernel.text import LONGEST_SEARCH, normalise, to_arabic_digits
from saiyai.network.commands import ActivityTerms, ResultTerms
from saiyai.network.forms.fields import WebField, offer
from saiyai.network.models import Activity
from saiyai.network.queries import Text
from saiyai.network.queries.activity import activity_kinds, result_choices, result_kinds
from saiyai.network.rules import ResultKind
from saiyai.network.rules.activity import MOST_PEOPLE, UNITS, WA_IN_RAI, Unit
from saiyai.places.forms import PlaceField
from saiyai.web.days import DayField, day_text

MOST_QUANTITY = 1_000_000_000_000
LARGEST_NUMBER = 2**63 - 1
"""The largest number that a row can have."""


class CountField(forms.CharField):
    """A whole number of people in either digits, with or without commas; empty is 0."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric"})
        usual: dict[str, Any] = {"required": False, "max_length": 15, "widget": box}
        super().__init__(**usual | kwargs)

    def clean(self, value: Any) -> int:  # type: ignore[override]
        """Return the number."""
        text = to_arabic_digits(normalise(super().clean(value))).replace(",", "")
        if not text:
            return 0
        if not text.isdecimal() or int(text) > MOST_PEOPLE:
            raise forms.ValidationError(_("Write a whole number from 0 to 1,000,000."))
        return int(text)


class ActivityForm(forms.Form):
    """An activity that an organisation held."""

    title_th = forms.CharField(label=gettext_lazy("What was done, in Thai"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("In English"), max_length=300, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of activity"))
    starts_on = DayField(
        label=gettext_lazy("Held on"),
        max_length=40,
        help_text=gettext_lazy("For example 4 Sep 2014; activities still to come belong in the yearly plan."),
    )
    ends_on = DayField(
        label=gettext_lazy("Until"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Where it took several days."),
    )
    at_code = PlaceField(
        label=gettext_lazy("Where it was held"),
        required=False,
        help_text=gettext_lazy("Where left empty: the organiser's home place."),
    )
    venue = forms.CharField(label=gettext_lazy("Venue"), max_length=200, required=False)
    story = forms.CharField(
        label=gettext_lazy("What happened"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Write no names and no illness of people here."),
    )
    men = CountField(
        label=gettext_lazy("Men who took part"),
        help_text=gettext_lazy("Beside those whom you name afterwards."),
    )
    women = CountField(label=gettext_lazy("Women who took part"))
    unstated = CountField(label=gettext_lazy("People whose sex was not counted"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "—"), *activity_kinds()])

    def clean(self) -> dict[str, Any]:
        """Return the values; the last day is not before the first."""
        values = super().clean() or self.cleaned_data
        first, last = values.get("starts_on"), values.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        return values

    def terms(self) -> ActivityTerms:
        """Return what was filled in."""
        return ActivityTerms(
            **{name: value for name, value in self.cleaned_data.items() if name != "version"}
        )


def initial_of_activity(activity: Activity) -> dict[str, Any]:
    """Return what is told of an activity, as the form shows it."""
    return {
        "title_th": activity.title_th,
        "title_en": activity.title_en,
        "kind": activity.kind,
        "starts_on": day_text(activity.starts_on),
        "ends_on": "" if activity.ends_on == activity.starts_on else day_text(activity.ends_on),
        "at_code": activity.at_code,
        "venue": activity.venue,
        "story": activity.story,
        "men": activity.men or "",
        "women": activity.women or "",
        "unstated": activity.unstated or "",
        "version": activity.version,
    }


class ActivitiesForm(forms.Form):
    """What a reader looks for among activities."""

    q = forms.CharField(label=gettext_lazy("Words of the title"), max_length=LONGEST_SEARCH, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of activity"), required=False)
    year = forms.TypedChoiceField(
        label=gettext_lazy("Fiscal year"), required=False, coerce=int, empty_value=None
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which"),
        required=False,
        choices=[
            ("", gettext_lazy("all")),
            ("joint", gettext_lazy("joint ones")),
            ("capacity", gettext_lazy("those that build capacity")),
        ],
    )
    place = forms.RegexField(r"^(\d{2}){1,4}$", required=False, widget=forms.HiddenInput)
    organisation = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, years: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[str, Text]] = [("", gettext_lazy("all"))]
        offer(self, "kind", everything + activity_kinds())
        offer(self, "year", [*everything, *years])


class ResultForm(forms.Form):
    """What came of an activity, with what shows it."""

    kind = forms.ChoiceField(label=gettext_lazy("What came of it"))
    quantity = forms.CharField(
        label=gettext_lazy("How much"),
        max_length=30,
        help_text=gettext_lazy("People, households, villages and awards whole; areas in rai; money in baht."),
    )
    after = forms.CharField(
        label=gettext_lazy("Afterwards"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Of an income: baht a month after the activity; before it stands above."),
    )
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), required=False)
    age_band = forms.ChoiceField(label=gettext_lazy("Age"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level of the award"), required=False)
    label = forms.CharField(
        label=gettext_lazy("In more words"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example the award's name, or what was planted."),
    )
    on = DayField(label=gettext_lazy("Counted on"), max_length=40)
    source = forms.CharField(
        label=gettext_lazy("Where the number comes from"),
        max_length=300,
        help_text=gettext_lazy("For example ทะเบียนสมาชิก, สมุดบัญชี, ผู้รายงานและวันที่รายงาน"),
    )
    evidence_url = WebField(label=gettext_lazy("Page that shows it"), max_length=300, required=False)
    evidence = forms.FileField(
        label=gettext_lazy("File that shows it"),
        required=False,
        help_text=gettext_lazy(
            "A photograph (JPEG, PNG, WebP) or a PDF of at most 8 MB. Where a photograph was taken is not kept."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "result_%s"} | kwargs)
        offer(self, "kind", [("", "—"), *result_kinds()])
        none: dict[str, Text] = {
            "sex": gettext_lazy("both together"),
            "age_band": gettext_lazy("all together"),
            "level": "—",
        }
        for name, choices in result_choices().items():
            offer(self, name, [("", none[name]), *choices])

    def clean(self) -> dict[str, Any]:
        """Return the values, the quantities as they are stored: satang, square wa, whole numbers."""
        values = super().clean() or self.cleaned_data
        kind = values.get("kind")
        if not kind:
            return values
        for name in ("quantity", "after"):
            text = values.get(name)
            values[name] = None
            if text and (name == "quantity" or kind == ResultKind.INCOME):
                try:
                    values[name] = stored_quantity(kind, text)
                except (BadValue, ValueError):
                    self.add_error(name, self._unreadable(kind))
        if kind == ResultKind.INCOME and values.get("after") is None and "after" not in self.errors:
            self.add_error("after", _("Write also the income after the activity."))
        if kind == ResultKind.AWARD and not values.get("level"):
            self.add_error("level", _("Choose the level of the award."))
        return values

    def _unreadable(self, kind: str) -> str:
        match UNITS[ResultKind(kind)]:
            case Unit.WA:
                return _("Write the area in rai, for example 12.5.")
            case Unit.SATANG | Unit.SATANG_A_MONTH:
                return _("Write the money in baht, for example 2,344,070.93.")
            case _other:
                return _("Write a whole number.")

    def terms(self) -> ResultTerms:
        """Return what was filled in."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "evidence"}
        kind = values["kind"]
        return ResultTerms(**values | {"level": values["level"] if kind == ResultKind.AWARD else ""})


def stored_quantity(kind: str, text: str) -> int:
    """Return a typed quantity as it is stored; raise BadValue or ValueError where it is none."""
    unit = UNITS[ResultKind(kind)]
    if unit in {Unit.SATANG, Unit.SATANG_A_MONTH}:
        return parse_satang(text)
    plain = to_arabic_digits(normalise(text)).replace(",", "").replace(" ", "")
    try:
        value = Decimal(plain)
    except InvalidOperation as bad:
        raise ValueError(text) from bad
    stored = value * WA_IN_RAI if unit is Unit.WA else value
    if not stored.is_finite() or stored != stored.to_integral_value() or not 0 <= stored <= MOST_QUANTITY:
        raise ValueError(text)
    return int(stored)


class ReasonForm(forms.Form):
    """Why something is withdrawn, dropped, returned or opened again."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It stays in the history for ever: write no names and no illness."),
    )


class ChoicesForm(forms.Form):
    """Several of those who may have taken part, to be ticked."""

    chosen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who took part"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[int, str]], label: Text = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chosen", choices)
        if label:
            self.fields["chosen"].label = str(label)
