"""What stays as it is once it counts: results, published rubrics, levels that were handed in."""

from django.db import migrations

from saiyai.audit.guards import LayGuard

RESULT_COLUMNS = ("activity_id", "kind", "quantity", "sex", "age_band", "level", "label", "on", "source")
RESULT_COLUMNS += ("evidence_url", "file_digest", "noted_by_id", "noted_at")
CHANGED_RESULT = " OR ".join(f'NEW."{each}" <> OLD."{each}"' for each in RESULT_COLUMNS)
RUBRIC_COLUMNS = ("code", "version", "use", "name_th", "place_code", "top")
CHANGED_RUBRIC = " OR ".join(f'NEW."{each}" <> OLD."{each}"' for each in RUBRIC_COLUMNS)


def is_published(row):
    """Return the condition that a criterion's rubric is no draft."""
    return (
        f"EXISTS (SELECT 1 FROM network_rubric held WHERE held.id = {row}.rubric_id AND held.stage <> 'draft')"
    )


def is_handed_in(row):
    """Return the condition that a level's assessment waits for the province or is verified."""
    return (
        "EXISTS (SELECT 1 FROM network_assessment held "
        f"WHERE held.id = {row}.assessment_id AND held.stage IN ('submitted', 'verified'))"
    )


OUT_OF_RANGE = (
    "EXISTS (SELECT 1 FROM network_rubriccriterion of_level JOIN network_rubric held "
    "ON held.id = of_level.rubric_id WHERE of_level.id = NEW.criterion_id AND NEW.level > held.top)"
)


class Migration(migrations.Migration):
    dependencies = [("network", "0008_activities")]

    operations = [
        LayGuard(
            name="network_result_is_final",
            table="network_activityresult",
            act="UPDATE",
            says="a result never changes; withdraw it and note the right one",
            when=f"OLD.withdrawn_at IS NOT NULL OR {CHANGED_RESULT} "
            'OR COALESCE(NEW."after", -1) <> COALESCE(OLD."after", -1)',
        ),
        LayGuard(
            name="network_result_stays",
            table="network_activityresult",
            act="DELETE",
            says="a result stays; withdraw it with a reason",
        ),
        LayGuard(
            name="network_rubric_is_final",
            table="network_rubric",
            act="UPDATE",
            says="a published rubric never changes",
            when=f"OLD.stage <> 'draft' AND (NEW.stage = 'draft' OR {CHANGED_RUBRIC})",
        ),
        *(
            LayGuard(
                name=f"network_criterion_is_final_{act.lower()}",
                table="network_rubriccriterion",
                act=act,
                says="a published rubric never changes",
                when=is_published("OLD" if act == "DELETE" else "NEW"),
            )
            for act in ("INSERT", "UPDATE", "DELETE")
        ),
        *(
            LayGuard(
                name=f"network_level_is_final_{act.lower()}",
                table="network_assessmentlevel",
                act=act,
                says="the levels of an assessment that was handed in stay as they are",
                when=is_handed_in("OLD" if act == "DELETE" else "NEW"),
            )
            for act in ("INSERT", "UPDATE", "DELETE")
        ),
        LayGuard(
            name="network_level_within_top",
            table="network_assessmentlevel",
            act="INSERT",
            says="a level lies between 0 and the top of its rubric",
            when=OUT_OF_RANGE,
        ),
    ]
