"""What the portal's codes say in a history."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    commands={
        "portal.article.send": _("sent an article by e-mail"),
        "portal.office.write": _("wrote to the office through its public page"),
        "portal.articles.move_in": _("moved the articles of the former site in"),
        "cms.wagtail.create": _("wrote a page"),
        "cms.wagtail.edit": _("changed a page"),
        "cms.wagtail.publish": _("published a page"),
        "cms.wagtail.unpublish": _("took a page off the site"),
        "cms.wagtail.delete": _("deleted a page"),
        "cms.wagtail.move": _("moved a page"),
        "cms.wagtail.workflow.start": _("sent a page for review"),
        "cms.wagtail.workflow.approve": _("approved a page"),
        "cms.wagtail.workflow.reject": _("returned a page to its writer"),
    },
    refusals={
        "article.not_published": _("The article is no longer published."),
        "office.cannot_be_written_to": _(
            "This office has no e-mail address. Telephone it, or write a letter."
        ),
        "joomla.no_export": _("This is no export of Joomla's tables as JSON."),
        "joomla.unreadable": _("The export is cut off or damaged: it cannot be read as JSON to its end."),
        "moving.no_news": _("The site has no news list yet, below which the articles could lie."),
    },
    fields={"title": _("title")},
    labels={
        "portal.article.send": _("send an article by e-mail"),
        "portal.office.write": _("write to an office through its public page"),
        "portal.articles.move_in": _("move the articles of the former site in"),
    },
)
