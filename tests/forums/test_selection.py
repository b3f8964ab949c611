"""Forums: who announces, nominates and selects; one selected showcase at each stage."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.models import Entry
from saiyai.forums import commands
from saiyai.forums.commands import Story, Told
from saiyai.forums.exports import find, place_panel, waiting_tasks
from saiyai.forums.models import Forum, Selection, Showcase, Unit
from saiyai.kernel.powers import NOBODY
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast
from tests.forums.builders import a_forum
from tests.network.builders import a_proposed_organisation, an_organisation

pytestmark = pytest.mark.django_db

STORY = Story(
    title_th="ผ้าทอ",
    story_th="เล่าเรื่อง",
    presenter="นางบัว ตัวอย่าง",
    results=(Told("เงินทุนหมุนเวียน", "Money", 234407093, Unit.SATANG),),
)


def a_showcase(cast: Cast, forum: Forum, name_th: str = "กลุ่มทอผ้า") -> Showcase:
    organisation = an_organisation(cast, name_th=name_th)
    return commands.nominate_showcase(
        forum=forum, organisation=organisation, story=STORY, by=cast.district_coordinator
    )


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("person", "provinces", "is_allowed"),
    [
        ("support_officer", ("50", "52"), True),
        ("ministry_officer", ("10",), True),
        ("province_officer", ("50",), True),
        ("province_officer", ("50", "52"), False),
        ("district_coordinator", ("50",), False),
        ("auditor", ("50",), False),
    ],
)
def test_a_forum_reaches_no_further_than_the_area_of_its_author(
    cast: Cast, person: str, provinces: tuple[str, ...], is_allowed: bool
):
    if is_allowed:
        forum = a_forum(cast, provinces, getattr(cast, person))
        assert {stage.place_code for stage in forum.stages.all()} == set(provinces)
    else:
        with pytest.raises(Denied):
            a_forum(cast, provinces, getattr(cast, person))


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"starts_on": clock.today()}, "forum.half_dated"),
        ({"place_code": "509999"}, "forum.unknown_place"),
        ({"code": "known"}, "forum.known"),
    ],
)
def test_an_announcement_that_is_not_in_order_is_refused(cast: Cast, terms: dict[str, object], code: str):
    a_forum(cast, code="known")

    with pytest.raises(Refusal) as refusal:
        a_forum(cast, **({"code": "new"} | terms))

    assert refusal.value.code == code


def test_only_verified_organisations_of_the_forums_provinces_present(cast: Cast):
    forum = a_forum(cast, ("52",))

    for organisation, code in (
        (a_proposed_organisation(cast), "showcase.organisation_not_verified"),
        (an_organisation(cast, name_th="อีกกลุ่ม"), "showcase.outside_forum"),
    ):
        with pytest.raises(Refusal) as refusal:
            commands.nominate_showcase(
                forum=forum, organisation=organisation, story=STORY, by=cast.province_officer
            )
        assert refusal.value.code == code


@pytest.mark.parametrize("person", sorted(Cast.__annotations__))
def test_the_support_office_or_the_provinces_officer_selects(cast: Cast, person: str):
    showcase = a_showcase(cast, a_forum(cast))

    if person in {"support_officer", "province_officer"}:
        commands.select_showcase(showcase=showcase, reason="เด่น", by=getattr(cast, person))
        assert Selection.objects.get().showcase == showcase
    else:
        with pytest.raises(Denied):
            commands.select_showcase(showcase=showcase, reason="เด่น", by=getattr(cast, person))
        assert not Selection.objects.exists()


def test_one_showcase_is_selected_at_a_stage_until_its_selection_is_withdrawn(cast: Cast):
    forum = a_forum(cast)
    first, second = a_showcase(cast, forum), a_showcase(cast, forum, "กลุ่มป่า")
    selection = commands.select_showcase(showcase=first, reason="เด่น", by=cast.province_officer)

    with pytest.raises(Refusal) as refusal:
        commands.select_showcase(showcase=second, reason="เด่นกว่า", by=cast.support_officer)
    commands.withdraw_selection(selection=selection, reason="ลงคะแนนใหม่", by=cast.support_officer)
    commands.select_showcase(showcase=second, reason="เด่นกว่า", by=cast.support_officer)

    assert (refusal.value.code, refusal.value.values) == ("stage.already_selected", {"title": "ผ้าทอ"})
    assert [(each.showcase_id, each.withdrawn_at is None) for each in Selection.objects.order_by("pk")] == [
        (first.pk, False),
        (second.pk, True),
    ]
    assert [entry.reason for entry in Entry.objects.order_by("-seq")[:2]] == ["เด่นกว่า", "ลงคะแนนใหม่"]


@pytest.mark.engine
def test_the_database_holds_one_standing_selection_and_keeps_each_as_it_was_made(cast: Cast):
    showcase = a_showcase(cast, a_forum(cast))
    made = commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer)
    again = {"stage": made.stage, "showcase": showcase, "selected_by": cast.support_officer}

    with pytest.raises(IntegrityError), transaction.atomic():
        Selection.objects.create(**again, reason="อีกครั้ง", selected_at=clock.now())
    for statement in ("UPDATE forums_selection SET reason = 'x'", "DELETE FROM forums_selection"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("command", ["select", "withdraw"])
def test_neither_selecting_nor_withdrawing_goes_without_a_reason(cast: Cast, command: str):
    showcase = a_showcase(cast, a_forum(cast))
    if command == "withdraw":
        commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer)

    answer = signed_in(cast.province_officer).post(
        reverse(f"showcase_{command}", args=[showcase.pk]), {"reason": " "}
    )

    assert answer.status_code == 400
    assert Selection.objects.filter(withdrawn_at=None).count() == (command == "withdraw")


def test_everybody_reads_a_forum_and_sees_which_showcase_is_selected(cast: Cast):
    forum = a_forum(cast)
    first, second = a_showcase(cast, forum), a_showcase(cast, forum, "กลุ่มป่า")
    signed_in(cast.province_officer).post(reverse("showcase_select", args=[second.pk]), {"reason": "เด่น"})

    answer = Client().get(reverse("forum", args=["f"]))
    page = Client().get(reverse("showcase", args=[first.pk])).content.decode()

    group = answer.context["groups"][0]
    assert [(row.pk, row.is_selected) for row in group.showcases] == [(second.pk, True), (first.pk, False)]
    assert "2,344,070.93 บาท" in page
    assert 'method="post" action="/forums' not in page


def test_another_province_finds_no_way_to_select(cast: Cast):
    showcase = a_showcase(cast, a_forum(cast))

    for person in (cast.other_province_officer, cast.district_coordinator, cast.citizen):
        answer = signed_in(person).post(reverse("showcase_select", args=[showcase.pk]), {"reason": "เด่น"})
        assert answer.status_code == 404
    assert not Selection.objects.exists()


def test_a_stage_with_showcases_waits_for_those_who_select_there(cast: Cast):
    forum = a_forum(cast)
    assert waiting_tasks(cast.province_officer.scope) == []

    showcase = a_showcase(cast, forum)
    asked = {name: len(waiting_tasks(getattr(cast, name).scope)) for name in Cast.__annotations__}
    commands.select_showcase(showcase=showcase, reason="เด่น", by=cast.province_officer)

    assert {name for name, count in asked.items() if count} == {"province_officer", "support_officer"}
    assert waiting_tasks(cast.support_officer.scope) == []


def test_what_waits_is_found_in_as_many_queries_for_two_stages_as_for_one(cast: Cast):
    counts = []
    for code in ("first", "second"):
        a_showcase(cast, a_forum(cast, ("50",), code=code), name_th=f"กลุ่ม {code}")
        with CaptureQueriesContext(connection) as queries:
            tasks = waiting_tasks(cast.support_officer.scope)
        counts.append((len(tasks), len(queries)))

    assert [stages for stages, _queries in counts] == [1, 2]
    assert counts[0][1] == counts[1][1]


def test_a_place_shows_the_showcases_that_come_from_it(cast: Cast):
    a_showcase(cast, a_forum(cast))

    here = place_panel("5014", NOBODY)

    assert here is not None
    assert [text for text, _url, _note in here.rows] == ["ผ้าทอ"]
    assert place_panel("52", NOBODY) is None


def test_a_forum_asks_as_much_for_twenty_showcases_as_for_one(cast: Cast):
    forum = a_forum(cast)
    a_showcase(cast, forum)
    client, addresses = Client(), (reverse("forum", args=["f"]), reverse("forums"))

    def questions() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
        return counts

    for_one = questions()
    for number in range(19):
        a_showcase(cast, forum, f"กลุ่ม {number}")
        a_forum(cast, code=f"f-{number}")

    assert questions() == for_one


def test_forums_and_showcases_are_found_by_part_of_their_title(cast: Cast):
    a_showcase(cast, a_forum(cast))

    assert [each.url for each in find("เวที", NOBODY)] == ["/forums/f/"]
    assert [str(each.title) for each in find("ทอ", NOBODY)] == ["ผ้าทอ"]
