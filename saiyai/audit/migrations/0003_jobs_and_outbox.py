"""The periodic jobs, and who sends an outgoing message."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [
        migrations.CreateModel(
            name="DueJob",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("next_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField("outboxmessage", "claimed_at", models.DateTimeField(null=True)),
        migrations.AddField("outboxmessage", "claimed_by", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("outboxmessage", "problem", models.CharField(blank=True, max_length=300, default=""), preserve_default=False),
    ]
