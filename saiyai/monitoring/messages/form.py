"""What the codes of forms say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.form.publish": _("published a form"),
    "monitoring.form.publish_definition": _("published a whole form"),
    "monitoring.form.start": _("started a form"),
    "monitoring.form.change": _("changed the draft of a form"),
    "monitoring.form.issue": _("published a version of a form"),
    "monitoring.form.retire": _("retired a form"),
    "monitoring.form.resume": _("took a retired form into use again"),
}

LABELS = {
    "monitoring.form.publish": _("Publish a form"),
    "monitoring.form.publish_definition": _("Publish a whole form at once"),
    "monitoring.form.start": _("Start a form"),
    "monitoring.form.change": _("Change the draft of a form"),
    "monitoring.form.issue": _("Publish a version of a form"),
    "monitoring.form.retire": _("Retire a form"),
    "monitoring.form.resume": _("Take a retired form into use again"),
}

REFUSALS = {
    "form.empty": _("A form asks for at least one number."),
    "form.of_another_project": _("This form belongs to another project."),
    "form.without_title": _("A form needs a title in Thai."),
    "form.too_long": _("A form has at most %(most)s questions."),
    "form.bad_name": _(
        "The name “%(name)s” must begin with an English letter and hold only English letters, digits and _."
    ),
    "form.name_twice": _("The name “%(name)s” is used twice."),
    "form.without_label": _("“%(name)s” has no text that a reader would see."),
    "form.label_too_long": _("The text of “%(name)s” is longer than %(most)s letters."),
    "form.group_empty": _("The section “%(name)s” asks for nothing."),
    "form.too_deep": _("Sections stand in each other at most %(most)s deep."),
    "form.repeat_in_repeat": _("“%(name)s” repeats inside a section that already repeats."),
    "form.without_choices": _("“%(name)s” offers nothing to choose from."),
    "form.too_many_choices": _("“%(name)s” offers more than %(most)s choices."),
    "form.choice_twice": _("Two choices of “%(name)s” have the same code."),
    "form.bad_choice": _(
        "The choice “%(choice)s” of “%(name)s” must be of English letters, digits, _ and - without spaces."
    ),
    "form.without_calculation": _("“%(name)s” is calculated, but from nothing."),
    "form.not_countable": _("“%(name)s” is no whole number and cannot be counted in “%(series)s”."),
    "form.counted_twice": _("“%(name)s” counts “%(series)s” a second time."),
    "form.unreadable": _("What this form asks for cannot be read."),
    "form.unknown_series": _("There is no series with the code “%(series)s”."),
    "form.reason_missing": _("Please say why."),
    "form.unchanged": _("Nothing differs from version %(number)s, which is published already."),
    "form.retired": _("This form is retired; take it into use again first."),
    "form.in_use": _("This form is not retired."),
    "form.changed": _("Somebody else changed this form after you opened it."),
}

FIELDS = {
    "title_th": _("Thai title"),
    "title_en": _("English title"),
    "series": _("series"),
    "number": _("number of the version"),
    "definition_hash": _("seal of the form"),
    "published": _("latest version"),
    "retired": _("retired"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
