"""What the codes of projects say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.project.register": _("registered the project"),
    "monitoring.project.change": _("said anew what the project is"),
    "monitoring.project.plan": _("set the project's logframe"),
    "monitoring.project.budget": _("set the project's budget"),
    "monitoring.project.vision": _("set the project's vision"),
}

LABELS = {
    "monitoring.project.register": _("Register a project"),
    "monitoring.project.change": _("Change a project"),
    "monitoring.project.plan": _("Set a project's logframe"),
    "monitoring.project.budget": _("Set a project's budget"),
    "monitoring.project.vision": _("Set a project's vision"),
}

REFUSALS = {
    "project.known": _("There is already a project with the code “%(project)s”."),
    "project.without_area": _("A project needs at least one area."),
    "project.nameless": _("A project needs its Thai name."),
    "project.reason_missing": _("Please say why the project changes."),
    "project.years_out_of_order": _("The last fiscal year is the first one or one of the nine after it."),
    "project.years_hold_collections": _(
        "Reports of a year outside these were collected already: keep that year."
    ),
    "project.calendar_unreadable": _(
        "Choose how often reports are due, and a day within a year after the period."
    ),
    "budget.source_missing": _("Write where the money comes from beside each amount."),
    "budget.amount_out_of_range": _(
        "The money of “%(source)s” must be more than nothing, and less than ten trillion baht."
    ),
    "budget.year_outside": _("The project does not run in the fiscal year %(year)s."),
    "budget.source_twice": _(
        "“%(source)s” stands twice in the fiscal year %(year)s: write its money in one line."
    ),
    "vision.nameless": _("Write what the vision says."),
    "vision.year_past": _("The vision's year cannot be before the project begins in %(year)s."),
    "vision.unknown_indicator": _("There is no indicator with the code “%(indicator)s”."),
}

FIELDS = {
    "fiscal_year": _("fiscal year"),
    "owner": _("owner"),
    "areas": _("areas"),
    "last_fiscal_year": _("last fiscal year"),
    "reports_every": _("how often reports are due"),
    "due_after_days": _("days until a report is due"),
    "objective_th": _("objective"),
    "aims": _("logframe"),
    "budget": _("budget"),
    "vision": _("vision"),
    "vision_indicators": _("indicators of the vision"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
