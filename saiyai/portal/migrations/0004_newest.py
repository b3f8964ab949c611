"""The index of words laid anew, so that the newest of many entries are read without the others."""

from django.db import migrations

from saiyai.portal.models.search import ENTRY_WORDS


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0003_search'),
    ]

    operations = [
        migrations.RunPython(ENTRY_WORDS.lay, migrations.RunPython.noop),
    ]
