"""What the database itself keeps true of places."""

from django.db import migrations

from saiyai.audit.guards import LayGuard


def no_overlap(name, table, same, when="1 = 1"):
    """Return the guards that refuse two periods of the same thing on one day."""
    of_same = " AND ".join(f"x.{column} = NEW.{column}" for column in same)
    overlapping = (
        f"{when} AND EXISTS (SELECT 1 FROM {table} x WHERE {of_same} {{other}} "
        "AND (x.ends_on IS NULL OR NEW.starts_on IS NULL OR NEW.starts_on < x.ends_on) "
        "AND (NEW.ends_on IS NULL OR x.starts_on IS NULL OR x.starts_on < NEW.ends_on))"
    )
    says = f"{table} holds this for these days already"
    return [
        LayGuard(name=f"{name}_insert", table=table, act="INSERT", says=says, when=overlapping.format(other="")),
        LayGuard(
            name=f"{name}_update", table=table, act="UPDATE", says=says, when=overlapping.format(other="AND x.id <> NEW.id")
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]

    operations = [
        LayGuard(
            name="places_place_has_parent",
            table="places_place",
            act="INSERT",
            says="a place needs the place above it",
            when="length(NEW.code) > 2 AND NOT EXISTS "
            "(SELECT 1 FROM places_place p WHERE p.code = substr(NEW.code, 1, length(NEW.code) - 2))",
        ),
        LayGuard(
            name="places_place_code_final",
            table="places_place",
            act="UPDATE",
            says="the code of a place is final: a new code is a new place with a succession",
            when="NEW.code <> OLD.code",
        ),
        LayGuard(
            name="places_place_no_delete",
            table="places_place",
            act="DELETE",
            says="places end, they are not deleted",
        ),
        LayGuard(
            name="places_succession_no_delete",
            table="places_succession",
            act="DELETE",
            says="what became of a place is not forgotten",
        ),
        LayGuard(
            name="places_member_is_province",
            table="places_clustermembership",
            act="INSERT",
            says="a cluster holds provinces",
            when="length(NEW.province_id) <> 2",
        ),
        LayGuard(
            name="places_coverage_level",
            table="places_authoritycoverage",
            act="INSERT",
            says="an authority covers provinces, tambons or villages",
            when="length(NEW.place_id) = 4",
        ),
        LayGuard(
            name="places_batch_final",
            table="places_importbatch",
            act="UPDATE",
            says="an import that was accepted or discarded is final",
            when="OLD.state IN ('accepted', 'discarded')",
        ),
        *no_overlap("places_former_name_overlap", "places_placename", ["place_id", "kind"], "NEW.kind = 'former'"),
        *no_overlap("places_member_overlap", "places_clustermembership", ["cluster_id", "province_id"]),
        *no_overlap("places_version_overlap", "places_authorityversion", ["authority_id"]),
        *no_overlap("places_coverage_overlap", "places_authoritycoverage", ["authority_id", "place_id"]),
    ]
