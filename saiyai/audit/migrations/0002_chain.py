"""The chain's first link, and the guards that keep it whole."""

from django.db import migrations

from saiyai.audit.guards import LayGuard, append_only
from saiyai.audit.rules import GENESIS


def make_head(apps, schema_editor):
    apps.get_model("audit", "ChainHead").objects.create(id=1, seq=0, hash=GENESIS)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(make_head, migrations.RunPython.noop),
        *append_only("audit_entry"),
        *append_only("audit_entrysubject"),
        LayGuard(
            name="audit_entry_follows",
            table="audit_entry",
            act="INSERT",
            says="an entry follows the one before it, without a gap",
            when="NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entry) OR NEW.prev_hash <> "
            f"COALESCE((SELECT hash FROM audit_entry WHERE seq = NEW.seq - 1), '{GENESIS}')",
        ),
    ]
