"""Stations at the doors of a forum, and what they note: events and measures are only ever added."""

import django.db.models.deletion
import saiyai.forums.rules.arrivals
from django.conf import settings
from django.db import migrations, models

from saiyai.audit.guards import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0005_ballot_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='checkin',
            name='desk_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Station',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('opened_at', models.DateTimeField()),
                ('handed_over_at', models.DateTimeField(null=True)),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='forums.forum')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Scan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('came', 'came'), ('void', 'void'), ('walk_in', 'walk_in')], max_length=10)),
                ('device_ms', models.BigIntegerField()),
                ('of', models.PositiveIntegerField(default=0)),
                ('received_at', models.DateTimeField()),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='forums.registration')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='forums.station')),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField()),
                ('device_ms', models.BigIntegerField()),
                ('server_ms', models.BigIntegerField()),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='forums.station')),
            ],
        ),
        migrations.AddConstraint(
            model_name='station',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='forums_station_named'),
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.UniqueConstraint(fields=('station', 'sequence', 'kind', 'registration', 'device_ms', 'of'), name='forums_scan_once'),
        ),
        migrations.AddConstraint(
            model_name='scan',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [saiyai.forums.rules.arrivals.EventKind['CAME'], saiyai.forums.rules.arrivals.EventKind['VOID'], saiyai.forums.rules.arrivals.EventKind['WALK_IN']]), models.Q(models.Q(('kind', saiyai.forums.rules.arrivals.EventKind['VOID']), ('of__gt', 0)), models.Q(models.Q(('kind', saiyai.forums.rules.arrivals.EventKind['VOID']), _negated=True), ('of', 0)), _connector='OR')), name='forums_scan_kinds'),
        ),
        *append_only("forums_scan"),
        *append_only("forums_measure"),
        migrations.RunSQL(
            "UPDATE forums_checkin SET desk_at = came_at WHERE undone_at IS NULL", migrations.RunSQL.noop
        ),
    ]
