"""The guards of applications and certificates; what was shown to everybody before is shown on."""

from django.db import migrations

from saiyai.audit.guards import LayGuard, append_only

FINAL = "('approved', 'refused', 'withdrawn')"
OVERLAP = (
    "held.organisation_id = NEW.organisation_id AND held.standing = NEW.standing "
    "AND held.starts_on <= COALESCE(NEW.ends_on, '9999-12-31') "
    "AND NEW.starts_on <= COALESCE(held.ends_on, '9999-12-31')"
)
SAYS = "standings of one kind never overlap"


def keep_showing(apps, schema_editor):
    """Let organisations that everybody sees go on showing their pages, work and links, as they did."""
    shown = apps.get_model("network", "Organisation").objects.filter(shown_publicly=True)
    shown.update(shows_web=True, shows_work=True, shows_links=True)


class Migration(migrations.Migration):
    dependencies = [("network", "0005_applications")]

    operations = [
        migrations.RunPython(keep_showing, migrations.RunPython.noop),
        LayGuard(
            name="network_application_final",
            table="network_standingapplication",
            act="UPDATE",
            says="a decided application is final",
            when=f"OLD.state IN {FINAL} AND NEW.organisation_id = OLD.organisation_id",
        ),
        LayGuard(
            name="network_application_kept",
            table="network_standingapplication",
            act="DELETE",
            says="applications are kept",
        ),
        *append_only("network_certificate"),
        *append_only("network_yearlyreport"),
        LayGuard(
            name="network_session_final",
            table="network_boardsession",
            act="UPDATE",
            says="a decided sitting is final",
            when="OLD.decided_at IS NOT NULL",
        ),
        LayGuard(
            name="network_standing_overlap_insert",
            table="network_organisationstanding",
            act="INSERT",
            says=SAYS,
            when=f"EXISTS (SELECT 1 FROM network_organisationstanding held WHERE {OVERLAP})",
        ),
        LayGuard(
            name="network_standing_overlap_update",
            table="network_organisationstanding",
            act="UPDATE",
            says=SAYS,
            when=f"EXISTS (SELECT 1 FROM network_organisationstanding held WHERE {OVERLAP} AND held.id <> OLD.id)",
        ),
    ]
