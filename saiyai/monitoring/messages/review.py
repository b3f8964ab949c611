"""What the codes of checks, questions and reminders say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.check.write": _("wrote a check"),
    "monitoring.check.retire": _("retired a check"),
    "monitoring.check.accept": _("accepted an explanation"),
    "monitoring.report.ask": _("asked about the report"),
    "monitoring.report.answer": _("answered about the report"),
    "monitoring.collection.nudge": _("reminded the place of its report"),
}

LABELS = {
    "monitoring.check.write": _("Write a check for the reports of a project"),
    "monitoring.check.retire": _("Retire a check"),
    "monitoring.check.accept": _("Accept the explanation of a number that stands out"),
    "monitoring.report.ask": _("Ask about a report without sending it back"),
    "monitoring.report.answer": _("Answer what was asked about a report"),
    "monitoring.collection.nudge": _("Remind a place of the report that it owes"),
}

REFUSALS = {
    "check.without_limit": _("Say by how much a number may differ before it stands out."),
    "check.already_accepted": _("This explanation is already accepted."),
    "report.check_bars": _("%(count)s checks are not met; correct the numbers that they name."),
    "report.check_asks": _("%(count)s numbers stand out: say in a sentence why each is as it is."),
    "workbook.without_keys": _(
        "This is not a workbook of this collection: its hidden first column is missing. Take it along anew."
    ),
    "workbook.of_another_collection": _(
        "This workbook is of another round. Take the workbook of this round along and fill that one in."
    ),
    "workbook.too_many_rows": _("A workbook holds at most %(most)s places; hand it in district by district."),
    "report.nothing_said": _("Please write what you want to say."),
    "report.not_owed": _("This place owes no report in this collection."),
    "report.nudged_today": _("This place was already reminded today; once a day is enough."),
}

FIELDS = {
    "severity": _("what the check does"),
    "formula": _("formula"),
    "limit": _("limit (tenths)"),
    "sentence_th": _("Thai sentence"),
    "is_retired": _("retired"),
    "text": _("text"),
    "accepted_by": _("accepted by (account)"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
