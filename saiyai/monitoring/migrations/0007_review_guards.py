"""The guards of the way up: a summary rests on approved reports, and none of them leaves it while it stands.

The first ones stood before; adding columns and constraints made their tables anew, and dropped them on SQLite.
"""

from importlib import import_module
from typing import Any

from django.db import migrations

from saiyai.audit.guards import LayGuard, append_only

ASKING_REPORTS = import_module("saiyai.monitoring.migrations.0006_review").ASKING_REPORTS
BELOW = (
    "held.collection_id = NEW.collection_id "
    "AND substr(held.place_code, 1, length(NEW.place_code)) = NEW.place_code"
)
RESTS_ON_NOTHING = (
    "NEW.state = 'approved' AND ("
    f"EXISTS (SELECT 1 FROM monitoring_report held WHERE {BELOW} AND held.state NOT IN ('approved', 'excused')) "
    f"OR EXISTS (SELECT 1 FROM monitoring_summary held WHERE {BELOW} "
    "AND length(held.place_code) > length(NEW.place_code) AND held.state <> 'approved'))"
)


def above(row: str) -> str:
    """Return the condition that an approved summary stands above a row."""
    return (
        f"EXISTS (SELECT 1 FROM monitoring_summary held WHERE held.collection_id = {row}.collection_id "
        f"AND held.state = 'approved' AND length(held.place_code) < length({row}.place_code) "
        f"AND substr({row}.place_code, 1, length(held.place_code)) = held.place_code)"
    )


def summaries_of_what_is_open(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Give the collections that were opened before their summaries, up to the province."""
    summaries = apps.get_model("monitoring", "Summary")
    reports = apps.get_model("monitoring", "Report").objects.order_by()
    rows = {
        (collection, code[:length])
        for collection, code in reports.values_list("collection_id", "place_code")
        for length in range(len(code) - 2, 1, -2)
    }
    summaries.objects.bulk_create(
        [summaries(collection_id=collection, place_code=code) for collection, code in sorted(rows)],
        batch_size=1_000,
    )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0006_review")]

    operations = [
        migrations.RunPython(summaries_of_what_is_open, migrations.RunPython.noop),
        LayGuard(
            name="monitoring_report_approved_is_final",
            table="monitoring_report",
            act="UPDATE",
            says="an approved or excused report is final: it can only be reopened",
            when="OLD.state IN ('approved', 'excused') "
            "AND NOT (NEW.state = 'returned' AND NEW.version = OLD.version + 1)",
        ),
        LayGuard(
            name="monitoring_report_figures_rest",
            table="monitoring_report",
            act="UPDATE",
            says="the numbers of a report change only while it is with its place",
            when="OLD.state NOT IN ('draft', 'returned') AND "
            "(NEW.figures_text <> OLD.figures_text OR NEW.content_hash <> OLD.content_hash)",
        ),
        LayGuard(
            name="monitoring_report_keeps_its_place",
            table="monitoring_report",
            act="UPDATE",
            says="a report keeps its collection and its place",
            when="NEW.place_code <> OLD.place_code OR NEW.collection_id <> OLD.collection_id",
        ),
        LayGuard(
            name="monitoring_report_no_delete",
            table="monitoring_report",
            act="DELETE",
            says="a report that was begun is never deleted",
            when="OLD.version > 0",
        ),
        *append_only("monitoring_remark"),
        *ASKING_REPORTS,
        LayGuard(
            name="monitoring_report_stays_under_its_summary",
            table="monitoring_report",
            act="UPDATE",
            says="the approved summaries above a report are reopened before it is",
            when="OLD.state IN ('approved', 'excused') AND NEW.state NOT IN ('approved', 'excused') AND "
            + above("NEW"),
        ),
        LayGuard(
            name="monitoring_report_comes_under_no_approved_summary",
            table="monitoring_report",
            act="INSERT",
            says="no report is added below an approved summary",
            when="NEW.state NOT IN ('approved', 'excused') AND " + above("NEW"),
        ),
        LayGuard(
            name="monitoring_summary_rests_on_approved",
            table="monitoring_summary",
            act="UPDATE",
            says="a summary is approved once all below it is approved or excused",
            when="OLD.state <> 'approved' AND " + RESTS_ON_NOTHING,
        ),
        LayGuard(
            name="monitoring_summary_begins_on_approved",
            table="monitoring_summary",
            act="INSERT",
            says="a summary is approved once all below it is approved or excused",
            when=RESTS_ON_NOTHING,
        ),
        LayGuard(
            name="monitoring_summary_stays_under_its_summary",
            table="monitoring_summary",
            act="UPDATE",
            says="the approved summaries above a summary are reopened before it is",
            when="OLD.state = 'approved' AND NEW.state <> 'approved' AND " + above("NEW"),
        ),
        LayGuard(
            name="monitoring_summary_approved_is_final",
            table="monitoring_summary",
            act="UPDATE",
            says="an approved summary is final: it can only be reopened",
            when="OLD.state = 'approved' AND NOT (NEW.state = 'returned' AND NEW.version = OLD.version + 1)",
        ),
        LayGuard(
            name="monitoring_summary_keeps_its_place",
            table="monitoring_summary",
            act="UPDATE",
            says="a summary keeps its collection, its area and its approver",
            when="NEW.place_code <> OLD.place_code OR NEW.collection_id <> OLD.collection_id "
            "OR NEW.approver <> OLD.approver",
        ),
        LayGuard(
            name="monitoring_summary_no_delete",
            table="monitoring_summary",
            act="DELETE",
            says="a summary that was begun is never deleted",
            when="OLD.version > 0",
        ),
        *append_only("monitoring_summaryremark"),
    ]
