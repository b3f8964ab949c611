"""Naming judges, barring them where they have an interest, scoring on sheets, and adding the sheets up."""

import json
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.forums import access
from saiyai.forums.models import Board, Conflict, Judge, Sheet, Showcase, Stage
from saiyai.forums.queries import scoring as queries
from saiyai.forums.queries.stage import candidates
from saiyai.forums.rules.board import digest_of
from saiyai.forums.rules.judging import Ground, refusal_of_draft, refusal_of_writing
from saiyai.forums.rules.scoring import groups, refusal_of_score, standings
from saiyai.forums.rules.stage import Phase, Way
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines

FORMAT = "saiyai score board 1"


@command("forums.judge.name", allows=access.may_keep_stage, subjects=("stage",))
def name_judge(*, stage: Stage, person: User, by: User) -> Judge:  # noqa: ARG001 (the decorator judges `by`)
    """Name somebody with an account as judge of a stage that has not opened, and bar what is known to bind them."""
    _check_planned(stage)
    number = (stage.judges.aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            judge = Judge.objects.create(stage=stage, user=person, number=number)
    except IntegrityError as twice:
        raise Refusal("judge.known", name=str(person)) from twice
    Conflict.objects.bulk_create(
        Conflict(judge=judge, showcase=showcase, ground=ground)
        for showcase, ground in queries.inferred_conflicts(judge, candidates(stage))
    )
    return judge


@command("forums.judge.take_off", allows=access.may_keep_stage, subjects=("stage",))
def take_judge_off(*, stage: Stage, judge: Judge, by: User) -> Stage:  # noqa: ARG001 (the decorator judges `by`)
    """Take a judge off a stage that has not opened; one with a declared conflict stays, so that it stays known."""
    _check_planned(stage)
    if judge.stage_id != stage.pk:
        raise Refusal("judge.of_another_stage")
    if judge.conflicts.exists():
        raise Refusal("judge.has_conflicts")
    judge.delete()
    return stage


def _check_planned(stage: Stage) -> None:
    if stage.phase is not Phase.PLANNED:
        raise Refusal("stage.frozen")
    if stage.way != Way.SCORING:
        raise Refusal("stage.not_scored")


@command("forums.judge.declare", allows=access.may_judge, subjects=("judge",))
def declare_conflict(*, judge: Judge, showcase: Showcase, remark: str, by: User) -> Conflict:  # noqa: ARG001
    """Declare that one is not to score a showcase, before one has; the sheet for it goes."""
    if judge.stage.counted_at is not None:
        raise Refusal("stage.closed")
    mine = Sheet.objects.filter(judge=judge, entry__showcase=showcase)
    if mine.filter(handed_in_at__isnull=False).exists():
        raise Refusal("judge.scored_already")
    if Conflict.objects.filter(judge=judge, showcase=showcase).exists():
        raise Refusal("judge.barred")
    mine.delete()
    return Conflict.objects.create(
        judge=judge, showcase=showcase, ground=Ground.DECLARED, remark=normalise(remark)
    )


@command("forums.sheet.write", allows=access.may_score, subjects=("sheet",))
def write_sheet(*, sheet: Sheet, points: Mapping[str, int], remark: str, by: User) -> Sheet:  # noqa: ARG001
    """Keep a sheet as a draft: what is filled in so far, in hundredths of a point by criterion."""
    _check_writing(sheet)
    if refusal := refusal_of_draft(sheet.judge.stage.decided.rubric, points):
        raise refusal
    sheet.points, sheet.remark = dict(points), normalise_lines(remark)
    sheet.save()
    return sheet


@command("forums.sheet.hand_in", allows=access.may_score, subjects=("sheet",))
def hand_in_sheet(*, sheet: Sheet, points: Mapping[str, int], remark: str, by: User) -> Sheet:  # noqa: ARG001
    """Hand a finished sheet in; it is final from then on."""
    _check_writing(sheet)
    if refusal := refusal_of_score(sheet.judge.stage.decided.rubric, points):
        raise refusal
    sheet.points, sheet.remark = dict(points), normalise_lines(remark)
    sheet.handed_in_at = clock.now()
    sheet.save()
    return sheet


def _check_writing(sheet: Sheet) -> None:
    stage = sheet.judge.stage
    if Conflict.objects.filter(judge_id=sheet.judge_id, showcase_id=sheet.entry.showcase_id).exists():
        raise Refusal("judge.barred")
    is_over = stage.closes_at is not None and clock.now() >= stage.closes_at
    is_final = sheet.handed_in_at is not None
    if refusal := refusal_of_writing(stage.phase, is_final=is_final, is_over=is_over):
        raise refusal


@command("forums.stage.add_up", allows=access.may_keep_stage, subjects=("stage",))
def add_up_scores(*, stage: Stage, by: User) -> Stage:
    """Add the sheets of a stage up by its frozen rubric, once enough judges have handed theirs in for every entry."""
    if stage.phase is not Phase.OPEN or stage.way != Way.SCORING:
        raise Refusal("stage.not_open_yet" if stage.phase is Phase.PLANNED else "stage.closed")
    progress = queries.progress_of(stage)
    is_over = stage.closes_at is not None and clock.now() >= stage.closes_at
    if progress.missing and not is_over:
        raise Refusal("stage.sheets_missing", missing=progress.missing, until=stage.closes_at)
    if progress.too_few:
        raise Refusal("stage.scored_by_too_few", title=progress.too_few[0])
    published = _score_board(stage)
    stage.closing_hash = str(published["closing_hash"])
    stage.counted_at, stage.counted_by = clock.now(), by
    stage.save()
    text = json.dumps(published, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    Board.objects.create(stage=stage, text=text)
    return stage


def _score_board(stage: Stage) -> dict[str, object]:
    """Return the board of a scored stage: each handed-in sheet under its judge's number, and what follows from them."""
    scores, rubric = queries.scores_of(stage), stage.decided.rubric
    reached = standings(rubric, scores)
    order = [list(group) for group in groups(reached)]
    sheets = [
        [entry, judge, dict(points)]
        for entry, by_judge in sorted(scores.items())
        for judge, points in sorted(by_judge.items())
    ]
    result = {
        "sheets": len(sheets),
        "order": order,
        "averages": {str(each.entry): str(each.average) for each in reached},
        "levels": {str(each.entry): each.level or "" for each in reached},
    }
    chain = digest_of(stage.opening_hash, sheets)
    return {
        "format": FORMAT,
        "opening": json.loads(stage.opening),
        "opening_hash": stage.opening_hash,
        "sheets": sheets,
        "chain": [chain],
        "result": result,
        "closing_hash": digest_of(chain, result),
    }
