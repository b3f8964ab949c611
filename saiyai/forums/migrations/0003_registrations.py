"""Quotas of forums, their seats as rows, and the registrations that hold them."""


import django.db.models.deletion
import saiyai.forums.rules.registration
from django.conf import settings
from django.db import migrations, models

from saiyai.audit.guards import LayGuard


OF_ANOTHER_QUOTA = (
    "NEW.seat_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM forums_seat WHERE id = NEW.seat_id AND quota_id = NEW.quota_id)"
)


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0002_guards'),
        ('network', '0010_saved'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place_code', models.CharField(max_length=4)),
                ('kind', models.CharField(choices=[(saiyai.forums.rules.registration.Participant['NETWORK'], 'members of the network'), (saiyai.forums.rules.registration.Participant['OFFICER'], 'officers'), (saiyai.forums.rules.registration.Participant['GUEST'], 'guests and speakers'), (saiyai.forums.rules.registration.Participant['STAFF'], 'working group'), (saiyai.forums.rules.registration.Participant['OBSERVER'], 'observers')], max_length=10)),
                ('seats', models.PositiveSmallIntegerField()),
                ('forum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='forums.forum')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quota', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='forums.quota')),
            ],
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[(saiyai.forums.rules.registration.Standing['SEATED'], 'has a seat'), (saiyai.forums.rules.registration.Standing['WAITING'], 'on the waiting list'), (saiyai.forums.rules.registration.Standing['WITHDRAWN'], 'withdrawn')], max_length=10)),
                ('badge', models.CharField(max_length=16, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('name_key', models.CharField(max_length=400)),
                ('position', models.CharField(blank=True, max_length=200)),
                ('agency', models.CharField(blank=True, max_length=200)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('needs', models.JSONField(default=list)),
                ('remark', models.CharField(blank=True, max_length=500)),
                ('registered_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.TextField(blank=True)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.organisation')),
                ('quota', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='forums.quota')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='forums.registration')),
                ('seat', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='forums.seat')),
            ],
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.UniqueConstraint(fields=('forum', 'place_code', 'kind'), name='forums_one_quota_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [saiyai.forums.rules.registration.Participant['NETWORK'], saiyai.forums.rules.registration.Participant['OFFICER'], saiyai.forums.rules.registration.Participant['GUEST'], saiyai.forums.rules.registration.Participant['STAFF'], saiyai.forums.rules.registration.Participant['OBSERVER']]), ('seats__lte', 5000)), name='forums_quota_counts'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['quota', 'standing'], name='forums_registration_standing'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('seat__isnull', False), ('standing', saiyai.forums.rules.registration.Standing['SEATED'])), models.Q(('seat', None), ('standing__in', [saiyai.forums.rules.registration.Standing['WAITING'], saiyai.forums.rules.registration.Standing['WITHDRAWN']])), _connector='OR'), name='forums_seated_has_seat'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('standing', saiyai.forums.rules.registration.Standing['WITHDRAWN']), ('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), models.Q(models.Q(('standing', saiyai.forums.rules.registration.Standing['WITHDRAWN']), _negated=True), ('withdrawn_at', None), ('withdrawn_reason', '')), _connector='OR'), name='forums_registration_withdrawn_says_why'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('seat__isnull', False)), fields=('seat',), name='forums_seat_held_once'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='forums_registration_named'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(condition=models.Q(('standing', saiyai.forums.rules.registration.Standing['WITHDRAWN']), _negated=True), fields=('quota', 'name_key'), name='forums_registered_once'),
        ),
        LayGuard(
            name="forums_registration_no_delete",
            table="forums_registration",
            act="DELETE",
            says="a registration is withdrawn, never deleted",
        ),
        LayGuard(
            name="forums_registration_keeps",
            table="forums_registration",
            act="UPDATE",
            says="a withdrawn registration is final, and none changes its list or its badge",
            when="OLD.withdrawn_at IS NOT NULL OR NEW.badge <> OLD.badge OR NEW.quota_id <> OLD.quota_id",
        ),
        LayGuard(
            name="forums_seat_of_its_quota_insert",
            table="forums_registration",
            act="INSERT",
            says="the seat belongs to another quota",
            when=OF_ANOTHER_QUOTA,
        ),
        LayGuard(
            name="forums_seat_of_its_quota_update",
            table="forums_registration",
            act="UPDATE",
            says="the seat belongs to another quota",
            when=OF_ANOTHER_QUOTA,
        ),
    ]
