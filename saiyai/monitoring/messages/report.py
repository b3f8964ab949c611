"""What the codes of reports say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.report.save": _("saved a draft"),
    "monitoring.report.submit": _("submitted the report"),
    "monitoring.report.verify": _("verified the report"),
    "monitoring.report.approve": _("approved the report"),
    "monitoring.reports.submit": _("submitted the report, with others in one act"),
    "monitoring.reports.verify": _("verified the report, with others in one act"),
    "monitoring.reports.approve": _("approved the report, with others in one act"),
    "monitoring.report.return": _("sent the report back"),
    "monitoring.report.reopen": _("reopened the approved report"),
    "monitoring.report.excuse": _("excused the place from this report"),
}

LABELS = {
    "monitoring.report.save": _("Save the draft of a report"),
    "monitoring.report.submit": _("Submit a report"),
    "monitoring.report.verify": _("Verify a report"),
    "monitoring.report.approve": _("Approve a report"),
    "monitoring.reports.submit": _("Submit several reports in one act"),
    "monitoring.reports.verify": _("Verify several reports in one act"),
    "monitoring.reports.approve": _("Approve several reports in one act"),
    "monitoring.report.return": _("Send a report back"),
    "monitoring.report.reopen": _("Reopen an approved report"),
    "monitoring.report.excuse": _("Excuse a place from a report"),
}

REFUSALS = {
    "report.not_yet_submitted": _("This report has not been submitted yet."),
    "report.already_submitted": _(
        "This report was submitted and is being checked; to change it, ask for it to be returned."
    ),
    "report.already_verified": _("This report has already been verified."),
    "report.already_approved": _("This report is approved and final."),
    "report.with_sender": _("This report was returned and is still with its sender."),
    "report.not_yet_verified": _("This report must be verified before it is approved."),
    "report.approved_is_reopened": _(
        "An approved report is not returned: the support office or the ministry reopens it."
    ),
    "report.not_approved": _("Only an approved report can be reopened."),
    "report.excused": _(
        "This place is excused from this collection; the support office or the ministry can reopen it."
    ),
    "report.handed_in_is_not_excused": _(
        "This report is handed in: only a place that has not handed in is excused."
    ),
    "submission.key_used": _("The key “%(key)s” stands for another submission: use a new one."),
    "reports.too_many": _("One act takes at most %(most)s reports; these are %(count)s."),
    "report.changed": _("This report changed after you opened it."),
    "report.reason_missing": _("Please say why the report goes back."),
    "report.incomplete": _("The report still lacks %(count)s required numbers."),
    "report.unknown_series": _("The form does not ask for “%(series)s”."),
    "report.no_count": _("The number of “%(series)s” is not a count."),
    "count.unreadable": _("This is not a whole number."),
    "count.not_whole": _("People and things are counted whole: no decimals."),
    "count.negative": _("A count cannot be below zero."),
    "count.too_large": _("This number is too large."),
}

FIELDS = {
    "version": _("version"),
    "figures": _("numbers"),
    "content_hash": _("seal of the numbers"),
    "submitted_by": _("submitted by (account)"),
    "verified_by": _("verified by (account)"),
    "approved_by": _("approved by (account)"),
    "returned_by": _("returned by (account)"),
    "excused_by": _("excused by (account)"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
