"""The command: what it records, what it refuses, and what fails before anything runs."""

import json

import pytest

from saiyai.accounts.models import Office, User
from saiyai.audit.command import COMMANDS, command, queue_message, when_recorded
from saiyai.audit.models import Entry, OutboxMessage, SecurityEvent
from saiyai.audit.queries import history_of
from saiyai.kernel.powers import Actor, Console, Power, Role
from saiyai.kernel.refusal import Conflict, Denied, Refusal
from tests.audit import acts
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

ANYBODY = Power(frozenset(Role))


def test_a_denied_act_changes_nothing_and_leaves_a_security_event(cast: Cast):
    with pytest.raises(Denied):
        acts.open_office(code="mine", by=cast.volunteer)

    event = SecurityEvent.objects.get()
    assert (event.kind, event.actor_id, event.detail) == (
        "denied",
        cast.volunteer.pk,
        {"command": "test.office.open"},
    )
    assert not Entry.objects.exists()
    assert not Office.objects.filter(code="mine").exists()


def test_a_refused_act_changes_nothing_and_leaves_no_entry(cast: Cast):
    before = cast.citizen.display_name

    with pytest.raises(Refusal):
        acts.refuse(person=cast.citizen, by=Console())

    cast.citizen.refresh_from_db()
    assert cast.citizen.display_name == before
    assert not Entry.objects.exists()


def test_a_command_inside_a_command_is_refused_and_undone():
    with pytest.raises(RuntimeError, match="inside another command"):
        acts.open_office_within(code="inner", by=Console())

    assert not Office.objects.exists()
    assert not Entry.objects.exists()


def test_after_a_command_that_failed_the_next_one_runs():
    with pytest.raises(RuntimeError):
        acts.open_office_within(code="inner", by=Console())

    acts.open_office(code="outer", by=Console())

    assert Entry.objects.count() == 1


def test_personal_fields_stand_in_the_record_only_as_keyed_hashes(cast: Cast, settings):
    acts.rename(person=cast.citizen, display_name="สมหญิง ใจดี", reason="marriage", by=Console())

    entry = Entry.objects.get()
    (_subject, field, before, after) = json.loads(entry.changes)[0]
    assert field == "display_name"
    assert "สมหญิง" not in entry.changes
    assert before.startswith("#")
    assert after.startswith("#")
    assert before != after
    assert entry.reason == "marriage"

    settings.AUDIT_KEY = b"another key"
    acts.rename(person=cast.auditor, display_name="สมหญิง ใจดี", reason="", by=Console())
    assert json.loads(Entry.objects.latest("seq").changes)[0][3] != after


def test_a_thing_changed_meanwhile_is_read_afresh_before_the_act(cast: Cast):
    stale = type(cast.citizen).objects.get(pk=cast.citizen.pk)
    acts.rename(person=cast.citizen, display_name="first", reason="", by=Console())

    acts.rename(person=stale, display_name="second", reason="", by=Console())

    first, second = (json.loads(entry.changes)[0] for entry in Entry.objects.order_by("seq"))
    assert second[2] == first[3]


def test_a_thing_that_is_gone_meanwhile_is_a_conflict():
    gone = User(pk=987_654)

    with pytest.raises(Conflict, match="gone"):
        acts.rename(person=gone, display_name="x", reason="", by=Console())


def test_the_history_of_a_thing_tells_who_what_and_why(cast: Cast):
    acts.rename(person=cast.citizen, display_name="new", reason="asked for it", by=cast.administrator)

    (row,) = history_of(cast.citizen.subject_key)

    assert (row.command, row.actor_id, row.reason) == (
        "test.person.rename",
        cast.administrator.pk,
        "asked for it",
    )
    assert [change.field for change in row.changes] == ["display_name"]


def test_positional_arguments_are_refused():
    with pytest.raises(TypeError, match="by name"):
        acts.open_office("code", Console())  # type: ignore[misc]


@pytest.mark.parametrize(
    ("body", "allows", "why"),
    [
        (lambda *, x: None, ANYBODY, "`by` among them"),
        (lambda by: None, ANYBODY, "keyword-only"),
        (lambda *, by: None, Power(frozenset(Role), place_of="report"), "lacks the argument report"),
        (
            lambda *, by: None,
            Power(frozenset(Role), unless=lambda *, fund: False),
            "lacks the argument fund",
        ),
    ],
)
def test_a_command_that_lacks_what_it_is_judged_by_fails_at_import(body, allows: Power, why: str):
    with pytest.raises(TypeError, match=why):
        command("test.wrong", allows=allows)(body)

    assert "test.wrong" not in COMMANDS


def test_a_subject_that_is_no_argument_fails_at_import():
    with pytest.raises(TypeError, match="lacks the argument thing"):

        @command("test.wrong", allows=ANYBODY, subjects=("thing",))
        def wrong(*, by: Actor) -> None: ...


def test_a_name_used_twice_fails_at_import():
    name = next(iter(COMMANDS))

    with pytest.raises(TypeError, match="two commands"):

        @command(name, allows=ANYBODY)
        def again(*, by: Actor) -> None: ...


def test_messages_and_callbacks_belong_inside_a_command():
    with pytest.raises(RuntimeError, match="inside a command"):
        queue_message(OutboxMessage())
    with pytest.raises(RuntimeError, match="inside a command"):
        when_recorded(lambda seq: None)
