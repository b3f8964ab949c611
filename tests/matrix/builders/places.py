"""Areas, clusters and local authorities for the matrix to ask for."""

from typing import Any

from saiyai.places import imports
from saiyai.places.models import AuthorityVersion, Cluster, ClusterMembership, LocalAuthority
from tests.cast import STARTS_ON, Cast
from tests.matrix.builders.registry import builder, next_number


@builder("place", "place_rename", "place_split", "place_merge", "place_recode")
def place_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return {"code": place_code} if place_code else None


TAMBON_IN = {"5014": "501411", "5001": "500101", "50": "500101", "52": "520704", "5207": "520704"}
"""For an area above the tambon, a tambon in it that is nobody's own in the cast."""


def tambon_in(place_code: str) -> str | None:
    return place_code[:6] if len(place_code) >= 6 else TAMBON_IN.get(place_code)


@builder("cluster", "cluster_change", "cluster_join")
def cluster_at(cast: Cast, place_code: str) -> dict[str, Any]:
    cluster = Cluster.objects.create(code=f"cluster{next_number()}", name_th="กลุ่มจังหวัด", starts_on=STARTS_ON)
    if place_code:
        ClusterMembership.objects.create(cluster=cluster, province_id=place_code[:2], starts_on=STARTS_ON)
    return {"code": cluster.code}


@builder("cluster_leave")
def membership_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    return cluster_at(cast, place_code) | {"province": place_code[:2]} if place_code else None


@builder("local_authority")
def authority_at(cast: Cast, place_code: str) -> dict[str, Any] | None:
    if not place_code:
        return None
    body = LocalAuthority.objects.create(
        code=f"9{next_number()}", kind="tao", name_th="อบต.", place_id=place_code
    )
    AuthorityVersion.objects.create(authority=body, kind="tao", name_th="อบต.")
    return {"code": body.code}


@builder("places_import_batch", "places_import_accept", "places_import_discard")
def a_checked_batch(cast: Cast, place_code: str) -> dict[str, Any]:
    content = "รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n50141209,บ้านเก้า\n".encode()
    return {"number": imports.preview("villages", "list.csv", content, by=cast.ministry_officer)}
