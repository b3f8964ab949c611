"""Reports may be excused; areas sign summaries for what lies below them, up the ladder of the project."""

from importlib import import_module

import django.db.models.deletion
import saiyai.monitoring.rules.report
from django.conf import settings
from django.db import migrations, models

from saiyai.audit.guards import LayGuard


DESIGNS = import_module("saiyai.monitoring.migrations.0003_form_designs").Migration.operations
ASKING_REPORTS = [
    each for each in DESIGNS if isinstance(each, LayGuard) and each.guard.table == "monitoring_answers"
]


def lift(apps, schema_editor):
    """Lift the guards that ask the table of reports while it is made anew; the next migration lays them again."""
    for each in ASKING_REPORTS:
        for statement in each.guard.sql_to_lift(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0005_shipped'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift, migrations.RunPython.noop),
        migrations.CreateModel(
            name='Ladder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('top', models.PositiveSmallIntegerField(choices=[(0, 'nation'), (2, 'province'), (4, 'district'), (8, 'no summaries')], default=2)),
                ('approver', models.CharField(choices=[('line', 'an officer of the province'), ('office', 'the support office')], default='line', max_length=6)),
            ],
        ),
        migrations.CreateModel(
            name='Summary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(blank=True, max_length=8)),
                ('approver', models.CharField(choices=[('line', 'an officer of the province'), ('office', 'the support office')], default='line', max_length=6)),
                ('state', models.CharField(choices=[('draft', 'not yet submitted'), ('submitted', 'submitted'), ('verified', 'verified'), ('approved', 'approved'), ('returned', 'returned')], default=saiyai.monitoring.rules.report.State['DRAFT'], max_length=10)),
                ('version', models.PositiveIntegerField(default=0)),
                ('remark', models.TextField(blank=True)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('signed_seq', models.BigIntegerField(null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('verified_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SummaryRemark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('submit', 'submitted'), ('verify', 'verified'), ('return', 'returned'), ('reopen', 'reopened')], max_length=6)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='remark',
            name='monitoring_remark_kind',
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='monitoring_report_state',
        ),
        migrations.AddField(
            model_name='report',
            name='excused_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='excused_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='remark',
            name='kind',
            field=models.CharField(choices=[('return', 'returned'), ('reopen', 'reopened'), ('answer', 'answered'), ('excuse', 'excused'), ('question', 'asked')], max_length=8),
        ),
        migrations.AlterField(
            model_name='report',
            name='state',
            field=models.CharField(choices=[(saiyai.monitoring.rules.report.State['DRAFT'], 'not yet submitted'), (saiyai.monitoring.rules.report.State['SUBMITTED'], 'submitted'), (saiyai.monitoring.rules.report.State['VERIFIED'], 'verified'), (saiyai.monitoring.rules.report.State['APPROVED'], 'approved'), (saiyai.monitoring.rules.report.State['RETURNED'], 'returned'), (saiyai.monitoring.rules.report.State['EXCUSED'], 'excused')], default=saiyai.monitoring.rules.report.State['DRAFT'], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['return', 'reopen', 'answer', 'excuse', 'question'])), name='monitoring_remark_kind'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [saiyai.monitoring.rules.report.State['DRAFT'], saiyai.monitoring.rules.report.State['SUBMITTED'], saiyai.monitoring.rules.report.State['VERIFIED'], saiyai.monitoring.rules.report.State['APPROVED'], saiyai.monitoring.rules.report.State['RETURNED'], saiyai.monitoring.rules.report.State['EXCUSED']])), name='monitoring_report_state'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('excused_at__isnull', False), ('excused_by__isnull', False), ('state__in', [saiyai.monitoring.rules.report.State['EXCUSED']])), models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['EXCUSED']]), _negated=True), ('excused_at__isnull', True), ('excused_by__isnull', True)), _connector='OR'), name='monitoring_report_excused_is_signed'),
        ),
        migrations.AddField(
            model_name='ladder',
            name='project',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ladder', to='monitoring.project'),
        ),
        migrations.AddField(
            model_name='summary',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='summary',
            name='collection',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summaries', to='monitoring.collection'),
        ),
        migrations.AddField(
            model_name='summary',
            name='returned_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='summary',
            name='submitted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='summary',
            name='verified_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='summaryremark',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='summaryremark',
            name='summary',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='monitoring.summary'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(('top__in', [0, 2, 4, 8])), name='monitoring_ladder_top'),
        ),
        migrations.AddConstraint(
            model_name='ladder',
            constraint=models.CheckConstraint(condition=models.Q(('approver__in', ['line', 'office'])), name='monitoring_ladder_approver'),
        ),
        migrations.AddIndex(
            model_name='summary',
            index=models.Index(fields=['state', 'place_code'], name='monitoring_summary_waiting'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.UniqueConstraint(fields=('collection', 'place_code'), name='monitoring_one_summary_an_area'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', [saiyai.monitoring.rules.report.State['DRAFT'], saiyai.monitoring.rules.report.State['SUBMITTED'], saiyai.monitoring.rules.report.State['VERIFIED'], saiyai.monitoring.rules.report.State['APPROVED'], saiyai.monitoring.rules.report.State['RETURNED']])), name='monitoring_summary_state'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content_hash', ''), ('signed_seq', None), ('submitted_by', None)), models.Q(('signed_seq__isnull', False), ('submitted_by__isnull', False), models.Q(('content_hash', ''), _negated=True)), _connector='OR'), name='monitoring_summary_says_what_it_signed'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['SUBMITTED'], saiyai.monitoring.rules.report.State['VERIFIED'], saiyai.monitoring.rules.report.State['APPROVED']]), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['SUBMITTED'], saiyai.monitoring.rules.report.State['VERIFIED'], saiyai.monitoring.rules.report.State['APPROVED']]), _negated=True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), _connector='OR'), name='monitoring_summary_submitted_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['VERIFIED'], saiyai.monitoring.rules.report.State['APPROVED']]), ('verified_at__isnull', False), ('verified_by__isnull', False)), models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['VERIFIED'], saiyai.monitoring.rules.report.State['APPROVED']]), _negated=True), ('verified_at__isnull', True), ('verified_by__isnull', True)), _connector='OR'), name='monitoring_summary_verified_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('state__in', [saiyai.monitoring.rules.report.State['APPROVED']])), models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['APPROVED']]), _negated=True), ('approved_at__isnull', True), ('approved_by__isnull', True)), _connector='OR'), name='monitoring_summary_approved_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('returned_at__isnull', False), ('returned_by__isnull', False), ('state__in', [saiyai.monitoring.rules.report.State['RETURNED']])), models.Q(models.Q(('state__in', [saiyai.monitoring.rules.report.State['RETURNED']]), _negated=True), ('returned_at__isnull', True), ('returned_by__isnull', True)), _connector='OR'), name='monitoring_summary_returned_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(('verified_by', None), models.Q(('verified_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='monitoring_summary_verified_by_another'),
        ),
        migrations.AddConstraint(
            model_name='summary',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(('approved_by', models.F('submitted_by')), _negated=True), _connector='OR'), name='monitoring_summary_approved_by_another'),
        ),
        migrations.AddConstraint(
            model_name='summaryremark',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['submit', 'verify', 'return', 'reopen'])), name='monitoring_summary_remark_kind'),
        ),
        migrations.AddConstraint(
            model_name='summaryremark',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='monitoring_summary_remark_says_something'),
        ),
    ]
