"""Stages, their rolls, juries and objections for the matrix to ask for."""

from datetime import timedelta
from typing import Any

from saiyai.accounts.models import Office
from saiyai.audit import clock
from saiyai.forums.commands import (
    Announcement,
    Attendee,
    QuotaTerms,
    Story,
    add_stage,
    announce_forum,
    check_in,
    count_stage,
    decide_stage,
    name_judge,
    name_participant,
    nominate_showcase,
    open_stage,
    raise_objection,
    set_quotas,
)
from saiyai.forums.models import Forum, Judge, Kind, Registration, Showcase, Stage
from saiyai.forums.rules.registration import Participant
from saiyai.forums.rules.stage import Line, Reach, Terms, Way
from tests.cast import Cast
from tests.matrix.builders.accounts import a_person
from tests.matrix.builders.forums import the_forum
from tests.matrix.builders.network import a_name
from tests.matrix.builders.registry import builder
from tests.network.builders import an_organisation

VOTE = Terms(way=Way.APPROVAL, is_secret=False, voters=(Participant.OFFICER,))
SEATS = 100


def somebody_seated_at(cast: Cast, place_code: str) -> Registration:
    """Return an officer with a seat, whom a place sends."""
    terms = [QuotaTerms(place_code, Participant.OFFICER, SEATS)]
    quota = set_quotas(forum=the_forum(cast), quotas=terms, by=cast.ministry_officer)[0]
    attendee = Attendee(name=f"นาย{a_name()} ใจดี")
    return name_participant(quota=quota, attendee=attendee, by=cast.ministry_officer)


def stage_of_place(cast: Cast, place_code: str) -> Stage | None:
    """Return a stage of a district or province, with somebody on its open roll."""
    if not place_code.startswith(("50", "52")) or len(place_code) > len("5014"):
        return None
    forum = the_forum(cast)
    found = Stage.objects.filter(forum=forum, place_code=place_code, annulled_at=None).first()
    level = Reach.PROVINCE if len(place_code) == 2 else Reach.DISTRICT
    return found or add_stage(
        forum=forum, level=level, place_code=place_code, terms=VOTE, by=cast.ministry_officer
    )


@builder(
    "forum_stage",
    "forum_stage_decide",
    "forum_stage_open",
    "forum_stage_count",
    "forum_stage_tie",
    "forum_stage_annul",
    "forum_stage_publish",
    "forum_stage_roll",
)
def stage_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    stage = stage_of_place(cast, place_code)
    return None if stage is None else {"pk": stage.pk}


def voting_stage_at(cast: Cast, place_code: str) -> Stage | None:
    """Return a stage that is open to votes, with one voter."""
    stage = stage_of_place(cast, place_code)
    if stage is None or stage.opened_at is not None:
        return stage
    if stage.selections.filter(withdrawn_at=None).exists():
        return None  # an office has selected there: nobody votes any more
    present = somebody_seated_at(cast, place_code)
    check_in(registration=present, station="1", by=cast.ministry_officer)
    a_work_at(cast, stage.forum, place_code)
    decide_stage(stage=stage, terms=VOTE, by=cast.ministry_officer)
    return open_stage(stage=stage, closes_at=clock.now() + timedelta(hours=1), by=cast.ministry_officer)


@builder("forum_vote", "forum_stage_papers")
def open_vote_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    stage = voting_stage_at(cast, place_code)
    return None if stage is None else {"pk": stage.pk}


@builder("forum_voter_paper")
def voter_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    stage = voting_stage_at(cast, place_code)
    if stage is None:
        return None
    mine = stage.voters.filter(registration__quota__place_code=place_code)
    return {"pk": mine.order_by("pk")[0].pk}


def counted_stage_at(cast: Cast, place_code: str) -> Stage | None:
    """Return a stage that was counted."""
    stage = voting_stage_at(cast, place_code)
    if stage is not None and stage.counted_at is None:
        assert stage.closes_at is not None
        with clock.set_to(stage.closes_at + timedelta(minutes=1)):
            count_stage(stage=stage, by=cast.ministry_officer)
    return stage


@builder("forum_stage_board", "forum_stage_sheet", "forum_stage_object")
def counted_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    stage = counted_stage_at(cast, place_code)
    return None if stage is None else {"pk": stage.pk}


@builder("objection_answer")
def objection_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    stage = counted_stage_at(cast, place_code)
    if stage is None:
        return None
    found = raise_objection(stage=stage, text="นับใหม่", by=cast.ministry_officer)
    return {"pk": found.pk}


def jury_at(cast: Cast, place_code: str) -> Judge | None:
    """Return the judge of a scored stage with open sheets; the jury's forum is one of its own."""
    if stage_of_place(cast, place_code) is None:
        return None
    terms = {"code": "jury", "kind": Kind.TRAINING, "title_th": "เวทีกรรมการ", "fiscal_year": 2557}
    by, organiser = cast.ministry_officer, Office.objects.get(code="tpso10")
    forum = Forum.objects.filter(code="jury").first() or announce_forum(
        announcement=Announcement(place_code="500101", **terms),
        organiser=organiser,
        provinces=("50", "52"),
        by=by,
    )
    scoring = Terms(way=Way.SCORING, lines=(Line("c1", "ประโยชน์", "Use", 1_000),))
    stage = Stage.objects.filter(forum=forum, place_code=place_code).first()
    if stage is None:
        stage = add_stage(forum=forum, level=Reach.DISTRICT, place_code=place_code, terms=scoring, by=by)
    if stage.opened_at is None:
        decide_stage(stage=stage, terms=scoring, by=by)
        a_work_at(cast, forum, place_code)
        for _judge in range(2):
            name_judge(stage=stage, person=a_person("10"), by=by)
        open_stage(stage=stage, closes_at=clock.now() + timedelta(hours=1), by=by)
    return stage.judges.first()


def a_work_at(cast: Cast, forum: Forum, place_code: str) -> Showcase:
    """Return a showcase of an organisation inside a place."""
    inside = {"50": "501412", "52": "520704", "5014": "501412", "5207": "520704", "5001": "500101"}
    story = Story(title_th=a_name(), story_th="เรื่อง", presenter="นาง")
    organisation = an_organisation(
        cast, name_th=a_name(), place_code=inside[place_code], by=cast.ministry_officer
    )
    return nominate_showcase(forum=forum, organisation=organisation, story=story, by=cast.ministry_officer)


@builder("forum_stage_judges", "forum_stage_sheets")
def jury_page_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    judge = jury_at(cast, place_code)
    return None if judge is None else {"pk": judge.stage_id}


@builder("judge_take_off")
def judge_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    judge = jury_at(cast, place_code)
    return None if judge is None else {"pk": judge.pk}


@builder("score_sheet")
def sheet_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    judge = jury_at(cast, place_code)
    return None if judge is None else {"pk": judge.sheets.first().pk}


@builder("judge_conflict")
def conflict_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    judge = jury_at(cast, place_code)
    return (
        None if judge is None else {"pk": judge.stage_id, "showcase": judge.sheets.first().entry.showcase_id}
    )


@builder("check_in_undo")
def check_in_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if not place_code.startswith(("50", "52")) or len(place_code) > len("5014"):
        return None
    present = somebody_seated_at(cast, place_code)
    came, _slip = check_in(registration=present, station="1", by=cast.ministry_officer)
    return {"pk": came.pk}
