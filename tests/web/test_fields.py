"""Fields and boxes drawn in one go: what Django would draw, with nothing of a text taken for markup."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from saiyai.web.forms import Renderer
from saiyai.web.markup import attributes, escaped

NASTY = """<script>alert("a")</script>&'"""
SAFE = "&lt;script&gt;alert(&quot;a&quot;)&lt;/script&gt;&amp;&#x27;"
PAIRS = [("a", NASTY), ("Group & Co", [("b", "B"), (3, "สาม")])]


class EveryBox(forms.Form):
    text = forms.CharField(max_length=5, widget=forms.TextInput(attrs={"data-x": NASTY, "autofocus": True}))
    number = forms.IntegerField(min_value=0)
    hidden = forms.CharField(widget=forms.HiddenInput)
    address = forms.URLField(assume_scheme="https")
    mail = forms.EmailField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    day = forms.DateField()
    story = forms.CharField(widget=forms.Textarea({"rows": 3, "spellcheck": False}))
    agreed = forms.BooleanField()
    file = forms.FileField()
    choice = forms.ChoiceField(choices=PAIRS)
    several = forms.MultipleChoiceField(choices=PAIRS)
    one = forms.ChoiceField(choices=PAIRS, widget=forms.RadioSelect(attrs={"class": "in-a-row"}))
    many = forms.MultipleChoiceField(choices=PAIRS, widget=forms.CheckboxSelectMultiple, required=False)


SENT = {
    **dict.fromkeys(("text", "number", "hidden", "address", "mail", "secret", "day", "story"), NASTY),
    "agreed": "on",
    "choice": "3",
    "several": ["a", "b"],
    "one": "b",
    "many": ["a", NASTY],
}


@pytest.mark.parametrize("values", [None, {}, SENT])
@pytest.mark.parametrize("name", [each for each in EveryBox.base_fields if each != "number"])
def test_a_box_is_written_as_django_would_write_it(name: str, values: dict[str, object] | None):
    ours = str(EveryBox(values, renderer=Renderer())[name])
    djangos = str(EveryBox(values, renderer=DjangoTemplates())[name])

    assert parse_html(ours) == parse_html(djangos)


class Numbers(forms.Form):
    count = forms.IntegerField(min_value=0, max_value=9)
    share = forms.DecimalField(min_value=0, decimal_places=2)
    change = forms.IntegerField()


def test_a_box_for_a_number_takes_thai_digits_and_opens_a_keyboard_of_digits():
    form = Numbers({"count": "๗", "share": "๒.๕", "change": "-๓"}, renderer=Renderer())
    drawn = [str(form[each]) for each in form.fields]

    assert form.is_valid()
    assert [str(each) for each in form.cleaned_data.values()] == ["7", "2.5", "-3"]
    assert all('type="text"' in each and " max=" not in each and " step=" not in each for each in drawn)
    assert [each.partition('inputmode="')[2].partition('"')[0] for each in drawn] == [
        "numeric",
        "decimal",
        "",
    ]
    assert SAFE in str(Numbers({"count": NASTY}, renderer=Renderer())["count"])


class Hostile(forms.Form):
    name = forms.CharField(label=NASTY, help_text=NASTY, required=False)
    pick = forms.ChoiceField(label=NASTY, help_text=NASTY, choices=PAIRS, widget=forms.RadioSelect)
    agreed = forms.BooleanField(label=NASTY, help_text=NASTY)

    def clean_name(self) -> str:
        raise ValidationError(NASTY)


def test_nothing_that_a_field_says_is_taken_for_markup():
    prefix = '"><i>'
    form = Hostile({f"{prefix}-name": NASTY, f"{prefix}-pick": NASTY}, renderer=Renderer(), prefix=prefix)

    drawn = "".join(form[each].as_field_group() for each in form.fields)

    assert "<script" not in drawn
    assert "<i>" not in drawn
    assert drawn.count(SAFE) == 10  # three labels and hints, an error, a value, a choice and one refused


def test_a_box_to_tick_stands_before_its_label_and_is_never_called_optional():
    class Form(forms.Form):
        agreed = forms.BooleanField(label="I agree", required=False)

    with override("en"):
        drawn = Form(renderer=Renderer())["agreed"].as_field_group()

    assert drawn.index("<input") < drawn.index("<label")
    assert 'class="field tick"' in drawn
    assert "optional" not in drawn


def test_choices_stand_in_a_group_named_by_the_field_and_described_by_its_hint():
    with override("en"):
        drawn = EveryBox(renderer=Renderer())["many"].as_field_group()

    assert drawn.startswith(
        '<fieldset class="field"><legend>Many <span class="optional">(optional)</span></legend>'
    )
    assert 'aria-describedby="id_pick_helptext"' in Hostile(renderer=Renderer())["pick"].as_field_group()


def test_what_was_marked_safe_stays_and_all_else_is_escaped():
    assert escaped(mark_safe("<b>&amp;</b>")) == "<b>&amp;</b>"
    assert escaped(gettext_lazy("<b>")) == "&lt;b&gt;"
    assert escaped(3) == "3"
    assert attributes({"a": "<", "b": True, "c": False, "d": None, "e": 0}) == ' a="&lt;" b e="0"'
