"""What people fill in to prepare, open, count and settle a stage."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from saiyai.forums.models import LEVEL_NAMES, PARTICIPANT_NAMES, WAY_NAMES
from saiyai.forums.rules.registration import Participant
from saiyai.forums.rules.scoring import HUNDRED
from saiyai.forums.rules.stage import MOST_ENTRIES, MOST_OBJECTION_DAYS, Line, Reach, Terms, Way
from saiyai.kernel.text import normalise
from saiyai.network.forms.fields import offer
from saiyai.places.forms import PlaceField

MERITS = {
    "outstanding": _("outstanding"),
    "very_good": _("very good"),
    "good": _("good"),
    "commended": _("commended"),
}
"""The levels of merit, the highest first."""

MOST_POINTS = 1_000
LONGEST_LINE = 200
MINUTES_OF_HOUR, MINUTES_OF_DAY = 60, 1_440
LASTS = (10, 15, 30, 45, 60, 120, 240, MINUTES_OF_DAY, 3 * MINUTES_OF_DAY, 7 * MINUTES_OF_DAY)


def _said(minutes: int) -> str:
    if minutes < MINUTES_OF_HOUR:
        return str(ngettext_lazy("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes})
    if minutes < MINUTES_OF_DAY:
        hours = minutes // MINUTES_OF_HOUR
        return str(ngettext_lazy("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    days = minutes // MINUTES_OF_DAY
    return str(ngettext_lazy("%(n)s day", "%(n)s days", days) % {"n": days})


class TermsForm(forms.Form):
    """How a stage chooses, all of which is frozen when it opens."""

    way = forms.TypedChoiceField(
        label=_("Who decides"), coerce=Way, choices=list(WAY_NAMES.items()), widget=forms.RadioSelect
    )
    first = forms.IntegerField(
        label=_("How many go on"),
        required=False,
        min_value=1,
        max_value=MOST_ENTRIES,
        help_text=_("Empty: all who reach the threshold."),
    )
    by_category = forms.BooleanField(
        label=_("As many of each kind of showcase; a kind may then have no winner"), required=False
    )
    objection_days = forms.IntegerField(
        label=_("Days for objections after the count"), min_value=0, max_value=MOST_OBJECTION_DAYS
    )
    most = forms.IntegerField(
        label=_("Votes: how many showcases a ballot may name"), min_value=1, max_value=MOST_ENTRIES
    )
    is_secret = forms.BooleanField(label=_("Votes: secret"), required=False)
    voters = forms.TypedMultipleChoiceField(
        label=_("Votes: who of those present may vote"),
        required=False,
        coerce=Participant,
        choices=list(PARTICIPANT_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    lines = forms.CharField(
        label=_("Scores: the rubric, one criterion a line"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Thai name | English name | points, for example ประโยชน์ต่อชุมชน | Use to the community | 30"
        ),
    )
    ties = forms.CharField(
        label=_("Scores: which criteria break ties"),
        required=False,
        max_length=60,
        help_text=_(
            "Numbers of lines above, the first to decide first, for example 1, 3. After them the chair decides."
        ),
    )
    at_least = forms.DecimalField(
        label=_("Scores: nobody goes on below so many points"),
        required=False,
        min_value=0,
        max_value=MOST_POINTS,
        decimal_places=2,
    )
    drops_extremes = forms.BooleanField(
        label=_("Scores: set the highest and the lowest aside (from four judges on)"), required=False
    )
    evens_judges = forms.BooleanField(
        label=_("Scores: take out how much each judge scores above or below the others"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in MERITS.items():
            label = _("Scores: “%(level)s” from so many points on") % {"level": name}
            self.fields[code] = forms.DecimalField(
                label=label, required=False, min_value=0, max_value=MOST_POINTS, decimal_places=2
            )

    def clean_lines(self) -> tuple[Line, ...]:
        """Return the rubric, or say which line cannot be read."""
        written = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        return tuple(self._line(number, line) for number, line in enumerate(written, start=1))

    def _line(self, number: int, written: str) -> Line:
        parts = [normalise(each) for each in written.split("|")]
        try:
            points = float(parts[-1])
        except ValueError:
            points = 0.0
        if len(parts) not in {2, 3} or not parts[0] or not 0 < points <= MOST_POINTS:
            said = _("Line %(number)s: write Thai name | English name | points.")
            raise forms.ValidationError(said, params={"number": number})
        return Line(
            f"c{number}",
            parts[0][:LONGEST_LINE],
            parts[1][:LONGEST_LINE] if len(parts) > 2 else "",  # noqa: PLR2004 (the middle part)
            round(points * HUNDRED),
        )

    def clean_ties(self) -> tuple[str, ...]:
        """Return the codes of the criteria that break ties."""
        written = self.cleaned_data["ties"].replace(",", " ").split()
        if not all(each.isdecimal() for each in written):
            raise forms.ValidationError(_("Write the numbers of lines, with commas between them."))
        return tuple(f"c{int(each)}" for each in written)

    def terms(self) -> Terms:
        """Return what was decided."""
        filled = self.cleaned_data
        scored = filled["way"] is Way.SCORING
        floors = [(code, filled[code]) for code in MERITS if filled[code] is not None]
        threshold = filled["at_least"] if scored else None
        return Terms(
            way=filled["way"],
            first=filled["first"],
            at_least=None if threshold is None else round(threshold * HUNDRED),
            by_category=filled["by_category"],
            most=filled["most"],
            is_secret=filled["is_secret"],
            voters=tuple(filled["voters"]),
            lines=filled["lines"] if scored else (),
            levels=tuple((code, round(floor * HUNDRED)) for code, floor in floors) if scored else (),
            drops_extremes=filled["drops_extremes"],
            evens_judges=filled["evens_judges"],
            ties=filled["ties"] if scored else (),
            objection_days=filled["objection_days"],
        )


def filled_from(terms: Terms) -> dict[str, Any]:
    """Return the fields of a terms form as they stand."""
    lines = [f"{each.name_th} | {each.name_en} | {each.points / HUNDRED:g}" for each in terms.lines]
    return {
        "way": terms.way,
        "first": terms.first,
        "by_category": terms.by_category,
        "objection_days": terms.objection_days,
        "most": terms.most,
        "is_secret": terms.is_secret,
        "voters": list(terms.voters),
        "lines": "\n".join(lines),
        "ties": ", ".join(each.removeprefix("c") for each in terms.ties),
        "at_least": None if terms.at_least is None else terms.at_least / HUNDRED,
        "drops_extremes": terms.drops_extremes,
        "evens_judges": terms.evens_judges,
    } | {code: floor / HUNDRED for code, floor in terms.levels}


class StageForm(TermsForm):
    """A further stage of a forum: its rung, its place, and how it chooses."""

    level = forms.TypedChoiceField(label=_("Rung"), coerce=Reach, choices=list(LEVEL_NAMES.items()))
    place_code = PlaceField(
        label=_("District or province"),
        required=False,
        help_text=_("Empty for the group of provinces and for the nation."),
    )
    field_order = ("level", "place_code", "way")


class PhrasesForm(forms.Form):
    """The pass-phrases of the two people who open the box together."""

    first = forms.CharField(
        label=_("Pass-phrase of the first person"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    second = forms.CharField(
        label=_("Pass-phrase of the second person"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class OpeningForm(PhrasesForm):
    """How long a stage is open; a secret vote also asks for two pass-phrases."""

    lasts = forms.TypedChoiceField(label=_("Open for"), coerce=int)
    field_order = ("lasts", "first", "second")

    def __init__(self, *args: Any, is_secret: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lasts", [(each, _said(each)) for each in LASTS])
        if not is_secret:
            del self.fields["first"], self.fields["second"]

    @property
    def duration(self) -> timedelta:
        """Return how long the stage is to be open."""
        return timedelta(minutes=self.cleaned_data["lasts"])


class TieForm(forms.Form):
    """For whom the chair votes, and why."""

    entry = forms.TypedChoiceField(label=_("The chair votes for"), coerce=int)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, entries: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "entry", list(entries))


class TextForm(forms.Form):
    """What an objection is about."""

    text = forms.CharField(
        label=_("Your objection"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerForm(forms.Form):
    """The answer to an objection, and whether it is upheld."""

    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    is_upheld = forms.BooleanField(
        label=_("The objection is upheld: the stage is to be annulled and held anew"), required=False
    )
