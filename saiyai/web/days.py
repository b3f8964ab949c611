"""The field of a day, for the forms of any app."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.dates import DateStyle, format_date, parse_date
from saiyai.web.values import text_of_bad_value


class DayField(forms.CharField):
    """A day as people in Thailand write it, in either era and either digits."""

    def clean(self, value: Any) -> date | None:
        """Return the day, None for an empty optional field; what is no day is told with its reason."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except BadValue as bad:
            raise ValidationError(text_of_bad_value(bad), code="invalid") from bad

    def prepare_value(self, value: Any) -> Any:
        """Return a day as it is shown, and read back."""
        return day_text(value, "short") if isinstance(value, date) else value


def day_text(day: date | None, style: DateStyle = "long") -> str:
    """Return a day as a field shows it in the reader's language, and as it is read back; "" for None."""
    return format_date(day, style, language="en" if get_language() == "en" else "th") if day else ""
