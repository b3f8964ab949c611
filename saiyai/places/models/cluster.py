"""Clusters of provinces (กลุ่มจังหวัด), whose members change with the years."""

from dataclasses import dataclass
from datetime import date

from django.db import models

from saiyai.audit.models import Subject
from saiyai.places.models.area import Place, ends_after_start


@dataclass(frozen=True, slots=True)
class ClusterState:
    """A cluster as the record keeps it."""

    code: str
    name_th: str
    name_en: str
    starts_on: date
    ends_on: date | None
    members: tuple[str, ...]


class Cluster(Subject):
    """Provinces that work together, as an office that supports them, or a plan, groups them."""

    code = models.SlugField(max_length=20, unique=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, blank=True)  # who groups them so
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=ends_after_start("starts_on", "ends_on"), name="places_cluster_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    def snapshot(self) -> ClusterState:
        """Return the cluster as the record keeps it, with the members that have not left."""
        members = (
            self.members.filter(ends_on=None).order_by("province_id").values_list("province_id", flat=True)
        )
        return ClusterState(
            self.code, self.name_th, self.name_en, self.starts_on, self.ends_on, tuple(members)
        )


class ClusterMembership(models.Model):
    """That a province belongs to a cluster between two dates."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    province = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="clusters")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=ends_after_start("starts_on", "ends_on"), name="places_member_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.province_id}"
