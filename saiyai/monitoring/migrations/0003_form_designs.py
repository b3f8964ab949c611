"""Forms become versions of designs, each with its whole definition; reports keep all that was answered."""

import hashlib
import json
import re
from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from saiyai.audit.guards import LayGuard, append_only

FORMER = {
    each.guard.name: each
    for each in import_module("saiyai.monitoring.migrations.0002_guards").Migration.operations
}
NOT_WITH_ITS_PLACE = "(SELECT state FROM monitoring_report WHERE id = NEW.report_id) NOT IN ('draft', 'returned')"


def lift(_apps, schema_editor):
    """Lift the guard that keeps published forms as they are, for what follows here."""
    for statement in FORMER["monitoring_form_no_update"].guard.sql_to_lift(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def _name(code):
    name = re.sub(r"[^A-Za-z0-9_]", "_", code)[:60]
    return name if name[:1].isalpha() or name.startswith("_") else f"_{name}"[:60]


def _words(th, en):
    return {key: value for key, value in (("th", th), ("en", en)) if value}


def _definition(form, items):
    """Return the text of a form that asks for the totals of series, as rules write it."""
    children = [
        {
            "name": _name(each.series.code),
            "kind": "integer",
            "label": _words(each.series.name_th, each.series.name_en),
            "series": each.series.code,
            **({"required": True} if each.is_required else {}),
        }
        for each in items
    ]
    plain = {"title": _words(form.title_th, form.title_en), "children": children}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fill(apps, schema_editor):
    """Give each form its design and its definition."""
    form_model, design_model, item_model = (
        apps.get_model("monitoring", name) for name in ("Form", "FormDesign", "FormItem")
    )
    for form in form_model.objects.all():
        items = item_model.objects.filter(form=form).select_related("series").order_by("position")
        text = _definition(form, items)
        form.definition_text, form.definition_hash = text, hashlib.sha256(text.encode()).hexdigest()
        form.design = design_model.objects.create(
            project_id=form.project_id,
            title_th=form.title_th,
            title_en=form.title_en,
            definition_text=text,
            definition_hash=form.definition_hash,
            published=1,
            changed_at=timezone.now(),
        )
        form.save()
    schema_editor.connection.check_constraints()


def person():
    """Return the column of whoever did something, empty where nobody is known."""
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("monitoring", "0002_guards"),
    ]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.CreateModel(
            name="FormDesign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title_th", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("definition_text", models.TextField()),
                ("definition_hash", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=0)),
                ("published", models.PositiveSmallIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("changed_by", person()),
                ("retired_by", person()),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designs",
                        to="monitoring.project",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="formdesign",
            constraint=models.CheckConstraint(
                condition=models.Q(("retired_at__isnull", False), ("retired_by__isnull", True), _connector="OR"),
                name="monitoring_design_retired_is_signed",
            ),
        ),
        migrations.CreateModel(
            name="Answers",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="answers",
                        serialize=False,
                        to="monitoring.report",
                    ),
                ),
                ("text", models.TextField(default="{}")),
            ],
            options={"verbose_name_plural": "answers"},
        ),
        migrations.AddField(
            model_name="form",
            name="design",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="monitoring.formdesign",
            ),
        ),
        migrations.AddField("form", "number", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("form", "definition_text", models.TextField(default="")),
        migrations.AddField("form", "definition_hash", models.CharField(default="", max_length=64)),
        migrations.AddField("form", "reason", models.CharField(blank=True, default="", max_length=2000)),
        migrations.AddField("form", "published_at", models.DateTimeField(null=True)),
        migrations.AddField("form", "published_by", person()),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="form",
            name="design",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="monitoring.formdesign",
            ),
        ),
        migrations.AddConstraint(
            model_name="form",
            constraint=models.UniqueConstraint(
                fields=("design", "number"), name="monitoring_one_version_a_number"
            ),
        ),
        *append_only("monitoring_form"),
        LayGuard(
            name="monitoring_design_no_delete",
            table="monitoring_formdesign",
            act="DELETE",
            says="a form that was published is never deleted",
            when="OLD.published > 0",
        ),
        LayGuard(
            name="monitoring_answers_begin",
            table="monitoring_answers",
            act="INSERT",
            says="answers are given only while a report is with its place",
            when=NOT_WITH_ITS_PLACE,
        ),
        LayGuard(
            name="monitoring_answers_rest",
            table="monitoring_answers",
            act="UPDATE",
            says="answers change only while a report is with its place",
            when=NOT_WITH_ITS_PLACE,
        ),
    ]
