"""What the list page lists: organisations with their places and fields, as a tutorial would store them."""

from django.db import models


class Place(models.Model):
    """A place with the one above it."""

    name = models.CharField(max_length=100)
    above = models.ForeignKey("self", null=True, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation at a place."""

    KINDS = [("group", "กลุ่ม"), ("network", "เครือข่าย")]
    STATES = [("verified", "ตรวจสอบแล้ว"), ("proposed", "รอการตรวจสอบ"), ("dissolved", "ยุบเลิกแล้ว")]

    name = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    state = models.CharField(max_length=20, choices=STATES)
    place = models.ForeignKey(Place, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return self.name


class Field(models.Model):
    """A field of welfare that an organisation works in."""

    organisation = models.ForeignKey(Organisation, related_name="fields", on_delete=models.CASCADE)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name
