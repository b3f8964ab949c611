"""The two roles at an office's news desk; SQLite makes the table of grants anew for them, and its guards are laid again."""

from importlib import import_module

from django.db import migrations, models

from saiyai.audit.guards import LayGuard

FORMER = import_module("saiyai.accounts.migrations.0002_guards").Migration.operations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_contact_and_posts'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='grant',
            name='accounts_grant_role',
        ),
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('volunteer', 'volunteer'), ('tambon_officer', 'tambon_officer'), ('district_coordinator', 'district_coordinator'), ('province_officer', 'province_officer'), ('support_officer', 'support_officer'), ('ministry_officer', 'ministry_officer'), ('auditor', 'auditor'), ('system_administrator', 'system_administrator'), ('news_officer', 'news_officer'), ('news_moderator', 'news_moderator')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['volunteer', 'tambon_officer', 'district_coordinator', 'province_officer', 'support_officer', 'ministry_officer', 'auditor', 'system_administrator', 'news_officer', 'news_moderator'])), name='accounts_grant_role'),
        ),
        *(LayGuard(**each.declared) for each in FORMER if each.guard.table == "accounts_grant"),
    ]
