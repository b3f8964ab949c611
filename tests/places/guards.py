"""Taking a guard of the database away inside a test, to show that it is the guard that refuses."""

from importlib import import_module

from django.db import connection

from saiyai.audit.guards import LayGuard


def lift(name):
    """Take a guard away until the test's transaction is rolled back."""
    migrations = ("0002_guards", "0004_guards_again")
    operations = [
        each
        for name_of in migrations
        for each in import_module(f"saiyai.places.migrations.{name_of}").Migration.operations
    ]
    guard = next(each.guard for each in operations if isinstance(each, LayGuard) and each.guard.name == name)
    with connection.cursor() as cursor:
        for statement in guard.sql_to_lift(connection.vendor):
            cursor.execute(statement)
