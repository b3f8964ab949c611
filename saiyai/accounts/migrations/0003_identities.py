"""Identities that open accounts; one that was linked keeps its past."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from saiyai.audit.guards import LayGuard


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issuer', models.CharField(max_length=200)),
                ('subject_hash', models.CharField(max_length=64)),
                ('linked_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identities', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('issuer', 'subject_hash'), name='accounts_identity_opens_one_account'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'issuer'), name='accounts_identity_one_of_a_provider'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('linked_at')), _connector='OR'), name='accounts_identity_ends_after_it_began')],
            },
        ),
        LayGuard(
            name="accounts_identity_no_delete",
            table="accounts_identity",
            act="DELETE",
            says="a linked identity is ended, not deleted",
        ),
        LayGuard(
            name="accounts_identity_past_is_fixed",
            table="accounts_identity",
            act="UPDATE",
            when="OLD.ended_at IS NOT NULL OR NEW.person_id IS DISTINCT FROM OLD.person_id "
            "OR NEW.issuer IS DISTINCT FROM OLD.issuer OR NEW.subject_hash IS DISTINCT FROM OLD.subject_hash "
            "OR NEW.linked_at IS DISTINCT FROM OLD.linked_at",
            says="a linked identity can only be ended",
        ),
    ]
