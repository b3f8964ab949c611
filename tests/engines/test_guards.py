"""What the database itself keeps: every guard that a migration declares stands, on either engine."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from saiyai.audit.guards import Guard, LayGuard

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def operations_of(operations: list[Operation]) -> Iterator[Operation]:
    for operation in operations:
        yield operation
        if isinstance(operation, SeparateDatabaseAndState):
            yield from operations_of(operation.database_operations)


def own_operations() -> Iterator[tuple[str, Operation]]:
    loader = MigrationLoader(None)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if migration.__module__.startswith("saiyai."):
            for operation in operations_of(migration.operations):
                yield f"{app}.{name}", operation


def declared_guards() -> dict[str, Guard]:
    """Return the guards that stand once all migrations have run: a later one of the same name replaces an earlier."""
    return {
        operation.guard.name: operation.guard
        for _migration, operation in own_operations()
        if isinstance(operation, LayGuard)
    }


def standing_guards() -> set[tuple[str, str]]:
    """Return the name and table of every trigger in the database."""
    query = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {(name, table.strip('"')) for name, table in cursor.fetchall()}


def missing_guards() -> set[str]:
    return {
        guard.name
        for guard in declared_guards().values()
        if (guard.name, guard.table) not in standing_guards()
    }


def test_every_declared_guard_stands_after_all_migrations():
    assert len(declared_guards()) >= 5
    assert missing_guards() == set()


def test_a_guard_that_a_rebuilt_table_lost_is_missed():
    with connection.cursor() as cursor:
        cursor.execute(
            {
                "sqlite": "DROP TRIGGER audit_entry_no_update",
                "postgresql": "DROP TRIGGER audit_entry_no_update ON audit_entry",
            }[connection.vendor]
        )

    assert missing_guards() == {"audit_entry_no_update"}


def test_a_guard_of_each_act_refuses_it():
    for act in ("INSERT", "UPDATE", "DELETE"):
        guard = Guard(name=f"probe_{act.lower()}", table="places_place", act=act, says="it's final: 100%")
        for statement in guard.sql_to_lay(connection.vendor):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        assert (guard.name, "places_place") in standing_guards()
        for statement in guard.sql_to_lift(connection.vendor):
            with connection.cursor() as cursor:
                cursor.execute(statement)
        assert (guard.name, "places_place") not in standing_guards()


def irreversible(operations: list[tuple[str, Operation]]) -> list[str]:
    """Return the migrations that go one way only without saying so."""
    return [
        name
        for name, operation in operations
        if isinstance(operation, (RunPython, RunSQL)) and not operation.reversible
    ]


def test_every_migration_can_be_taken_back():
    assert irreversible(list(own_operations())) == []


def test_a_migration_that_goes_one_way_is_found():
    assert irreversible([("app.0001", RunPython(lambda apps, editor: None))]) == ["app.0001"]
