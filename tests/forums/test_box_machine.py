"""The ballot box as a machine: whatever voters, desk and typists do in whatever order, it counts what was cast, once."""

import json
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from saiyai.forums import commands
from saiyai.forums.models import Board, Envelope, TypedPaper, Voter
from saiyai.forums.queries.stage import stage_of
from saiyai.forums.rules import verify_ballot
from saiyai.kernel.refusal import Refusal
from tests.cast import Cast
from tests.forums.builders import PHRASES, Vote, a_vote, after

pytestmark = pytest.mark.django_db
VOTERS, ENTRIES = 4, 3
NUMBERS = st.integers(0, VOTERS - 1)
CHOICES = st.lists(st.integers(0, ENTRIES), max_size=ENTRIES).map(lambda named: [named] if named else [])


def is_allowed(choice: list[list[int]]) -> bool:
    named = [entry for group in choice for entry in group]
    return len(named) == len(set(named)) <= 2 and all(entry < ENTRIES for entry in named)


class Box(RuleBasedStateMachine):
    """A hall of four who vote by phone or on paper."""

    people: Cast

    @initialize()
    def open(self) -> None:
        self.before = transaction.savepoint()
        self.vote: Vote = a_vote(self.people, voters=VOTERS, entries=ENTRIES, most=2)
        self.cast: dict[int, list[list[int]]] = {}
        self.on_paper: set[int] = set()
        self.papers: dict[int, list[list[int]]] = {}
        self.is_counted = False

    def teardown(self) -> None:
        if hasattr(self, "before"):
            transaction.savepoint_rollback(self.before)

    def refused(self, act: Any, *arguments: Any, **named: Any) -> bool:
        try:
            act(*arguments, **named)
        except Refusal:
            return True
        return False

    @rule(number=NUMBERS, choice=CHOICES)
    def vote_by_phone(self, number: int, choice: list[list[int]]) -> None:
        has_voted = number in self.cast or number in self.on_paper
        may = not self.is_counted and not has_voted and is_allowed(choice)
        assert self.refused(self.vote.cast, number, choice) is not may
        if may:
            self.cast[number] = choice

    @rule(number=NUMBERS)
    def take_a_paper(self, number: int) -> None:
        may = not self.is_counted and number not in self.cast and number not in self.on_paper
        by = self.people.support_officer
        assert self.refused(commands.hand_paper, voter=self.vote.voter(number), by=by) is not may
        if may:
            self.on_paper.add(number)

    @rule(number=st.integers(1, 3), choice=st.sampled_from([[], [[0]], [[1, 2]]]), slips=st.booleans())
    def type_a_paper_twice(self, number: int, choice: list[list[int]], slips: bool) -> None:
        if self.is_counted:
            return
        second = [[2]] if slips and choice != [[2]] else choice
        with after(self.vote.stage):
            for by, written in (
                (self.people.support_officer, choice),
                (self.people.province_officer, second),
            ):
                commands.type_paper(stage=self.fresh(), number=number, choice=written, by=by)
        self.papers[number] = choice if second == choice else [[-1]]

    @rule()
    def count(self) -> None:
        agree = all(choice != [[-1]] for choice in self.papers.values())
        may = not self.is_counted and agree and len(self.papers) == len(self.on_paper)
        with after(self.vote.stage):
            done = not self.refused(
                commands.count_stage, stage=self.fresh(), by=self.people.support_officer, **PHRASES
            )
        assert done is may
        self.is_counted = self.is_counted or done
        if done:
            self.check_board()

    def check_board(self) -> None:
        board = json.loads(Board.objects.get(stage=self.vote.stage).text)
        cast = [*self.cast.values(), *self.papers.values()]
        named = Counter(entry for choice in cast for group in choice for entry in group)
        assert verify_ballot.findings(board) == []
        assert board["result"]["approvals"] == [named[entry] for entry in range(ENTRIES)]
        assert len(board["marks"]) == len(cast)

    def fresh(self) -> Any:
        return stage_of(self.vote.stage.pk)

    @invariant()
    def each_mark_has_its_ballot_and_no_one_two(self) -> None:
        if not hasattr(self, "vote"):
            return
        marks = Counter(Voter.objects.filter(stage=self.vote.stage).values_list("way", flat=True))
        assert (marks["phone"], marks["paper"]) == (len(self.cast), len(self.on_paper))
        assert Envelope.objects.count() == (0 if self.is_counted else len(self.cast))
        assert TypedPaper.objects.values("number").distinct().count() == len(self.papers)


@pytest.mark.slow
def test_whatever_is_done_in_whatever_order_the_box_counts_what_was_cast(cast: Cast):
    class Hall(Box):
        people = cast

    run_state_machine_as_test(
        Hall,
        settings=settings(
            max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.soak
def test_the_same_over_many_halls(cast: Cast):
    class Hall(Box):
        people = cast

    run_state_machine_as_test(
        Hall,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
