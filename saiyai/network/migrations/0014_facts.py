"""The index of names: where an organisation has its home and who may see it stand beside its words."""

from django.db import migrations

from saiyai.network.models.finding import lay_words


class Migration(migrations.Migration):

    dependencies = [
        ("network", "0013_persons"),
    ]

    operations = [
        migrations.RunPython(lay_words, migrations.RunPython.noop),
    ]
