"""What goes along when the ground of areas goes to others: coverage by authorities, clusters, drawn shapes."""

from collections.abc import Mapping
from datetime import date

from saiyai.places.models import AreaShape, AuthorityCoverage, ClusterMembership, LocalAuthority


def carry_on(new_of: Mapping[str, str], on: date, *, is_whole: bool) -> None:
    """Let what held for the old areas hold for the new ones from a day on, where `is_whole` as much of them as before."""
    _carry_coverage(new_of, on, is_whole=is_whole)
    _carry_memberships(new_of, on)
    for body in LocalAuthority.objects.filter(place__in=new_of, valid_to=None):
        body.place_id = new_of[body.place_id]
        body.save(update_fields=["place"])
    if is_whole:
        _copy_shapes(new_of)


def _carry_coverage(new_of: Mapping[str, str], on: date, *, is_whole: bool) -> None:
    held = list(AuthorityCoverage.objects.filter(place__in=new_of, ends_on=None).order_by("pk"))
    already = set(
        AuthorityCoverage.objects.filter(place__in=new_of.values(), ends_on=None).values_list(
            "authority", "place"
        )
    )
    begun: dict[tuple[int, str], AuthorityCoverage] = {}
    for each in held:
        key = (each.authority_id, new_of[each.place_id])
        if key not in already:
            extent = each.extent if is_whole else AuthorityCoverage.Extent.PARTIAL
            begun[key] = AuthorityCoverage(authority_id=key[0], place_id=key[1], extent=extent, starts_on=on)
    _end(held, on)
    AuthorityCoverage.objects.bulk_create(begun.values())


def _end(held: list[AuthorityCoverage], on: date) -> None:
    """End coverage on a day; what would have begun only then, or later, never was."""
    never = [each.pk for each in held if each.starts_on is not None and each.starts_on >= on]
    AuthorityCoverage.objects.filter(pk__in=never).delete()
    AuthorityCoverage.objects.filter(pk__in=[each.pk for each in held]).update(ends_on=on)


def _carry_memberships(new_of: Mapping[str, str], on: date) -> None:
    held = list(ClusterMembership.objects.filter(province__in=new_of, ends_on=None, starts_on__lt=on))
    for each in held:
        each.ends_on = on
        each.save(update_fields=["ends_on"])
        others = ClusterMembership.objects.filter(
            cluster=each.cluster_id, province=new_of[each.province_id], ends_on=None
        )
        if not others.exists():
            ClusterMembership.objects.create(
                cluster_id=each.cluster_id, province_id=new_of[each.province_id], starts_on=on
            )


def _copy_shapes(new_of: Mapping[str, str]) -> None:
    """Draw the new areas as the old ones were, which stay drawn for the pages of what was."""
    shapes = list(AreaShape.objects.filter(code__in=new_of))
    touched = {near for shape in shapes for near in shape.neighbours.split()}
    for near in AreaShape.objects.filter(code__in=touched - set(new_of)):
        near.neighbours = " ".join(new_of.get(each, each) for each in near.neighbours.split())
        near.save(update_fields=["neighbours"])
    for shape in shapes:
        shape.code = new_of[shape.code]
        shape.neighbours = " ".join(new_of.get(each, each) for each in shape.neighbours.split())
    AreaShape.objects.bulk_create(shapes, ignore_conflicts=True)
