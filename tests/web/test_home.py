"""The signed-in home: what waits, what is late, where one works, what is new."""

from datetime import date

import pytest
from django.test import Client

from saiyai.kernel.powers import Scope
from saiyai.web import offers
from saiyai.web.home import tasks_of
from saiyai.web.offers import Area, NewsItem, WaitingTask
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2014, 9, 10)
NOTHING = "ไม่มีเรื่องรอดำเนินการ"


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch):
    """Let one offer of a kind stand alone on the home."""

    def stands(kind: str, one: object) -> None:
        alone: offers.Registry[object] = offers.Registry()
        alone.add(one)
        monkeypatch.setattr(f"saiyai.web.home.{kind}", alone)

    return stands


def tasks(scope: Scope) -> list[WaitingTask]:
    return [
        WaitingTask("no term", "/a/", "50"),
        WaitingTask("still to come", "/b/", "50", date(2014, 9, 12)),
        WaitingTask("three days late", "/c/", "50", date(2014, 9, 7)),
        WaitingTask("due today", "/d/", "50", TODAY),
    ]


def test_the_longest_late_stands_first_and_the_open_ended_last(offer):
    offer("WAITING_TASKS", tasks)

    found = tasks_of(Scope(on=TODAY, user_id=1), TODAY)

    assert [each.text for each in found] == ["three days late", "due today", "still to come", "no term"]
    assert [each.is_late for each in found] == [True, False, False, False]
    assert found[0].days_late == 3


def test_a_visitor_is_asked_to_sign_in(client: Client):
    answer = client.get("/home/")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?next=/home/")


def test_the_home_shows_what_apps_offer(cast: Cast, client: Client, offer):
    offer("WAITING_TASKS", lambda scope: [WaitingTask("old matter", "/old/", "50", date(2014, 9, 7))])
    offer("AREAS", lambda scope: [Area("ตำบลป่าไผ่", "/places/501412/", "อาสาสมัคร")])
    offer("LATEST_NEWS", lambda count: [NewsItem("เวทีอำเภอ", "/news/1/", date(2014, 9, 4))])
    client.force_login(cast.volunteer)

    page = client.get("/home/").content.decode()

    assert "old matter" in page
    assert "ล่าช้า" in page
    assert "/places/501412/" in page
    assert "4 ก.ย. 2557" in page
    assert NOTHING in page


def test_all_beyond_eight_late_matters_are_folded(cast: Cast, client: Client, offer):
    late = [WaitingTask(f"matter {each}", f"/{each}/", "50", date(2014, 9, 7)) for each in range(10)]
    offer("WAITING_TASKS", lambda scope: late)
    client.force_login(cast.volunteer)

    page = client.get("/home/").content.decode()

    assert page.index("matter 7") < page.index("<details>\n      <summary>") < page.index("matter 8")
    assert "matter 9" in page


def test_an_empty_home_says_what_that_means_and_what_to_do(cast: Cast, client: Client, offer):
    for kind in ("WAITING_TASKS", "AREAS"):
        offer(kind, lambda scope: [])
    offer("AREA_MAPS", lambda scope: None)
    offer("LATEST_NEWS", lambda count: [])
    client.force_login(cast.volunteer)

    page = client.get("/home/").content.decode()

    assert NOTHING in page
    assert "โปรดติดต่อผู้ประสานงานอำเภอ" in page
    assert "ยังไม่มีข่าว" in page


def test_the_scope_of_the_reader_is_what_offers_are_asked_with(cast: Cast, client: Client, offer):
    asked: list[int | None] = []
    offer("AREAS", lambda scope: asked.append(scope.user_id) or [])
    client.force_login(cast.volunteer)

    client.get("/home/")

    assert asked == [cast.volunteer.pk]
