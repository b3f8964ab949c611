"""Voting on a phone without an account, and the pages of the desk, the jury and the one who keeps a stage."""

import json
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.models import Board, CheckIn, Sheet, Slip, Stage
from saiyai.forums.rules import verify_ballot
from saiyai.forums.rules.stage import Phase, Terms, Way
from tests.cast import Cast
from tests.forums.builders import (
    PHRASES,
    Vote,
    a_forum,
    a_quota,
    a_registration,
    a_vote,
    after,
    those_present,
)
from tests.forums.test_judging import a_jury, a_scored_stage, opened

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def slip_of(vote: Vote, number: int) -> dict[str, str]:
    badge, slip = vote.handed[number]
    return {"badge": badge, "slip": slip}


def test_a_phone_votes_in_two_steps_and_is_shown_its_tracker_once(cast: Cast):
    vote = a_vote(cast, voters=1)
    address, phone = reverse("forum_vote", args=[vote.stage.pk]), Client()

    asked = phone.get(address)
    ballot = phone.post(address, slip_of(vote, 0))
    answer = phone.post(address, slip_of(vote, 0) | {"cast": "1", "entries": ["1"]})
    again = phone.post(address, slip_of(vote, 0) | {"cast": "1", "entries": ["0"]})

    assert (asked.status_code, ballot.status_code, again.status_code) == (200, 200, 400)
    assert "นางที่0" in ballot.content.decode()
    tracker = re.search(r"<code>([A-Z2-7]{16})</code>", answer.content.decode())
    assert tracker is not None
    with after(vote.stage):
        commands.count_stage(stage=vote.stage, by=cast.support_officer, **PHRASES)
    board = json.loads(Client().get(reverse("forum_stage_board", args=[vote.stage.pk])).content)
    assert board["ballots"] == [[tracker[1], [[1]]]]
    assert verify_ballot.findings(board) == []


def test_a_ranking_ballot_takes_places_and_equal_ones(cast: Cast):
    vote = a_vote(cast, voters=1, way=Way.SCHULZE, most=3, is_secret=False)
    address = reverse("forum_vote", args=[vote.stage.pk])

    answer = Client().post(
        address, slip_of(vote, 0) | {"cast": "1", "place_0": "2", "place_1": "1", "place_2": "2"}
    )

    assert answer.status_code == 200
    assert vote.voter(0).envelope.choice == [[1], [0, 2]]


def test_a_wrong_slip_is_told_so_and_after_some_tries_the_badge_waits_while_others_vote(cast: Cast):
    vote = a_vote(cast, voters=2)
    address = reverse("forum_vote", args=[vote.stage.pk])
    wrong = slip_of(vote, 0) | {"slip": "000000" if vote.handed[0][1] != "000000" else "000001"}

    answers = [Client().post(address, wrong).content.decode() for _try in range(8)]

    assert "ไม่ตรงกัน" in answers[0]
    assert "หลายครั้งเกินไป" in answers[7]
    assert Client().post(address, slip_of(vote, 0)).status_code == 400
    assert Client().post(address, slip_of(vote, 1)).status_code == 200


def test_the_right_slip_is_never_slowed_down(cast: Cast):
    vote = a_vote(cast, voters=1)
    address = reverse("forum_vote", args=[vote.stage.pk])

    assert {Client().post(address, slip_of(vote, 0)).status_code for _try in range(12)} == {200}


def test_too_many_showcases_are_refused_and_the_ballot_comes_back_filled(cast: Cast):
    vote = a_vote(cast, voters=1, most=1)
    address = reverse("forum_vote", args=[vote.stage.pk])

    answer = Client().post(address, slip_of(vote, 0) | {"cast": "1", "entries": ["0", "1"]})

    assert answer.status_code == 400
    assert answer.content.decode().count(" checked") == 2
    assert vote.voter(0).way == ""


def test_thai_digits_and_spaces_of_a_slip_are_read(cast: Cast):
    vote = a_vote(cast, voters=1)
    badge, slip = vote.handed[0]
    thai = slip.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    sent = {"badge": f" {badge[:4].lower()} {badge[4:]}", "slip": f"{thai[:3]} {thai[3:]}"}

    assert Client().post(reverse("forum_vote", args=[vote.stage.pk]), sent).status_code == 200


def test_a_closed_stage_says_so_instead_of_asking(cast: Cast):
    vote = a_vote(cast, voters=1)

    with after(vote.stage):
        answer = Client().post(reverse("forum_vote", args=[vote.stage.pk]), slip_of(vote, 0))

    assert "รอบนี้ปิดแล้ว" in answer.content.decode()


def test_the_desk_checks_in_hands_a_slip_and_takes_a_mistake_back(cast: Cast):
    forum = a_forum(cast)
    registration = a_registration(cast, a_quota(cast, forum=forum))
    client = signed_in(cast.district_coordinator)

    listed = client.get(reverse("forum_desk", args=["f"]), {"q": "สมศรี"})
    page = client.post(reverse("registration_check_in", args=[registration.pk]), {"station": "โต๊ะ 2"})
    digits = re.search(r"<code>(\d{3} \d{3})</code>", page.content.decode())
    client.post(reverse("check_in_undo", args=[CheckIn.objects.get().pk]), {"reason": "ผิดคน"})

    assert "นางสมศรี" in listed.content.decode()
    assert digits is not None
    assert CheckIn.objects.get().station == "โต๊ะ 2"
    assert not Slip.objects.exists()


def test_whoever_keeps_a_stage_takes_it_from_plan_to_publication(cast: Cast):
    forum = a_forum(cast)
    handed = those_present(cast, forum, 1)
    a_scored = reverse("forum", args=[forum.code])
    from_tests = Stage.objects.get(forum=forum, place_code="50")
    vote = Vote(from_tests, handed)
    client = signed_in(cast.province_officer)
    terms = {"way": "approval", "first": "1", "objection_days": "0", "most": "1", "voters": ["network"]}

    decided = client.post(reverse("forum_stage_decide", args=[from_tests.pk]), terms)
    empty = client.post(reverse("forum_stage_open", args=[from_tests.pk]), {"lasts": "10"})

    assert (decided.status_code, empty.status_code) == (302, 400)
    assert client.get(a_scored).status_code == 200
    assert vote.stage.phase is Phase.PLANNED


def test_the_pages_of_a_counted_stage_show_the_result_and_its_sheet(cast: Cast):
    vote = a_vote(cast, voters=2, is_secret=False)
    vote.cast(0, [[0]])
    vote.cast(1, [[0]])
    client, pk = signed_in(cast.support_officer), vote.stage.pk

    asked = client.get(reverse("forum_stage_count", args=[pk])).content.decode()
    client.post(reverse("forum_stage_count", args=[pk]))

    assert "2 จาก 2" in asked
    page = client.get(reverse("forum_stage", args=[pk])).content.decode()
    sheet = client.get(reverse("forum_stage_sheet", args=[pk]))
    client.post(reverse("forum_stage_publish", args=[pk]))

    assert "นางที่0" in page
    assert sheet.content.startswith(b"%PDF")
    assert Stage.objects.get(pk=pk).published_at is not None
    assert Board.objects.get().text in Client().get(reverse("forum_stage_board", args=[pk])).content.decode()
    assert client.get(reverse("forum", args=["f"])).content.decode().count("คัดเลือก") > 0


def test_a_judge_keeps_a_draft_and_hands_in_on_their_own_page(cast: Cast):
    stage = a_scored_stage(cast)
    judge = a_jury(cast, stage)[0]
    opened(cast, stage)
    client = signed_in(judge.user)
    sheet = judge.sheets.first()
    assert sheet is not None
    address = reverse("score_sheet", args=[sheet.pk])

    client.post(address, {"c1": "50.5", "draft": "1"})
    unfinished = client.post(address, {"c1": "50.5", "hand_in": "1"})
    client.post(address, {"c1": "50.5", "c2": "๔๐", "remark": "ดีมาก", "hand_in": "1"})

    assert unfinished.status_code == 400
    assert list(unfinished.context["form"].errors) == ["c2"]
    assert Sheet.objects.get(pk=sheet.pk).points == {"c1": 5_050, "c2": 4_000}
    assert Sheet.objects.get(pk=sheet.pk).handed_in_at is not None
    assert client.get(reverse("forum_stage_sheets", args=[stage.pk])).status_code == 200
    assert signed_in(cast.citizen).get(address).status_code == 404


def test_many_on_the_desk_ask_no_more_of_the_database_than_one(cast: Cast):
    forum = a_forum(cast)
    client, counts = signed_in(cast.support_officer), []
    for how_many in (1, 20):
        those_present(cast, forum, how_many, place_code={1: "5014", 20: "5001"}[how_many])
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("forum_desk", args=["f"]))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_page_of_a_counted_stage_asks_the_database_a_bounded_number_of_times(cast: Cast):
    vote = a_vote(cast, voters=3, entries=2, is_secret=False)
    for number in range(3):
        vote.cast(number, [[0]])
    client = signed_in(cast.support_officer)
    commands.count_stage(stage=vote.stage, by=cast.support_officer)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("forum_stage", args=[vote.stage.pk]))

    assert len(asked) <= 45


def test_terms_that_cannot_be_read_say_which_line(cast: Cast):
    stage = a_forum(cast).stages.get(place_code="50")
    sent = {
        "way": "scoring",
        "first": "1",
        "objection_days": "7",
        "most": "1",
        "lines": "ประโยชน์ | Use | 60\nยั่งยืน",
    }

    answer = signed_in(cast.province_officer).post(reverse("forum_stage_decide", args=[stage.pk]), sent)

    assert answer.status_code == 400
    assert "บรรทัดที่ 2" in answer.content.decode()


def test_a_rubric_is_decided_on_the_page_as_it_is_written(cast: Cast):
    stage = a_forum(cast).stages.get(place_code="50")
    sent = {
        "way": "scoring",
        "first": "1",
        "objection_days": "7",
        "most": "1",
        "lines": "ประโยชน์ | Use | 60\nยั่งยืน | Lasting | 40",
        "ties": "2",
        "outstanding": "90",
    }

    signed_in(cast.province_officer).post(reverse("forum_stage_decide", args=[stage.pk]), sent)

    decided: Terms = Stage.objects.get(pk=stage.pk).decided
    assert [(each.name_th, each.points) for each in decided.lines] == [("ประโยชน์", 6_000), ("ยั่งยืน", 4_000)]
    assert (decided.ties, decided.levels) == (("c2",), (("outstanding", 9_000),))


def test_the_results_sheet_tells_the_time_of_the_hall(cast: Cast):
    at = clock.now().astimezone(clock.BANGKOK)
    vote = a_vote(cast, voters=1, is_secret=False)
    vote.cast(0, [[0]])
    commands.count_stage(stage=vote.stage, by=cast.support_officer)

    pdf = Client().get(reverse("forum_stage_sheet", args=[vote.stage.pk])).content

    told = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert {f"{(at + timedelta(minutes=late)):%H.%M}" for late in (0, 1)} & set(
        re.findall(r"\d\d\.\d\d", told)
    )
