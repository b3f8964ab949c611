"""Several who vote at once, with one badge on many phones: each badge has one ballot, and the box counts exactly."""

import json
from collections import Counter

import pytest
from django.db import connection, models

from saiyai.audit.models import Entry
from saiyai.forums import commands
from saiyai.forums.models import Board, Envelope, Voter
from saiyai.forums.rules import verify_ballot
from tests.cast import Cast
from tests.database import CommittedDatabase
from tests.forums import acts
from tests.forums.builders import PHRASES, a_vote
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
RACERS = 8


def raced(committed_db: CommittedDatabase, cast: Cast, voters: int) -> None:
    vote = a_vote(cast, voters=voters, entries=RACERS)

    answers = at_once(
        committed_db.target, acts.vote_for_all, [(vote.handed, number) for number in range(RACERS)]
    )

    assert [(each.raised, each.message) for each in answers if each.raised] == []
    told = Counter(each for answer in answers for each in answer.value)
    assert told == {"cast": voters, "ballot.cast_already": voters * (RACERS - 1)}
    assert Envelope.objects.values("voter").distinct().count() == Envelope.objects.count() == voters
    assert Entry.objects.filter(command="forums.ballot.cast").count() == voters
    commands.count_stage(stage=vote.stage, by=cast.support_officer, **PHRASES)
    board = json.loads(Board.objects.get().text)
    assert verify_ballot.findings(board) == []
    assert board["result"]["ballots"] == voters


def test_each_of_many_badges_on_eight_phones_at_once_has_one_ballot(
    committed_db: CommittedDatabase, cast: Cast
):
    raced(committed_db, cast, 63)  # with the eight phones 504 tries


@pytest.mark.soak
def test_each_of_more_than_a_thousand_badges_on_eight_phones_at_once_has_one_ballot(
    committed_db: CommittedDatabase, cast: Cast
):
    raced(committed_db, cast, 1_250)  # 10,000 tries


def test_past_the_command_and_without_the_envelopes_uniqueness_a_box_is_stuffed(
    committed_db: CommittedDatabase, cast: Cast
):
    a_vote(cast, voters=1, is_secret=False)
    voter = Voter.objects.get()
    refused = at_once(committed_db.target, acts.stuff_the_box, [(voter.pk, 2), (voter.pk, 2)])
    assert {each.raised for each in refused} == {"IntegrityError"}
    with connection.schema_editor() as editor:
        free = models.ForeignKey(Voter, on_delete=models.PROTECT, related_name="+")
        free.set_attributes_from_name("voter")
        free.model = Envelope
        editor.alter_field(Envelope, Envelope._meta.get_field("voter"), free)

    at_once(committed_db.target, acts.stuff_the_box, [(voter.pk, 2), (voter.pk, 2)])

    assert Envelope.objects.filter(voter=voter).count() == 4
