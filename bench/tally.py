"""Ranked ballots over 20 showcases counted by the Schulze method: seconds, beside votelib on the same ballots."""

import random
from collections import Counter

from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Schulze

from bench.result import Result, seconds, seconds_once
from saiyai.forums.rules.tally import preferences, schulze

ENTRIES, THOUSAND = 20, 1_000


def run(size: int = 100) -> Result:
    """Return the seconds of counting so many thousand ballots; votelib counts each different ballot once, as it wants."""
    chance = random.Random(2557)  # noqa: S311 (ballots of a benchmark, the same each time)
    ballots = [
        [[entry] for entry in chance.sample(range(ENTRIES), chance.randint(1, ENTRIES))]
        for _ballot in range(size * THOUSAND)
    ]
    theirs = Counter(tuple(group[0] for group in ballot) for ballot in ballots)

    def reference() -> None:
        Schulze().evaluate(RankedToCondorcetVotes().convert(theirs), n_seats=ENTRIES)

    own = seconds(lambda: schulze(preferences(ballots, ENTRIES)), times=3)
    return Result("tally", own, seconds_once(reference), "votelib", "s")
