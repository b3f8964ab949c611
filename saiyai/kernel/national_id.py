"""The thirteen-digit number of a person in the Thai civil register.

The first digit tells how the person came into the register. Numbers that begin with 0 belong to people
without status, many of them in the border highlands; their check digit follows the same rule.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from stdnum.th import pin

from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.text import normalise, to_arabic_digits, to_thai_digits

CODES = frozenset(
    {
        "national_id.empty",
        "national_id.not_digits",
        "national_id.wrong_length",
        "national_id.unknown_kind",
        "national_id.wrong_check_digit",
    },
)

_LENGTH = 13
_NO_KIND = "9"
_SEPARATORS = re.compile("[ \u2010-\u2014\u2212.-]")


class PersonKind(StrEnum):
    """What the first digit says of a person's registration."""

    WITHOUT_STATUS = "0"
    BORN_REPORTED_IN_TIME = "1"
    BORN_REPORTED_LATE = "2"
    REGISTERED_BEFORE_JUNE_1984 = "3"
    MOVED_IN_BEFORE_JUNE_1984 = "4"
    ADDED_LATER = "5"
    FOREIGN_OR_TEMPORARY = "6"
    CHILD_OF_FOREIGN_OR_TEMPORARY = "7"
    RESIDENT_ALIEN_OR_NATURALISED = "8"


@dataclass(frozen=True, slots=True)
class NationalId:
    """A number whose check digit is right; it prints itself masked, so that no log shows it by accident."""

    digits: str = field(repr=False)

    def __str__(self) -> str:
        return self.masked()

    @property
    def kind(self) -> PersonKind:
        """How the person came into the register."""
        return PersonKind(self.digits[0])

    def display(self, *, thai_digits: bool = False) -> str:
        """Return the whole number as on the card, `3-1006-00445-63-5`: only for those who may see it."""
        shown = pin.format(self.digits)
        return to_thai_digits(shown) if thai_digits else shown

    def masked(self) -> str:
        """Return the number with all but the last four digits hidden: `x-xxxx-xxxx5-63-5`."""
        return pin.format("x" * (_LENGTH - 4) + self.digits[-4:])


def parse_national_id(text: str) -> NationalId:
    """Return the number written in `text`, in either digits, with or without its dashes; raise BadValue."""
    digits = _SEPARATORS.sub("", to_arabic_digits(normalise(text)))
    if not digits:
        raise BadValue("national_id.empty")
    if not re.fullmatch("[0-9]+", digits):
        raise BadValue("national_id.not_digits")
    if len(digits) != _LENGTH:
        raise BadValue("national_id.wrong_length", length=len(digits), expected=_LENGTH)
    if digits[0] == _NO_KIND:
        raise BadValue("national_id.unknown_kind", first=int(digits[0]))
    if digits[-1] != pin.calc_check_digit(digits):
        raise BadValue("national_id.wrong_check_digit")
    return NationalId(digits)
