"""Showcases: what each kind is asked for, bringing one, changing it until a stage opens, withdrawing it, the list."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.forums import commands
from saiyai.forums.commands import Story, Told
from saiyai.forums.models import Showcase, Unit
from saiyai.forums.queries.showcase import lacks
from saiyai.forums.rules.showcase import SHORTEST_STORY, TEMPLATES, Lack, ShowcaseKind, lacks_of
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast
from tests.forums.builders import a_forum, a_showcase, a_vote, after
from tests.network.builders import an_organisation

pytestmark = pytest.mark.django_db

STORY = Story(title_th="กองทุน", story_th="เรื่อง" * 40, presenter="นางบัว", kind=ShowcaseKind.WELFARE_FUND)


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_each_of_the_eight_kinds_of_the_source_says_what_it_is_asked_for():
    assert [kind for kind in ShowcaseKind if not TEMPLATES[kind]] == [ShowcaseKind.OTHER]
    assert {each.unit for asked in TEMPLATES.values() for each in asked} <= set(Unit.values)


@pytest.mark.parametrize("kind", list(ShowcaseKind))
def test_a_showcase_that_tells_all_it_is_asked_for_lacks_nothing(kind: ShowcaseKind):
    told = {each.code for each in TEMPLATES[kind]} or {"other"}

    assert lacks_of(kind, "ก" * SHORTEST_STORY, "นางบัว", told) == ()
    assert [lack for lack, _code in lacks_of(kind, "สั้น", "", [])][:2] == [Lack.STORY, Lack.PRESENTER]


def test_a_coordinator_brings_a_showcase_and_fills_in_what_its_kind_asks_for(cast: Cast):
    forum = a_forum(cast)
    organisation = an_organisation(cast, name_th="กองทุนสวัสดิการ")
    client = signed_in(cast.district_coordinator)
    told = {"kind": "welfare_fund", "title_th": "กองทุนของเรา", "story_th": "เรื่อง", "presenter": "นางบัว"}

    offered = client.get(reverse("forum_nominate", args=["f"]), {"q": "สวัสดิการ"})
    client.post(reverse("forum_nominate", args=["f"]), told | {"organisation": organisation.pk})
    showcase = Showcase.objects.get(forum=forum)
    numbers = {"asked_villages": "๑๗", "asked_members": "1,697", "asked_capital": "2,344,070.93"}
    extra = {"name_1": "เครือข่าย", "quantity_1": "3", "unit_1": "villages"}
    client.post(reverse("showcase_change", args=[showcase.pk]), told | numbers | extra)

    assert "กองทุนสวัสดิการ" in offered.content.decode()
    assert [(each.code, each.quantity) for each in showcase.results.all()] == [
        ("villages", 17),
        ("members", 1_697),
        ("capital", 234_407_093),
        ("", 3),
    ]
    assert [lack for lack, _name in lacks(showcase)] == [Lack.STORY]


def test_a_number_that_cannot_be_read_is_told_and_nothing_is_lost(cast: Cast):
    showcase = a_showcase(cast, a_forum(cast), "กองทุน")
    told = {"kind": "other", "title_th": "กองทุน", "story_th": "เรื่องยาว", "presenter": "นางบัว"}

    answer = signed_in(cast.district_coordinator).post(
        reverse("showcase_change", args=[showcase.pk]),
        told | {"name_1": "สมาชิก", "quantity_1": "ราวร้อย", "unit_1": "people"},
    )

    assert answer.status_code == 400
    assert "ราวร้อย" in answer.content.decode()
    assert "เรื่องยาว" in answer.content.decode()


def test_a_showcase_changes_until_a_stage_opens_with_it(cast: Cast):
    vote = a_vote(cast, voters=1)
    showcase = vote.stage.entries.get(position=0).showcase
    by = cast.district_coordinator

    assert (
        refused(lambda: commands.change_showcase(showcase=showcase, story=STORY, by=by)) == "showcase.frozen"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Showcase.objects.filter(pk=showcase.pk).update(story_th="อย่างอื่น")
    commands.annul_stage(stage=vote.stage, reason="ลองใหม่", by=cast.support_officer)
    commands.change_showcase(showcase=showcase, story=STORY, by=by)
    assert Showcase.objects.get(pk=showcase.pk).kind == ShowcaseKind.WELFARE_FUND


def test_another_district_changes_nothing(cast: Cast):
    showcase = a_showcase(cast, a_forum(cast), "กองทุน")

    with pytest.raises(Denied):
        commands.change_showcase(showcase=showcase, story=STORY, by=cast.other_province_officer)


def test_a_showcase_withdrawn_after_the_opening_is_counted_and_does_not_go_on(cast: Cast):
    vote = a_vote(cast, voters=1, entries=2, is_secret=False, first=1)
    vote.cast(0, [[0]])
    leader = vote.stage.entries.get(position=0).showcase
    commands.withdraw_showcase(showcase=leader, reason="ย้ายพื้นที่", by=cast.district_coordinator)

    with after(vote.stage):
        commands.count_stage(stage=vote.stage, by=cast.support_officer)
        commands.publish_stage(stage=vote.stage, by=cast.support_officer)

    assert [(each.outcome.goes_on, each.position) for each in vote.stage.entries.all()] == [
        (False, 0),
        (True, 1),
    ]


def test_a_withdrawn_showcase_leaves_the_list_and_stands_on_no_stage_that_opens_later(cast: Cast):
    forum = a_forum(cast)
    showcase = a_showcase(cast, forum, "กองทุน")
    client = signed_in(cast.district_coordinator)

    client.post(reverse("showcase_give_up", args=[showcase.pk]), {"reason": "ซ้ำ"})

    assert Showcase.objects.get(pk=showcase.pk).withdrawn_reason == "ซ้ำ"
    assert (
        "กองทุน"
        not in client.get(
            reverse("forum_stage", args=[forum.stages.get(place_code="50").pk])
        ).content.decode()
    )
    assert (
        refused(lambda: commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer))
        == "showcase.withdrawn"
    )


def test_the_list_is_narrowed_by_words_and_kind_and_taken_along(cast: Cast):
    forum = a_forum(cast)
    organisation = an_organisation(cast, name_th="กองทุนสวัสดิการ")
    story = Story(
        **{name: getattr(STORY, name) for name in Story.__slots__}
        | {"results": (Told("สมาชิก", "", 9, Unit.PEOPLE),)}
    )
    commands.nominate_showcase(
        forum=forum, organisation=organisation, story=story, by=cast.district_coordinator
    )
    a_showcase(cast, forum, "ป่าต้นน้ำ")
    client = Client()

    page = client.get(reverse("showcases"), {"kind": "welfare_fund", "q": "กองทุน"}).content.decode()
    file = client.get(reverse("showcases"), {"as": "csv"}).content.decode()

    assert "ป่าต้นน้ำ" not in page
    assert "กองทุน" in page
    assert "ป่าต้นน้ำ" in file


def test_twenty_showcases_ask_no_more_of_the_database_than_one(cast: Cast):
    forum, client, counts = a_forum(cast), Client(), []
    for number in range(20):
        a_showcase(cast, forum, f"ผลงาน{number}")
        if number in (0, 19):
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("showcases"))
            counts.append(len(asked))

    assert counts[0] == counts[1]
