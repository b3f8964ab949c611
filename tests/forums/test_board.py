"""A published board is recomputed by a program of its own, which finds each kind of tampering."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from saiyai.forums.rules import verify_ballot
from saiyai.forums.rules.board import Method, Opening, board, digest_of, result_of
from saiyai.forums.rules.envelope import Ballot

BEGIN = datetime(2014, 9, 4, 7, 30, tzinfo=UTC)
Board = dict[str, Any]


def a_board(method: Method = Method.APPROVAL, voters: int = 9) -> Board:
    """Return the board of a stage of four entries in which all but two on the roll have voted."""
    opening = Opening(
        stage="forum-2557/56",
        method=method,
        entries=("ป่าชุมชน", "กองทุนสวัสดิการ", "กีฬาเยาวชน", "เกษตรอินทรีย์"),
        most=4,
        opens_at=BEGIN,
        closes_at=BEGIN + timedelta(minutes=30),
        roll=tuple(f"T{number:03}" for number in range(voters + 2)),
        rules={"first": 1, "secret": True},
    )
    marks = [(f"T{number:03}", BEGIN + timedelta(minutes=number)) for number in range(voters)]
    ballots = [
        Ballot(f"K{number * 7 % 31:02}", ((number % 4,), ((number + 1) % 4,))) for number in range(voters)
    ]
    return board(opening, marks, ballots)


def made_anew(tampered: Board) -> Board:
    """Return a tampered board with all hashes and the result made again, as a skilled forger would."""
    opening = tampered["opening"]
    tampered["opening_hash"] = digest_of("", opening)
    chain = [digest_of(tampered["opening_hash"], tampered["marks"])]
    for line in tampered["ballots"]:
        chain.append(digest_of(chain[-1], line))
    choices = [choice for _, choice in tampered["ballots"]]
    result = result_of(Method(opening["method"]), choices, len(opening["entries"]))
    return tampered | {"chain": chain, "result": result, "closing_hash": digest_of(chain[-1], result)}


def drop_a_ballot(it: Board) -> None:
    del it["ballots"][3]


def add_a_ballot(it: Board) -> None:
    it["ballots"].append(["ZZ", [[2]]])


def change_a_ballot(it: Board) -> None:
    it["ballots"][0][1] = [[3]]


def swap_two_ballots(it: Board) -> None:
    one, other = it["ballots"][0], it["ballots"][1]
    one[1], other[1] = other[1], one[1]


def double_a_ballot(it: Board) -> None:
    it["ballots"].insert(1, copy.deepcopy(it["ballots"][0]))


def grow_the_roll(it: Board) -> None:
    it["opening"]["roll"].append("T999")


def shrink_the_roll(it: Board) -> None:
    del it["opening"]["roll"][-1]


def mark_without_a_ballot(it: Board) -> None:
    it["marks"].append([it["opening"]["roll"][-1], it["marks"][0][1]])


def vote_late(it: Board) -> None:
    it["marks"][-1][1] = (BEGIN + timedelta(hours=2)).isoformat(timespec="minutes")


def change_the_rules(it: Board) -> None:
    it["opening"]["rules"]["first"] = 2


def change_the_count(it: Board) -> None:
    it["result"]["ballots"] += 1


def cut_the_chain(it: Board) -> None:
    it["chain"] = it["chain"][:-1]


TAMPERINGS = [
    drop_a_ballot,
    add_a_ballot,
    change_a_ballot,
    swap_two_ballots,
    double_a_ballot,
    grow_the_roll,
    shrink_the_roll,
    mark_without_a_ballot,
    vote_late,
    change_the_rules,
    change_the_count,
    cut_the_chain,
]


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("voters", [0, 1, 9])
def test_a_true_board_holds_also_against_the_hashes_that_were_shown(method: Method, voters: int):
    it = a_board(method, voters)

    assert verify_ballot.findings(it, it["opening_hash"], it["closing_hash"]) == []


@pytest.mark.parametrize("tamper", TAMPERINGS)
@pytest.mark.parametrize("method", list(Method))
def test_each_kind_of_tampering_is_found_in_the_board_itself(method: Method, tamper: Callable[[Board], None]):
    it = a_board(method)
    tamper(it)

    assert verify_ballot.findings(it) != []


@pytest.mark.parametrize("tamper", TAMPERINGS[:10])
def test_a_board_made_anew_is_found_by_the_hashes_that_were_shown(tamper: Callable[[Board], None]):
    it = a_board()
    opening, closing = it["opening_hash"], it["closing_hash"]
    tamper(it)

    assert verify_ballot.findings(made_anew(it), opening, closing) != []


def test_without_the_shown_hashes_a_board_made_anew_can_pass():
    it = a_board()
    change_a_ballot(it)

    assert verify_ballot.findings(made_anew(it)) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"opening": 3}', "ก"])
def test_what_is_no_board_is_said_to_be_none(text: str, tmp_path: Path):
    file = tmp_path / "board.json"
    file.write_text(text, encoding="utf-8")

    assert verify_ballot.main([str(file)]) in {1, 2}


def test_the_program_stands_alone(tmp_path: Path):
    """Run as a file of its own, with no package of ours in reach."""
    program = tmp_path / "verify_ballot.py"
    program.write_bytes(Path(verify_ballot.__file__).read_bytes())
    true, forged = tmp_path / "true.json", tmp_path / "forged.json"
    it = a_board()
    true.write_text(json.dumps(it), encoding="utf-8")
    change_a_ballot(it)
    forged.write_text(json.dumps(it), encoding="utf-8")

    answers = [
        subprocess.run([sys.executable, "-I", program, file], capture_output=True, text=True, check=False)
        for file in (true, forged)
    ]

    assert [answer.returncode for answer in answers] == [0, 1]
    assert answers[0].stdout.startswith("holds: 9 ballots")
    assert "chain broken" in answers[1].stdout
