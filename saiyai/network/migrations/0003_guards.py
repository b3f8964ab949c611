"""The guard of posts that one person holds at a time, and the places of people named before they had one."""

from django.db import migrations
from django.db.models import OuterRef, Subquery

from saiyai.audit.guards import LayGuard

OVERLAP = (
    "held.organisation_id = NEW.organisation_id AND held.position = NEW.position AND held.is_sole "
    "AND COALESCE(held.starts_on, '0001-01-01') <= COALESCE(NEW.ends_on, '9999-12-31') "
    "AND COALESCE(NEW.starts_on, '0001-01-01') <= COALESCE(held.ends_on, '9999-12-31')"
)
SAYS = "this post is held by one person at a time"


def place_people(apps, schema_editor):
    """Let people be where the first organisation that names them has its home."""
    person, role = apps.get_model("network", "Person"), apps.get_model("network", "PersonRole")
    home = role.objects.filter(person=OuterRef("pk")).order_by("pk").values("organisation__place_code")[:1]
    for each in person.objects.filter(place_code="", roles__isnull=False).annotate(home=Subquery(home)).distinct():
        person.objects.filter(pk=each.pk).update(place_code=each.home)


class Migration(migrations.Migration):
    dependencies = [("network", "0002_grow")]

    operations = [
        migrations.RunPython(place_people, migrations.RunPython.noop),
        LayGuard(
            name="network_sole_post_insert",
            table="network_personrole",
            act="INSERT",
            says=SAYS,
            when=f"NEW.is_sole AND EXISTS (SELECT 1 FROM network_personrole held WHERE {OVERLAP})",
        ),
        LayGuard(
            name="network_sole_post_update",
            table="network_personrole",
            act="UPDATE",
            says=SAYS,
            when=f"NEW.is_sole AND EXISTS (SELECT 1 FROM network_personrole held WHERE {OVERLAP} "
            "AND held.id <> OLD.id)",
        ),
    ]
