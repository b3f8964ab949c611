"""Whoever holds the whole database, the record, the logs and two backups finds no way from a voter to a choice."""

import json
import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.db import connection
from django.test import Client
from django.urls import reverse

from saiyai.audit.models import Entry
from saiyai.forums import commands
from saiyai.forums.models import Board, Envelope, Voter
from saiyai.forums.rules.envelope import EnvelopeBroken, opened
from tests.cast import Cast
from tests.database import CommittedDatabase, Engine, engine
from tests.forums.builders import PHRASES, Vote, a_vote

pytestmark = [pytest.mark.engine, pytest.mark.slow]
VOTERS, ENTRIES = 24, 4


def all_rows() -> str:
    """Return every row of every table as text: what a backup holds."""
    return "\n".join(serializers.serialize("json", model._base_manager.all()) for model in apps.get_models())


def cast_by_phone(vote: Vote) -> dict[int, str]:
    """Let each voter choose in turn by phone, and return the trackers that the phones were shown."""
    shown = {}
    for number, (badge, slip) in enumerate(vote.handed):
        sent = {"badge": badge, "slip": slip, "cast": "1", "entries": [str(number % ENTRIES)]}
        page = Client().post(reverse("forum_vote", args=[vote.stage.pk]), sent).content.decode()
        shown[number] = page.split("<strong><code>")[1].split("</code>")[0]
    return shown


def test_no_order_and_no_text_leads_from_a_voter_to_a_choice(
    committed_db: CommittedDatabase, cast: Cast, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    vote = a_vote(cast, voters=VOTERS, entries=ENTRIES, most=1)
    shown = cast_by_phone(vote)
    before = all_rows()
    commands.count_stage(stage=vote.stage, by=cast.support_officer, **PHRASES)
    after = all_rows()
    board = json.loads(Board.objects.get().text)

    trackers = set(shown.values())
    assert not any(tracker in before for tracker in trackers)  # sealed until the count
    assert all(after.count(tracker) == 1 for tracker in trackers)  # on the board alone
    assert not any(tracker in caplog.text for tracker in trackers)
    assert not any(slip in caplog.text for _badge, slip in vote.handed)
    chosen = {tracker: choice[0][0] for tracker, choice in board["ballots"]}
    assert all(chosen[tracker] == number % ENTRIES for number, tracker in shown.items())
    assert [tracker for tracker, _choice in board["ballots"]] == sorted(trackers)
    marks = [token for token, _at in board["marks"]]
    assert marks == sorted(marks)
    by_token = {each.token: each.registration_id for each in Voter.objects.all()}
    cast_order = [vote.voter(number).registration_id for number in range(VOTERS)]
    assert [by_token[token] for token in marks] != cast_order


def test_the_record_and_the_marks_say_who_voted_and_hold_no_trace_of_the_box(
    committed_db: CommittedDatabase, cast: Cast
):
    vote = a_vote(cast, voters=3, entries=ENTRIES, most=1)
    shown = cast_by_phone(vote)
    commands.count_stage(stage=vote.stage, by=cast.support_officer, **PHRASES)

    entries = Entry.objects.filter(command__in=["forums.ballot.cast", "forums.stage.count"])
    told = "\n".join(f"{each.changes}{each.reason}{each.place_code}" for each in entries)
    assert entries.count() == 4
    assert not any(tracker in told for tracker in shown.values())
    assert {field.name for field in Voter._meta.get_fields() if field.concrete} == {
        "id",
        "stage",
        "registration",
        "token",
        "way",
        "voted_at",
    }
    assert {each.voted_at.second for each in Voter.objects.all() if each.voted_at} == {0}
    assert not Envelope.objects.exists()


def test_of_two_successive_backups_the_first_holds_envelopes_that_nobody_opens_any_more(
    committed_db: CommittedDatabase, cast: Cast
):
    vote = a_vote(cast, voters=4, entries=ENTRIES, most=1)
    cast_by_phone(vote)
    first = [bytes(each.sealed or b"") for each in Envelope.objects.order_by("pk")]
    commands.count_stage(stage=vote.stage, by=cast.support_officer, **PHRASES)

    assert len({len(each) for each in first}) == 1
    assert not (Path(settings.HOME.folder) / "ballots" / f"{vote.stage.public_key}.json").exists()
    for guess in (bytes(32), bytes.fromhex(vote.stage.public_key)):
        with pytest.raises(EnvelopeBroken):
            opened(guess, vote.stage.opening_hash, first[0])


@pytest.mark.skipif(engine() is not Engine.POSTGRESQL, reason="only PostgreSQL numbers transactions in rows")
def test_the_transactions_of_a_count_are_the_same_for_all_and_newer_than_all_marks(
    committed_db: CommittedDatabase, cast: Cast
):
    vote = a_vote(cast, voters=4, entries=ENTRIES, most=1)
    cast_by_phone(vote)
    commands.count_stage(stage=vote.stage, by=cast.support_officer, **PHRASES)

    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text::bigint FROM forums_voter")
        marks = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT xmin::text::bigint FROM forums_board")
        board = {row[0] for row in cursor.fetchall()}

    assert len(marks) == 4
    assert len(board) == 1
    assert min(board) > max(marks)
