"""What the codes of forms say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.form.publish": _("published a form"),
}

LABELS = {
    "monitoring.form.publish": _("Publish a form"),
}

REFUSALS = {
    "form.empty": _("A form asks for at least one number."),
    "form.of_another_project": _("This form belongs to another project."),
}

FIELDS = {
    "title_th": _("Thai title"),
    "series": _("series"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
