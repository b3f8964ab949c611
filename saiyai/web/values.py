"""What the codes of bad values say: of the kernel's parsers here, of spreadsheets as `documents` has them."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saiyai.documents.messages import SENTENCES as OF_SHEETS
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.buddhist_era import ENGLISH_MONTHS, THAI_MONTHS
from saiyai.web.offers import Sentences, sentence_of_refusal

OF_KERNEL: Final[Mapping[str, str | Promise]] = {
    "money.empty": _("Write an amount of money, for example 1,200.50."),
    "money.misgrouped": _("“%(text)s”: the commas do not stand at the thousands. Write 1,200.50 or 1200.50."),
    "money.too_large": _("This amount is larger than %(largest_baht)s baht."),
    "money.too_many_decimals": _(
        "A baht has 100 satang: write two digits behind the point, not %(decimals)s."
    ),
    "money.unreadable": _("This is no amount of money. Write it with digits, for example 1,200.50."),
    "date.empty": _("Write a date, for example 4 Sep 2557 or 04/09/2557."),
    "date.era_disagrees": _("The year %(year)s does not fit the era that is named with it."),
    "date.month_out_of_range": _("There is no month %(month)s: the months are 1 to 12."),
    "date.range_reversed": _("The end lies before the beginning."),
    "date.time_unreadable": _("This is no time of day. Write it as 14.30."),
    "date.unknown_month": _("“%(text)s” is no month."),
    "date.unreadable": _("This is no date. Write it as 4 Sep 2557, 04/09/2557 or 2014-09-04."),
    "date.weekday_disagrees": _("The day of the week does not fit the date."),
    "date.year_needs_4_digits": _("Write a year of the common era with four digits; “%(text)s” has two."),
    "date.year_not_2_or_4_digits": _(
        "A year has four digits, or two of the Buddhist era; “%(text)s” has neither."
    ),
    "date.year_out_of_range": _("The year %(year)s is out of range: it lies between %(first)s and %(last)s."),
    "date.day_out_of_range": _("%(month)s has no day %(day)s: its last is %(last)s."),
    "date.month_not_in_2483": _(
        "The year 2483 had only April to December: the new year was moved. Month %(month)s of that winter is 2484."
    ),
    "date.not_a_leap_year": _("February of %(buddhist_year)s (%(year)s) has 28 days."),
    "period.empty": _("Write a reporting period, for example 2557Q2."),
    "period.no_round_covers": _("No round of %(months)s months covers this day."),
    "period.number_out_of_range": _("There is no period %(number)s: the last is %(last)s."),
    "period.unreadable": _("This is no reporting period. Write it as 2557Q2 or 2557M03."),
    "period.year_out_of_range": _(
        "The fiscal year %(year)s is out of range: it lies between %(first)s and %(last)s."
    ),
    "national_id.empty": _("Write the 13 digits of the identity number."),
    "national_id.not_digits": _("An identity number holds digits only."),
    "national_id.unknown_kind": _("No identity number begins with %(first)s."),
    "national_id.wrong_check_digit": _(
        "The last digit does not fit the others: please compare with the card."
    ),
    "national_id.wrong_length": _("An identity number has %(expected)s digits; this one has %(length)s."),
    "phone.empty": _("Write a telephone number."),
    "phone.unknown_number": _("No Thai telephone number has %(digits)s digits like these."),
    "phone.unreadable": _("This is no telephone number. Write it as 053-112485 or 081-234-5678."),
    "phone.wrong_range": _("The last number of a range comes after the first, as in 053-112485-6."),
    "name.empty": _("Write a name."),
    "name.no_letters": _("A name holds letters."),
    "name.only_prefix": _("There is a prefix here but no name."),
    "name.too_long": _("This name has %(length)s letters; at most %(longest)s are kept."),
    "address.too_long": _("This text is longer than %(longest)s letters: no place is written so."),
    "address.wrong_moo": _("There is no moo %(number)s: the numbers are 1 to %(largest)s."),
    "address.wrong_postcode": _("“%(text)s” is no postcode: it has five digits."),
    "expression.empty": _("Write a formula, for example a / b."),
    "expression.too_long": _("A formula has at most %(most)s characters."),
    "expression.too_deep": _("This formula has more than %(most)s parts inside one another; split it up."),
    "expression.unexpected": _("Character %(at)s: “%(found)s” is not understood here."),
    "expression.unfinished": _("Character %(at)s: the formula breaks off here, something is missing."),
    "expression.unknown_function": _("Character %(at)s: there is no function “%(name)s”."),
    "expression.too_few_arguments": _("Character %(at)s: “%(name)s” takes at least %(wanted)s arguments."),
    "expression.too_many_arguments": _("Character %(at)s: “%(name)s” takes at most %(wanted)s arguments."),
    "expression.number_too_long": _("Character %(at)s: a number has at most %(most)s digits."),
    "expression.axis_twice": _("Character %(at)s: the split “%(axis)s” is named twice."),
    "expression.unknown_name": _("Character %(at)s: there is no series or item “%(name)s”."),
    "expression.circle": _("These formulas refer to one another in a circle: %(circle)s."),
    "expression.division_by_zero": _("Character %(at)s: this divides by zero."),
    "expression.number_wanted": _("Character %(at)s: a number is wanted here."),
    "expression.truth_wanted": _("Character %(at)s: a condition is wanted here, such as a > 0."),
    "expression.unlike": _("Character %(at)s: a number and a text cannot be compared."),
    "expression.too_large": _("Character %(at)s: the result is too large."),
}

SENTENCES = Sentences(commands={}, refusals={**OF_KERNEL, **OF_SHEETS}, fields={})


def text_of_bad_value(bad: BadValue) -> str:
    """Return a bad value's sentence in the reader's language, with its values filled in."""
    sentence = sentence_of_refusal(bad.code)
    return str(sentence) % _shown(bad) if sentence is not None else bad.code


def _shown(bad: BadValue) -> Mapping[str, str | int]:
    """Return a bad value's values as its sentence shows them: a month that exists goes by its name."""
    if bad.code != "date.day_out_of_range":
        return bad.values
    months = ENGLISH_MONTHS if get_language() == "en" else THAI_MONTHS
    return {**bad.values, "month": months[int(bad.values["month"]) - 1]}
