"""The record in the open: the heads of the days, and a thing's history in words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.template import Context, Template
from django.test import Client

from saiyai.audit import clock
from saiyai.audit.command import append_entry
from saiyai.audit.models import ChainHead, Entry
from saiyai.audit.queries import day_heads
from saiyai.kernel.powers import Console
from saiyai.web import offers
from saiyai.web.history import history_lines
from saiyai.web.offers import Sentences
from tests.cast import Cast

pytestmark = pytest.mark.django_db
THING = "test.thing:1"
AT = datetime(2014, 9, 3, 20, 30, tzinfo=UTC)  # already the 4th in Thailand


def note(by: object, *, reason: str = "", changes: list[list[object]] | None = None) -> None:
    with clock.set_to(AT), transaction.atomic():
        append_entry(
            "test.thing.change", by=by, place_code="", reason=reason, changes=changes or [], subjects=[THING]
        )


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences: offers.Registry[Sentences] = offers.Registry()
    sentences.add(
        Sentences({"test.thing.change": "changed the thing"}, {}, {"members": "Members", "phone": "Phone"})
    )
    names: offers.Registry[object] = offers.Registry()
    names.add(lambda wanted: {number: f"Person {number}" for number in wanted})
    monkeypatch.setattr(offers, "SENTENCES", sentences)
    monkeypatch.setattr(offers, "ACTOR_NAMES", names)


def test_the_head_of_each_day_is_shown_to_everybody(client: Client):
    note(Console())
    head = ChainHead.objects.get(pk=1)

    page = client.get("/about/record/").content.decode()

    assert head.hash in page
    assert "4 ก.ย. 2557" in page


@pytest.mark.engine
def test_each_days_head_is_its_last_entry_and_all_are_found_in_one_query(django_assert_num_queries: Any):
    midnight = datetime(2014, 9, 3, 17, tzinfo=UTC)  # the 4th begins in Thailand
    instants = [midnight - timedelta(days=9), midnight - timedelta(microseconds=1), midnight, midnight]
    for instant in [*instants, midnight + timedelta(hours=23), midnight + timedelta(days=3)]:
        with clock.set_to(instant), transaction.atomic():
            append_entry(
                "test.thing.change", by=Console(), place_code="", reason="", changes=[], subjects=[THING]
            )
    entries = dict(Entry.objects.values_list("seq", "hash"))

    with django_assert_num_queries(1):
        heads = day_heads(days=3, until=date(2014, 9, 7))
    before = day_heads(days=9, until=date(2014, 9, 4))

    assert [(each.on, each.seq) for each in heads] == [
        (date(2014, 9, 7), 6),
        (date(2014, 9, 4), 5),
        (date(2014, 9, 3), 2),
    ]
    assert [each.seq for each in before] == [5, 2, 1]
    assert all(each.hash == entries[each.seq] for each in [*heads, *before])


def test_an_empty_record_says_so(client: Client):
    assert "ยังไม่มีรายการในบันทึก" in client.get("/about/record/").content.decode()


def test_a_history_says_who_what_when_and_why(cast: Cast, words: None):
    note(cast.volunteer, reason="recounted", changes=[[THING, "members", 41, 42]])

    (line,) = history_lines(THING)

    assert (line.who, line.what, line.why) == (
        f"Person {cast.volunteer.pk}",
        "changed the thing",
        "recounted",
    )
    assert line.at.isoformat() == "2014-09-04T03:30:00+07:00"
    assert [(each.field, each.before, each.after) for each in line.changes] == [("Members", "41", "42")]


def test_a_personal_value_is_never_shown(cast: Cast, words: None):
    note(cast.volunteer, changes=[[THING, "phone", None, "#0123456789abcdef0123456789abcdef"]])

    page = Template('{% load saiyai %}{% history "test.thing:1" %}').render(Context())

    assert "0123456789abcdef" not in page
    assert "Phone" in page


def test_what_the_console_did_is_said_of_the_console():
    note(Console())

    assert history_lines(THING)[0].who == "ผู้ดูแลเครื่องแม่ข่าย"


def test_what_people_wrote_stays_text(cast: Cast, words: None):
    note(cast.volunteer, reason="<script>alert(1)</script>")

    page = Template('{% load saiyai %}{% history "test.thing:1" %}').render(Context())

    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_a_thing_without_acts_has_an_empty_history():
    page = Template('{% load saiyai %}{% history "test.thing:2" %}').render(Context())

    assert "ยังไม่มีบันทึกของรายการนี้" in page


def test_twenty_acts_take_as_many_queries_as_one(cast: Cast, words: None, django_assert_num_queries):
    for _each in range(20):
        note(cast.volunteer)

    with django_assert_num_queries(1):
        assert len(history_lines(THING)) == 20
