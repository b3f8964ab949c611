"""The ballot box: who may vote, once, for what; what is frozen; how it is counted, published and checked."""

import copy
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.forums import commands
from saiyai.forums.models import Board, CheckIn, Envelope, Outcome, Slip, Stage, TypedPaper, Voter
from saiyai.forums.queries.stage import climb_of, placings_of, stage_of
from saiyai.forums.rules import verify_ballot
from saiyai.forums.rules.stage import Phase, Reach, Terms, Way
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.web.routes import Visitor
from tests.cast import Cast
from tests.forums.builders import PHRASES, Vote, a_forum, a_quota, a_registration, a_showcase, a_vote, after
from tests.forums.test_board import TAMPERINGS

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def fresh(stage: Stage) -> Stage:
    found = stage_of(stage.pk)
    assert found is not None
    return found


def count(cast: Cast, vote: Vote, **phrases: str) -> dict[str, Any]:
    with after(vote.stage):
        commands.count_stage(stage=fresh(vote.stage), by=cast.support_officer, **(phrases or PHRASES))
    return dict(json.loads(Board.objects.get(stage=vote.stage).text))


def key_file(stage: Stage) -> Path:
    return Path(settings.HOME.folder) / "ballots" / f"{stage.public_key}.json"


def test_only_those_checked_in_with_a_seat_of_the_area_stand_on_the_roll(cast: Cast):
    forum = a_forum(cast)
    a_showcase(cast, forum, "ผลงาน")
    here = a_quota(cast, seats=2, forum=forum)
    present, _absent, waiting = (
        a_registration(cast, here, f"นาง{name} มาแล้ว") for name in ("กอ", "ขอ", "คอ")
    )
    elsewhere = a_registration(cast, a_quota(cast, place_code="5207", forum=forum), "นายไกล มาแล้ว")
    for each in (present, elsewhere):
        commands.check_in(registration=each, station="1", by=cast.support_officer)
    stage = Stage.objects.get(place_code="50")
    commands.decide_stage(stage=stage, terms=Terms(way=Way.APPROVAL), by=cast.province_officer)

    commands.open_stage(
        stage=stage, closes_at=clock.now() + timedelta(hours=1), by=cast.province_officer, **PHRASES
    )

    assert [each.registration_id for each in stage.voters.all()] == [present.pk]
    assert (
        refused(lambda: commands.check_in(registration=waiting, station="1", by=cast.support_officer))
        == "checkin.no_seat"
    )


def test_a_check_in_is_noted_once_and_undone_with_its_reason_and_its_slip(cast: Cast):
    registration = a_registration(cast, a_quota(cast))
    came, _slip = commands.check_in(registration=registration, station="1", by=cast.district_coordinator)

    again = refused(
        lambda: commands.check_in(registration=registration, station="2", by=cast.district_coordinator)
    )
    commands.undo_check_in(check_in=came, reason="ผิดคน", by=cast.district_coordinator)

    assert again == "checkin.known"
    assert not Slip.objects.exists()
    assert refused(lambda: commands.renew_slip(registration=registration, by=cast.district_coordinator)) == (
        "checkin.not_here"
    )
    commands.check_in(registration=registration, station="1", by=cast.district_coordinator)
    assert CheckIn.objects.filter(undone_at=None).count() == 1


def test_a_slip_is_kept_as_a_hash_and_a_new_one_ends_the_old(cast: Cast):
    vote = a_vote(cast, voters=1)
    badge, old = vote.handed[0]
    registration = vote.voter(0).registration
    new = commands.renew_slip(registration=registration, by=cast.support_officer)

    assert old not in Slip.objects.get().digest
    if new != old:
        assert refused(lambda: vote.cast(0, [[0]])) == "ballot.wrong_slip"
    vote.handed[0] = (badge, new)
    assert len(vote.cast(0, [[0]])) == 16


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ([[0, 0]], "ballot.entry_twice"),
        ([[0], [0]], "ballot.entry_twice"),
        ([[3]], "ballot.unknown_entry"),
        ([[-1]], "ballot.unknown_entry"),
        ([[0, 1, 2]], "ballot.too_many"),
    ],
)
def test_a_choice_that_the_rules_do_not_allow_is_refused_and_leaves_no_mark(
    cast: Cast, choice: list[list[int]], code: str
):
    vote = a_vote(cast, voters=1)

    assert refused(lambda: vote.cast(0, choice)) == code
    assert vote.voter(0).way == ""


def test_a_second_ballot_is_refused_by_phone_as_on_paper(cast: Cast):
    vote = a_vote(cast, voters=2)
    vote.cast(0, [[0]])
    commands.hand_paper(voter=vote.voter(1), by=cast.support_officer)

    for number in (0, 1):
        assert refused(lambda number=number: vote.cast(number, [[1]])) == "ballot.cast_already"
        assert (
            refused(
                lambda number=number: commands.hand_paper(voter=vote.voter(number), by=cast.support_officer)
            )
            == "ballot.cast_already"
        )
    assert Envelope.objects.count() == 1


def test_nobody_votes_before_or_after_the_time(cast: Cast):
    vote = a_vote(cast, voters=1)

    with after(vote.stage):
        assert refused(lambda: vote.cast(0, [[0]])) == "stage.closed"
    assert vote.stage.opens_at is not None
    with clock.set_to(vote.stage.opens_at - timedelta(minutes=5)):
        assert refused(lambda: vote.cast(0, [[0]])) == "stage.not_open_yet"


FROZEN = [
    "UPDATE forums_stage SET terms = '{}'",
    "UPDATE forums_stage SET way = 'schulze'",
    "UPDATE forums_stage SET closes_at = opens_at",
    "UPDATE forums_stage SET opening_hash = 'x'",
    "UPDATE forums_stage SET opened_at = NULL, opened_by_id = NULL, opening = '', opening_hash = ''",
    "UPDATE forums_stage SET public_key = ''",
    "DELETE FROM forums_stageentry",
    "UPDATE forums_stageentry SET position = position + 100",
    "DELETE FROM forums_voter",
    "UPDATE forums_voter SET token = 'x' || id",
    "UPDATE forums_voter SET way = '', voted_at = NULL WHERE way <> ''",
    "UPDATE forums_voter SET way = 'paper', voted_at = '2001-01-01 00:00:00+00:00' WHERE way = ''",
    "DELETE FROM forums_envelope",
    "UPDATE forums_envelope SET sealed = NULL, choice = '[[0]]'",
    "UPDATE forums_showcase SET title_th = 'x'",
    "UPDATE forums_showcase SET story_th = 'x'",
    "DELETE FROM forums_checkin",
]


@pytest.mark.parametrize("statement", FROZEN)
def test_the_database_keeps_what_froze_when_a_stage_opened(cast: Cast, statement: str):
    vote = a_vote(cast, voters=2)
    vote.cast(0, [[0]])
    where = f"{'AND' if 'WHERE' in statement else 'WHERE'} id = {vote.stage.pk}"
    if statement.startswith("UPDATE forums_stage SET"):
        statement = f"{statement} {where}"

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_takes_nobody_onto_an_open_roll_and_no_entry_into_an_open_stage(cast: Cast):
    vote = a_vote(cast, voters=1)
    other = a_registration(
        cast, a_quota(cast, seats=2, place_code="5001", forum=vote.stage.forum), "นายใหม่ มาสาย"
    )
    late = a_showcase(cast, vote.stage.forum, "มาทีหลัง")

    with pytest.raises(IntegrityError), transaction.atomic():
        Voter.objects.create(stage=vote.stage, registration=other, token="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        vote.stage.entries.create(showcase=late, position=99)


def test_the_database_takes_no_second_envelope_and_none_without_a_mark(cast: Cast):
    vote = a_vote(cast, voters=2)
    vote.cast(0, [[0]])

    for number in (0, 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            Envelope.objects.create(voter=vote.voter(number), stage=vote.stage, choice=[[1]])


@pytest.mark.parametrize("way", [Way.APPROVAL, Way.SCHULZE])
def test_a_closed_box_holds_what_was_cast_and_its_board_verifies(cast: Cast, way: Way):
    vote = a_vote(cast, voters=3, way=way, most=3)
    trackers = [vote.cast(0, [[1], [0]]), vote.cast(1, [[1]])]

    board = count(cast, vote)

    assert verify_ballot.findings(board, vote.stage.opening_hash, fresh(vote.stage).closing_hash) == []
    assert dict(board["ballots"]) == dict(zip(trackers, ([[1], [0]], [[1]]), strict=True))
    assert board["result"]["order"][0] == [1]
    assert not Envelope.objects.exists()
    assert fresh(vote.stage).phase is Phase.COUNTED


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_each_kind_of_tampering_with_a_real_board_is_found(
    cast: Cast, tamper: Callable[[dict[str, Any]], None]
):
    vote = a_vote(cast, voters=6, most=2)
    for number, choice in enumerate(
        ([[0]], [[1]], [[2]], [[0, 1]], [[0, 2]])
    ):  # each differs, so a swap tells
        vote.cast(number, choice)
    board = count(cast, vote)
    tampered = copy.deepcopy(board)
    tamper(tampered)

    assert verify_ballot.findings(board) == []
    assert verify_ballot.findings(tampered) != []


def test_the_key_lies_outside_the_database_and_is_gone_once_the_box_was_opened(
    cast: Cast, django_capture_on_commit_callbacks: Any
):
    vote = a_vote(cast, voters=1)
    vote.cast(0, [[0]])
    assert key_file(vote.stage).is_file()

    with django_capture_on_commit_callbacks(execute=True):
        count(cast, vote)

    assert not key_file(vote.stage).exists()


def test_both_pass_phrases_together_open_the_box_and_nothing_else_does(cast: Cast):
    vote = a_vote(cast, voters=1)
    vote.cast(0, [[0]])

    for phrases in ({"first": PHRASES["first"], "second": "อย่างอื่นที่ยาวพอ"}, {"first": "", "second": ""}):
        assert refused(lambda phrases=phrases: count(cast, vote, **phrases)) == "stage.phrases_wrong"
    assert fresh(vote.stage).phase is Phase.OPEN


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("สั้น", "ผ้าทอริมน้ำแม่แฝก", "stage.phrase_too_short"),
        ("ผ้าทอริมน้ำแม่แฝก", "ผ้าทอริมน้ำแม่แฝก", "stage.phrases_equal"),
    ],
)
def test_pass_phrases_that_one_person_could_hold_are_refused(cast: Cast, first: str, second: str, code: str):
    vote = a_vote(cast, voters=1)
    with after(vote.stage):
        commands.annul_stage(stage=fresh(vote.stage), reason="ลองใหม่", by=cast.support_officer)
    again = Stage.objects.get(forum=vote.stage.forum, place_code="50", annulled_at=None)

    assert (
        refused(
            lambda: commands.open_stage(
                stage=again,
                closes_at=clock.now() + timedelta(hours=1),
                by=cast.support_officer,
                first=first,
                second=second,
            )
        )
        == code
    )


def test_a_box_is_not_opened_while_somebody_may_still_vote(cast: Cast):
    vote = a_vote(cast, voters=2)
    vote.cast(0, [[0]])
    by = cast.support_officer

    assert (
        refused(lambda: commands.count_stage(stage=fresh(vote.stage), by=by, **PHRASES))
        == "stage.still_voting"
    )
    vote.cast(1, [[0]])
    commands.count_stage(stage=fresh(vote.stage), by=by, **PHRASES)
    assert fresh(vote.stage).phase is Phase.COUNTED


def test_papers_are_typed_by_two_people_alike_before_the_box_is_opened(cast: Cast):
    vote = a_vote(cast, voters=2)
    for number in (0, 1):
        commands.hand_paper(voter=vote.voter(number), by=cast.support_officer)
    stage = fresh(vote.stage)
    commands.type_paper(stage=stage, number=1, choice=[[0]], by=cast.support_officer)
    commands.type_paper(stage=stage, number=1, choice=[[0]], by=cast.province_officer)
    commands.type_paper(stage=stage, number=2, choice=[[1]], by=cast.support_officer)
    once = refused(lambda: count(cast, vote))
    commands.type_paper(stage=stage, number=2, choice=[[2]], by=cast.province_officer)
    differing = refused(lambda: count(cast, vote))
    third = refused(
        lambda: commands.type_paper(stage=stage, number=1, choice=[[0]], by=cast.ministry_officer)
    )
    commands.type_paper(stage=stage, number=2, choice=[[1]], by=cast.province_officer)

    board = count(cast, vote)

    assert (once, differing, third) == ("paper.differ", "paper.differ", "paper.typed_twice")
    assert sorted(choice for _tracker, choice in board["ballots"]) == [[[0]], [[1]]]
    assert verify_ballot.findings(board) == []


def test_a_paper_too_few_is_noticed(cast: Cast):
    vote = a_vote(cast, voters=1)
    commands.hand_paper(voter=vote.voter(0), by=cast.support_officer)

    assert refused(lambda: count(cast, vote)) == "paper.count"
    assert not TypedPaper.objects.exists()


def test_a_named_stage_keeps_who_chose_what_and_gives_no_tracker(cast: Cast):
    vote = a_vote(cast, voters=1, is_secret=False)

    assert vote.cast(0, [[2]]) == ""
    board = count(cast, vote)

    assert Envelope.objects.get().choice == [[2]]
    assert verify_ballot.findings(board) == []


def test_the_record_of_a_ballot_names_stage_and_voter_and_nothing_of_the_choice(cast: Cast):
    vote = a_vote(cast, voters=1)
    tracker = vote.cast(0, [[2], [0]])

    entry = Entry.objects.get(command="forums.ballot.cast")
    told = json.loads(entry.changes)

    assert {row[1] for row in told} == {"way"}
    assert tracker not in entry.changes
    assert entry.actor_id is None


def test_a_tie_goes_to_the_chair_whose_vote_is_recorded_with_its_reason(cast: Cast):
    vote = a_vote(cast, voters=2, first=1)
    vote.cast(0, [[0]])
    vote.cast(1, [[1]])
    count(cast, vote)
    stage, by = fresh(vote.stage), cast.support_officer
    entries = {each.position: each for each in stage.entries.all()}

    with after(stage):
        assert refused(lambda: commands.publish_stage(stage=stage, by=by)) == "stage.tie_open"
    assert (
        refused(lambda: commands.break_tie(stage=stage, entry=entries[2], reason="ดี", by=by))
        == "stage.no_tie"
    )
    commands.break_tie(stage=stage, entry=entries[1], reason="ครอบคลุมทุกหมู่บ้าน", by=by)
    with after(stage):
        commands.publish_stage(stage=fresh(stage), by=by)

    assert [each.entry.position for each in Outcome.objects.filter(goes_on=True)] == [1]
    assert climb_of(stage).chosen == (1,)
    assert [each.goes_on for each in placings_of(stage) if each.position == 0] == [False]


def test_nothing_is_published_before_objections_are_over_and_answered(cast: Cast):
    vote = a_vote(cast, voters=1, objection_days=3)
    vote.cast(0, [[0]])
    count(cast, vote)
    stage, by = fresh(vote.stage), cast.support_officer
    objection = commands.raise_objection(stage=stage, text="นับผิด", by=cast.district_coordinator)
    early = refused(lambda: commands.publish_stage(stage=fresh(stage), by=by))

    with clock.set_to(clock.now() + timedelta(days=4)):
        late = refused(
            lambda: commands.raise_objection(stage=stage, text="ช้าไป", by=cast.district_coordinator)
        )
        unanswered = refused(lambda: commands.publish_stage(stage=fresh(stage), by=by))
        commands.answer_objection(objection=objection, answer="ตรวจแล้วถูกต้อง", is_upheld=False, by=by)
        commands.publish_stage(stage=fresh(stage), by=by)

    assert (early, late, unanswered) == (
        "stage.objections_until",
        "objection.too_late",
        "stage.objection_open",
    )


def test_an_upheld_objection_bars_the_result_and_the_stage_is_held_anew(cast: Cast):
    vote = a_vote(cast, voters=1)
    vote.cast(0, [[0]])
    count(cast, vote)
    by = cast.support_officer
    with clock.set_to(fresh(vote.stage).counted_at):
        objection = commands.raise_objection(
            stage=fresh(vote.stage), text="นับผิด", by=cast.district_coordinator
        )
    commands.answer_objection(objection=objection, answer="เห็นด้วย", is_upheld=True, by=by)
    with after(vote.stage):
        barred = refused(lambda: commands.publish_stage(stage=fresh(vote.stage), by=by))

        _old, again = commands.annul_stage(stage=fresh(vote.stage), reason="นับใหม่ทั้งรอบ", by=by)

    assert barred == "stage.objection_upheld"
    assert (again.phase, again.way) == (Phase.PLANNED, Way.APPROVAL)
    assert fresh(vote.stage).phase is Phase.ANNULLED


def test_winners_climb_to_the_next_rung(cast: Cast):
    vote = a_vote(cast, voters=2, first=1)
    vote.cast(0, [[1]])
    vote.cast(1, [[1]])
    count(cast, vote)
    with after(vote.stage):
        commands.publish_stage(stage=fresh(vote.stage), by=cast.support_officer)
    cluster = commands.add_stage(
        forum=vote.stage.forum,
        level=Reach.CLUSTER,
        place_code="",
        terms=Terms(way=Way.APPROVAL, objection_days=0),
        by=cast.support_officer,
    )

    commands.open_stage(
        stage=cluster, closes_at=clock.now() + timedelta(hours=1), by=cast.support_officer, **PHRASES
    )

    winner = vote.stage.entries.get(position=1).showcase_id
    assert [each.showcase_id for each in cluster.entries.all()] == [winner]


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("support_officer", True),
        ("province_officer", True),
        ("district_coordinator", False),
        ("other_province_officer", False),
    ],
)
def test_a_stage_is_kept_by_those_who_hold_all_that_it_reaches(cast: Cast, person: str, may: bool):
    stage = a_forum(cast).stages.get(place_code="50")
    act = {"stage": stage, "terms": Terms(way=Way.SCHULZE), "by": getattr(cast, person)}

    if may:
        assert commands.decide_stage(**act).way == Way.SCHULZE
    else:
        with pytest.raises(Denied):
            commands.decide_stage(**act)


@pytest.mark.parametrize(
    ("level", "place_code", "code"),
    [
        (Reach.DISTRICT, "50", "stage.place_of_another_level"),
        (Reach.DISTRICT, "1001", "stage.outside_forum"),
        (Reach.PROVINCE, "50", "stage.known"),
    ],
)
def test_a_stage_lies_inside_its_forum_and_on_its_rung_once(
    cast: Cast, level: Reach, place_code: str, code: str
):
    forum = a_forum(cast)
    act = {
        "forum": forum,
        "level": level,
        "place_code": place_code,
        "terms": Terms(),
        "by": cast.ministry_officer,
    }

    assert refused(lambda: commands.add_stage(**act)) == code


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(first=None), "stage.nobody_goes_on"),
        (Terms(way=Way.APPROVAL, at_least=5_000), "stage.threshold_without_scores"),
        (Terms(way=Way.APPROVAL, most=0), "stage.empty_ballots"),
        (Terms(way=Way.APPROVAL, voters=()), "stage.nobody_votes"),
        (Terms(objection_days=61), "stage.objection_days"),
        (Terms(way=Way.SCORING), "rubric.without_points"),
    ],
)
def test_terms_by_which_nothing_can_be_decided_are_refused(cast: Cast, terms: Terms, code: str):
    stage = a_forum(cast).stages.get(place_code="50")

    assert refused(lambda: commands.decide_stage(stage=stage, terms=terms, by=cast.support_officer)) == code


def test_a_stage_that_is_voted_on_is_not_selected_past_the_vote(cast: Cast):
    vote = a_vote(cast, voters=1)
    showcase = vote.stage.entries.get(position=0).showcase

    assert (
        refused(lambda: commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer))
        == "stage.decided_otherwise"
    )


def test_anybody_with_badge_and_slip_votes_without_an_account(cast: Cast):
    vote = a_vote(cast, voters=1)

    tracker = commands.cast_ballot(
        voter=vote.voter(0), slip=f" {vote.handed[0][1]} ", choice=[[0]], by=Visitor()
    )

    assert len(tracker) == 16
    assert vote.voter(0).way == "phone"
