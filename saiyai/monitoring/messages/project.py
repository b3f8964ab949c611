"""What the codes of projects and series say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.series.define": _("said what is counted"),
    "monitoring.project.register": _("registered the project"),
}

LABELS = {
    "monitoring.series.define": _("Say what is counted"),
    "monitoring.project.register": _("Register a project"),
}

REFUSALS = {
    "series.known": _("There is already a series with the code “%(series)s”."),
    "project.known": _("There is already a project with the code “%(project)s”."),
    "project.without_area": _("A project needs at least one area."),
}

FIELDS = {
    "fiscal_year": _("fiscal year"),
    "owner": _("owner"),
    "areas": _("areas"),
    "unit_th": _("unit"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
