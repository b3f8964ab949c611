"""The searches of the directory that people keep under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from saiyai.audit.models import Subject
from saiyai.network.rules.saved import LONGEST_NAME, SavedState


class SavedFilter(Subject):
    """What a person looks for again and again in the directory, as the query of its address; it is theirs alone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="network_filter_once_a_person"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="network_filter_says_what"),
        ]

    def __str__(self) -> str:
        return self.name

    def snapshot(self) -> SavedState:
        """Return the search as the record keeps it."""
        return SavedState(self.name, self.query)
