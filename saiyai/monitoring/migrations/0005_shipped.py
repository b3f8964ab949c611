"""What ships with the product: the ways to split, and the indicators with their formulas; formulas are final."""

from datetime import date

from django.db import migrations

from saiyai.audit.guards import append_only
from saiyai.monitoring.rules.shipped import SHIPPED

AXES = (
    ("sex", "เพศ", "sex", (("male", "ชาย", "male"), ("female", "หญิง", "female"))),
    (
        "age",
        "ช่วงอายุ",
        "age band",
        (
            ("0-17", "ต่ำกว่า 18 ปี", "under 18"),
            ("18-24", "18–24 ปี", "18–24"),
            ("25-59", "25–59 ปี", "25–59"),
            ("60", "60 ปีขึ้นไป", "60 and over"),
        ),
    ),
    (
        "disability",
        "ความพิการ",
        "disability",
        (("yes", "คนพิการ", "with a disability"), ("no", "ไม่พิการ", "without a disability")),
    ),
)
BEGINS = date(2013, 10, 1)


def lay_axes(apps, schema_editor):
    """Lay the ways to split that stand in every office."""
    axis, category = apps.get_model("monitoring", "Axis"), apps.get_model("monitoring", "Category")
    for code, name_th, name_en, categories in AXES:
        made = axis.objects.create(code=code, name_th=name_th, name_en=name_en)
        category.objects.bulk_create(
            category(axis=made, code=each, name_th=th, name_en=en, position=number)
            for number, (each, th, en) in enumerate(categories, start=1)
        )


def lay_indicators(apps, schema_editor):
    """Lay the indicators with the first version of each formula."""
    indicator = apps.get_model("monitoring", "Indicator")
    version = apps.get_model("monitoring", "IndicatorVersion")
    for each in SHIPPED:
        made = indicator.objects.create(
            code=each.code,
            name_th=each.name_th,
            name_en=each.name_en,
            definition_th=each.definition_th,
            definition_en=each.definition_en,
            unit_th=each.unit_th,
            unit_en=each.unit_en,
            direction=each.direction,
            tolerance_percent=each.tolerance_percent,
            is_shipped=True,
        )
        version.objects.create(
            indicator=made,
            number=1,
            starts_on=BEGINS,
            kind=each.kind,
            numerator=each.numerator,
            denominator=each.denominator,
            factor=each.factor,
        )


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0004_indicators")]

    operations = [
        *append_only("monitoring_indicatorversion"),
        *append_only("monitoring_category"),
        migrations.RunPython(lay_axes, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(lay_indicators, migrations.RunPython.noop, elidable=False),
    ]
