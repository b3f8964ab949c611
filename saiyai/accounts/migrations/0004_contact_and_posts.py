"""How offices are reached, and who of their people agreed to be shown."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from saiyai.audit.guards import LayGuard


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_identities'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficeContact',
            fields=[
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='contact', serialize=False, to='accounts.office')),
                ('about_th', models.TextField(blank=True)),
                ('about_en', models.TextField(blank=True)),
                ('address_th', models.TextField(blank=True)),
                ('address_en', models.TextField(blank=True)),
                ('phone', models.CharField(blank=True, max_length=120)),
                ('fax', models.CharField(blank=True, max_length=120)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('website', models.CharField(blank=True, max_length=300)),
                ('facebook', models.CharField(blank=True, max_length=300)),
                ('line', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('website', ''), ('website__startswith', 'https://'), ('website__startswith', 'http://'), _connector='OR'), name='accounts_contact_website'), models.CheckConstraint(condition=models.Q(('facebook', ''), ('facebook__startswith', 'https://'), ('facebook__startswith', 'http://'), _connector='OR'), name='accounts_contact_facebook')],
            },
        ),
        migrations.CreateModel(
            name='OfficePost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position_th', models.CharField(max_length=120)),
                ('position_en', models.CharField(blank=True, max_length=120)),
                ('shows_phone', models.BooleanField(default=False)),
                ('agreed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='accounts.office')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('office', 'person'), name='accounts_post_once_open'), models.CheckConstraint(condition=models.Q(('position_th', ''), _negated=True), name='accounts_post_has_position'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('agreed_at')), _connector='OR'), name='accounts_post_ends_after_it_was_agreed')],
            },
        ),
        LayGuard(
            name="accounts_post_no_delete",
            table="accounts_officepost",
            act="DELETE",
            says="what somebody agreed to is ended, not deleted",
        ),
        LayGuard(
            name="accounts_post_is_fixed",
            table="accounts_officepost",
            act="UPDATE",
            when="OLD.ended_at IS NOT NULL OR NEW.office_id IS DISTINCT FROM OLD.office_id "
            "OR NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.position_th IS DISTINCT FROM OLD.position_th "
            "OR NEW.position_en IS DISTINCT FROM OLD.position_en OR NEW.shows_phone IS DISTINCT FROM OLD.shows_phone "
            "OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at",
            says="what somebody agreed to can only be ended",
        ),
    ]
