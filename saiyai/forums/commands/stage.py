"""Preparing a stage, opening and freezing it, answering objections, publishing it or beginning it anew."""

import json
import secrets
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.commands.keys import destroy_key, keep_key
from saiyai.forums.models import (
    ChairVote,
    Forum,
    Objection,
    Outcome,
    Sheet,
    Showcase,
    Stage,
    StageEntry,
    Voter,
)
from saiyai.forums.queries import stage as queries
from saiyai.forums.queries.scoring import LEAST_JUDGES
from saiyai.forums.rules import stage as rules
from saiyai.forums.rules.board import Method, Opening
from saiyai.forums.rules.envelope import new_keys
from saiyai.forums.rules.judging import refusal_of_jury
from saiyai.forums.rules.stage import Phase, Reach, Terms, Way
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise_lines
from saiyai.places.queries import places_at

TOKEN_BYTES = 8


@command("forums.stage.add", allows=access.may_add_stage, subjects=("forum",))
def add_stage(*, forum: Forum, level: Reach, place_code: str, terms: Terms, by: User) -> Stage:  # noqa: ARG001
    """Add a stage to a forum: for a district, for all its provinces together, or for the nation."""
    if len(place_code) != rules.CODE_LENGTH[level]:
        raise Refusal("stage.place_of_another_level")
    if place_code and (not place_code.startswith(forum.areas) or place_code not in places_at([place_code])):
        raise Refusal("stage.outside_forum", place=place_code)
    if refusal := rules.refusal_of_terms(terms):
        raise refusal
    try:
        with transaction.atomic():
            return Stage.objects.create(
                forum=forum, level=level, place_code=place_code, way=terms.way, terms=terms.plain()
            )
    except IntegrityError as twice:
        raise Refusal("stage.known") from twice


@command("forums.stage.decide", allows=access.may_keep_stage, subjects=("stage",))
def decide_stage(*, stage: Stage, terms: Terms, by: User) -> Stage:  # noqa: ARG001 (the decorator judges `by`)
    """Decide how a stage chooses, as long as it has not opened."""
    if stage.phase is not Phase.PLANNED:
        raise Refusal("stage.frozen")
    if stage.selections.filter(withdrawn_at=None).exists():
        raise Refusal("stage.selected_by_office")
    if refusal := rules.refusal_of_terms(terms):
        raise refusal
    stage.way, stage.terms = terms.way, terms.plain()
    stage.save()
    return stage


@command("forums.stage.open", allows=access.may_keep_stage, subjects=("stage",))
def open_stage(*, stage: Stage, closes_at: datetime, by: User, first: str = "", second: str = "") -> Stage:
    """Open a stage: freeze and hash what was decided, the entries and the roll; a secret vote gets its key.

    `first` and `second` are the pass-phrases of the two people who will open the box together.
    """
    terms, now = stage.decided, clock.now().replace(second=0, microsecond=0)
    closes_at = closes_at.replace(second=0, microsecond=0)
    showcases, roll = queries.candidates(stage), queries.roll_of(stage)
    judges = queries.judge_count(stage)
    if refusal := rules.refusal_of_opening(
        terms, stage.phase, entries=len(showcases), roll=len(roll), judges=judges
    ):
        raise refusal
    if refusal := rules.refusal_of_times(now, closes_at):
        raise refusal
    secrets.SystemRandom().shuffle(showcases)  # the order on the ballot is drawn by lot
    if terms.is_vote and terms.is_secret:
        _lock_box(stage, first, second)
    _freeze(stage, showcases, roll if terms.is_vote else [], closes_at, by)
    return stage


def _lock_box(stage: Stage, first: str, second: str) -> None:
    """Give a secret stage its key: the public half in its row, the private one locked and kept apart."""
    if refusal := rules.refusal_of_phrases(first, second):
        raise refusal
    keys = new_keys(first.strip(), second.strip())
    stage.public_key = keys.public.hex()
    keep_key(stage, keys)


def _freeze(stage: Stage, showcases: list[Showcase], roll: list[int], closes_at: datetime, by: User) -> None:
    """Write down what is voted on and who votes, and hash it with all that was decided."""
    now = clock.now()
    stage.opens_at = now.replace(second=0, microsecond=0)
    stage.closes_at = closes_at
    StageEntry.objects.bulk_create(
        StageEntry(stage=stage, showcase=each, position=n) for n, each in enumerate(showcases)
    )
    tokens = sorted(secrets.token_hex(TOKEN_BYTES) for _ in roll)
    shuffled = list(roll)
    secrets.SystemRandom().shuffle(shuffled)
    Voter.objects.bulk_create(
        Voter(stage=stage, registration_id=registration, token=token)
        for registration, token in zip(shuffled, tokens, strict=True)
    )
    if stage.way == Way.SCORING:
        _assign(stage)
    opening = _opening(stage, showcases, tuple(tokens))
    stage.opening = json.dumps(opening.plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    stage.opening_hash = opening.digest()
    stage.opened_at, stage.opened_by = now, by
    stage.save()


def _assign(stage: Stage) -> None:
    """Give each judge a sheet for each entry from which no conflict of interest bars them."""
    entries = {each.pk: each.showcase for each in stage.entries.select_related("showcase")}
    judges = list(stage.judges.prefetch_related("conflicts"))
    named = {(judge.pk, each.showcase_id) for judge in judges for each in judge.conflicts.all()}
    barred = {
        (judge, entry) for judge, showcase in named for entry in entries if entries[entry].pk == showcase
    }
    titles = {pk: showcase.title_th for pk, showcase in entries.items()}
    if refusal := refusal_of_jury(titles, [each.pk for each in judges], barred, least=LEAST_JUDGES):
        raise refusal
    Sheet.objects.bulk_create(
        Sheet(judge=judge, entry_id=entry)
        for judge in judges
        for entry in entries
        if (judge.pk, entry) not in barred
    )


def _opening(stage: Stage, showcases: list[Showcase], tokens: tuple[str, ...]) -> Opening:
    terms = stage.decided
    most = min(terms.most, len(showcases))
    if stage.opens_at is None or stage.closes_at is None:
        raise Refusal("stage.not_open_yet")
    return Opening(
        stage=queries.name_of_stage(stage),
        method=terms.method if terms.is_vote else Method.APPROVAL,
        entries=tuple(f"{each.title_th} · {each.organisation.name_th}" for each in showcases),
        most=most,
        opens_at=stage.opens_at,
        closes_at=stage.closes_at,
        roll=tokens,
        rules=replace(terms, most=most).plain()
        | {
            "public_key": stage.public_key,
            "categories": [queries.category_of(each) for each in showcases],
            "judges": queries.judge_count(stage),
        },
    )


@command("forums.stage.annul", allows=access.may_keep_stage, subjects=("stage",))
def annul_stage(*, stage: Stage, reason: str, by: User) -> list[Stage]:  # noqa: ARG001 (the decorator judges `by`)
    """Give a stage up that went wrong and begin it anew: nothing of it is counted, and all of it stays to be read."""
    if not normalise_lines(reason):
        raise Refusal("selection.reason_missing")
    if stage.phase not in {Phase.OPEN, Phase.COUNTED}:
        raise Refusal("stage.not_to_annul")
    stage.annulled_at, stage.annulled_reason = clock.now(), normalise_lines(reason)
    stage.save()
    fresh = Stage.objects.create(
        forum_id=stage.forum_id,
        level=stage.level,
        place_code=stage.place_code,
        way=stage.way,
        terms=stage.terms,
    )
    transaction.on_commit(partial(destroy_key, stage))
    return [stage, fresh]


@command("forums.stage.break_tie", allows=access.may_keep_stage, subjects=("stage",))
def break_tie(*, stage: Stage, entry: StageEntry, reason: str, by: User) -> Stage:
    """Record that the chair votes for one of those who are level where not all of them can go on."""
    if not normalise_lines(reason):
        raise Refusal("selection.reason_missing")
    if stage.phase is not Phase.COUNTED:
        raise Refusal("stage.not_counted")
    level = {position for tie, _room in queries.climb_of(stage).open_ties for position in tie}
    if entry.stage_id != stage.pk or entry.position not in level:
        raise Refusal("stage.no_tie")
    ChairVote.objects.create(
        stage=stage, entry=entry, reason=normalise_lines(reason), voted_by=by, voted_at=clock.now()
    )
    return stage


@command("forums.objection.raise", allows=access.may_object, subjects=("stage",))
def raise_objection(*, stage: Stage, text: str, by: User) -> Objection:
    """Object to how a stage was held or counted, within the time that was decided."""
    if not normalise_lines(text):
        raise Refusal("objection.empty")
    if stage.phase is not Phase.COUNTED or stage.counted_at is None:
        raise Refusal("stage.not_counted")
    if clock.now() > rules.objections_until(stage.counted_at, stage.decided.objection_days):
        raise Refusal("objection.too_late")
    return Objection.objects.create(
        stage=stage, text=normalise_lines(text), raised_by=by, raised_at=clock.now()
    )


@command("forums.objection.answer", allows=access.may_answer_objection, subjects=("objection",))
def answer_objection(*, objection: Objection, answer: str, is_upheld: bool, by: User) -> Objection:
    """Answer an objection; one that is upheld bars the result, and the stage must be held anew."""
    if not normalise_lines(answer):
        raise Refusal("objection.empty")
    if objection.answered_at is not None:
        raise Refusal("objection.answered")
    objection.answer, objection.is_upheld = normalise_lines(answer), is_upheld
    objection.answered_by, objection.answered_at = by, clock.now()
    objection.save()
    return objection


@command("forums.stage.publish", allows=access.may_keep_stage, subjects=("stage",))
def publish_stage(*, stage: Stage, by: User) -> Stage:
    """Publish what a stage decided, once the time for objections is over and all of them are answered."""
    _check_publishable(stage)
    climb = queries.climb_of(stage)
    if climb.open_ties:
        raise Refusal("stage.tie_open")
    places = queries.places_of(stage)
    levels = queries.levels_of(stage)
    Outcome.objects.bulk_create(
        Outcome(
            entry=each,
            place=places.get(each.position, len(places) + 1),
            goes_on=each.position in climb.chosen,
            level=levels.get(each.position, ""),
        )
        for each in stage.entries.all()
    )
    stage.published_at, stage.published_by = clock.now(), by
    stage.save()
    return stage


def _check_publishable(stage: Stage) -> None:
    if stage.phase is not Phase.COUNTED or stage.counted_at is None:
        raise Refusal("stage.not_counted")
    until = rules.objections_until(stage.counted_at, stage.decided.objection_days)
    if clock.now() < until:
        raise Refusal("stage.objections_until", until=until)
    if stage.objections.filter(answered_at=None).exists():
        raise Refusal("stage.objection_open")
    if stage.objections.filter(is_upheld=True).exists():
        raise Refusal("stage.objection_upheld")
