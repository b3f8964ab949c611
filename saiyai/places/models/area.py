"""Areas under the codes of the Department of Provincial Administration: names and what became of them."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models.functions import Length, LTrim
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject


class Level(models.TextChoices):
    """How deep in the tree an area lies."""

    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    TAMBON = "tambon", _("tambon")
    VILLAGE = "village", _("village")


LEVEL_OF_LENGTH = {2: Level.PROVINCE, 4: Level.DISTRICT, 6: Level.TAMBON, 8: Level.VILLAGE}


class DigitsTrimmed(LTrim):
    """What is left of a text without its leading digits; both engines trim a set of characters this way."""

    template = "%(function)s(%(expressions)s, '0123456789')"


def is_digits(field: str) -> Exact:
    """Return the condition that a column holds digits alone."""
    return Exact(DigitsTrimmed(field), models.Value(""))


def ends_after_start(start: str, end: str) -> models.Q:
    """Return the condition that a period ends after it starts, open ends aside."""
    return models.Q(**{end: None}) | models.Q(**{start: None}) | models.Q(**{f"{end}__gt": models.F(start)})


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place as the record keeps it."""

    code: str
    name_th: str
    name_en: str
    postcodes: str
    valid_from: date | None
    valid_to: date | None


class Place(Subject):
    """An area of Thailand; its code is its path, so that its ancestors are the code's beginnings."""

    code = models.CharField(max_length=8, primary_key=True)
    level = models.CharField(max_length=8, choices=Level)
    name_th = models.CharField(max_length=120)  # without the word for the level: พระนคร, not เขตพระนคร
    name_en = models.CharField(max_length=120, blank=True)
    postcodes = models.CharField(
        max_length=40, blank=True
    )  # most tambons have one; several stand side by side
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # the first day on which it no longer is
    key_th = models.CharField(
        max_length=120, blank=True
    )  # the search key of the name, without บ้าน for villages
    sound = models.CharField(max_length=120, blank=True)  # the key without tones and short marks
    is_kept = models.BooleanField(default=False)  # changed by an act here, so that a load leaves it as it is
    is_example = models.BooleanField(default=False)  # made up, to show how a list of villages would look

    class Meta:
        indexes = [
            models.Index(fields=["level", "code"], name="places_level_code"),
            models.Index(fields=["level", "key_th"], name="places_key_th"),
            models.Index(fields=["level", "sound"], name="places_sound"),
        ]
        constraints = [
            models.CheckConstraint(condition=is_digits("code"), name="places_code_is_digits"),
            models.CheckConstraint(
                condition=models.Q(
                    *[
                        models.Q(level=level) & models.Q(Exact(Length("code"), n))
                        for n, level in LEVEL_OF_LENGTH.items()
                    ],
                    _connector=models.Q.OR,
                ),
                name="places_length_is_level",
            ),
            models.CheckConstraint(condition=~models.Q(name_th=""), name="places_place_is_named"),
            models.CheckConstraint(
                condition=ends_after_start("valid_from", "valid_to"), name="places_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def place_code(self) -> str:
        """Return the code, as every thing that lies at a place does."""
        return self.code

    def snapshot(self) -> PlaceState:
        """Return the place as the record keeps it."""
        return PlaceState(
            self.code, self.name_th, self.name_en, self.postcodes, self.valid_from, self.valid_to
        )


class PlaceName(models.Model):
    """A further name or code of a place: a former name, another spelling, a village's second code."""

    class Kind(models.TextChoices):
        """What the name is."""

        FORMER = "former", _("former name")
        ALIAS = "alias", _("other spelling")
        SECOND_CODE = "second_code", _("second code")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.CharField(max_length=120)
    text_en = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=120, db_index=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)  # the first day on which it no longer holds

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["former", "alias", "second_code"]), name="places_name_kind"
            ),
            models.CheckConstraint(
                condition=ends_after_start("starts_on", "ends_on"), name="places_name_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="former") | models.Q(ends_on__isnull=False),
                name="places_former_name_has_ended",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="second_code")
                | (models.Q(is_digits("text")) & models.Q(Exact(Length("text"), 8))),
                name="places_second_code_is_digits",
            ),
            models.UniqueConstraint(
                fields=["text"],
                condition=models.Q(kind="second_code", ends_on=None),
                name="places_second_code_once",
            ),
            models.UniqueConstraint(
                fields=["place", "text"], condition=models.Q(kind="alias"), name="places_alias_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind} {self.text}"


class Succession(models.Model):
    """That on a day one area took the place, or a part of the place, of another."""

    class Basis(models.TextChoices):
        """On what ground the succession stands."""

        NOTICE = "notice", _("a notice in the Royal Gazette")
        NAME = "name", _("the same name nearby")
        SPLIT = "split", _("a split")
        MERGE = "merge", _("a merger")
        RECODE = "recode", _("a new code")

    old = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="precessions")
    on = models.DateField()
    basis = models.CharField(max_length=8, choices=Basis)
    source = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="places_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="places_succession_of_another"
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=["notice", "name", "split", "merge", "recode"]),
                name="places_succession_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(Exact(Length("old"), Length("new"))), name="places_succession_of_one_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class Revision(models.Model):
    """The one row that names the present state of all places: who keeps a copy looks here."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="places_one_revision")]

    def __str__(self) -> str:
        return self.token
