"""The chain: gapless, final, and telling where it was broken."""

import pytest
from django.db import IntegrityError, connection, transaction

from saiyai.audit.models import Entry
from saiyai.audit.queries import soundness_of_chain
from saiyai.kernel.powers import Console
from saiyai.places.commands import load_places

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def test_a_command_leaves_one_entry_that_follows_the_one_before():
    load_places(by=Console())
    load_places(by=Console())

    first, second = Entry.objects.order_by("seq")
    assert (first.seq, second.seq) == (1, 2)
    assert second.prev_hash == first.hash
    assert soundness_of_chain().broken is None


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_the_record(statement: str):
    load_places(by=Console())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_changed_entry_is_named():
    load_places(by=Console())
    load_places(by=Console())
    with connection.cursor() as cursor:
        lift = {
            "sqlite": "DROP TRIGGER audit_entry_no_update",
            "postgresql": "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_no_update",
        }
        cursor.execute(lift[connection.vendor])
        cursor.execute("UPDATE audit_entry SET reason = 'x' WHERE seq = 2")

    broken = soundness_of_chain().broken

    assert broken is not None
    assert (broken.seq, broken.why) == (2, "was changed")
