"""What the codes of executive reports say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {"monitoring.brief.write": _("wrote the executive report")}
LABELS = {"monitoring.brief.write": _("Write an executive report")}
REFUSALS = {
    "brief.too_long": _("One part of the report holds at most %(most)s characters."),
    "brief.changed": _(
        "Somebody else changed this report after you opened it: open it anew and add your words."
    ),
}
FIELDS = {"texts": _("words of the report")}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
