"""What the tests of the outbox and of the minute-clock let run in processes of their own."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saiyai.audit import clock, jobs, outbox
from saiyai.audit.command import append_entry
from saiyai.audit.jobs import Job
from saiyai.audit.models import DueJob, OutboxMessage
from saiyai.kernel.powers import Console
from tests.processes import meet


def a_message(number: int = 1, **values: object) -> OutboxMessage:
    with transaction.atomic():
        seq = append_entry("test.mail.queue", by=Console(), place_code="", reason="", changes=[], subjects=[])
        terms = {
            "entry_id": seq,
            "channel": "mail",
            "recipient": f"person{number}@example.org",
            "subject": "สวัสดี",
            "body": "ข้อความทดสอบ",
            "message_id": f"message{number}@saiyai.test",
            "not_before_at": clock.now(),
        }
        return OutboxMessage.objects.create(**terms | values)


def use_mail_server(port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 20


def send_all(port: int) -> int:
    use_mail_server(port)
    return outbox.send_due().sent


def _after_all_have_read(claim: Callable[..., bool]) -> Callable[..., bool]:
    """Return a claim that waits, the first time, until every racer has read what is due."""
    has_met = False

    def claim_later(*arguments: object) -> bool:
        nonlocal has_met
        if not has_met:
            has_met = True
            meet()
        return claim(*arguments)

    return claim_later


def send_all_without_claims(port: int) -> int:
    outbox._claim = _after_all_have_read(lambda message: True)
    return send_all(port)


def run_a_job(log: str) -> list[str]:
    def note() -> None:
        with Path(log).open("a") as file:
            file.write("ran\n")
        time.sleep(0.2)

    jobs.JOBS.clear()
    jobs.add_job(Job("test.job.note", timedelta(hours=1), note))
    return jobs.run_due_jobs()


def run_a_job_without_claims(log: str) -> list[str]:
    def take(row: DueJob, now: datetime) -> bool:
        return bool(DueJob.objects.filter(name=row.name).update(next_at=now + timedelta(hours=1)))

    jobs.take = _after_all_have_read(take)
    return run_a_job(log)
