"""The searches of the directory that people keep."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from saiyai.network.models.finding import lay_words


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0009_activity_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('query', models.CharField(max_length=600)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='network_filter_once_a_person'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('query', ''), _negated=True)), name='network_filter_says_what')],
            },
        ),
        migrations.RunPython(lay_words, migrations.RunPython.noop),  # lost where the table was made anew
    ]
