"""The field with which forms ask for a place."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from saiyai.kernel.text import normalise
from saiyai.places.queries.find import Found, find_places
from saiyai.places.queries.tree import path_of, place_at

MOST_CHOICES = 12


def _typed(value: Any) -> str:
    """Return what was sent as a text that a database takes."""
    return str(value or "").replace("\x00", "").strip()


class PlaceWidget(forms.Widget):
    """A text box that offers places while one types; the code of the chosen one travels beside the text.

    Without a script the typed text alone is sent, and what is ambiguous comes back as a choice.
    """

    template_name = "places/parts/place_field.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.level = ""
        self.within: tuple[str, ...] = ()
        self.choices_offered: list[Found] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template of the field needs."""
        context = super().get_context(name, value, attrs)
        code, text = value if isinstance(value, tuple) else (value or "", "")
        if code and not text:
            text = " ".join(row.short_label for row in reversed(path_of(code))) or code
        context["widget"] |= {
            "code": code,
            "text": text,
            "level": self.level,
            "within": " ".join(self.within),
            "choices": self.choices_offered,
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:  # noqa: ARG002
        """Return (code, typed text); a choice among ambiguous places counts as the code, an emptied box as no place."""
        text = _typed(data.get(f"{name}_text"))
        chosen = _typed(data.get(f"{name}_choice"))
        is_emptied = f"{name}_text" in data and not text
        return chosen or ("" if is_emptied else _typed(data.get(name))), text

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """Tell whether neither a code nor a text was sent."""
        return name not in data and f"{name}_text" not in data and f"{name}_choice" not in data

    def id_for_label(self, id_: str) -> str:
        """Return the id of the text box."""
        return f"{id_}_text" if id_ else id_


class PlaceField(forms.Field):
    """A place of a level inside some areas; its value is the place's code, an empty string for none."""

    widget = PlaceWidget
    default_error_messages = {
        "required": gettext_lazy("Type the name of a place."),
        "unknown": gettext_lazy("No place fits “%(text)s”. Check the spelling, or type the district too."),
        "ambiguous": gettext_lazy("Several places fit “%(text)s”. Choose the one you mean."),
        "nearly": gettext_lazy("No place is called just “%(text)s”. Choose the one you mean."),
        "outside": gettext_lazy("%(text)s does not lie where it must."),
    }

    def __init__(self, *, level: str = "", within: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.level = level
        self.within = tuple(within)

    @property
    def level(self) -> str:
        """Return the level that the place must have, empty for any."""
        return self._level

    @level.setter
    def level(self, value: str) -> None:
        self._level = value
        self.widget.level = value

    @property
    def within(self) -> tuple[str, ...]:
        """Return the areas in one of which the place must lie, empty for anywhere."""
        return self._within

    @within.setter
    def within(self, value: Iterable[str]) -> None:
        self._within = tuple(value)
        self.widget.within = self._within

    def clean(self, value: Any) -> str:
        """Return the code of the chosen or unmistakably typed place, or raise ValidationError."""
        code, text = value if isinstance(value, tuple) else (str(value or ""), "")
        if code and self._names(code, text):
            return self._checked(code)
        text = text or code
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return ""
        return self._resolved(text)

    def _names(self, code: str, text: str) -> bool:
        """Tell whether a code still stands for the text beside it: one may be left of an older text."""
        place = place_at(code)
        if place is None:
            return False
        return (
            not text or normalise(place.name_th) in normalise(text) or place.name_en.lower() in text.lower()
        )

    def _checked(self, code: str) -> str:
        place = place_at(code)
        fits = place is not None and (not self.level or place.level == self.level)
        if not fits or (self.within and not code.startswith(self.within)):
            label = place.label if place else code
            raise ValidationError(self.error_messages["outside"], code="outside", params={"text": label})
        return code

    def _resolved(self, text: str) -> str:
        found = find_places(text, level=self.level or None, within=self.within, limit=MOST_CHOICES)
        present = [each for each in found if not each.row.is_abolished]
        exact = [each for each in present if each.is_exact and each.score > 0.99]  # noqa: PLR2004 (rounding)
        if len(exact) == 1:
            return exact[0].row.code
        self.widget.choices_offered = exact or present
        code = "ambiguous" if exact else "nearly" if present else "unknown"
        raise ValidationError(self.error_messages[code], code=code, params={"text": text[:80]})
