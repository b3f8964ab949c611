"""Finding pages and actions from a few letters, with and without scripts."""

from datetime import date

import pytest
from django.test import Client

from saiyai.kernel.powers import NOBODY, Scope
from saiyai.kernel.text import LONGEST_SEARCH
from saiyai.web import offers
from saiyai.web.find import MOST_OF_ONE_FINDER, found, resembles, tasks_found
from saiyai.web.offers import Found, WaitingTask
from tests.cast import Cast

RECORD = ("บันทึกการดำเนินการ", "The record")


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch):
    """Let a finder of a test stand alone among the finders."""

    def stands(one: offers.Finder) -> None:
        alone: offers.Registry[offers.Finder] = offers.Registry()
        alone.add(one)
        monkeypatch.setattr("saiyai.web.find.FINDERS", alone)

    return stands


@pytest.mark.parametrize("typed", ["บันทึก", "บันทืก", "บนทก", "ดําเนิน", "RECORD", "recrod", " the  record "])
def test_a_page_is_found_by_imperfect_spelling(typed: str):
    assert resembles(typed, RECORD)


@pytest.mark.parametrize("typed", ["กองทุน", "xyz", "ก็"])
def test_what_is_not_meant_is_not_found(typed: str):
    assert not resembles(typed, RECORD)


@pytest.mark.django_db
def test_the_page_works_without_scripts(client: Client):
    page = client.get("/find/", {"q": "บันทืก"}).content.decode()

    assert "<html" in page
    assert "/about/record/" in page


@pytest.mark.django_db
def test_the_palette_gets_only_the_list(client: Client):
    part = client.get("/find/", {"q": "record"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert 'role="option"' in part
    assert "/about/record/" in part


@pytest.mark.django_db
def test_only_those_signed_in_find_their_home(cast: Cast, client: Client):
    assert "/home/" not in client.get("/find/").content.decode().split("<main")[1]

    client.force_login(cast.volunteer)

    assert "/home/" in client.get("/find/").content.decode().split("<main")[1]


def test_a_finder_is_asked_with_the_scope_and_a_query_of_bounded_length(finder):
    asked: list[tuple[str, Scope]] = []

    def listens(query: str, scope: Scope) -> list[Found]:
        asked.append((query, scope))
        return [Found("place", str(number), "", "/") for number in range(50)]

    finder(listens)

    things = found("ก" * 5_000, NOBODY)

    assert asked == [("ก" * LONGEST_SEARCH, NOBODY)]
    assert len(things) == MOST_OF_ONE_FINDER


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "' OR 1=1 --", "\x00", "%%%", "🧵" * 90, "ก็" * 200]
)
def test_whatever_is_typed_is_answered(client: Client, typed: str):
    answer = client.get("/find/", {"q": typed})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_what_waits_for_a_person_is_found_by_them_alone(monkeypatch: pytest.MonkeyPatch):
    tasks: offers.Registry[offers.WaitingTasks] = offers.Registry()
    tasks.add(lambda scope: [WaitingTask("ตรวจสอบรายงาน 2 ฉบับ", "/reports/", "5014")])
    monkeypatch.setattr("saiyai.web.find.WAITING_TASKS", tasks)

    mine = tasks_found("ตรวจสอบรายงาน ๒", Scope(on=date(2014, 9, 4), user_id=1))

    assert [each.url for each in mine] == ["/reports/"]
    assert tasks_found("ตรวจสอบรายงาน", NOBODY) == []
