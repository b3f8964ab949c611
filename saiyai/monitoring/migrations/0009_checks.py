"""Checks that numbers are held against, what is answered to them, and reminders sent by hand."""

import django.db.models.deletion
import saiyai.monitoring.rules.check
from django.conf import settings
from django.db import migrations, models

from saiyai.audit.guards import LayGuard, append_only


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0008_targets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[(saiyai.monitoring.rules.check.CheckKind['FORMULA'], 'a formula that must be true'), (saiyai.monitoring.rules.check.CheckKind['LAST_PERIOD'], 'no leap against the last period'), (saiyai.monitoring.rules.check.CheckKind['NEIGHBOURS'], 'in keeping with the places around it')], max_length=8)),
                ('severity', models.CharField(choices=[(saiyai.monitoring.rules.check.Severity['HARD'], 'stops the report'), (saiyai.monitoring.rules.check.Severity['SOFT'], 'asks for a sentence')], max_length=4)),
                ('formula', models.TextField(blank=True)),
                ('limit_tenths', models.PositiveIntegerField(default=0)),
                ('sentence_th', models.CharField(max_length=300)),
                ('sentence_en', models.CharField(blank=True, max_length=300)),
                ('is_retired', models.BooleanField(default=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='monitoring.project')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.series')),
            ],
        ),
        migrations.CreateModel(
            name='CheckAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.BigIntegerField(null=True)),
                ('against', models.BigIntegerField(null=True)),
                ('text', models.TextField()),
                ('content_hash', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('check_asked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='monitoring.check')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_answers', to='monitoring.report')),
            ],
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=8)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nudges', to='monitoring.collection')),
            ],
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [saiyai.monitoring.rules.check.CheckKind['FORMULA'], saiyai.monitoring.rules.check.CheckKind['LAST_PERIOD'], saiyai.monitoring.rules.check.CheckKind['NEIGHBOURS']])), name='monitoring_check_kind'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('severity__in', [saiyai.monitoring.rules.check.Severity['HARD'], saiyai.monitoring.rules.check.Severity['SOFT']])), name='monitoring_check_severity'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', saiyai.monitoring.rules.check.CheckKind['FORMULA']), models.Q(('formula', ''), _negated=True)), models.Q(models.Q(('kind', saiyai.monitoring.rules.check.CheckKind['FORMULA']), _negated=True), ('formula', ''), ('limit_tenths__gt', 0)), _connector='OR'), name='monitoring_check_has_its_measure'),
        ),
        migrations.AddIndex(
            model_name='checkanswer',
            index=models.Index(fields=['report', 'content_hash'], name='monitoring_check_answer_of'),
        ),
        migrations.AddConstraint(
            model_name='checkanswer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='monitoring_check_answer_says_something'),
        ),
        migrations.AddConstraint(
            model_name='checkanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='monitoring_check_answer_accepted_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='nudge',
            constraint=models.UniqueConstraint(fields=('collection', 'place_code', 'on'), name='monitoring_one_nudge_a_day'),
        ),
        LayGuard(
            name="monitoring_check_stays",
            table="monitoring_check",
            act="UPDATE",
            says="a check is never changed, only retired",
            when="OLD.is_retired OR NEW.formula <> OLD.formula OR NEW.limit_tenths <> OLD.limit_tenths "
            "OR NEW.kind <> OLD.kind OR NEW.severity <> OLD.severity OR NEW.series_id <> OLD.series_id "
            "OR NEW.sentence_th <> OLD.sentence_th OR NEW.sentence_en <> OLD.sentence_en",
        ),
        LayGuard(
            name="monitoring_check_no_delete",
            table="monitoring_check",
            act="DELETE",
            says="a check is never deleted, only retired",
        ),
        LayGuard(
            name="monitoring_check_answer_stays",
            table="monitoring_checkanswer",
            act="UPDATE",
            says="an explanation is final, and is accepted once",
            when="OLD.accepted_at IS NOT NULL OR NEW.text <> OLD.text OR NEW.content_hash <> OLD.content_hash "
            "OR NEW.report_id <> OLD.report_id OR NEW.check_asked_id <> OLD.check_asked_id OR NEW.by_id <> OLD.by_id",
        ),
        LayGuard(
            name="monitoring_check_answer_no_delete",
            table="monitoring_checkanswer",
            act="DELETE",
            says="an explanation is never deleted",
        ),
        *append_only("monitoring_nudge"),
    ]
