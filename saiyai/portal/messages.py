"""What the portal's codes say in a history."""

from django.utils.translation import gettext_lazy as _

from saiyai.web.offers import Sentences

SENTENCES = Sentences(
    commands={
        "portal.article.send": _("sent an article by e-mail"),
        "portal.office.write": _("wrote to the office through its public page"),
        "portal.articles.move_in": _("moved the articles of the former site in"),
        "portal.newsroom.open": _("opened an office's newsroom"),
        "portal.article.begin_english": _("began the English version of an article"),
        "cms.wagtail.copy_for_translation": _("laid a draft to be told in another language"),
        "cms.wagtail.create": _("wrote a page"),
        "cms.wagtail.edit": _("changed a page"),
        "cms.wagtail.publish": _("published a page"),
        "cms.wagtail.unpublish": _("took a page off the site"),
        "cms.wagtail.delete": _("deleted a page"),
        "cms.wagtail.move": _("moved a page"),
        "cms.wagtail.workflow.start": _("sent a page for review"),
        "cms.wagtail.workflow.approve": _("approved a page"),
        "cms.wagtail.workflow.reject": _("returned a page to its writer"),
        "cms.wagtail.workflow.resume": _("sent a page for review again"),
        "cms.wagtail.workflow.cancel": _("called the review of a page off"),
        "cms.wagtail.rename": _("renamed a page"),
        "cms.wagtail.revert": _("went back to an earlier version of a page"),
        "cms.wagtail.copy": _("copied a page"),
        "cms.wagtail.publish.schedule": _("set the hour at which a page is published"),
        "cms.wagtail.schedule.cancel": _("called a page's hour of publishing off"),
        "cms.wagtail.unpublish.scheduled": _("took a page off the site at its hour"),
        "cms.wagtail.publish.scheduled": _("published a page at its hour"),
    },
    refusals={
        "article.not_published": _("The article is no longer published."),
        "office.cannot_be_written_to": _(
            "This office has no e-mail address. Telephone it, or write a letter."
        ),
        "english.is_english": _("The article is told in English already."),
        "english.begun_already": _("Somebody began the English version of this article already."),
        "joomla.no_export": _("This is no export of Joomla's tables as JSON."),
        "joomla.unreadable": _("The export is cut off or damaged: it cannot be read as JSON to its end."),
        "moving.no_news": _("The site has no news list yet, below which the articles could lie."),
        "newsroom.no_news": _("The site has no news yet."),
        "newsroom.open_already": _("The office has its newsroom already."),
    },
    fields={
        "title": _("title"),
        "office": _("office"),
        "page_id": _("page"),
        "collection_id": _("collection of pictures and files"),
    },
    labels={
        "portal.article.send": _("send an article by e-mail"),
        "portal.office.write": _("write to an office through its public page"),
        "portal.articles.move_in": _("move the articles of the former site in"),
        "portal.newsroom.open": _("Open an office's newsroom"),
        "portal.article.begin_english": _("begin the English version of an article"),
    },
)

UNREAD = {
    "encrypted": _("Locked with a password: the search finds its title alone."),
    "damaged": _("Damaged: the search finds its title alone."),
    "unsafe": _("Not safe to unpack: the search finds its title alone."),
    "too_large": _("Very large: the search finds its title alone."),
    "too_much": _("Very large: the search finds its title alone."),
    "no_text": _(
        "Pictures of pages, without text: the search finds its title alone, and nobody can have it read aloud."
    ),
}
"""Why the words of a published file are not found, by the codes of documents.reading."""
