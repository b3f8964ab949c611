"""What the codes of summaries and of the ladder say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

COMMANDS = {
    "monitoring.ladder.set": _("set up to which area the project's reports are signed for"),
    "monitoring.summary.submit": _("signed the summary"),
    "monitoring.summary.verify": _("verified the summary"),
    "monitoring.summary.approve": _("approved the summary"),
    "monitoring.summary.return": _("sent the summary back"),
    "monitoring.summary.reopen": _("reopened the approved summary"),
}

LABELS = {
    "monitoring.ladder.set": _("Set up to which area a project's reports are signed for"),
    "monitoring.summary.submit": _("Sign the summary of an area"),
    "monitoring.summary.verify": _("Verify the summary of an area"),
    "monitoring.summary.approve": _("Approve the summary of an area"),
    "monitoring.summary.return": _("Send the summary of an area back"),
    "monitoring.summary.reopen": _("Reopen the approved summary of an area"),
}

REFUSALS = {
    "summary.not_yet_submitted": _("This summary has not been signed yet."),
    "summary.already_submitted": _("This summary is signed and is being checked."),
    "summary.already_verified": _("This summary has already been verified."),
    "summary.already_approved": _("This summary is approved and final."),
    "summary.with_sender": _("This summary was sent back and is still with its area."),
    "summary.not_yet_verified": _("This summary must be verified before it is approved."),
    "summary.approved_is_reopened": _(
        "An approved summary is not sent back: the support office or the ministry reopens it."
    ),
    "summary.not_approved": _("Only an approved summary can be reopened."),
    "summary.changed": _("This summary changed after you opened it. Look at it again, then decide."),
    "summary.content_changed": _(
        "Something below this area changed after you opened the page. Look at it again, then decide."
    ),
    "summary.says_why": _(
        "%(count)s below this area have not handed in: say in the remark why you sign all the same."
    ),
    "summary.children_missing": _(
        "%(count)s below this area have not handed in: remind them, or excuse them with a reason."
    ),
    "summary.children_not_approved": _("%(count)s below this area are not yet approved or excused."),
}

FIELDS = {
    "remark": _("remark"),
    "signed_seq": _("seen up to no. of the record"),
    "top": _("highest area that signs"),
    "approver": _("who approves at the top"),
}

SENTENCES = Sentences(COMMANDS, REFUSALS, FIELDS, LABELS)
