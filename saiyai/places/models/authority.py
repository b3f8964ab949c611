"""Local authorities (อปท.): not areas but bodies that cover tambons and villages, wholly or partly."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from saiyai.audit.models import Subject
from saiyai.places.models.area import Place, ends_after_start, is_digits


@dataclass(frozen=True, slots=True)
class AuthorityState:
    """A local authority as the record keeps it."""

    code: str
    dola_code: str | None
    kind: str
    name_th: str
    valid_to: date | None
    size: str
    area_km2: str


class LocalAuthority(Subject):
    """A body of local government under its present kind and name; earlier ones stand in its versions."""

    class Kind(models.TextChoices):
        """What the authority is."""

        PAO = "pao", _("provincial administrative organisation")
        CITY = "city", _("city municipality")
        TOWN = "town", _("town municipality")
        TAMBON = "tambon", _("tambon municipality")
        TAO = "tao", _("tambon administrative organisation")
        SPECIAL = "special", _("special local government")
        SANITARY = "sanitary", _("sanitary district")  # until BE 2542, when all became tambon municipalities

    class Size(models.TextChoices):
        """How large the Department of Local Administration counts the authority."""

        SMALL = "S", _("small")
        MEDIUM = "M", _("medium")
        LARGE = "L", _("large")

    code = models.CharField(max_length=10, unique=True)  # under which the office's own list knows it
    dola_code = models.CharField(max_length=7, null=True, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    other_names = models.CharField(max_length=240, blank=True)  # of unknown days, parted by commas
    key_th = models.CharField(max_length=120, blank=True, db_index=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="authorities"
    )  # the least area around it
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    size = models.CharField(max_length=1, choices=Size, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    is_example = models.BooleanField(default=False)  # made up, to show how a list of authorities would look

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__in=["", "S", "M", "L"]), name="places_authority_size"
            ),
            models.CheckConstraint(
                condition=models.Q(area_km2=None) | models.Q(area_km2__gt=0),
                name="places_authority_has_ground",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["pao", "city", "town", "tambon", "tao", "special", "sanitary"]),
                name="places_authority_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(dola_code=None)
                | (models.Q(is_digits("dola_code")) & models.Q(Exact(Length("dola_code"), 7))),
                name="places_dola_code_is_digits",
            ),
            models.CheckConstraint(
                condition=ends_after_start("valid_from", "valid_to"), name="places_authority_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def place_code(self) -> str:
        """Return the least area that holds all the authority covers."""
        return self.place_id

    def snapshot(self) -> AuthorityState:
        """Return the authority as the record keeps it."""
        return AuthorityState(
            self.code,
            self.dola_code,
            self.kind,
            self.name_th,
            self.valid_to,
            self.size,
            "" if self.area_km2 is None else str(self.area_km2),
        )


class AuthorityVersion(models.Model):
    """What an authority was, and was called, between two dates."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField(max_length=8, choices=LocalAuthority.Kind)
    name_th = models.CharField(max_length=120)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=ends_after_start("starts_on", "ends_on"), name="places_version_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["authority"], condition=models.Q(ends_on=None), name="places_one_present_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.kind} {self.name_th}"


class AuthorityCoverage(models.Model):
    """That an authority covers a province, tambon or village, wholly or partly, between two dates."""

    class Extent(models.TextChoices):
        """How much of the area is covered."""

        FULL = "full", _("wholly")
        PARTIAL = "partial", _("partly")

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="coverage")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="coverage")
    extent = models.CharField(max_length=7, choices=Extent)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(extent__in=["full", "partial"]), name="places_coverage_extent"
            ),
            models.CheckConstraint(
                condition=ends_after_start("starts_on", "ends_on"), name="places_coverage_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.extent} {self.place_id}"
