"""What Django and allauth say to readers is said in Thai."""

import pytest
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from saiyai.web.borrowed import EDITOR_SENTENCES, FORM_SENTENCES, PASSWORD_SENTENCES

THAI = range(0x0E00, 0x0E80)


class Anything(forms.Form):
    """A form whose fields refuse what is too long, missing, unknown or unreadable."""

    short = forms.CharField(max_length=3)
    long = forms.CharField(min_length=3)
    code = forms.SlugField()
    number = forms.IntegerField()
    kind = forms.MultipleChoiceField(choices=[("a", "a")])
    missing = forms.CharField()


def is_thai(text: str) -> bool:
    return any(ord(letter) in THAI for letter in text)


@pytest.mark.parametrize(
    "sentence",
    [each for each in (*FORM_SENTENCES, *PASSWORD_SENTENCES, *EDITOR_SENTENCES) if type(each) is str],
)
def test_a_borrowed_sentence_has_its_thai(sentence: str):
    with override("th"):
        assert is_thai(gettext(sentence))


def test_a_form_refuses_in_thai_alone():
    form = Anything({"short": "long", "long": "x", "code": "ก", "number": "x\0", "kind": ["b"]})

    with override("th"):
        said = {name: [str(each) for each in errors] for name, errors in form.errors.items()}

    assert set(said) == set(form.fields)
    assert [each for errors in said.values() for each in errors if not is_thai(each)] == []


def test_a_weak_password_is_refused_in_thai():
    with override("th"), pytest.raises(ValidationError) as weak:
        validate_password("password1"[:8])
    with override("th"):
        said = [*weak.value.messages, *password_validators_help_texts()]

    assert len(said) == 5
    assert all(map(is_thai, said))
