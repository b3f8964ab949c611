"""Indexes: to find organisations by part of a name, to list them by name, to ask who works in a village."""

from django.conf import settings
from django.db import migrations, models

from saiyai.network.models.finding import lay_words, lift_words


class Migration(migrations.Migration):

    dependencies = [
        ("network", "0003_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='organisation',
            name='network_organisation_waiting',
        ),
        migrations.RemoveIndex(
            model_name='personrole',
            name='network_role_area',
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['state', 'place_code', 'shown_publicly'], name='network_organisation_seen'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['name_th', 'id'], name='network_organisation_name'),
        ),
        migrations.AddIndex(
            model_name='personrole',
            index=models.Index(fields=['position', 'area_code', 'organisation', 'starts_on', 'ends_on'], name='network_role_worked'),
        ),
        migrations.RunPython(lay_words, lift_words),
    ]
