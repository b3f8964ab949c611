"""What changes on the public site outside the CMS."""

from saiyai.accounts.letters import letter, mail
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
    message = mail(recipient, letter("portal/letters/article.txt", values))
    message.forgets = True
    queue_message(message)
    name_subject(f"cms.articlepage:{article.pk}")
