"""What monitoring's codes say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.series.define": _("said what is counted"),
    "monitoring.project.register": _("registered the project"),
    "monitoring.form.publish": _("published a form"),
    "monitoring.collection.open": _("opened the collection"),
    "monitoring.report.save": _("saved a draft"),
    "monitoring.report.submit": _("submitted the report"),
    "monitoring.report.verify": _("verified the report"),
    "monitoring.report.approve": _("approved the report"),
    "monitoring.report.return": _("sent the report back"),
    "monitoring.report.reopen": _("reopened the approved report"),
}

LABELS = {
    "monitoring.series.define": _("Say what is counted"),
    "monitoring.project.register": _("Register a project"),
    "monitoring.form.publish": _("Publish a form"),
    "monitoring.collection.open": _("Open a collection"),
    "monitoring.report.save": _("Save the draft of a report"),
    "monitoring.report.submit": _("Submit a report"),
    "monitoring.report.verify": _("Verify a report"),
    "monitoring.report.approve": _("Approve a report"),
    "monitoring.report.return": _("Send a report back"),
    "monitoring.report.reopen": _("Reopen an approved report"),
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
    "report.changed": _("This report changed after you opened it."),
    "report.reason_missing": _("Please say why the report goes back."),
    "report.incomplete": _("The report still lacks %(count)s required numbers."),
    "report.unknown_series": _("The form does not ask for “%(series)s”."),
    "report.no_count": _("The number of “%(series)s” is not a count."),
    "collection.not_yet_open": _("Reports are taken in from %(opens_on)s on."),
    "collection.closed": _("This collection closed on %(closes_on)s."),
    "collection.days_out_of_order": _("A collection opens first, then falls due, then closes."),
    "collection.known": _("This form is already open for the period %(period)s."),
    "series.known": _("There is already a series with the code “%(series)s”."),
    "project.known": _("There is already a project with the code “%(project)s”."),
    "project.without_area": _("A project needs at least one area."),
    "form.empty": _("A form asks for at least one number."),
    "form.of_another_project": _("This form belongs to another project."),
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
    "fiscal_year": _("fiscal year"),
    "owner": _("owner"),
    "areas": _("areas"),
    "project": _("project"),
    "form_id": _("form"),
    "period_code": _("period"),
    "level": _("level"),
    "opens_on": _("opens on"),
    "due_on": _("due on"),
    "closes_on": _("closes on"),
    "title_th": _("Thai title"),
    "series": _("series"),
    "unit_th": _("unit"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
