"""What the search finds, and the index that the database keeps of it."""

from django.db import migrations, models

from saiyai.portal.models.search import ENTRY_WORDS


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0002_article_event'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('key', models.CharField(max_length=60)),
                ('place_code', models.CharField(max_length=8)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('on', models.DateField(null=True)),
                ('version', models.CharField(max_length=300)),
                ('url', models.CharField(max_length=500)),
                ('title_th', models.CharField(max_length=300)),
                ('title_en', models.CharField(max_length=300)),
                ('title_key', models.CharField(max_length=700)),
                ('text', models.TextField()),
                ('text_key', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='portal_searchentry_once')],
            },
        ),
        migrations.RunPython(ENTRY_WORDS.lay, ENTRY_WORDS.lift),
    ]
