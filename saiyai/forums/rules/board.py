"""The board of a closed stage: what was frozen at its opening, who voted, each ballot, the result, all chained.

A board is plain JSON, so that `verify_ballot` and anybody's own program can recompute it. Two hashes bind it: the
opening's, shown before the first vote, and the closing's, shown when the box has been opened.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from saiyai.forums.rules.envelope import Ballot
from saiyai.forums.rules.tally import approvals, order_of, preferences, schulze

FORMAT = "saiyai ballot board 1"


class Method(StrEnum):
    """How the votes of a stage become an order."""

    APPROVAL = "approval"
    SCHULZE = "schulze"


@dataclass(frozen=True, slots=True)
class Opening:
    """What is frozen when a stage opens to votes: nothing of it changes after."""

    stage: str
    method: Method
    entries: tuple[str, ...]
    """The entries' names; a ballot names them by their number in this order."""
    most: int
    """How many entries one ballot may approve or rank."""
    opens_at: datetime
    closes_at: datetime
    roll: tuple[str, ...]
    """A random token for each person who may vote, sorted: it says how many, and names nobody."""
    rules: Mapping[str, Any]
    """What else was decided: who goes on, what breaks ties, secret or named."""

    def plain(self) -> dict[str, Any]:
        """Return the opening as it is published and hashed."""
        return {
            "stage": self.stage,
            "method": self.method.value,
            "entries": list(self.entries),
            "most": self.most,
            "opens_at": self.opens_at.isoformat(timespec="minutes"),
            "closes_at": self.closes_at.isoformat(timespec="minutes"),
            "roll": list(self.roll),
            "rules": dict(self.rules),
        }

    def digest(self) -> str:
        """Return the hash that is shown before the first vote, 64 hexadecimal digits."""
        return digest_of("", self.plain())


def digest_of(before: str, value: object) -> str:
    """Return the SHA-256 over the hash before and the canonical JSON of a value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((before + text).encode()).hexdigest()


def result_of(method: Method, choices: Sequence[Sequence[Sequence[int]]], entries: int) -> dict[str, Any]:
    """Return the result of a stage as it is published: how many ballots, the order, and what it follows from."""
    if method is Method.APPROVAL:
        counts = approvals(([entry for group in choice for entry in group] for choice in choices), entries)
        order, ground = order_of(counts), list(counts)
        return {"ballots": len(choices), "order": [list(group) for group in order], "approvals": ground}
    wins = preferences(choices, entries)
    order = schulze(wins)
    return {"ballots": len(choices), "order": [list(group) for group in order], "preferences": wins.tolist()}


def board(
    opening: Opening, marks: Iterable[tuple[str, datetime]], ballots: Iterable[Ballot]
) -> dict[str, Any]:
    """Return the board of a closed stage; marks by token and ballots by tracker, so that their orders tell nothing."""
    first = opening.digest()
    voted = sorted([token, at.isoformat(timespec="minutes")] for token, at in marks)
    lines = sorted((ballot.tracker, [list(group) for group in ballot.choice]) for ballot in ballots)
    chain = [digest_of(first, voted)]
    for line in lines:
        chain.append(digest_of(chain[-1], list(line)))
    result = result_of(opening.method, [choice for _, choice in lines], len(opening.entries))
    return {
        "format": FORMAT,
        "opening": opening.plain(),
        "opening_hash": first,
        "marks": voted,
        "ballots": [list(line) for line in lines],
        "chain": chain,
        "result": result,
        "closing_hash": digest_of(chain[-1], result),
    }
