"""What is stored of projects: what they are known by and the areas they cover."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from saiyai.accounts.models import Office
from saiyai.audit.models import Subject


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project as the record keeps it."""

    code: str
    name_th: str
    name_en: str
    fiscal_year: int
    owner: str
    areas: tuple[str, ...]


class Project(Subject):
    """A project (โครงการ) of a fiscal year, run by an office over some areas."""

    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    fiscal_year = models.PositiveSmallIntegerField()  # Buddhist era, named by its September
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    objective_th = models.TextField(blank=True)
    objective_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=2400, fiscal_year__lte=2899),
                name="monitoring_project_fiscal_year",
            )
        ]

    def __str__(self) -> str:
        return self.name_th

    def snapshot(self) -> ProjectState:
        """Return the project as the record keeps it."""
        return ProjectState(
            self.code, self.name_th, self.name_en, self.fiscal_year, self.owner.code, self.prefixes
        )

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Return the areas that the project covers, in order of their codes."""
        return tuple(sorted(area.prefix for area in self.areas.all()))


class ProjectArea(models.Model):
    """That a project covers an area."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="areas")
    prefix = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "prefix"], name="monitoring_area_once_a_project")
        ]

    def __str__(self) -> str:
        return self.prefix
