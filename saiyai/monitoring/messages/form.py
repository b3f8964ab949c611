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
    "form.bad_part": _(
        "The part “%(part)s” of “%(name)s” must read like sex=female and needs a series that it is a part of."
    ),
    "form.unknown_name": _("“%(name)s” speaks of “%(other)s”, which this form does not ask for."),
    "form.of_itself": _("“%(name)s” is reckoned from itself."),
    "form.circle": _("These wait for each other in a circle: %(names)s."),
    "form.pair_missing": _(
        "“%(series)s” is told by two numbers: ask for its parts %(parts)s, and for nothing else of it."
    ),
    "form.pair_of_a_sum": _("“%(series)s” adds up as it is and has no two parts to be told by."),
    "form.counted_twice": _("“%(name)s” counts “%(series)s” a second time."),
    "form.unreadable": _("What this form asks for cannot be read."),
    "form.unknown_series": _("There is no series with the code “%(series)s”."),
    "form.reason_missing": _("Please say why."),
    "form.unchanged": _("Nothing differs from version %(number)s, which is published already."),
    "form.retired": _("This form is retired; take it into use again first."),
    "form.in_use": _("This form is not retired."),
    "form.changed": _("Somebody else changed this form after you opened it."),
}

REFUSALS |= {
    "xlsform.without_survey": _("The workbook has no sheet called survey."),
    "xlsform.choice_incomplete": _("A choice needs a list_name and a name."),
    "xlsform.too_long": _("The survey has more than %(most)s rows."),
    "xlsform.column_not_understood": _("The column “%(column)s” is not understood here; leave it empty."),
    "xlsform.not_ended": _("The section “%(name)s” begins here and never ends."),
    "xlsform.not_begun": _("“%(kind)s” ends what had not begun."),
    "xlsform.without_type": _("This row has no type."),
    "xlsform.without_name": _("This row has no name."),
    "xlsform.unknown_type": _("The type “%(type)s” is not understood here."),
    "xlsform.unknown_list": _("The sheet choices has no list called “%(list)s”."),
    "xlsform.required_unclear": _("In the column required write yes or no, not “%(required)s”."),
    "xlsform.default_reckoned": _("A default must be a plain value, not reckoned from others."),
    "xpath.too_long": _("This expression is longer than %(most)s letters."),
    "xpath.too_deep": _("This expression is nested more than %(most)s deep."),
    "xpath.unexpected": _("Letter %(at)s: “%(found)s” is not expected here."),
    "xpath.unfinished": _("Letter %(at)s: the expression ends too early."),
    "xpath.unknown_function": _(
        "Letter %(at)s: the function %(name)s() is not in the list of those understood."
    ),
    "xpath.arguments": _("Letter %(at)s: %(name)s() has too few or too many arguments."),
    "xpath.beyond": _("XLSForm cannot speak of “%(name)s” in a part or in another period."),
    "answer.unknown_choice": _("This is none of the choices offered."),
    "answer.no_number": _("This is not a number with at most %(decimals)s decimals."),
    "answer.too_long": _("This text is longer than %(most)s letters."),
    "answer.out_of_bounds": _("This answer breaks the condition that the form sets for it."),
    "answer.too_many_rows": _("There can be at most %(most)s rows here."),
    "report.answers_wrong": _("%(count)s answers break a condition of the form."),
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
