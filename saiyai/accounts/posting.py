"""Handing over mails whose link is put in only on the way out, so that no table holds a working link."""

from saiyai.accounts.letters import CHANNEL_WITH_LINK, with_link_put_in
from saiyai.audit.models import OutboxMessage
from saiyai.audit.outbox import CHANNELS, deliver_mail


def deliver_with_link(message: OutboxMessage) -> None:
    """Hand a message to the mail server with its link in place; the stored text keeps only the link's nonce."""
    deliver_mail(
        OutboxMessage(
            recipient=message.recipient,
            subject=message.subject,
            body=with_link_put_in(message.body),
            message_id=message.message_id,
        )
    )


def offer() -> None:
    """Offer the channel to the outbox."""
    CHANNELS[CHANNEL_WITH_LINK] = deliver_with_link
