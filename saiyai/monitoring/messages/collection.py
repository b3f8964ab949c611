"""What the codes of collections say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.collection.open": _("opened the collection"),
    "monitoring.collection.change_days": _("changed the days of the collection"),
    "monitoring.collection.remind": _("reminded those who owe a report"),
}

LABELS = {
    "monitoring.collection.open": _("Open a collection"),
    "monitoring.collection.change_days": _("Change the days of a collection"),
    "monitoring.collection.remind": _("Remind those who owe a report"),
}

REFUSALS = {
    "collection.not_yet_open": _("Reports are taken in from %(opens_on)s on."),
    "collection.closed": _("This collection closed on %(closes_on)s."),
    "collection.days_out_of_order": _("A collection opens first, then falls due, then closes."),
    "collection.place_outside": _("The place %(place)s is not in the areas of the project at this level."),
    "collection.without_place": _("No place of this level lies in the areas of the project."),
    "collection.reminded": _("This reminder was sent already."),
    "collection.known": _("This form is already open for the period %(period)s."),
}

FIELDS = {
    "project": _("project"),
    "form_id": _("form"),
    "period_code": _("period"),
    "level": _("level"),
    "opens_on": _("opens on"),
    "due_on": _("due on"),
    "closes_on": _("closes on"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
