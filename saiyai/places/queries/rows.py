"""A place as pages show it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language, gettext

from saiyai.places.models import Place
from saiyai.places.rules.labels import english_label, thai_label, thai_short_label


def example_marked(label: str, *, is_example: bool) -> str:
    """Return a label as readers see it; what is made up says so wherever it is named."""
    return f"{label} ({gettext('example')})" if is_example else label


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as pages show it; `name` and `label` speak the reader's language."""

    code: str
    level: str
    name_th: str
    name_en: str
    valid_to: date | None = None
    postcodes: str = ""
    valid_from: date | None = None
    is_example: bool = False

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if self._reads_english else self.name_th

    @property
    def label(self) -> str:
        """Return the name with the word for its level, in the reader's language."""
        if self._reads_english:
            return example_marked(english_label(self.code, self.name_en), is_example=self.is_example)
        return self.title_th

    @property
    def title_th(self) -> str:
        """Return the Thai name with the word for its level: อำเภอสันทราย, เขตพระนคร."""
        return example_marked(thai_label(self.code, self.name_th), is_example=self.is_example)

    @property
    def short_label(self) -> str:
        """Return the short name with the word for its level: อ.สันทราย; in English the bare name."""
        short = self.name_en if self._reads_english else thai_short_label(self.code, self.name_th)
        return example_marked(short, is_example=self.is_example)

    @property
    def is_abolished(self) -> bool:
        """Tell whether the place has ended, or is known to end."""
        return self.valid_to is not None

    @property
    def _reads_english(self) -> bool:
        return bool(self.name_en) and get_language() == "en"


COLUMNS: Final = ("code", "level", "name_th", "name_en", "valid_to", "postcodes", "valid_from", "is_example")
"""The stored values of a row, in the order in which a row takes them."""


def row_of(place: Place) -> PlaceRow:
    """Return the row of a stored place."""
    return PlaceRow(
        place.code,
        place.level,
        place.name_th,
        place.name_en,
        place.valid_to,
        place.postcodes,
        place.valid_from,
        place.is_example,
    )
