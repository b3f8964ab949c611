"""Clusters of provinces."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import get_language

from saiyai.places.models import Cluster, ClusterMembership
from saiyai.places.queries.rows import PlaceRow
from saiyai.places.queries.tree import places_at


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster as pages show it."""

    id: int
    code: str
    name_th: str
    name_en: str
    source: str
    starts_on: date
    ends_on: date | None

    @property
    def number(self) -> str:
        """Return the number under which the record knows the cluster."""
        return str(self.id)

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A province's membership."""

    place: PlaceRow
    starts_on: date
    ends_on: date | None


def _row(cluster: Cluster) -> ClusterRow:
    return ClusterRow(
        cluster.pk,
        cluster.code,
        cluster.name_th,
        cluster.name_en,
        cluster.source,
        cluster.starts_on,
        cluster.ends_on,
    )


def all_clusters() -> list[ClusterRow]:
    """Return all clusters, the present ones first."""
    return sorted(
        (_row(each) for each in Cluster.objects.order_by("code")), key=lambda row: row.ends_on is not None
    )


def cluster_at(code: str) -> ClusterRow | None:
    """Return the cluster of a code, None where there is none."""
    cluster = Cluster.objects.filter(code=code).first()
    return None if cluster is None else _row(cluster)


def cluster_to_change(code: str) -> Cluster | None:
    """Return a cluster as the commands that change it take it, None where there is none."""
    return Cluster.objects.filter(code=code).first()


def is_member(code: str, province: str) -> bool:
    """Tell whether a province belongs to a cluster and has not left it."""
    held = ClusterMembership.objects.filter(cluster__code=code, province=province, ends_on=None)
    return held.exists()


def counts_of_members(on: date) -> dict[str, int]:
    """Return how many provinces belong to each cluster on a day, by the cluster's code."""
    held = ClusterMembership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)
    counts = held.order_by().values_list("cluster__code").annotate(count=Count("pk"))
    return dict(counts)


def members_of(code: str) -> list[MemberRow]:
    """Return all memberships of a cluster, past ones too, in order of province."""
    found = list(ClusterMembership.objects.filter(cluster__code=code).order_by("province", "starts_on"))
    places = places_at(each.province_id for each in found)
    return [MemberRow(places[each.province_id], each.starts_on, each.ends_on) for each in found]


def provinces_of_cluster(code: str, on: date) -> tuple[str, ...]:
    """Return the codes of the provinces that belong to a cluster on a day."""
    found = ClusterMembership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on), cluster__code=code, starts_on__lte=on
    )
    return tuple(found.order_by("province").values_list("province_id", flat=True))


def clusters_of(province: str) -> list[ClusterRow]:
    """Return the clusters that a province belongs to today."""
    found = Cluster.objects.filter(ends_on=None, members__province=province, members__ends_on=None).order_by(
        "code"
    )
    return [_row(each) for each in found]
