"""Counts of people as everybody may read them."""

from django.utils.translation import gettext as _

from saiyai.kernel.small_cells import SMALLEST_SHOWN, is_small


def people_told(count: int) -> str:
    """Return a count of people that is added up to nothing: one to four are told as fewer than five."""
    if is_small(count):
        return _("fewer than %(number)s") % {"number": SMALLEST_SHOWN}
    return f"{count:,}"
