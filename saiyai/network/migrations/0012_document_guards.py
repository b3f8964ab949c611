"""What stays as it is of a document: its file until it is erased, that it was withdrawn, and that there was one."""

from django.db import migrations

from saiyai.audit.guards import LayGuard

FILE_COLUMNS = ("file_key", "file_digest", "file_name", "file_type", "file_bytes", "noted_by_id", "noted_at")
CHANGED_FILE = " OR ".join(f'NEW."{each}" <> OLD."{each}"' for each in FILE_COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("network", "0011_documents")]

    operations = [
        LayGuard(
            name="network_document_file_is_final",
            table="network_organisationdocument",
            act="UPDATE",
            says="the file of a document never changes; replace, withdraw or erase it",
            when=f"({CHANGED_FILE}) AND (OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL)",
        ),
        LayGuard(
            name="network_document_end_is_final",
            table="network_organisationdocument",
            act="UPDATE",
            says="a document that was withdrawn or erased stays so",
            when="(OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL) "
            "OR (OLD.erased_at IS NOT NULL AND NEW.erased_at IS NULL)",
        ),
        LayGuard(
            name="network_document_stays",
            table="network_organisationdocument",
            act="DELETE",
            says="that there was a document stays; withdraw or erase it",
        ),
    ]
