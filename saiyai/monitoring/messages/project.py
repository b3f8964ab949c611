"""What the codes of projects say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.project.register": _("registered the project"),
}

LABELS = {
    "monitoring.project.register": _("Register a project"),
}

REFUSALS = {
    "project.known": _("There is already a project with the code “%(project)s”."),
    "project.without_area": _("A project needs at least one area."),
}

FIELDS = {
    "fiscal_year": _("fiscal year"),
    "owner": _("owner"),
    "areas": _("areas"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
