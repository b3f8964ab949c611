"""What the search finds of pages and of what apps offer: a copy of what is public, kept after it, never shown unasked."""

from django.db import models

from saiyai.audit.word_index import Indexed, WordIndex

ENTRY_WORDS = WordIndex(
    name="portal_searchentry_words",
    table="portal_searchentry",
    columns={
        "title": Indexed("title_key"),
        "body": Indexed("text_key"),
        "bare_title": Indexed("title_key", is_bare=True),
        "bare_body": Indexed("text_key", is_bare=True),
    },
    dated="on",
)
"""A migration that makes the entries' table anew must lay it again."""


class SearchEntry(models.Model):
    """One public thing as the search finds it; whether it still is public is asked again before it is shown."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    place_code = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField(null=True)  # Buddhist era: the year of the day, or a fiscal year
    on = models.DateField(null=True)
    version = models.CharField(max_length=300)  # differs when the thing does
    url = models.CharField(max_length=500)
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    title_key = models.CharField(max_length=700)
    text = models.TextField()
    text_key = models.TextField()
    fault = models.CharField(
        max_length=20, null=True
    )  # why a file has no text; null keeps the index in place

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="portal_searchentry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
