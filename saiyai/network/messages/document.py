"""What the codes of documents say."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    {
        "network.document.attach": _("attached a document"),
        "network.document.attach_paper": _("attached a paper to the application"),
        "network.document.change": _("changed what is told of the document"),
        "network.document.replace": _("replaced the document by another file"),
        "network.document.withdraw": _("withdrew the document"),
        "network.document.erase": _("erased the document's file"),
    },
    {
        "document.unknown_kind": _("There is no kind of document called “%(kind)s”."),
        "document.day_to_come": _("The document's day has not come yet."),
        "document.paper_public": _("The papers of an application are never shown to everybody."),
        "document.of_people_public": _("A document that tells of persons is never shown to everybody."),
        "document.paper_kind": _(
            "Which paper of the application it is cannot change: withdraw it and add it there."
        ),
        "document.paper_in_use": _("The application under way needs it: withdraw or replace it there first."),
        "document.erased": _("The document's file was erased for good."),
        "document.replaced": _("The document was replaced by another; act on that one."),
        "document.withdrawn": _("The document was withdrawn; hand it in anew if it is needed."),
    },
    {
        "titled": _("in more words"),
        "dated_on": _("day of the document"),
        "file_name": _("name of the file"),
        "is_public": _("shown to everybody"),
        "application_id": _("application"),
        "replaced_by": _("replaced by document no."),
        "is_erased": _("erased"),
    },
    {
        "network.document.attach": _("Attach a document to an organisation"),
        "network.document.attach_paper": _("Attach a paper to an application"),
        "network.document.change": _("Change what is told of a document"),
        "network.document.replace": _("Replace a document by another file"),
        "network.document.withdraw": _("Withdraw a document"),
        "network.document.erase": _("Erase a document's file for good"),
    },
)
