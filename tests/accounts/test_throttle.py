"""Token buckets: exact over time, and over several processes."""

from datetime import timedelta

import pytest
from django.db.models import F

from saiyai.accounts.models import Bucket
from saiyai.accounts.throttle import Limit, Taking, give_back, sweep, take
from saiyai.audit import clock
from tests.accounts import acts
from tests.database import CommittedDatabase
from tests.processes import at_once

THREE = Limit("three at once", 3, 10_000)


@pytest.mark.engine
@pytest.mark.django_db
class TestBucket:
    def test_so_many_tries_come_at_once_and_one_more_after_each_step(self):
        now = clock.now()
        taking = [Taking(THREE, "somebody")]

        with clock.set_to(now):
            assert [take(taking) for _try in range(4)] == [True, True, True, False]
        with clock.set_to(now + timedelta(seconds=9.9)):
            assert not take(taking)
        with clock.set_to(now + timedelta(seconds=10)):
            assert [take(taking), take(taking)] == [True, False]
        with clock.set_to(now + timedelta(hours=1)):
            assert [take(taking) for _try in range(4)] == [True, True, True, False]

    def test_a_success_gives_its_token_back(self):
        taking = [Taking(THREE, "somebody")]

        assert all(take(taking) and give_back(taking) is None for _try in range(20))

    def test_one_empty_bucket_leaves_the_others_full(self):
        scarce, ample = Taking(Limit("one", 1, 10_000), "x"), Taking(THREE, "x")
        take([scarce])

        assert [take([scarce, ample]) for _try in range(5)] == [False] * 5
        assert [take([ample]) for _try in range(4)] == [True, True, True, False]

    def test_the_table_names_nobody(self):
        take([Taking(THREE, "somsri@example.org|203.0.113.9")])

        assert "somsri" not in Bucket.objects.get().key

    def test_full_buckets_are_swept_away(self):
        take([Taking(THREE, "somebody")])
        assert sweep() == 0

        with clock.set_to(clock.now() + timedelta(minutes=1)):
            assert sweep() == 1


@pytest.mark.engine
@pytest.mark.slow
def test_of_many_processes_that_try_at_once_exactly_the_limit_gets_through(committed_db: CommittedDatabase):
    answers = at_once(committed_db.target, acts.take_tokens, [(25,)] * 6)

    assert sum(answer.value for answer in answers) == acts.AT_ONCE
    assert Bucket.objects.filter(full_at_ms__gt=F("full_at_ms") - 1).count() == 1


@pytest.mark.engine
@pytest.mark.slow
def test_without_the_limit_in_the_update_more_would_get_through(committed_db: CommittedDatabase):
    answers = at_once(committed_db.target, acts.take_tokens_by_reading_first, [(25,)] * 6)

    assert sum(answer.value for answer in answers) > acts.AT_ONCE
