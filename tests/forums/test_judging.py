"""Juries: who is barred, drafts and finished sheets, and adding up by the frozen rubric."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.models import Board, Conflict, Judge, Outcome, Sheet, Stage
from saiyai.forums.queries.scoring import leanings_of
from saiyai.forums.queries.stage import levels_of, placings_of, stage_of
from saiyai.forums.rules.judging import Ground
from saiyai.forums.rules.stage import Line, Phase, Terms, Way
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast, a_user
from tests.forums.builders import a_forum, a_showcase

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

LINES = (Line("c1", "ประโยชน์", "Use", 6_000), Line("c2", "ยั่งยืน", "Lasting", 4_000))
LEVELS = (("outstanding", 9_000), ("very_good", 8_000), ("good", 7_000), ("commended", 6_000))


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def a_scored_stage(cast: Cast, entries: int = 2, **terms: Any) -> Stage:
    forum = a_forum(cast)
    for number in range(entries):
        a_showcase(cast, forum, f"ผลงาน{number}")
    stage = Stage.objects.get(forum=forum, place_code="50")
    usual = {"way": Way.SCORING, "lines": LINES, "levels": LEVELS, "objection_days": 0}
    return commands.decide_stage(stage=stage, terms=Terms(**(usual | terms)), by=cast.support_officer)


def a_jury(cast: Cast, stage: Stage, how_many: int = 2) -> list[Judge]:
    people = [a_user(f"judge{number}") for number in range(how_many)]
    return [commands.name_judge(stage=stage, person=each, by=cast.support_officer) for each in people]


def opened(cast: Cast, stage: Stage) -> Stage:
    closes_at = clock.now() + timedelta(hours=1)
    return commands.open_stage(stage=stage, closes_at=closes_at, by=cast.support_officer)


def hand_in(sheet: Sheet, first: int, second: int) -> Sheet:
    by = User.objects.get(pk=sheet.judge.user_id)
    return commands.hand_in_sheet(sheet=sheet, points={"c1": first, "c2": second}, remark="", by=by)


def fresh(stage: Stage) -> Stage:
    found = stage_of(stage.pk)
    assert found is not None
    return found


@pytest.fixture
def jury(cast: Cast) -> list[Judge]:
    """Return two judges of an open stage of two showcases."""
    stage = a_scored_stage(cast)
    judges = a_jury(cast, stage)
    opened(cast, stage)
    return judges


def test_a_stage_needs_two_judges_for_each_of_its_showcases(cast: Cast):
    stage = a_scored_stage(cast)
    alone = a_jury(cast, stage, 1)
    too_few = refused(lambda: opened(cast, fresh(stage)))
    second = commands.name_judge(stage=stage, person=a_user("second"), by=cast.support_officer)
    showcase = fresh(stage).forum.showcases.first()
    commands.declare_conflict(judge=second, showcase=showcase, remark="ญาติ", by=second.user)

    assert too_few == "stage.too_few_judges"
    assert refused(lambda: opened(cast, fresh(stage))) == "stage.too_few_judges_of"
    assert alone[0].number == 1


@pytest.mark.parametrize(
    ("person", "ground"),
    [("district_coordinator", Ground.HOME), ("ministry_officer", Ground.SUPPORT), ("citizen", Ground.HOME)],
)
def test_who_works_in_the_district_or_brought_the_showcase_is_barred_from_it(
    cast: Cast, person: str, ground: Ground
):
    stage = a_scored_stage(cast)

    judge = commands.name_judge(stage=stage, person=getattr(cast, person), by=cast.support_officer)

    assert set(judge.conflicts.values_list("ground", flat=True)) == {ground}
    assert judge.conflicts.count() == 2


def test_a_province_officer_of_another_province_is_not_barred(cast: Cast):
    stage = a_scored_stage(cast)

    judge = commands.name_judge(stage=stage, person=cast.other_province_officer, by=cast.support_officer)

    assert not judge.conflicts.exists()


def test_the_database_takes_no_sheet_of_a_barred_judge(cast: Cast):
    stage = a_scored_stage(cast, entries=1)
    judges = a_jury(cast, stage, 3)
    showcase = fresh(stage).forum.showcases.get()
    commands.declare_conflict(judge=judges[2], showcase=showcase, remark="", by=judges[2].user)
    opened(cast, fresh(stage))
    entry = fresh(stage).entries.get()

    assert Sheet.objects.filter(judge=judges[2]).count() == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.create(judge=judges[2], entry=entry)


def test_a_conflict_declared_while_scoring_takes_the_draft_away_and_bars(cast: Cast, jury: list[Judge]):
    judge = jury[0]
    sheet = judge.sheets.first()
    assert sheet is not None

    commands.declare_conflict(judge=judge, showcase=sheet.entry.showcase, remark="ญาติ", by=judge.user)

    assert judge.sheets.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.create(judge=judge, entry=sheet.entry)


def test_the_database_lets_no_barred_judge_write_on_a_sheet(cast: Cast, jury: list[Judge]):
    sheet = jury[0].sheets.first()
    assert sheet is not None
    Conflict.objects.create(judge=jury[0], showcase=sheet.entry.showcase, ground=Ground.DECLARED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(points={"c1": 1})


def test_a_conflict_is_not_declared_after_the_sheet_was_handed_in(cast: Cast, jury: list[Judge]):
    sheet = jury[0].sheets.first()
    assert sheet is not None
    hand_in(sheet, 5_000, 3_000)

    act = {"judge": jury[0], "showcase": sheet.entry.showcase, "remark": "", "by": jury[0].user}

    assert refused(lambda: commands.declare_conflict(**act)) == "judge.scored_already"
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.create(judge=jury[0], showcase=sheet.entry.showcase, ground=Ground.DECLARED)


def test_a_draft_may_be_unfinished_and_a_sheet_that_is_handed_in_may_not(cast: Cast, jury: list[Judge]):
    sheet, by = jury[0].sheets.first(), jury[0].user
    assert sheet is not None
    commands.write_sheet(sheet=sheet, points={"c1": 5_000}, remark="ดี", by=by)

    assert Sheet.objects.get(pk=sheet.pk).points == {"c1": 5_000}
    unfinished = {"sheet": sheet, "points": {"c1": 5_000}, "remark": "", "by": by}
    assert refused(lambda: commands.hand_in_sheet(**unfinished)) == "score.unfinished"
    beyond = {"sheet": sheet, "points": {"c1": 6_001}, "remark": "", "by": by}
    assert refused(lambda: commands.write_sheet(**beyond)) == "score.out_of_range"


def test_a_sheet_that_is_handed_in_is_final(cast: Cast, jury: list[Judge]):
    sheet = jury[0].sheets.first()
    assert sheet is not None
    hand_in(sheet, 5_000, 3_000)

    assert refused(lambda: hand_in(sheet, 6_000, 4_000)) == "sheet.handed_in"
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(points={"c1": 0, "c2": 0})
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).delete()


def test_nobody_writes_on_the_sheet_of_another(cast: Cast, jury: list[Judge]):
    sheet = jury[0].sheets.first()

    with pytest.raises(Denied):
        commands.write_sheet(sheet=sheet, points={"c1": 1}, remark="", by=jury[1].user)


def test_scores_are_added_up_by_the_frozen_rubric(cast: Cast, jury: list[Judge]):
    stage = fresh(jury[0].stage)
    by = cast.support_officer
    first = {(0, 0): (6_000, 4_000), (0, 1): (4_000, 2_000), (1, 0): (5_000, 4_000), (1, 1): (4_000, 2_500)}
    for (number, position), points in first.items():
        missing = refused(lambda: commands.add_up_scores(stage=fresh(stage), by=by))
        assert missing == "stage.sheets_missing"
        hand_in(jury[number].sheets.get(entry__position=position), *points)
    lean = {each.judge: float(each.above) for each in leanings_of(stage)}

    commands.add_up_scores(stage=fresh(stage), by=by)

    board = json.loads(Board.objects.get(stage=stage).text)
    assert board["result"]["averages"] == {"0": "9500", "1": "6250"}
    assert levels_of(stage) == {0: "outstanding", 1: "commended"}
    assert [(each.position, each.reached, each.goes_on) for each in placings_of(fresh(stage))] == [
        (0, "95.00", True),
        (1, "62.50", False),
    ]
    assert lean == {1: 250.0, 2: -250.0}
    commands.publish_stage(stage=fresh(stage), by=by)
    assert Outcome.objects.get(goes_on=True).level == "outstanding"
    assert fresh(stage).phase is Phase.PUBLISHED


def test_below_the_threshold_nobody_goes_on(cast: Cast):
    stage = a_scored_stage(cast, entries=1, at_least=9_900)
    judges = a_jury(cast, stage)
    opened(cast, stage)
    for judge in judges:
        hand_in(judge.sheets.get(), 5_000, 4_000)

    commands.add_up_scores(stage=fresh(stage), by=cast.support_officer)

    assert [each.goes_on for each in placings_of(fresh(stage))] == [False]


def test_when_the_time_is_over_sheets_of_two_judges_are_enough(cast: Cast):
    stage = a_scored_stage(cast, entries=1)
    judges = a_jury(cast, stage, 3)
    opened(cast, stage)
    hand_in(judges[0].sheets.get(), 5_000, 4_000)
    with clock.set_to(clock.now() + timedelta(hours=2)):
        few = refused(lambda: commands.add_up_scores(stage=fresh(stage), by=cast.support_officer))
        late = refused(lambda: hand_in(judges[1].sheets.get(), 5_000, 4_000))
    hand_in(judges[1].sheets.get(), 5_000, 4_000)
    with clock.set_to(clock.now() + timedelta(hours=2)):
        commands.add_up_scores(stage=fresh(stage), by=cast.support_officer)

    assert (few, late) == ("stage.scored_by_too_few", "sheet.too_late")
    assert fresh(stage).phase is Phase.COUNTED


def test_the_jury_is_frozen_when_the_stage_opens(cast: Cast, jury: list[Judge]):
    stage = fresh(jury[0].stage)
    someone = {"stage": stage, "person": cast.citizen, "by": cast.support_officer}

    assert refused(lambda: commands.name_judge(**someone)) == "stage.frozen"
    with pytest.raises(IntegrityError), transaction.atomic():
        Judge.objects.create(stage=stage, user=cast.citizen, number=9)


def test_a_judge_is_taken_off_before_the_stage_opens_unless_something_bars_them(cast: Cast):
    stage = a_scored_stage(cast)
    judges = a_jury(cast, stage)
    showcase = fresh(stage).forum.showcases.first()
    commands.declare_conflict(judge=judges[0], showcase=showcase, remark="", by=judges[0].user)
    by = cast.support_officer

    assert (
        refused(lambda: commands.take_judge_off(stage=stage, judge=judges[0], by=by)) == "judge.has_conflicts"
    )
    commands.take_judge_off(stage=stage, judge=judges[1], by=by)
    assert fresh(stage).judges.count() == 1
