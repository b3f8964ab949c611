"""A sealed envelope tells nothing, is opened by two together, and shows when it was altered."""

import pytest

from saiyai.forums.rules.envelope import (
    Ballot,
    BoxLocked,
    EnvelopeBroken,
    new_keys,
    new_tracker,
    opened,
    sealed,
    unlocked,
)

STAGE = "forum-2557/56"
BALLOT = Ballot("ABCDEFGH23456723", ((3,), (0, 1)))


def test_what_was_sealed_is_opened_by_two_together():
    keys = new_keys("first pass-phrase", "second pass-phrase")
    envelope = sealed(keys.public, STAGE, BALLOT, entries=8)

    assert opened(unlocked(keys, "first pass-phrase", "second pass-phrase"), STAGE, envelope) == BALLOT


@pytest.mark.parametrize(
    ("one", "other"), [("first", ""), ("", "second"), ("second", "first"), ("firsts", "econd")]
)
def test_one_of_the_two_opens_nothing(one: str, other: str):
    keys = new_keys("first", "second")
    with pytest.raises(BoxLocked):
        unlocked(keys, one, other)


def test_envelopes_of_a_stage_are_of_one_size_whatever_they_hold():
    keys = new_keys("one", "two")
    choices = ((), ((0,),), tuple((entry,) for entry in range(8)), (tuple(range(8)),))
    sizes = {len(sealed(keys.public, STAGE, Ballot(new_tracker(), each), entries=8)) for each in choices}

    assert len(sizes) == 1


def test_the_longest_ballot_of_many_entries_still_fits_the_one_size():
    keys = new_keys("one", "two")
    longest = tuple((entry,) for entry in range(900))
    sizes = {
        len(sealed(keys.public, STAGE, Ballot(new_tracker(), each), entries=900)) for each in ((), longest)
    }

    assert len(sizes) == 1


def test_the_same_ballot_is_never_sealed_the_same_twice():
    keys = new_keys("one", "two")

    assert sealed(keys.public, STAGE, BALLOT, entries=8) != sealed(keys.public, STAGE, BALLOT, entries=8)


def test_an_altered_envelope_and_one_of_another_stage_are_known():
    keys = new_keys("one", "two")
    private = unlocked(keys, "one", "two")
    envelope = sealed(keys.public, STAGE, BALLOT, entries=8)
    altered = envelope[:-1] + bytes([envelope[-1] ^ 1])

    for stage, each in ((STAGE, altered), (STAGE, envelope[:20]), (STAGE, b""), ("forum-2557/57", envelope)):
        with pytest.raises(EnvelopeBroken):
            opened(private, stage, each)


def test_trackers_are_long_enough_and_never_met_twice():
    trackers = {new_tracker() for _ in range(2000)}

    assert len(trackers) == 2000
    assert all(len(each) == 16 for each in trackers)
