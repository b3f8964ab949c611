"""What the codes of collections say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.collection.open": _("opened the collection"),
}

LABELS = {
    "monitoring.collection.open": _("Open a collection"),
}

REFUSALS = {
    "collection.not_yet_open": _("Reports are taken in from %(opens_on)s on."),
    "collection.closed": _("This collection closed on %(closes_on)s."),
    "collection.days_out_of_order": _("A collection opens first, then falls due, then closes."),
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
