"""The letters that accounts send: Thai first, English below, as plain text."""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from saiyai.audit import clock
from saiyai.audit.models import OutboxMessage

DIVIDER = "\n\n—\n\n"
CHANNEL_WITH_LINK = "mail_with_link"
PLACEHOLDER = "[link %s]"
NONCE = re.compile(r"\[link ([A-Za-z0-9_-]{20,60})\]")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says."""

    subject: str
    body: str


def letter(template: str, values: dict[str, Any]) -> Letter:
    """Return the letter of a template, whose first line is the subject, in both languages."""
    texts = []
    for language in ("th", "en"):
        with translation.override(language):
            texts.append(render_to_string(template, values).strip())
    subjects = [text.partition("\n")[0].strip() for text in texts]
    bodies = [text.partition("\n")[2].strip() for text in texts]
    return Letter(" / ".join(subjects), DIVIDER.join(bodies))


def mail(recipient: str, sent: Letter, *, channel: str = "mail") -> OutboxMessage:
    """Return the outgoing mail of a letter, unsaved: the command that queues it says of which entry."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "saiyai"
    return OutboxMessage(
        channel=channel,
        recipient=recipient,
        subject=sent.subject[:200],
        body=sent.body,
        message_id=make_msgid(domain=domain),
        not_before_at=clock.now(),
    )


def mail_with_link(recipient: str, name: str, values: dict[str, Any], *, nonce: str) -> OutboxMessage:
    """Return the outgoing mail of a letter whose link is put in only while it is sent."""
    return mail(
        recipient,
        letter(f"accounts/letters/{name}.txt", values | {"link": PLACEHOLDER % nonce}),
        channel=CHANNEL_WITH_LINK,
    )


def secret_of(nonce: str) -> str:
    """Return the secret of a link: it follows from its nonce and the installation's key, so that no table holds it."""
    key = f"accounts.link:{settings.SECRET_KEY}".encode()
    return urlsafe_b64encode(hmac.digest(key, nonce.encode(), "sha256")).decode().rstrip("=")


def address_of_link(secret: str) -> str:
    """Return the full address of a link."""
    return settings.BASE_URL.rstrip("/") + reverse("accounts_link", args=[secret])


def with_link_put_in(body: str) -> str:
    """Return a mail's text with the address of its link in place of the nonce."""
    return NONCE.sub(lambda found: address_of_link(secret_of(found[1])), body)
