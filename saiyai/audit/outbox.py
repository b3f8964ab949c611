"""Sending what the outbox holds: each message once, none lost, and none sent again whose fate is unknown.

A message is claimed (waiting → sending) in a transaction of its own, sent, and marked sent. Where the process
dies between the claim and the mark, the message may have gone out: it becomes `perhaps_sent` and waits for a
person. What the mail server surely did not take goes back to waiting, later each time.
"""

import os
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from saiyai.audit import clock
from saiyai.audit.models import OutboxMessage

State = OutboxMessage.State

MOST_TRIES = 20
"""After so many refusals, the last of them a day apart, a message is given up as failed."""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(days=1)
LOST_AFTER = timedelta(minutes=2)
"""How old a claim must be before its process is looked for."""
LOST_ELSEWHERE_AFTER = timedelta(hours=1)
"""How old another machine's claim must be before it counts as lost: its process cannot be looked for."""
PERMANENT = 500
"""The first of the mail server's answers that mean never."""


FORGOTTEN = {"recipient": "", "subject": "", "body": "", "problem": ""}
"""What stands in place of a message that was to be forgotten; a mail server's words may hold the address."""


class NotTaken(Exception):  # noqa: N818 (an answer, not a fault)
    """The receiver surely did not take the message; `for_ever` where trying again is of no use."""

    def __init__(self, why: str, *, for_ever: bool = False) -> None:
        super().__init__(why)
        self.for_ever = for_ever


class FateUnknown(Exception):  # noqa: N818 (as above)
    """The message may have gone out: the connection broke while it was handed over."""


Deliver = Callable[[OutboxMessage], None]


def deliver_mail(message: OutboxMessage) -> None:
    """Hand a message to the mail server; raises NotTaken or FateUnknown."""
    line = get_connection()
    mail = EmailMessage(
        message.subject,
        message.body,
        to=[message.recipient],
        headers={"Message-ID": f"<{message.message_id.strip('<>')}>"},
        connection=line,
    )
    try:
        line.open()
    except smtplib.SMTPAuthenticationError as refused:
        raise NotTaken(str(refused)) from refused
    except (OSError, smtplib.SMTPException) as unreachable:
        raise NotTaken(str(unreachable)) from unreachable
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise NotTaken(f"{code} {words!r}", for_ever=code >= PERMANENT) from refused
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
        raise NotTaken(str(refused), for_ever=refused.smtp_code >= PERMANENT) from refused
    except (OSError, smtplib.SMTPException) as broken:
        raise FateUnknown(str(broken)) from broken
    finally:
        _close_quietly(line)


def _close_quietly(line: BaseEmailBackend) -> None:
    try:
        line.close()
    except (OSError, smtplib.SMTPException):
        return  # the message's fate was settled before the goodbye


CHANNELS: dict[str, Deliver] = {"mail": deliver_mail}
"""How each channel delivers; a later channel adds itself."""


@dataclass(slots=True)
class Tally:
    """How many messages went which way in one round."""

    sent: int = 0
    waiting: int = 0
    perhaps_sent: int = 0
    failed: int = 0


def has_due() -> bool:
    """Tell whether a message is due."""
    return OutboxMessage.objects.filter(state=State.WAITING, not_before_at__lte=clock.now()).exists()


def send_due(*, limit: int = 100) -> Tally:
    """Send the messages that are due, oldest first, and return how they fared."""
    tally = Tally()
    due = OutboxMessage.objects.filter(state=State.WAITING, not_before_at__lte=clock.now())
    for message in due.order_by("pk")[:limit]:
        if _claim(message):
            _send(message, tally)
    return tally


def _claim(message: OutboxMessage) -> bool:
    """Claim a message; one of several who try gets it."""
    waiting = OutboxMessage.objects.filter(pk=message.pk, state=State.WAITING)
    return bool(
        waiting.update(
            state=State.SENDING,
            claimed_at=clock.now(),
            claimed_by=this_process(),
            tries=F("tries") + 1,
            problem="",
        )
    )


def _send(message: OutboxMessage, tally: Tally) -> None:
    try:
        CHANNELS[message.channel](message)
    except NotTaken as refused:
        if refused.for_ever or message.tries + 1 >= MOST_TRIES:
            _settle(message, State.FAILED, str(refused))
            tally.failed += 1
        else:
            _put_off(message, str(refused))
            tally.waiting += 1
    except FateUnknown as broken:
        _settle(message, State.PERHAPS_SENT, str(broken))
        tally.perhaps_sent += 1
    else:
        _settle(message, State.SENT, "")
        tally.sent += 1


def _settle(message: OutboxMessage, state: str, problem: str) -> None:
    ours = OutboxMessage.objects.filter(pk=message.pk, state=State.SENDING, claimed_by=this_process())
    values: dict[str, Any] = {
        "state": state,
        "sent_at": clock.now() if state == State.SENT else None,
        "problem": problem[:300],
    }
    ours.update(**(values | FORGOTTEN if message.forgets else values))


def _put_off(message: OutboxMessage, problem: str) -> None:
    ours = OutboxMessage.objects.filter(pk=message.pk, state=State.SENDING, claimed_by=this_process())
    ours.update(
        state=State.WAITING, not_before_at=clock.now() + pause_after(message.tries + 1), problem=problem[:300]
    )


def pause_after(tries: int) -> timedelta:
    """Return how long a message waits after so many refusals: a minute, twice that, … a day at most."""
    doublings: int = 2 ** min(tries - 1, 20)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def settle_lost(*, after: timedelta = LOST_AFTER) -> int:
    """Mark as perhaps sent what a process that is gone had claimed, and return how many there were."""
    lost = 0
    now = clock.now()
    for message in OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lte=now - after):
        host = message.claimed_by.partition(" ")[0]
        here = host == socket.gethostname()[:60]
        claimed_at = message.claimed_at or now
        gone = not _is_alive(message.claimed_by) if here else claimed_at <= now - LOST_ELSEWHERE_AFTER
        if gone:
            same = OutboxMessage.objects.filter(
                pk=message.pk, state=State.SENDING, claimed_by=message.claimed_by
            )
            values: dict[str, Any] = {
                "state": State.PERHAPS_SENT,
                "problem": "the process that sent it ended",
            }
            lost += same.update(**(values | FORGOTTEN if message.forgets else values))
    return lost


def this_process() -> str:
    """Return the name under which this process claims: host, number, start (a reused number is another)."""
    return f"{socket.gethostname()[:60]} {os.getpid()} {_start_of(os.getpid())}"


def _is_alive(claimed_by: str) -> bool:
    _host, number, start = claimed_by.split(" ")
    return _start_of(int(number)) == start


def _start_of(pid: int) -> str:
    """Return when a process of this machine began, in the system's ticks; "" where it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
