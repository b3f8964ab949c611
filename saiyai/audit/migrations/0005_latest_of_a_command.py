"""An index by command: what was last done of a kind is found at once, however long the record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_outbox_forgets")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["command", "seq"], name="audit_entry_command"),
        ),
    ]
