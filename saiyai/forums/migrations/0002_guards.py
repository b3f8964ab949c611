"""The guards of selections: a choice is only ever withdrawn, once."""

from django.db import migrations

from saiyai.audit.guards import LayGuard


class Migration(migrations.Migration):
    dependencies = [("forums", "0001_initial")]

    operations = [
        LayGuard(
            name="forums_selection_no_delete",
            table="forums_selection",
            act="DELETE",
            says="a selection is withdrawn, never deleted",
        ),
        LayGuard(
            name="forums_selection_is_final",
            table="forums_selection",
            act="UPDATE",
            says="a selection changes only by being withdrawn",
            when="OLD.withdrawn_at IS NOT NULL OR NEW.stage_id <> OLD.stage_id OR NEW.showcase_id <> OLD.showcase_id "
            "OR NEW.reason <> OLD.reason OR NEW.selected_by_id <> OLD.selected_by_id",
        ),
    ]
