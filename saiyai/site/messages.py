"""What the installation's entries say in a history, and the sentences of its refusals."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    commands={
        "site.backup.restore": _("brought the installation back from a backup"),
        "site.message.send_again": _("had a message sent again"),
        "site.message.give_up": _("gave a message up"),
    },
    refusals={
        "message.not_open": _("%(message_id)s is no message that was given up or whose fate is unknown."),
    },
    fields={},
    labels={
        "site.backup.restore": _("Bring the installation back from a backup"),
        "site.message.send_again": _("Have a message sent again"),
        "site.message.give_up": _("Give a message up"),
    },
)
