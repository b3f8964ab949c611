"""What visitors fill in on the public site."""

import re
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext, gettext_lazy

from saiyai.accounts.rules import BadAddress, plain_email
from saiyai.audit import clock
from saiyai.kernel.text import normalise

SALT = "portal.article.send"
SOONEST_SECONDS, LATEST_SECONDS = 2, 2 * 3600
ADDRESS_IN_NAME = re.compile(r"https?:|www\.|://|@|\.[a-z]{2,}(/|$)", re.IGNORECASE)


class SendForm(forms.Form):
    """Sending an article to one person: the page signs the form, and a field that only machines see stays empty."""

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
    homepage = forms.CharField(required=False, widget=forms.HiddenInput)
    signed = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, slug: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = slug
        self.initial["signed"] = signing.dumps([slug, int(clock.now().timestamp())], salt=SALT)

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

    def clean(self) -> dict[str, Any]:
        """Refuse what was not filled in by a person on the article's own page within two hours."""
        cleaned = super().clean() or {}
        try:
            slug, at = signing.loads(cleaned.get("signed", ""), salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            slug, at = "", 0
        waited = clock.now().timestamp() - at
        if cleaned.get("homepage") or slug != self.slug or not SOONEST_SECONDS <= waited <= LATEST_SECONDS:
            self.data = {**self.data, "signed": self.initial["signed"]}  # what was typed stays
            raise forms.ValidationError(
                gettext("The form was too old or sent too fast. Please send it again.")
            )
        return cleaned
