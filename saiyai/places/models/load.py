"""Loads of the nation's areas: which edition of the package was read, and what it changed."""

from dataclasses import dataclass

from django.db import models

from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class LoadState:
    """A load as the record keeps it."""

    edition: str
    digest: str
    areas: int
    new: int
    renamed: int
    abolished: int
    kept: int


class PlaceLoad(Subject):
    """One load of the package of areas, with the counts of what it changed."""

    edition = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)  # SHA-256 of all codes and names that were read
    areas = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    renamed = models.PositiveIntegerField()
    abolished = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.edition} {self.loaded_at:%Y-%m-%d}"

    def snapshot(self) -> LoadState:
        """Return the load as the record keeps it."""
        return LoadState(
            self.edition, self.digest, self.areas, self.new, self.renamed, self.abolished, self.kept
        )

    @property
    def changed_nothing(self) -> bool:
        """Tell whether all that was read was known already."""
        return not (self.new or self.renamed or self.abolished)
