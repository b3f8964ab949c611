"""Checks of the data: silent on a sound database, and each naming the damage that it is for."""

import pytest
from django.db import connection, transaction

from saiyai.audit import checks
from saiyai.audit.command import append_entry
from saiyai.audit.models import EntrySubject
from saiyai.kernel.powers import Console

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def an_entry(changes: list[list[object]] | None = None, subjects: list[str] | None = None) -> int:
    with transaction.atomic():
        return append_entry(
            "test.thing.change",
            by=Console(),
            place_code="",
            reason="",
            changes=changes or [],
            subjects=subjects or [],
        )


@pytest.mark.parametrize("name", sorted(checks.CHECKS))
def test_a_sound_database_has_no_problem(name: str):
    an_entry([["audit.entry:1", "reason", None, "x"]], ["audit.entry:1"])

    assert list(checks.CHECKS[name].problems()) == []


def test_a_guard_that_is_gone_is_named():
    statement = {
        "sqlite": "DROP TRIGGER audit_entry_no_update",
        "postgresql": "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_update",
    }
    with connection.cursor() as cursor:
        cursor.execute(statement[connection.vendor])

    assert list(checks.missing_guards()) == ["the guard audit_entry_no_update is missing"]


def test_an_entry_that_speaks_of_nothing_known_is_named():
    an_entry(subjects=["audit.nothing:1", "audit.entry:7", "no name at all", "cms.page:4"])

    assert [problem.split(", ")[0] for problem in checks.unknown_subjects()] == [
        "an entry speaks of audit.nothing:1",
        "an entry speaks of no name at all",
    ]


def test_a_change_missing_in_a_history_is_named():
    seq = an_entry([["audit.entry:1", "reason", None, "x"]], [])
    connection.check_constraints()  # PostgreSQL alters no table with keys yet to be checked
    with connection.cursor() as cursor:
        lift = {
            "sqlite": "DROP TRIGGER audit_entrysubject_no_delete",
            "postgresql": "ALTER TABLE audit_entrysubject DISABLE TRIGGER audit_entrysubject_no_delete",
        }
        cursor.execute(lift[connection.vendor])
    EntrySubject.objects.all()._raw_delete("default")

    assert list(checks.unindexed_changes()) == [
        f"entry {seq} changed audit.entry:1 and is missing in its history"
    ]


def test_a_migration_that_was_not_run_is_named():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'audit' AND name = '0002_chain'")

    assert list(checks.unapplied_migrations()) == ["the migration audit.0002_chain was not run"]


def test_two_checks_of_one_name_fail_at_start():
    with pytest.raises(ValueError, match=r"audit\.chain"):
        checks.add_check("audit.chain", "", checks.broken_chain)
