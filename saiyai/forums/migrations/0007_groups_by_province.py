"""The groups of a forum's provinces; each province that a forum is for has one from now on."""

import django.db.models.deletion
import saiyai.forums.rules.breakout
import saiyai.network.rules.link
from django.conf import settings
from django.db import migrations, models


def make_groups(apps, schema_editor):
    """Make a group for each province that a forum is for."""
    stages = apps.get_model("forums", "Stage").objects.filter(level="province")
    pairs = sorted(set(stages.values_list("forum_id", "place_code")))
    group = apps.get_model("forums", "Group")
    group.objects.bulk_create(group(forum_id=forum, place_code=place) for forum, place in pairs)


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0006_stations_at_doors'),
        ('network', '0013_persons'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=2)),
                ('facilitator', models.CharField(blank=True, max_length=200)),
                ('note_taker', models.CharField(blank=True, max_length=200)),
                ('minutes', models.TextField(blank=True)),
                ('minutes_version', models.PositiveIntegerField(default=0)),
                ('overview', models.TextField(blank=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('finished_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='forums.forum')),
                ('minutes_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Issue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('what', models.TextField()),
                ('why', models.TextField(blank=True)),
                ('field', models.CharField(blank=True, choices=[('education', 'education'), ('health', 'health'), ('housing', 'housing'), ('work', 'work and income'), ('recreation', 'recreation'), ('justice', 'justice process'), ('general', 'general social services')], max_length=20)),
                ('places', models.CharField(blank=True, max_length=300)),
                ('is_chosen', models.BooleanField(default=False)),
                ('removed_at', models.DateTimeField(null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='forums.group')),
            ],
        ),
        migrations.CreateModel(
            name='LinkProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[(saiyai.network.rules.link.LinkKind['MONEY'], 'supports with money'), (saiyai.network.rules.link.LinkKind['REFERS'], 'refers people to'), (saiyai.network.rules.link.LinkKind['MEMBER_OF'], 'is a member of'), (saiyai.network.rules.link.LinkKind['SHARES_PEOPLE'], 'shares people with'), (saiyai.network.rules.link.LinkKind['JOINT_ACTIVITY'], 'holds joint activities with'), (saiyai.network.rules.link.LinkKind['COORDINATES'], 'coordinates with')], max_length=16)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[(saiyai.forums.rules.breakout.ProposalState['PROPOSED'], 'proposed'), (saiyai.forums.rules.breakout.ProposalState['ACCEPTED'], 'accepted'), (saiyai.forums.rules.breakout.ProposalState['DECLINED'], 'declined')], default=saiyai.forums.rules.breakout.ProposalState['PROPOSED'], max_length=10)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='forums.group')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
            ],
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('forum', 'place_code'), name='forums_one_group_a_province'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('finished_by', None)), models.Q(('finished_at__isnull', False), ('finished_by__isnull', False), models.Q(('overview', ''), _negated=True)), _connector='OR'), name='forums_overview_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('what', ''), _negated=True)), name='forums_issue_tells'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.UniqueConstraint(condition=models.Q(('is_chosen', True)), fields=('group',), name='forums_one_issue_chosen'),
        ),
        migrations.AddConstraint(
            model_name='issue',
            constraint=models.CheckConstraint(condition=models.Q(('is_chosen', False), ('removed_at', None), _connector='OR'), name='forums_chosen_issue_stands'),
        ),
        migrations.AddConstraint(
            model_name='linkproposal',
            constraint=models.UniqueConstraint(fields=('group', 'source', 'target', 'kind'), name='forums_link_proposed_once'),
        ),
        migrations.AddConstraint(
            model_name='linkproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('state', saiyai.forums.rules.breakout.ProposalState['PROPOSED'])), models.Q(('decided_by__isnull', False), ('state__in', [saiyai.forums.rules.breakout.ProposalState['ACCEPTED'], saiyai.forums.rules.breakout.ProposalState['DECLINED']])), _connector='OR'), name='forums_link_proposal_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='linkproposal',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='forums_link_has_two_ends'),
        ),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
