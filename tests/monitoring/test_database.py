"""What the database itself keeps: final rows, signed states, one report a place; each shown to matter."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from saiyai.audit.guards import LayGuard
from saiyai.monitoring.models import Collection, Report
from saiyai.monitoring.rules import State
from tests.cast import Cast
from tests.monitoring.builders import brought_to

pytestmark = [pytest.mark.django_db, pytest.mark.engine]

MIGRATIONS = [
    import_module(f"saiyai.monitoring.migrations.{name}").Migration
    for name in ("0002_guards", "0007_review_guards")
]
GUARDS = {
    each.guard.name: each.guard
    for migration in MIGRATIONS
    for each in migration.operations
    if isinstance(each, LayGuard)
}

FORBIDDEN = {
    "monitoring_report_approved_is_final": (
        State.APPROVED,
        "UPDATE monitoring_report SET saved_at = NULL WHERE id = %s",
    ),
    "monitoring_report_figures_rest": (
        State.SUBMITTED,
        "UPDATE monitoring_report SET figures_text = '{}' WHERE id = %s",
    ),
    "monitoring_report_keeps_its_place": (
        State.SUBMITTED,
        "UPDATE monitoring_report SET place_code = '999999' WHERE id = %s",
    ),
    "monitoring_report_no_delete": (State.SUBMITTED, "DELETE FROM monitoring_report WHERE id = %s"),
    "monitoring_remark_no_update": (
        State.RETURNED,
        "UPDATE monitoring_remark SET text = 'x' WHERE report_id = %s",
    ),
}


def run(statement: str, pk: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [pk])


def lift(name: str) -> None:
    with connection.cursor() as cursor:
        for statement in GUARDS[name].sql_to_lift(connection.vendor):
            cursor.execute(statement)


@pytest.mark.parametrize("guard", FORBIDDEN)
def test_the_database_refuses_what_no_command_does(cast: Cast, report: Report, guard: str):
    state, statement = FORBIDDEN[guard]
    brought_to(state, report, cast)

    with pytest.raises(IntegrityError):
        run(statement, report.pk)


@pytest.mark.parametrize("guard", FORBIDDEN)
def test_it_would_happen_without_the_guard(cast: Cast, report: Report, guard: str):
    state, statement = FORBIDDEN[guard]
    brought_to(state, report, cast)
    lift(guard)

    with transaction.atomic():
        run(statement, report.pk)
        transaction.set_rollback(True)  # a report that is gone leaves its answers to nobody


@pytest.mark.parametrize(
    "change",
    [
        "state = 'approved'",
        "approved_at = submitted_at",
        "state = 'verified', verified_by_id = submitted_by_id, verified_at = submitted_at",
        "submitted_by_id = NULL",
        "state = 'lost'",
        "state = 'returned'",
    ],
)
def test_a_state_without_its_signature_cannot_be_stored(cast: Cast, report: Report, change: str):
    brought_to(State.SUBMITTED, report, cast)

    with pytest.raises(IntegrityError):
        run(f"UPDATE monitoring_report SET {change} WHERE id = %s", report.pk)


def test_a_place_has_one_report_in_a_collection(cast: Cast, collection: Collection):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(collection=collection, place_code="501412", content_hash="x" * 64)


def test_an_approved_report_still_lets_itself_be_reopened(cast: Cast, report: Report):
    brought_to(State.APPROVED, report, cast)

    run(
        "UPDATE monitoring_report SET state = 'returned', version = version + 1, returned_by_id = approved_by_id, "
        "returned_at = approved_at, submitted_by_id = NULL, submitted_at = NULL, verified_by_id = NULL, "
        "verified_at = NULL, approved_by_id = NULL, approved_at = NULL WHERE id = %s",
        report.pk,
    )

    assert Report.objects.get(pk=report.pk).state == State.RETURNED
