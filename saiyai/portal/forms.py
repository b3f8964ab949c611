"""What visitors fill in on the public site."""

import re
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext, gettext_lazy

from saiyai.accounts.rules import BadAddress, plain_email
from saiyai.audit import clock
from saiyai.kernel.text import normalise, normalise_lines
from saiyai.portal.commands import Letter

SOONEST_SECONDS, LATEST_SECONDS = 2, 2 * 3600
ADDRESS_IN_NAME = re.compile(r"https?:|www\.|://|@|\.[a-z]{2,}(/|$)", re.IGNORECASE)


class SignedForm(forms.Form):
    """A form that its own page signs, for two hours, with a field that only machines see and that stays empty."""

    salt = "portal.form"
    homepage = forms.CharField(required=False, widget=forms.HiddenInput)
    signed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.initial["signed"] = signing.dumps([of, int(clock.now().timestamp())], salt=self.salt)

    def clean(self) -> dict[str, Any]:
        """Refuse what was not filled in by a person on the form's own page within two hours."""
        cleaned = super().clean() or {}
        try:
            of, at = signing.loads(cleaned.get("signed", ""), salt=self.salt)
        except (signing.BadSignature, ValueError, TypeError):
            of, at = "", 0
        waited = clock.now().timestamp() - at
        if cleaned.get("homepage") or of != self.of or not SOONEST_SECONDS <= waited <= LATEST_SECONDS:
            self.data = {**self.data, "signed": self.initial["signed"]}  # what was typed stays
            raise forms.ValidationError(
                gettext("The form was too old or sent too fast. Please send it again.")
            )
        return cleaned


class SendForm(SignedForm):
    """Sending an article to one person."""

    salt = "portal.article.send"
    recipient = forms.EmailField(
        label=gettext_lazy("To the e-mail address"),
        help_text=gettext_lazy("One address. It is used once and kept nowhere."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        max_length=254,
    )
    sender = forms.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("The letter says who sends it."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_recipient(self) -> str:
        """Return the address in its plain form."""
        try:
            return plain_email(self.cleaned_data["recipient"])
        except BadAddress as bad:
            raise forms.ValidationError(gettext("Write an address of Latin letters only.")) from bad

    def clean_sender(self) -> str:
        """Return the name; a letter of ours carries no address but the article's."""
        name = normalise(self.cleaned_data["sender"])
        if ADDRESS_IN_NAME.search(name) or not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(gettext("Write a name; it may hold no address."))
        return name


class WriteForm(SignedForm):
    """Writing to an office from its public page."""

    salt = "portal.office.write"
    sender = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    answer_to = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The office answers there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        max_length=254,
    )
    about = forms.CharField(label=gettext_lazy("What it is about"), max_length=150)
    text = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Write no national identification number and nothing about anybody's health here: e-mail is not a closed letter."
        ),
    )
    field_order = ["sender", "answer_to", "about", "text"]

    def clean_answer_to(self) -> str:
        """Return the address in its plain form."""
        try:
            return plain_email(self.cleaned_data["answer_to"])
        except BadAddress as bad:
            raise forms.ValidationError(gettext("Write an address of Latin letters only.")) from bad

    def clean_sender(self) -> str:
        """Return the name in one line."""
        return _one_line(self.cleaned_data["sender"])

    def clean_about(self) -> str:
        """Return the matter in one line."""
        return _one_line(self.cleaned_data["about"])

    def clean_text(self) -> str:
        """Return the text with its lines."""
        return normalise_lines(self.cleaned_data["text"]).strip()

    @property
    def letter(self) -> Letter:
        """Return what was written, once the form is valid."""
        values = self.cleaned_data
        return Letter(values["sender"], values["answer_to"], values["about"], values["text"])


def _one_line(text: str) -> str:
    line = normalise(text)
    if not line or not line.isprintable():
        raise forms.ValidationError(gettext("Write it in one line of letters."))
    return line
