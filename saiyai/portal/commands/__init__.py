"""What changes on the public site outside the CMS."""

import secrets
from dataclasses import dataclass

from django.conf import settings

from saiyai.accounts.letters import letter as in_two_languages
from saiyai.accounts.letters import mail
from saiyai.accounts.queries.public import public_office
from saiyai.audit.command import command, name_subject, queue_message
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.portal import access
from saiyai.portal.models import ArticlePage


@command("portal.article.send", allows=access.may_send_article)
def send_article(*, article: ArticlePage, recipient: str, sender: str, address: str, by: Actor) -> None:  # noqa: ARG001
    """Mail a published article's title, summary and address to one person; whose address it was is kept nowhere.

    The letter says nothing of the sender's own but a name. Raises Refusal where the article is no longer published.
    """
    if not ArticlePage.newest().filter(pk=article.pk).exists():
        raise Refusal("article.not_published")
    values = {
        "sender": sender,
        "title": article.title,
        "summary": article.summary,
        "on": article.published_on,
        "address": address,
    }
    message = mail(recipient, in_two_languages("portal/letters/article.txt", values))
    message.forgets = True
    queue_message(message)
    name_subject(f"cms.articlepage:{article.pk}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody writes to an office: who they are, where the answer goes, about what, and the text."""

    sender: str
    answer_to: str
    about: str
    text: str


@command("portal.office.write", allows=access.may_write_to_office)
def write_to_office(*, office: str, letter: Letter, by: Actor) -> str:  # noqa: ARG001
    """Mail to an office what somebody wrote, and return the number under which both can speak of it.

    Neither text nor address is kept once it is sent; the record says only that an office was written to. Raises Refusal
    where the office has no address for it.
    """
    found = public_office(office)
    if found is None or not found.email:
        raise Refusal("office.cannot_be_written_to")
    number = f"{secrets.randbelow(10**8):08}"
    values = {
        "office": found.name_th,
        "number": f"{number[:4]}-{number[4:]}",
        "sender": letter.sender,
        "answer_to": letter.answer_to,
        "about": letter.about,
        "text": letter.text,
    }
    # the addresses of a demonstration's offices are real, and whoever tries it out writes nothing to them
    recipient = settings.DEFAULT_FROM_EMAIL if settings.DEMONSTRATION else found.email
    message = mail(recipient, in_two_languages("portal/letters/office.txt", values))
    message.forgets = True
    queue_message(message)
    name_subject(f"accounts.office:{found.pk}")
    return values["number"]
