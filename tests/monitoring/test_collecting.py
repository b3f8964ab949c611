"""Collections opened at any level for all or some places, their days changed with a reason, reminders once each."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.models import OutboxMessage
from saiyai.kernel.powers import Console
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.monitoring import commands
from saiyai.monitoring.jobs import remind
from saiyai.monitoring.models import Collection, Reminder, Report
from saiyai.monitoring.rules.collection import Step, Window, step_due
from saiyai.places.models import Level
from tests.cast import Cast
from tests.monitoring.builders import a_collection, a_project, some_series

DUE = date(2014, 7, 31)
WINDOW = Window(date(2014, 7, 1), DUE, date(2014, 8, 31))
DAYS = {"opens_on": WINDOW.opens_on, "due_on": DUE, "closes_on": WINDOW.closes_on}


@pytest.mark.parametrize(
    ("day", "done", "step"),
    [
        (-8, (), None),
        (-7, (), Step.WEEK_BEFORE),
        (-7, ("week_before",), None),
        (-1, ("week_before",), Step.DAY_BEFORE),
        (0, (), Step.DAY_BEFORE),
        (1, (), None),
        (7, (), Step.WEEK_AFTER),
        (8, ("week_after",), None),
        (32, (), None),
    ],
)
def test_a_reminder_is_due_on_its_days_alone(day: int, done: tuple[str, ...], step: Step | None):
    assert step_due(WINDOW, DUE + timedelta(days=day), done) is step


@given(st.integers(-40, 80))
def test_who_is_reminded_every_day_is_reminded_once_a_step(first: int):
    done: list[str] = []
    for day in range(first, 90):
        step = step_due(WINDOW, DUE + timedelta(days=day), done)
        if step is not None:
            done.append(step)

    assert len(done) == len(set(done))


pytest_db = pytest.mark.django_db


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def opened(cast: Cast, level: Level, codes: tuple[str, ...] = ()) -> Collection:
    project = a_project(cast)
    form = commands.publish_form(
        project=project, title_th="แบบ", series=some_series(cast), by=cast.support_officer
    )
    return commands.open_collection(
        project=project,
        form=form,
        period_code="2557M10",
        level=level,
        codes=codes,
        **DAYS,
        by=cast.support_officer,
    )


@pytest_db
def test_districts_report_too(cast: Cast):
    collection = opened(cast, Level.DISTRICT)

    codes = Report.objects.filter(collection=collection).values_list("place_code", flat=True)
    assert codes
    assert {len(code) for code in codes} == {4}


@pytest_db
def test_some_places_are_asked_and_others_owe_nothing(cast: Cast):
    collection = opened(cast, Level.TAMBON, ("501412",))

    assert [each.place_code for each in collection.reports.all()] == ["501412"]


@pytest_db
def test_a_place_outside_the_project_is_refused(cast: Cast):
    with pytest.raises(Refusal, match=r"collection\.place_outside"):
        opened(cast, Level.TAMBON, ("570805",))


@pytest_db
def test_days_change_with_a_reason_in_order_and_by_who_runs_the_project(cast: Cast):
    collection = a_collection(cast)
    later = DAYS | {"due_on": date(2014, 8, 15)}
    with pytest.raises(Refusal, match=r"form\.reason_missing"):
        commands.change_days(collection=collection, reason=" ", **later, by=cast.support_officer)
    wrong = DAYS | {"due_on": date(2015, 1, 1)}
    with pytest.raises(Refusal, match=r"days_out_of_order"):
        commands.change_days(collection=collection, reason="ก", **wrong, by=cast.support_officer)
    with pytest.raises(Denied):
        commands.change_days(collection=collection, reason="ก", **later, by=cast.province_officer)
    commands.change_days(collection=collection, reason="น้ำท่วม", **later, by=cast.support_officer)

    assert Collection.objects.get(pk=collection.pk).due_on == date(2014, 8, 15)


@pytest_db
def test_those_who_owe_are_written_to_once(cast: Cast):
    collection = a_collection(cast)
    User.objects.filter(pk=cast.tambon_officer.pk).update(email="tambon@example.org")

    with clock.set_to(datetime(2014, 7, 24, 9, tzinfo=clock.BANGKOK)):
        first, second = remind(), remind()

    mails = OutboxMessage.objects.filter(recipient="tambon@example.org")
    assert (first, second) == ([collection.pk], [])
    assert [("1" in each.body, "31" in each.body) for each in mails] == [(True, True)]
    assert Reminder.objects.get().step == "week_before"


@pytest_db
def test_who_owes_nothing_is_left_alone(cast: Cast):
    collection = opened(cast, Level.TAMBON, ("500101",))
    User.objects.filter(pk=cast.tambon_officer.pk).update(email="tambon@example.org")

    commands.remind_owing(collection=collection, step=Step.WEEK_BEFORE, by=Console())

    assert not OutboxMessage.objects.filter(recipient="tambon@example.org").exists()


@pytest_db
@pytest.mark.engine
def test_the_database_keeps_one_reminder_a_step(cast: Cast):
    collection = a_collection(cast)
    commands.remind_owing(collection=collection, step=Step.WEEK_BEFORE, by=Console())

    with pytest.raises(Refusal, match=r"collection\.reminded"):
        commands.remind_owing(collection=collection, step=Step.WEEK_BEFORE, by=Console())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(collection=collection, step="week_before", sent_at=clock.now(), people=0)


@pytest_db
def test_an_office_opens_a_collection_and_moves_its_days_on_the_page(cast: Cast):
    project = a_project(cast, prefixes=("50",))
    form = commands.publish_form(
        project=project, title_th="แบบ", series=some_series(cast), by=cast.province_officer
    )
    client, address = signed_in(cast.province_officer), reverse("collection_open", args=[project.code])
    days = {"opens_on": "1 ก.ค. 2557", "due_on": "31 ก.ค. 2557", "closes_on": "31 ส.ค. 2557"}
    told = days | {"form": str(form.pk), "period": "๒๕๕๗Q3", "level": "tambon", "codes": ""}

    opened_once = client.post(address, told)
    again = client.post(address, told)
    wrong = client.post(address, told | {"period": "next year"})
    collection = Collection.objects.get()
    moved = client.post(
        reverse("collection_days", args=[collection.pk]), days | {"due_on": "15 ส.ค. 2557", "reason": "น้ำท่วม"}
    )

    assert (opened_once.status_code, again.status_code, wrong.status_code, moved.status_code) == (
        302,
        409,
        400,
        302,
    )
    assert Collection.objects.get().due_on == date(2014, 8, 15)
