"""The guards of reports: figures are final once submitted, approved rows but for their reopening."""

from django.db import migrations

from saiyai.audit.guards import LayGuard, append_only


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_initial")]

    operations = [
        LayGuard(
            name="monitoring_report_approved_is_final",
            table="monitoring_report",
            act="UPDATE",
            says="an approved report is final: it can only be reopened",
            when="OLD.state = 'approved' AND NOT (NEW.state = 'returned' AND NEW.version = OLD.version + 1)",
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
        *append_only("monitoring_form"),
        *append_only("monitoring_formitem"),
        *append_only("monitoring_remark"),
    ]
