"""Making and changing clusters of provinces."""

from datetime import date

from django.db.models import Q

from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.places import access
from saiyai.places.models import Cluster, ClusterMembership, Level, Place


@command("places.cluster.make", allows=access.may_change_clusters)
def make_cluster(
    *,
    code: str,
    name_th: str,
    name_en: str,
    source: str,
    starts_on: date,
    by: Actor,  # noqa: ARG001
) -> Cluster:
    """Make an empty cluster that begins on a day."""
    if not normalise(name_th):
        raise Refusal("place.name_empty")
    if Cluster.objects.filter(code=code).exists():
        raise Refusal("cluster.code_taken", place=code)
    return Cluster.objects.create(
        code=code,
        name_th=normalise(name_th),
        name_en=normalise(name_en),
        source=normalise(source),
        starts_on=starts_on,
    )


@command("places.cluster.change", allows=access.may_change_clusters, subjects=("cluster",))
def change_cluster(
    *,
    cluster: Cluster,
    name_th: str,
    name_en: str,
    source: str | None = None,
    ends_on: date | None,
    reason: str = "",  # noqa: ARG001
    by: Actor,  # noqa: ARG001
) -> Cluster:
    """Change what a cluster is called and who groups it so, or end it on a day with all its memberships."""
    if not normalise(name_th):
        raise Refusal("place.name_empty")
    if ends_on is not None and ends_on <= cluster.starts_on:
        raise Refusal("cluster.ends_before_start", on=cluster.starts_on.isoformat())
    if ends_on is not None and cluster.members.filter(starts_on__gte=ends_on).exists():
        raise Refusal("cluster.member_joins_later", on=ends_on.isoformat())
    cluster.name_th, cluster.name_en, cluster.ends_on = normalise(name_th), normalise(name_en), ends_on
    cluster.source = cluster.source if source is None else normalise(source)
    cluster.save()
    if ends_on is not None:
        cluster.members.filter(ends_on=None).update(ends_on=ends_on)
    return cluster


@command("places.cluster.add_province", allows=access.may_change_clusters, subjects=("cluster",))
def add_province(*, cluster: Cluster, province: str, starts_on: date, by: Actor) -> ClusterMembership:  # noqa: ARG001
    """Let a province belong to a cluster from a day on."""
    place = Place.objects.filter(code=province, level=Level.PROVINCE, valid_to=None).first()
    if place is None:
        raise Refusal("cluster.not_a_province", place=province)
    if cluster.ends_on is not None or starts_on < cluster.starts_on:
        raise Refusal("cluster.outside_its_days", name=cluster.name_th)
    overlapping = cluster.members.filter(province=place).filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
    if overlapping.exists():
        raise Refusal("cluster.already_member", name=place.name_th)
    return ClusterMembership.objects.create(cluster=cluster, province=place, starts_on=starts_on)


@command("places.cluster.remove_province", allows=access.may_change_clusters, subjects=("cluster",))
def remove_province(*, cluster: Cluster, province: str, ends_on: date, by: Actor) -> ClusterMembership:  # noqa: ARG001
    """Let a province belong to a cluster no longer, from a day on."""
    membership = cluster.members.filter(province=province, ends_on=None).first()
    if membership is None:
        raise Refusal("cluster.not_a_member", place=province)
    if ends_on <= membership.starts_on:
        raise Refusal("cluster.ends_before_start", on=membership.starts_on.isoformat())
    membership.ends_on = ends_on
    membership.save()
    return membership
