"""What people fill in about rubrics, scores of trainings, and self-assessments."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from saiyai.kernel.text import normalise, to_arabic_digits
from saiyai.network.commands import CriterionTerms, LevelTerms, RubricTerms
from saiyai.network.forms.activity import CountField
from saiyai.network.forms.fields import offer
from saiyai.network.models import AssessmentLevel, Rubric, RubricCriterion
from saiyai.network.queries import in_reader_language
from saiyai.network.queries.capacity import sides, uses
from saiyai.network.rules import RubricUse
from saiyai.network.rules.capacity import HUNDREDTHS, LEAST_TOP, MOST_TOP, MOST_WEIGHT

MOST_CRITERIA = 40
PARTS = 3


class RubricForm(forms.Form):
    """A version of a rubric; its criteria one a line: side | criterion | weight."""

    use = forms.ChoiceField(label=gettext_lazy("What it judges"))
    name_th = forms.CharField(label=gettext_lazy("Name in Thai"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    place_code = forms.ChoiceField(label=gettext_lazy("Where it is used"))
    top = forms.IntegerField(
        label=gettext_lazy("Highest level"),
        min_value=LEAST_TOP,
        max_value=MOST_TOP,
        initial=5,
        help_text=gettext_lazy("Levels run from 0 to this one."),
    )
    criteria = forms.CharField(
        label=gettext_lazy("Criteria"),
        max_length=12000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "One on each line: side | criterion | weight. The side is one of โครงสร้าง, แผนงาน, การมีส่วนร่วม, ทรัพยากร, "
            "การเรียนรู้, ผลงาน; leave it empty for what people learnt. A weight left out is 1."
        ),
    )

    def __init__(self, *args: Any, areas: list[tuple[str, str]], fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "use", uses())
        offer(self, "place_code", areas)
        if fixed:
            del self.fields["place_code"]

    def clean_criteria(self) -> tuple[CriterionTerms, ...]:
        """Return the criteria, or say which line cannot be read."""
        lines = [line for line in self.cleaned_data["criteria"].splitlines() if normalise(line)]
        if len(lines) > MOST_CRITERIA:
            raise forms.ValidationError(_("At most %(most)s criteria.") % {"most": MOST_CRITERIA})
        return tuple(criterion_of(number, line) for number, line in enumerate(lines, start=1))

    def clean(self) -> dict[str, Any]:
        """Return the values; criteria of a network's maturity have a side each."""
        values = super().clean() or self.cleaned_data
        judges_networks = values.get("use") == RubricUse.MATURITY
        for number, each in enumerate(values.get("criteria", ()), start=1):
            if judges_networks != bool(each.dimension):
                self.add_error("criteria", self._sideless(number, judges_networks=judges_networks))
                break
        return values

    def _sideless(self, number: int, *, judges_networks: bool) -> str:
        says = _("Line %(number)s names no side.") if judges_networks else _("Line %(number)s names a side.")
        return says % {"number": number}

    def terms(self) -> RubricTerms:
        """Return what was filled in."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "place_code"}
        return RubricTerms(**values)


def criterion_of(number: int, line: str) -> CriterionTerms:
    """Return the criterion of a line `side | criterion | weight`; ValidationError says what its line lacks."""
    parts = [normalise(each) for each in line.split("|")]
    if len(parts) > PARTS:
        raise forms.ValidationError(_("Line %(number)s has more than three parts.") % {"number": number})
    if len(parts) == 1:
        parts = ["", *parts]
    side, name, weight = (*parts, "1")[:PARTS]
    known = _known_sides()
    if side and side not in known:
        raise forms.ValidationError(
            _("Line %(number)s: there is no side called “%(side)s”.") % {"number": number, "side": side}
        )
    digits = to_arabic_digits(weight or "1")
    if not digits.isdecimal() or not 1 <= int(digits) <= MOST_WEIGHT:
        raise forms.ValidationError(
            _("Line %(number)s: the weight is a whole number from 1 to 10.") % {"number": number}
        )
    if not name:
        raise forms.ValidationError(_("Line %(number)s says no criterion.") % {"number": number})
    return CriterionTerms(name_th=name[:300], dimension=known.get(side, ""), weight=int(digits))


def _known_sides() -> dict[str, str]:
    """Return the sides by their names in both languages and by their codes."""
    known = {code: code for code, _text in sides()}
    for language in ("th", "en"):
        with override(language):
            known |= {str(text): code for code, text in sides()}
    return known


def lines_of(criteria: list[RubricCriterion]) -> str:
    """Return criteria as the lines of the form."""
    names = {code: str(text) for code, text in sides()}
    return "\n".join(f"{names.get(each.dimension, '')} | {each.name_th} | {each.weight}" for each in criteria)


def initial_of_rubric(rubric: Rubric, criteria: list[RubricCriterion]) -> dict[str, Any]:
    """Return a rubric as the form shows it."""
    return {
        "use": rubric.use,
        "name_th": rubric.name_th,
        "name_en": rubric.name_en,
        "top": rubric.top,
        "criteria": lines_of(criteria),
    }


class ScoreField(forms.CharField):
    """A mean score with at most two decimals; its value is in hundredths."""

    def __init__(self, *, top: int, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal"})
        usual: dict[str, Any] = {"max_length": 8, "widget": box}
        super().__init__(**usual | kwargs)
        self.top = top

    def clean(self, value: Any) -> int:  # type: ignore[override]
        """Return the hundredths."""
        text = to_arabic_digits(normalise(super().clean(value)))
        try:
            score = Decimal(text) * HUNDREDTHS
        except InvalidOperation:
            score = Decimal(-1)
        if (
            not score.is_finite()
            or score != score.to_integral_value()
            or not 0 <= score <= self.top * HUNDREDTHS
        ):
            raise forms.ValidationError(
                _("Write a mean from 0 to %(top)s with at most two decimals.") % {"top": self.top}
            )
        return int(score)


class ScoresForm(forms.Form):
    """The mean scores of those who took part, before and after, criterion by criterion."""

    people = CountField(
        label=gettext_lazy("How many people were measured"),
        required=True,
    )

    def __init__(self, *args: Any, rubric: Rubric, criteria: list[RubricCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            name = in_reader_language(each.name_th, each.name_en)
            self.fields[f"before_{each.pk}"] = ScoreField(
                top=rubric.top, label=_("%(criterion)s: before") % {"criterion": name}
            )
            self.fields[f"after_{each.pk}"] = ScoreField(
                top=rubric.top, label=_("%(criterion)s: after") % {"criterion": name}
            )

    @property
    def lines(self) -> dict[int, tuple[int, int]]:
        """Return the scores by the criterion's number, in hundredths."""
        found = self.cleaned_data
        return {each.pk: (found[f"before_{each.pk}"], found[f"after_{each.pk}"]) for each in self.criteria}


class AssessmentForm(forms.Form):
    """The levels that a network gives itself, criterion by criterion, with what shows each."""

    def __init__(
        self,
        *args: Any,
        rubric: Rubric,
        criteria: list[RubricCriterion],
        held: dict[int, AssessmentLevel],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        names = {code: str(text) for code, text in sides()}
        choices = [("", _("not yet judged")), *((str(n), str(n)) for n in range(rubric.top + 1))]
        for each in criteria:
            name = in_reader_language(each.name_th, each.name_en)
            kept = held.get(each.pk)
            self.fields[f"level_{each.pk}"] = forms.TypedChoiceField(
                label=f"{names.get(each.dimension, '')}: {name}",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial="" if kept is None else str(kept.level),
                help_text=each.levels_th,
            )
            self.fields[f"evidence_{each.pk}"] = forms.CharField(
                label=_("What shows it"),
                max_length=500,
                required=False,
                initial=kept.evidence if kept else "",
            )

    @property
    def levels(self) -> dict[int, LevelTerms]:
        """Return the levels filled in, by the criterion's number."""
        found = self.cleaned_data
        return {
            each.pk: LevelTerms(found[f"level_{each.pk}"], found[f"evidence_{each.pk}"])
            for each in self.criteria
            if found[f"level_{each.pk}"] is not None
        }
