"""Why declared guards are held against the database: SQLite changes a column by making the table anew."""

import pytest
from django.db import connection, models

from saiyai.audit.models import EntrySubject
from tests.database import CommittedDatabase, Engine, engine
from tests.engines.test_guards import missing_guards

pytestmark = pytest.mark.engine


def test_a_table_made_anew_loses_its_guards_on_sqlite_and_keeps_them_on_postgresql(
    committed_db: CommittedDatabase,
):
    kept = EntrySubject._meta.get_field("subject")
    wider = models.CharField(max_length=81, null=True)
    wider.set_attributes_from_name("subject")
    wider.model = EntrySubject

    with connection.schema_editor() as editor:
        editor.alter_field(EntrySubject, kept, wider)

    lost = {"audit_entrysubject_no_update", "audit_entrysubject_no_delete"}
    assert missing_guards() == (lost if engine() is Engine.SQLITE else set())
