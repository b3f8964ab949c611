"""Entering that races: each act runs in a process of its own."""

import json

from django.db import connection
from django.test import Client

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.kernel.refusal import Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.models import Report
from tests.monitoring.builders import FIGURES, OPEN_AT
from tests.processes import meet, meet_after_reading


def save(pk: int, username: str, trained: int) -> str:
    """Keep a draft of the report that all had read as it was, or return why not."""
    report = Report.objects.get(pk=pk)
    by = User.objects.get(username=username)
    meet()
    with clock.set_to(OPEN_AT):
        try:
            commands.save_draft(report=report, figures=FIGURES | {"t.trained": trained}, version=0, by=by)
        except Refusal as refusal:
            return refusal.code
    return "saved"


def send(pk: int, username: str, key: str) -> tuple[int, str]:
    """Submit a report by machine under a key that nobody knew when all began; return the status and the body."""
    report = Report.objects.get(pk=pk)
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))
    body = {"round": report.collection_id, "place": report.place_code, "version": 0, "figures": FIGURES}
    with clock.set_to(OPEN_AT), connection.execute_wrapper(meet_after_reading("monitoring_submission")):
        answer = client.post(
            "/api/v1/reports",
            json.dumps(body),
            content_type="application/json",
            headers={"Idempotency-Key": key},
        )
    return answer.status_code, answer.content.decode()
