"""Casting a ballot by phone or on paper, typing papers in twice, and opening the box."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.commands.keys import destroy_key, private_key
from saiyai.forums.models import PAPER, PHONE, Board, Envelope, Stage, TypedPaper, Voter
from saiyai.forums.queries import ballot as queries
from saiyai.forums.rules.board import Method, Opening, board
from saiyai.forums.rules.envelope import Ballot, Choice, EnvelopeBroken, new_tracker, opened, sealed
from saiyai.forums.rules.stage import Phase, is_over, refusal_of_choice, refusal_of_voting
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal


@command("forums.ballot.cast", allows=access.may_cast_ballot, subjects=("voter",))
def cast_ballot(*, voter: Voter, slip: str, choice: Choice, by: Actor) -> str:  # noqa: ARG001 (anybody with the slip)
    """Cast the one ballot of somebody on the roll, and return its tracker ("" where the stage is named).

    The record names stage and voter; choice and tracker leave this function in the envelope and the answer alone.
    """
    stage = voter.stage
    if not queries.is_slip_of(voter.registration_id, slip):
        raise Refusal("ballot.wrong_slip")
    _check_voting(stage, voter)
    if refusal := refusal_of_choice(stage.decided, stage.entries.count(), choice):
        raise refusal
    _mark(voter, PHONE)
    tracker = new_tracker() if stage.public_key else ""
    kept: dict[str, object] = {"choice": [list(group) for group in choice]}
    if tracker:
        ballot = Ballot(tracker, tuple(tuple(group) for group in choice))
        public = bytes.fromhex(stage.public_key)
        kept = {"sealed": sealed(public, stage.opening_hash, ballot, entries=stage.entries.count())}
    try:
        with transaction.atomic():
            Envelope.objects.create(voter=voter, stage=stage, **kept)
    except IntegrityError as twice:
        raise Refusal("ballot.cast_already") from twice
    return tracker


@command("forums.ballot.hand_paper", allows=access.may_hand_paper, subjects=("voter",))
def hand_paper(*, voter: Voter, by: User) -> Voter:  # noqa: ARG001 (the decorator judges `by`)
    """Mark somebody on the roll who is handed a paper ballot: the phone is closed to them from then on."""
    _check_voting(voter.stage, voter)
    _mark(voter, PAPER)
    return voter


def _check_voting(stage: Stage, voter: Voter) -> None:
    if refusal := refusal_of_voting(stage.phase, stage.opens_at, stage.closes_at, clock.now()):
        raise refusal
    if voter.way:
        raise Refusal("ballot.cast_already")


def _mark(voter: Voter, way: str) -> None:
    """Mark a voter, to the minute: no finer time is kept than the board shows."""
    voter.way, voter.voted_at = way, clock.now().replace(second=0, microsecond=0)
    voter.save()


@command("forums.ballot.type_paper", allows=access.may_keep_stage, subjects=("stage",))
def type_paper(*, stage: Stage, number: int, choice: Choice, by: User) -> None:
    """Type a paper ballot in after the vote; each is typed by two people, and typing again corrects one's own."""
    if stage.phase is not Phase.OPEN or not _is_over(stage):
        raise Refusal("paper.too_early")
    if refusal := refusal_of_choice(stage.decided, stage.entries.count(), choice):
        raise refusal
    others = stage.papers.filter(number=number).exclude(typed_by=by).values("typed_by").distinct().count()
    if others >= 2:  # noqa: PLR2004 (the two who type)
        raise Refusal("paper.typed_twice", number=number)
    TypedPaper.objects.update_or_create(
        stage=stage, number=number, typed_by=by, defaults={"choice": [list(group) for group in choice]}
    )


@command("forums.stage.count", allows=access.may_keep_stage, subjects=("stage",))
def count_stage(*, stage: Stage, by: User, first: str = "", second: str = "") -> Stage:
    """Open the box: detach, shuffle and open the envelopes, write the board once, and throw the key away."""
    if stage.phase is not Phase.OPEN or not stage.decided.is_vote:
        raise Refusal("stage.not_open_yet" if stage.phase is Phase.PLANNED else "stage.closed")
    if not _is_over(stage):
        raise Refusal("stage.still_voting", until=stage.closes_at)
    ballots = [*_phone_ballots(stage, first, second), *_paper_ballots(stage)]
    secrets.SystemRandom().shuffle(ballots)
    marks = [(each.token, each.voted_at) for each in stage.voters.exclude(way="")]
    if len(marks) != len(ballots):
        raise Refusal("stage.box_differs", marks=len(marks), ballots=len(ballots))
    published = board(_frozen(stage), [(token, at) for token, at in marks if at], ballots)
    if published["opening_hash"] != stage.opening_hash:
        raise Refusal("stage.opening_changed")
    _close(stage, published, by)
    return stage


def _close(stage: Stage, published: dict[str, object], by: User) -> None:
    """Note the count, write the board, and take secret envelopes and their key away."""
    stage.closing_hash = str(published["closing_hash"])
    stage.counted_at, stage.counted_by = clock.now(), by
    stage.save()
    Board.objects.create(
        stage=stage, text=json.dumps(published, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    )
    if stage.public_key:
        stage.envelopes.all().delete()
        transaction.on_commit(partial(destroy_key, stage))


def _is_over(stage: Stage) -> bool:
    return is_over(stage.closes_at, clock.now(), left=stage.voters.filter(way="").count())


def _phone_ballots(stage: Stage, first: str, second: str) -> list[Ballot]:
    if not stage.public_key:
        choices = stage.envelopes.values_list("choice", flat=True)
        return [_ballot(new_tracker(), each or []) for each in choices]
    private = private_key(stage, first, second)
    try:
        return [
            opened(private, stage.opening_hash, bytes(each or b""))
            for each in stage.envelopes.values_list("sealed", flat=True)
        ]
    except EnvelopeBroken as broken:
        raise Refusal("stage.envelope_broken") from broken


def _paper_ballots(stage: Stage) -> list[Ballot]:
    """Return the paper ballots that two people typed alike; refuse while one differs, lacks its second, or is missing."""
    typed = queries.papers_of(stage)
    if odd := [each.number for each in typed if not each.agrees]:
        raise Refusal("paper.differ", numbers=", ".join(map(str, odd)))
    handed = stage.voters.filter(way=PAPER).count()
    if handed != len(typed):
        raise Refusal("paper.count", handed=handed, typed=len(typed))
    return [_ballot(new_tracker(), each.choices[0]) for each in typed]


def _ballot(tracker: str, choice: Sequence[Sequence[int]]) -> Ballot:
    return Ballot(tracker, tuple(tuple(group) for group in choice))


def _frozen(stage: Stage) -> Opening:
    """Return the opening as it was frozen."""
    plain = json.loads(stage.opening)
    return Opening(
        stage=plain["stage"],
        method=Method(plain["method"]),
        entries=tuple(plain["entries"]),
        most=plain["most"],
        opens_at=datetime.fromisoformat(plain["opens_at"]),
        closes_at=datetime.fromisoformat(plain["closes_at"]),
        roll=tuple(plain["roll"]),
        rules=plain["rules"],
    )
