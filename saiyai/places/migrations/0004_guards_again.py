"""The guards of the tables that were made anew, and that a file which could not be read stays so."""

from importlib import import_module

from django.db import migrations

from saiyai.audit.guards import LayGuard

REBUILT = {"places_place", "places_importbatch", "places_localauthority"}
"""The tables that SQLite made anew for a new column, and lost the guards of."""
FINAL = "places_batch_final"

FORMER = import_module("saiyai.places.migrations.0002_guards").Migration.operations


class Migration(migrations.Migration):
    dependencies = [("places", "0003_examples_and_joins")]

    operations = [
        *(
            LayGuard(**each.declared)
            for each in FORMER
            if each.guard.table in REBUILT and each.guard.name != FINAL
        ),
        LayGuard(
            name=FINAL,
            table="places_importbatch",
            act="UPDATE",
            says="an import that was accepted, discarded or could not be read is final",
            when="OLD.state IN ('accepted', 'discarded', 'failed')",
        ),
    ]
