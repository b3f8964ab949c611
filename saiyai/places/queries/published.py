"""Places as open data has them: plain values, row by row."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from saiyai.places.models import LocalAuthority, Place, Succession

AT_ONCE = 2_000
_PLACE = ("code", "level", "name_th", "name_en", "postcodes", "valid_from", "valid_to", "is_example")
_AUTHORITY = (
    "code",
    "dola_code",
    "kind",
    "name_th",
    "name_en",
    "place_id",
    "valid_from",
    "valid_to",
    "size",
    "area_km2",
    "is_example",
)


def place_values() -> Iterator[dict[str, Any]]:
    """Yield all areas in order of code, abolished ones too."""
    for row in Place.objects.order_by("code").values(*_PLACE).iterator(AT_ONCE):
        yield row | {"parent_code": row["code"][:-2]}


def place_count() -> int:
    """Return how many areas there are, abolished ones included."""
    return Place.objects.count()


def succession_values() -> Iterator[dict[str, Any]]:
    """Yield what became of areas, in order of their codes."""
    rows = Succession.objects.order_by("old_id", "new_id")
    for old, new, on, basis, source in rows.values_list("old_id", "new_id", "on", "basis", "source").iterator(
        AT_ONCE
    ):
        yield {"old_code": old, "new_code": new, "on": on, "basis": basis, "source": source}


def succession_count() -> int:
    """Return how many successions of areas are known."""
    return Succession.objects.count()


def authority_values() -> Iterator[dict[str, Any]]:
    """Yield all local authorities in order of code, abolished ones too."""
    with override("th"):
        kinds = {kind.value: str(kind.label) for kind in LocalAuthority.Kind}
    for row in LocalAuthority.objects.order_by("code").values(*_AUTHORITY).iterator(AT_ONCE):
        yield row | {"kind_th": kinds[row["kind"]], "place_code": row["place_id"]}


def authority_count() -> int:
    """Return how many local authorities there are, abolished ones included."""
    return LocalAuthority.objects.count()
