"""A program that stands alone: it recomputes the result of a stage from its published board and names what is wrong.

    python verify_ballot.py board.json [--opening HASH] [--closing HASH]

It needs Python 3.11 and nothing else, and shares no line with the program that counted. The two hashes are those
that were shown in the room: the opening's before the first vote, the closing's when the box was opened. Without
them it finds a board that contradicts itself; with them also one that was made anew from the beginning. It ends
with 0 where the board holds, with 1 where it does not, with 2 where it cannot be read.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

Board = dict[str, Any]
Finding = tuple[str, str]
Choices = Sequence[Sequence[Sequence[int]]]
Result = tuple[list[list[int]], tuple[str, object]]

FORMAT = "saiyai ballot board 1"


def findings(board: Board, opening: str | None = None, closing: str | None = None) -> list[Finding]:
    """Return what is wrong with a board, a list of (code, sentence); an empty list means that it holds."""
    try:
        return [found for check in CHECKS for found in check(board)] + anchors(board, opening, closing)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as broken:
        return [("unreadable", f"the board is not of the form {FORMAT!r}: {broken!r}")]


def check_opening(board: Board) -> Iterator[Finding]:
    """Find an opening that was changed after its hash was taken: rules, entries, times or roll."""
    if board["format"] != FORMAT:
        yield "unreadable", f"this program reads the form {FORMAT!r}"
    if chained("", board["opening"]) != board["opening_hash"]:
        yield "opening changed", "the rules, entries, times or roll are not those of the opening's hash"


def check_roll(board: Board) -> Iterator[Finding]:
    """Find a roll with a person twice, a mark of somebody not on it, a mark twice, or one outside the times."""
    opening = board["opening"]
    roll, voted = opening["roll"], [token for token, _ in board["marks"]]
    if len(set(roll)) != len(roll):
        yield "roll doubled", "somebody stands on the roll twice"
    if len(set(voted)) != len(voted):
        yield "mark doubled", "somebody is marked twice as having voted"
    strangers = set(voted) - set(roll)
    if strangers:
        yield "mark of a stranger", f"{len(strangers)} marks are of nobody on the roll"
    opens, closes = (datetime.fromisoformat(opening[name]) for name in ("opens_at", "closes_at"))
    late = sum(not opens <= datetime.fromisoformat(at) <= closes for _, at in board["marks"])
    if late:
        yield "mark out of time", f"{late} marks were made while the stage was not open"


def check_box(board: Board) -> Iterator[Finding]:
    """Find more or fewer ballots than marks, a tracker twice, and a choice that the rules do not allow."""
    trackers = [tracker for tracker, _ in board["ballots"]]
    if len(trackers) != len(board["marks"]):
        yield "count", f"{len(board['marks'])} people voted and {len(trackers)} ballots lie in the box"
    if len(set(trackers)) != len(trackers):
        yield "ballot doubled", "two ballots carry one tracker"
    if trackers != sorted(trackers):
        yield "ballots out of order", "the ballots are not in the order of their trackers"
    for tracker, choice in board["ballots"]:
        named = [entry for group in choice for entry in group]
        known = set(range(len(board["opening"]["entries"])))
        if len(set(named)) != len(named) or not set(named) <= known or len(named) > board["opening"]["most"]:
            yield (
                "choice not allowed",
                f"the ballot {tracker} names an entry twice, an unknown one, or too many",
            )


def check_chain(board: Board) -> Iterator[Finding]:
    """Find a ballot or mark changed, dropped, added or swapped after the chain was made, and a chain cut."""
    links = [chained(board["opening_hash"], board["marks"])]
    for line in board["ballots"]:
        links.append(chained(links[-1], line))
    if len(links) != len(board["chain"]):
        yield "chain cut", f"the chain has {len(board['chain'])} links and needs {len(links)}"
    for place, (made, shown) in enumerate(zip(links, board["chain"], strict=False)):
        if made != shown:
            where = f"at the ballot {board['ballots'][place - 1][0]}" if place else "at the marks"
            yield "chain broken", f"the chain breaks {where}"
            return


def check_result(board: Board) -> Iterator[Finding]:
    """Find a result that does not follow from the ballots, and a closing hash that is not of it."""
    entries = len(board["opening"]["entries"])
    choices = [choice for _, choice in board["ballots"]]
    method = {"approval": approval, "schulze": schulze}[board["opening"]["method"]]
    order, ground = method(choices, entries)
    result = board["result"]
    if result["ballots"] != len(choices) or result["order"] != order or result[ground[0]] != ground[1]:
        yield "result", f"the ballots give the order {order}, the board says {result['order']}"
    if chained(board["chain"][-1], result) != board["closing_hash"]:
        yield "closing changed", "the closing hash is not that of this chain and result"


CHECKS = (check_opening, check_roll, check_box, check_chain, check_result)


def anchors(board: Board, opening: str | None, closing: str | None) -> list[Finding]:
    """Return what differs from the hashes that were shown in the room."""
    shown = (("opening", opening), ("closing", closing))
    return [
        (f"another {name}", f"the {name} hash is not the one that was shown")
        for name, value in shown
        if value is not None and board[f"{name}_hash"] != value.strip().lower()
    ]


def chained(before: str, value: object) -> str:
    """Return the SHA-256 over the hash before and the canonical JSON of a value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((before + text).encode()).hexdigest()


def approval(choices: Choices, entries: int) -> Result:
    """Return the order by how many ballots approve each entry, and the counts."""
    counts = [sum(any(entry in group for group in choice) for choice in choices) for entry in range(entries)]
    places = sorted(range(entries), key=lambda entry: -counts[entry])
    order: list[list[int]] = []
    for entry in places:
        if order and counts[order[-1][0]] == counts[entry]:
            order[-1].append(entry)
        else:
            order.append([entry])
    return order, ("approvals", counts)


def schulze(choices: Choices, entries: int) -> Result:
    """Return the order by the strongest paths (winning votes), and the preferences that it follows from."""
    everyone = range(entries)
    wins = [[0] * entries for _ in everyone]
    for choice in choices:
        place = dict.fromkeys(everyone, entries)
        place |= {entry: at for at, group in enumerate(choice) for entry in group}
        for one in everyone:
            for other in everyone:
                wins[one][other] += place[one] < place[other]
    path = [[wins[i][j] if wins[i][j] > wins[j][i] else 0 for j in everyone] for i in everyone]
    for k in everyone:
        for i in everyone:
            for j in everyone:
                path[i][j] = max(path[i][j], min(path[i][k], path[k][j]))
    order, left = [], list(everyone)
    while left:
        best = [i for i in left if not any(path[j][i] > path[i][j] for j in left if j != i)]
        order.append(best)
        left = [i for i in left if i not in best]
    return order, ("preferences", wins)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the board that the command line names, print what was found, and return how to end."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("board", type=Path)
    parser.add_argument("--opening", metavar="HASH")
    parser.add_argument("--closing", metavar="HASH")
    asked = parser.parse_args(arguments)
    try:
        board = json.loads(asked.board.read_text(encoding="utf-8"))
    except (OSError, ValueError) as broken:
        sys.stderr.write(f"cannot read {asked.board}: {broken}\n")
        return 2
    found = findings(board, asked.opening, asked.closing)
    lines = [f"{code}: {sentence}" for code, sentence in found]
    if not found:
        lines = [f"holds: {board['result']['ballots']} ballots, order {board['result']['order']}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
