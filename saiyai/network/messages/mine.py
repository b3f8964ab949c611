"""What waits at a reader's own organisations, in words."""

from django.utils.translation import gettext as _

from saiyai.network.queries.mine import Waiting, Waits


def waiting_text(one: Waiting) -> str:
    """Return what waits at an organisation, in the reader's words."""
    said = {
        Waits.REPORT_LATE: _("The yearly report of %(count)s is late"),
        Waits.REPORT_DUE: _("The yearly report of %(count)s is due"),
        Waits.PAPERS: _("The application still lacks %(count)s papers"),
        Waits.RETURNED: _("The application was returned to be completed"),
        Waits.ROLE_ENDS: _("The term ends soon: %(of)s"),
        Waits.PROPOSAL: _("It waits to be verified"),
    }
    return said[one.what] % {"count": one.count, "of": one.of}
