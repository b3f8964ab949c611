"""The outbox: each message goes out once, none is lost, and none of unknown fate is sent again."""

import os
import signal
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from saiyai.audit import clock, outbox
from saiyai.audit.models import OutboxMessage
from saiyai.audit.outbox import pause_after, send_due, settle_lost, this_process
from tests.audit.mail_server import a_mail_server
from tests.audit.senders import a_message, send_all, send_all_without_claims, use_mail_server
from tests.database import CommittedDatabase
from tests.processes import at_once

pytestmark = pytest.mark.engine

SENDERS = 3
MESSAGES = 12


@pytest.fixture(autouse=True)
def mail_settings(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = settings.EMAIL_HOST, settings.EMAIL_PORT
    settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT


def state(message: OutboxMessage) -> str:
    message.refresh_from_db()
    return message.state


@pytest.mark.django_db
def test_a_due_message_is_sent_with_its_own_message_id():
    message = a_message()
    with a_mail_server() as server:
        use_mail_server(server.port)
        tally = send_due()

    assert (tally.sent, state(message)) == (1, "sent")
    assert message.sent_at is not None
    assert server.message_ids == ["<message1@saiyai.test>"]


@pytest.mark.django_db
def test_a_message_that_is_not_due_waits():
    message = a_message(not_before_at=clock.now() + timedelta(minutes=5))
    with a_mail_server() as server:
        use_mail_server(server.port)
        send_due()

    assert (state(message), server.taken) == ("waiting", [])


@pytest.mark.django_db
def test_a_mail_server_that_is_away_loses_nothing():
    message = a_message()
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        use_mail_server(unused.getsockname()[1])
        send_due()

    assert state(message) == "waiting"
    assert message.not_before_at > clock.now() + timedelta(seconds=50)
    assert "refused" in message.problem
    with a_mail_server() as server, clock.set_to(message.not_before_at + timedelta(seconds=1)):
        use_mail_server(server.port)
        send_due()
    assert (state(message), len(server.taken), message.tries) == ("sent", 1, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "answer", "becomes"),
    [
        ("RCPT", b"450 later", "waiting"),
        ("RCPT", b"550 nobody of that name", "failed"),
        ("MAIL", b"451 busy", "waiting"),
        ("DATA", b"452 full", "waiting"),
        ("DATA", b"554 not wanted", "failed"),
    ],
)
def test_a_refusal_for_now_waits_and_one_for_ever_fails(verb: str, answer: bytes, becomes: str):
    message = a_message()
    with a_mail_server() as server:
        server.answers[verb] = answer
        use_mail_server(server.port)
        send_due()

    assert (state(message), server.taken) == (becomes, [])
    assert message.problem


@pytest.mark.django_db
def test_a_message_is_given_up_after_so_many_refusals():
    message = a_message(tries=outbox.MOST_TRIES - 1)
    with a_mail_server() as server:
        server.answers["RCPT"] = b"450 later"
        use_mail_server(server.port)
        send_due()

    assert state(message) == "failed"


@pytest.mark.django_db
def test_a_line_that_breaks_after_the_message_leaves_its_fate_unknown():
    message = a_message()
    with a_mail_server() as server:
        server.hold = True
        server.let_go.set()
        use_mail_server(server.port)
        send_due()

        server.hold = False
        send_due()

    assert (state(message), len(server.taken)) == ("perhaps_sent", 1)


def test_pauses_grow_from_a_minute_to_a_day():
    assert [pause_after(tries).total_seconds() / 60 for tries in (1, 2, 3, 11, 12, 40)] == [
        1,
        2,
        4,
        1024,
        1440,
        1440,
    ]


@pytest.mark.django_db
def test_a_claim_whose_process_lives_is_left_alone():
    message = a_message(
        state="sending", claimed_at=clock.now() - timedelta(days=1), claimed_by=this_process()
    )

    assert settle_lost() == 0
    assert state(message) == "sending"


@pytest.mark.django_db
def test_a_claim_of_another_machine_is_lost_after_an_hour():
    young = a_message(
        1, state="sending", claimed_at=clock.now() - timedelta(minutes=50), claimed_by="elsewhere 1 1"
    )
    old = a_message(
        2, state="sending", claimed_at=clock.now() - timedelta(minutes=70), claimed_by="elsewhere 1 1"
    )

    assert settle_lost() == 1
    assert (state(young), state(old)) == ("sending", "perhaps_sent")


@pytest.mark.slow
def test_a_sender_killed_in_mid_send_leaves_the_message_perhaps_sent(committed_db: CommittedDatabase):
    message = a_message()
    with a_mail_server() as server:
        server.hold = True
        environment = committed_db.environment | {
            "SAIYAI_MAIL_HOST": "127.0.0.1",
            "SAIYAI_MAIL_PORT": str(server.port),
        }
        code = (
            "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'saiyai.site.settings.base'\n"
            "import django; django.setup()\n"
            "from saiyai.audit.outbox import send_due; send_due()"
        )
        root = Path(__file__).resolve().parent.parent.parent
        sender = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=root)
        assert server.holding.wait(60)
        os.kill(sender.pid, signal.SIGKILL)
        sender.wait()
        found = state(message)
        settled = settle_lost(after=timedelta(0))
        server.hold = False
        use_mail_server(server.port)
        send_due()

    assert (found, settled, state(message)) == ("sending", 1, "perhaps_sent")
    assert server.message_ids == ["<message1@saiyai.test>"]


@pytest.mark.slow
def test_several_senders_send_each_message_once(committed_db: CommittedDatabase):
    for number in range(MESSAGES):
        a_message(number)
    connections.close_all()
    with a_mail_server() as server:
        answers = at_once(committed_db.target, send_all, [(server.port,)] * SENDERS)

    assert sum(answer.value for answer in answers) == MESSAGES
    assert len(server.message_ids) == len(set(server.message_ids)) == MESSAGES


@pytest.mark.slow
def test_without_claims_several_senders_send_messages_twice(committed_db: CommittedDatabase):
    for number in range(MESSAGES):
        a_message(number)
    connections.close_all()
    with a_mail_server() as server:
        at_once(committed_db.target, send_all_without_claims, [(server.port,)] * SENDERS)

    assert len(server.message_ids) > len(set(server.message_ids))
