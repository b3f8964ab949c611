"""How the product opens its database: what a power cut, a second writer and a wrong key meet."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction

from saiyai.accounts.models import Office
from saiyai.audit.models import ChainHead
from tests.database import CommittedDatabase, Engine, engine
from tests.processes import at_once, meet, meet_after_reading

pytestmark = pytest.mark.engine

only_sqlite = pytest.mark.skipif(engine() is not Engine.SQLITE, reason="this is about SQLite's own settings")
only_postgresql = pytest.mark.skipif(
    engine() is not Engine.POSTGRESQL, reason="this is about PostgreSQL's own settings"
)


def asked(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


@only_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_sqlite_is_opened_so_that_a_power_cut_loses_nothing(
    committed_db: CommittedDatabase, pragma: str, value: object
):
    assert asked(f"PRAGMA {pragma}") == value


@only_postgresql
@pytest.mark.parametrize(
    ("setting", "value"), [("synchronous_commit", "on"), ("fsync", "on"), ("full_page_writes", "on")]
)
def test_postgresql_waits_for_the_disk(committed_db: CommittedDatabase, setting: str, value: str):
    assert asked(f"SHOW {setting}") == value


def begin_and_read(is_first: bool) -> str:
    """Read in a transaction, the first racer holding its own until the second has tried, and return how that went."""
    if not is_first:
        meet()  # the first has begun
    try:
        with transaction.atomic():
            ChainHead.objects.get(pk=1)
            if is_first:
                meet()
                meet()
    except OperationalError as locked:
        return str(locked)
    finally:
        if not is_first:
            meet()  # the first may end
    return "read"


@only_sqlite
def test_a_transaction_takes_the_write_lock_when_it_begins(committed_db: CommittedDatabase):
    hasty = committed_db.target.changed(timeout=0.05)

    answers = at_once(hasty, begin_and_read, [(True,), (False,)])

    assert [each.value for each in answers] == ["read", "database is locked"]


@only_sqlite
def test_a_deferred_transaction_would_not(committed_db: CommittedDatabase):
    deferred = committed_db.target.changed(transaction_mode="DEFERRED", timeout=0.05)

    answers = at_once(deferred, begin_and_read, [(True,), (False,)])

    assert [each.value for each in answers] == ["read", "read"]


def count_up_by_reading_first(times: int) -> int:
    """Add one to the head so many times, reading it before each addition under its lock."""
    for _ in range(times):
        with transaction.atomic():
            heads = ChainHead.objects.all()
            if connection.features.has_select_for_update:
                heads = heads.select_for_update()
            seq = heads.get(pk=1).seq
            ChainHead.objects.filter(pk=1).update(seq=seq + 1)
    return times


def count_up_without_a_lock(times: int) -> int:
    connection.features.has_select_for_update = False
    with connection.execute_wrapper(meet_after_reading("audit_chainhead")):
        return count_up_by_reading_first(times)


@pytest.mark.slow
def test_reading_before_writing_under_the_lock_loses_no_addition(committed_db: CommittedDatabase):
    answers = at_once(committed_db.target, count_up_by_reading_first, [(50,)] * 3)

    assert [answer.raised for answer in answers] == [""] * 3
    assert ChainHead.objects.get(pk=1).seq == 150


@pytest.mark.slow
def test_reading_before_writing_without_the_lock_does(committed_db: CommittedDatabase):
    target = committed_db.target
    if engine() is Engine.SQLITE:
        target = target.changed(transaction_mode="DEFERRED", timeout=0.05)

    answers = at_once(target, count_up_without_a_lock, [(50,)] * 3)

    failed = any(answer.raised == OperationalError.__name__ for answer in answers)
    assert failed or ChainHead.objects.get(pk=1).seq < 150


@pytest.mark.django_db
def test_a_key_that_leads_nowhere_is_refused():
    Office.objects.create(code="a", name_th="ก", starts_on="2014-10-01", parent_id=999)

    with pytest.raises(IntegrityError):
        connection.check_constraints()

    transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_check_of_a_model_stands_in_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        ChainHead.objects.create(id=2, seq=0, hash="")


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_do():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
