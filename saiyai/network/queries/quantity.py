"""Quantities of results in words: people, households, villages, rai, baht."""

from django.utils.translation import gettext as _

from saiyai.kernel.money import format_baht
from saiyai.network.rules import ResultKind
from saiyai.network.rules.activity import UNITS, WA_IN_RAI, Unit
from saiyai.web.counts import people_told


def quantity_text(kind: str, quantity: int, after: int | None = None, *, hides_few: bool = False) -> str:
    """Return a quantity with its unit in the reader's language; both values of an income.

    `hides_few`: one to four people are told as fewer than five.
    """
    count = f"{quantity:,}"
    match UNITS[ResultKind(kind)]:
        case Unit.PEOPLE:
            return _("%(count)s people") % {"count": people_told(quantity) if hides_few else count}
        case Unit.HOUSEHOLDS:
            return _("%(count)s households") % {"count": count}
        case Unit.VILLAGES:
            return _("%(count)s villages") % {"count": count}
        case Unit.WA:
            return _("%(count)s rai") % {"count": rai_text(quantity)}
        case Unit.AWARDS:
            return _("%(count)s awards") % {"count": count}
        case Unit.SATANG:
            return _("%(amount)s baht") % {"amount": format_baht(quantity)}
        case Unit.SATANG_A_MONTH:
            values = {"before": format_baht(quantity), "after": format_baht(after or 0)}
            return _("from %(before)s to %(after)s baht a month") % values


def rai_text(wa: int) -> str:
    """Return square wa as rai, with up to four decimals where they are not whole."""
    whole, rest = divmod(wa, WA_IN_RAI)
    part = f"{rest / WA_IN_RAI:.4f}"[1:].rstrip("0").rstrip(".")
    return f"{whole:,}{part}"
