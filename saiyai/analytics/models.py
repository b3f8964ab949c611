"""What is stored of the cube: the log of changes that drives it; the numbers themselves stand in the reports."""

import secrets

from django.db import models
from django.db.models import Q

from saiyai.analytics.cube.shape import Standing


def new_token() -> int:
    """Return 62 random bits: by them a file made from another history is told from one of this."""
    return secrets.randbits(62)


class What(models.TextChoices):
    """What a row of the log says."""

    ORIGIN = "origin"
    """Nothing: the row that a database begins with."""
    ASK = "ask"
    """Places owe a report of a period; `payload` are their codes."""
    PUT = "put"
    """A place's report of a period has come to a standing; `payload` are its numbers as JSON."""


class Change(models.Model):
    """One change of a block, written in the transaction of the act that makes it, and numbered by it.

    The acts' numbers are given under one lock that is held until the commit, so that the rows' own numbers ascend in
    the order in which they become visible: whoever has read up to a row has missed none before it.
    """

    sequence = models.BigIntegerField()
    token = models.BigIntegerField(default=new_token)
    what = models.CharField(max_length=6, choices=What)
    block = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=8, blank=True)
    place_code = models.CharField(max_length=8, blank=True)
    standing = models.PositiveSmallIntegerField(default=0)
    payload = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(what__in=What.values), name="analytics_change_what"),
            models.CheckConstraint(
                condition=Q(standing__lte=int(Standing.APPROVED)), name="analytics_change_standing"
            ),
            models.CheckConstraint(
                condition=Q(what="put") | Q(place_code="", standing=0), name="analytics_change_of_one_place"
            ),
            models.CheckConstraint(
                condition=Q(what="origin", block="") | (~Q(what="origin") & ~Q(block="")),
                name="analytics_change_has_block",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.what} {self.block} {self.place_code}"
