"""What is stored of places: every area by its code, which is its path."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How deep in the tree an area lies."""

    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    TAMBON = "tambon", _("tambon")
    VILLAGE = "village", _("village")


LEVEL_OF_LENGTH = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.TAMBON, 8: Level.VILLAGE}


class Place(models.Model):
    """An area of Thailand under the code of the Department of Provincial Administration."""

    code = models.CharField(max_length=8, primary_key=True)
    level = models.CharField(max_length=8, choices=Level)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    postcodes = models.CharField(max_length=40, blank=True)  # most tambons have one; several stand side by side
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # the first day on which it no longer is

    class Meta:
        indexes = [models.Index(fields=["level", "code"], name="places_level_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def place_code(self) -> str:
        """Return the code, as every thing that lies at a place does."""
        return self.code
