"""Votes become an order: by approvals, and by the Schulze method as an independent library counts it."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze

from saiyai.forums.rules import verify_ballot
from saiyai.forums.rules.tally import approvals, order_of, preferences, schulze

ENTRIES = 6


@st.composite
def rankings(draw: st.DrawFn, entries: int = ENTRIES) -> tuple[tuple[int, ...], ...]:
    """Return a ballot: some of the entries in groups."""
    named = draw(st.lists(st.integers(0, entries - 1), unique=True))
    groups: list[tuple[int, ...]] = []
    while named:
        size = draw(st.integers(1, len(named)))
        groups.append(tuple(named[:size]))
        named = named[size:]
    return tuple(groups)


def order(ballots: list[tuple[tuple[int, ...], ...]], entries: int = ENTRIES) -> tuple[tuple[int, ...], ...]:
    return schulze(preferences(ballots, entries))


def test_an_entry_is_approved_once_by_a_ballot_that_names_it_twice():
    assert approvals([[0, 2, 2], [2], []], 4) == (1, 0, 2, 0)


def test_entries_with_as_many_approvals_stand_in_one_group():
    assert order_of((1, 0, 2, 1)) == ((2,), (0, 3), (1,))


def test_the_worked_example_of_45_voters_comes_out_as_published():
    """Schulze (2011), example 1: E beats A beats C beats B beats D."""
    votes = {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}
    ballots = [
        tuple((ord(entry) - ord("A"),) for entry in vote) for vote in votes for _ in range(votes[vote])
    ]

    assert order(ballots, 5) == ((4,), (0,), (2,), (1,), (3,))


def test_without_ballots_nobody_is_before_anybody():
    assert order([], 3) == ((0, 1, 2),)
    assert order([], 0) == ()


def test_an_entry_that_is_not_named_stands_behind_those_that_are():
    assert order([((1,),)], 3) == ((1,), (0, 2))


@pytest.mark.parametrize("seed", range(10))
def test_of_a_hundred_random_elections_all_without_ties_come_out_as_the_library_counts_them(seed: int):
    dice = random.Random(seed)
    compared = 0
    for _ in range(100):
        entries = dice.randint(2, 7)
        votes = [dice.sample(range(entries), entries) for _ in range(dice.randrange(21, 61, 2))]
        ours = order([tuple((entry,) for entry in vote) for vote in votes], entries)
        if all(len(group) == 1 for group in ours):
            pairs = RankedToCondorcetVotes().convert(Counter(tuple(vote) for vote in votes))
            assert Schulze().evaluate(pairs, entries) == [entry for (entry,) in ours]
            compared += 1

    assert compared > 50


@given(st.lists(rankings(), max_size=30))
def test_the_program_that_verifies_counts_the_same(ballots: list[tuple[tuple[int, ...], ...]]):
    theirs, (_, wins) = verify_ballot.schulze(ballots, ENTRIES)

    assert [list(group) for group in order(ballots)] == theirs
    assert preferences(ballots, ENTRIES).tolist() == wins


@given(st.lists(rankings(), min_size=1, max_size=20), st.permutations(range(ENTRIES)))
def test_the_names_of_entries_decide_nothing(ballots: list[tuple[tuple[int, ...], ...]], names: list[int]):
    renamed = [tuple(tuple(names[entry] for entry in group) for group in ballot) for ballot in ballots]

    assert [{names[entry] for entry in group} for group in order(ballots)] == [
        set(group) for group in order(renamed)
    ]


@given(st.lists(rankings(), max_size=20))
def test_one_whom_a_majority_puts_before_each_other_wins(ballots: list[tuple[tuple[int, ...], ...]]):
    wins = preferences(ballots, ENTRIES)
    first = [
        one for one in range(ENTRIES) if all(wins[one, o] > wins[o, one] for o in range(ENTRIES) if o != one)
    ]

    assert not first or order(ballots)[0] == (first[0],)
