"""The chain under real processes: many writers at once, and a writer killed in the middle."""

import pytest

from saiyai.accounts.models import Office
from saiyai.audit.models import Entry
from saiyai.audit.queries import soundness_of_chain
from tests.audit import acts
from tests.database import CommittedDatabase, Engine, engine
from tests.processes import Answer, acknowledged_until_killed, at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]

WRITERS = 4
ACTS_EACH = 25


def racers(count: int, each: int) -> list[tuple[str, int]]:
    return [(f"writer{number}", each) for number in range(count)]


def test_writers_at_once_leave_one_whole_chain(committed_db: CommittedDatabase):
    answers = at_once(committed_db.target, acts.open_offices, racers(WRITERS, ACTS_EACH))

    soundness = soundness_of_chain()
    assert [answer.value for answer in answers] == [ACTS_EACH] * WRITERS
    assert (soundness.entries, soundness.broken) == (WRITERS * ACTS_EACH, None)


def test_without_the_heads_lock_writers_at_once_lose_their_acts(committed_db: CommittedDatabase):
    target, act = committed_db.target, acts.open_offices_without_locks
    if engine() is Engine.SQLITE:
        target, act = (
            target.changed(transaction_mode="DEFERRED", timeout=0.1),
            acts.open_offices_reading_first,
        )

    answers = at_once(target, act, racers(WRITERS, ACTS_EACH))

    assert any(answer.raised in {"IntegrityError", "OperationalError"} for answer in answers)
    assert soundness_of_chain().broken is None  # the database itself still lets no entry follow a wrong one


def test_a_killed_writer_loses_nothing_that_it_was_told_is_kept(committed_db: CommittedDatabase):
    told = [
        acknowledged_until_killed(
            committed_db.target, acts.open_offices_telling, (f"life{life}",), after=5 + life * 3
        )
        for life in range(4)
    ]

    acknowledged = [each for life in told for each in life]
    kept = set(Office.objects.values_list("code", flat=True))
    entries = Entry.objects.count()
    assert len(acknowledged) >= 5 + 8 + 11 + 14
    assert {code for code, _seq in acknowledged} <= kept
    assert entries == len(kept)  # no office without its entry, no entry without its office
    assert max(seq for _code, seq in acknowledged) <= entries
    assert soundness_of_chain().broken is None


@pytest.mark.parametrize("check", ["chain", "index"])
def test_what_is_verified_while_others_write_is_found_whole(committed_db: CommittedDatabase, check: str):
    acts.open_offices("before", 3)

    answers = at_once(committed_db.target, acts.write_between, [(False, check), (True, check)])

    assert answers == [Answer([]), Answer([])]
    assert Entry.objects.count() == 3 + acts.READINGS


@pytest.mark.soak
def test_ten_thousand_acts_of_eight_writers_leave_one_whole_chain(committed_db: CommittedDatabase):
    answers = at_once(committed_db.target, acts.open_offices_patiently, racers(8, 1_250))

    soundness = soundness_of_chain()
    assert [answer.value or answer.message for answer in answers] == [1_250] * 8
    assert (soundness.entries, soundness.broken) == (10_000, None)
