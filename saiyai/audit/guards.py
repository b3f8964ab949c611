"""Rules that the database itself keeps, declared once and laid as triggers on SQLite and PostgreSQL alike.

A guard refuses an insert, update or delete of a row while its condition holds. Conditions are plain SQL over NEW and
OLD that both engines read the same way. A migration that rebuilds a table on SQLite drops its triggers: a test
holds every declared guard against the database after all migrations.
"""

from dataclasses import dataclass
from typing import Any, Literal

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory

ALWAYS = "1 = 1"


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: what it is called, which act on which table it refuses, when, and what it says."""

    name: str
    table: str
    act: Literal["INSERT", "UPDATE", "DELETE"]
    says: str
    when: str = ALWAYS

    def sql_to_lay(self, vendor: str) -> list[str]:
        """Return the statements that lay the guard on an engine."""
        says = self.says.replace("'", "''")
        if vendor == "sqlite":
            rule = f"FOR EACH ROW WHEN {self.when} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            return [f'CREATE TRIGGER "{self.name}" BEFORE {self.act} ON "{self.table}" {rule}']
        kept = "OLD" if self.act == "DELETE" else "NEW"
        no = f"RAISE EXCEPTION '{says.replace('%', '%%')}' USING ERRCODE = '23514'"
        body = f"BEGIN IF {self.when} THEN {no}; END IF; RETURN {kept}; END"
        rule = f'FOR EACH ROW EXECUTE FUNCTION "{self.name}"()'
        return [
            f'CREATE FUNCTION "{self.name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ {body} $guard$',
            f'CREATE TRIGGER "{self.name}" BEFORE {self.act} ON "{self.table}" {rule}',
        ]

    def sql_to_lift(self, vendor: str) -> list[str]:
        """Return the statements that take the guard away."""
        if vendor == "sqlite":
            return [f'DROP TRIGGER IF EXISTS "{self.name}"']
        return [
            f'DROP TRIGGER IF EXISTS "{self.name}" ON "{self.table}"',
            f'DROP FUNCTION IF EXISTS "{self.name}"()',
        ]


def append_only(table: str) -> list["LayGuard"]:
    """Return the operations that make a table's rows final once they are written."""
    says = f"{table} is append-only"
    return [
        LayGuard(name=f"{table}_no_update", table=table, act="UPDATE", says=says),
        LayGuard(name=f"{table}_no_delete", table=table, act="DELETE", says=says),
    ]


class LayGuard(Operation):
    """The migration operation that lays one guard; going back lifts it."""

    reduces_to_sql = True
    reversible = True
    elidable = False
    category = OperationCategory.SQL

    def __init__(self, **declared: Any) -> None:
        self.guard = Guard(**declared)
        self.declared = declared

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how a migration file writes the operation."""
        return type(self).__name__, [], self.declared

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Leave the models as they are."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,  # noqa: ARG002
        to_state: Any,  # noqa: ARG002
    ) -> None:
        """Lay the guard."""
        vendor = schema_editor.connection.vendor
        for statement in [*self.guard.sql_to_lift(vendor), *self.guard.sql_to_lay(vendor)]:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,  # noqa: ARG002
        to_state: Any,  # noqa: ARG002
    ) -> None:
        """Lift the guard."""
        for statement in self.guard.sql_to_lift(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Return what the operation does, for the migration's log."""
        return f"Lay guard {self.guard.name}"
