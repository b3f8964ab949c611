"""Loading the nation's provinces, districts and tambons, and what became of those that were abolished."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version

from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.places import access
from saiyai.places.commands.revision import renew_revision
from saiyai.places.models import (
    LEVEL_OF_LENGTH,
    Cluster,
    ClusterMembership,
    Place,
    PlaceLoad,
    PlaceName,
    Succession,
)
from saiyai.places.rules.labels import bare_name, name_and_alias
from saiyai.places.rules.nearness import name_key, sound_of

UPPER_NORTH = ("50", "51", "52", "54", "55", "56", "57", "58")
UPPER_NORTH_FROM = date(
    2013, 10, 1
)  # the fiscal year BE 2557, the first for which the office's cluster is attested


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the package gives it."""

    code: str
    name_th: str
    name_en: str
    postcodes: str = ""
    alias: str = ""
    valid_to: date | None = None


@dataclass(slots=True)
class _Changes:
    """What a load would change."""

    new: list[Place] = field(default_factory=list)
    changed: list[Place] = field(default_factory=list)
    former: list[PlaceName] = field(default_factory=list)
    renamed: int = 0
    abolished: int = 0
    kept: int = 0


def _area(
    code: str, name_th: str, name_en: str | None, postcodes: str = "", valid_to: str | None = None
) -> Area:
    name, alias = name_and_alias(bare_name(code, name_th))
    return Area(
        code, name, name_en or "", postcodes, alias, date.fromisoformat(valid_to) if valid_to else None
    )


def areas_of_package() -> list[Area]:
    """Return all areas that the package knows, parents first, the abolished ones with the day they ended."""
    import geothai
    from geothai.abolished import abolished_areas

    provinces = geothai.provinces()
    districts = [each for province in provinces for each in geothai.districts(province.code)]
    tambons = [each for district in districts for each in geothai.subdistricts(district.code)]
    areas = [
        *(_area(each.code, each.name_th, each.name_en) for each in provinces),
        *(_area(each.code, each.name_th, each.name_en) for each in districts),
        *(_area(each.code, each.name_th, each.name_en, " ".join(each.postal_codes)) for each in tambons),
        *(_area(each.code, each.name_th, each.name_en, "", each.abolished_on) for each in abolished_areas()),
    ]
    return sorted(areas, key=lambda area: (len(area.code), area.code))


def _edition() -> str:
    """Return which edition of which package the areas come from."""
    import geothai

    return f"geothai {version('geothai')} ({geothai.DATA_VERSION})"


def _digest_of(areas: list[Area]) -> str:
    lines = "\n".join(f"{a.code}\t{a.name_th}\t{a.name_en}\t{a.postcodes}\t{a.valid_to}" for a in areas)
    return hashlib.sha256(lines.encode()).hexdigest()


def _place(area: Area) -> Place:
    key = name_key(area.name_th)
    return Place(
        code=area.code,
        level=LEVEL_OF_LENGTH[len(area.code)],
        name_th=area.name_th,
        name_en=area.name_en,
        postcodes=area.postcodes,
        valid_to=area.valid_to,
        key_th=key,
        sound=sound_of(key),
    )


def _compare(areas: list[Area], known: dict[str, Place], on: date) -> _Changes:
    changes = _Changes()
    for area in areas:
        old, new = known.get(area.code), _place(area)
        if old is None:
            changes.new.append(new)
            continue
        if old.is_kept:
            changes.kept += 1
            continue
        fields = ("name_th", "name_en", "postcodes", "valid_to", "key_th", "sound")
        if all(getattr(old, each) == getattr(new, each) for each in fields):
            continue
        if old.name_th != new.name_th:
            changes.renamed += 1
            changes.former.append(former_name(old, on))
        changes.abolished += old.valid_to is None and new.valid_to is not None
        new.valid_from = old.valid_from
        changes.changed.append(new)
    return changes


def former_name(place: Place, on: date) -> PlaceName:
    """Return the name that a place had until a day."""
    return PlaceName(
        place_id=place.code,
        kind=PlaceName.Kind.FORMER,
        text=place.name_th,
        text_en=place.name_en,
        key=name_key(place.name_th),
        ends_on=on,
    )


def _store(changes: _Changes, areas: list[Area]) -> None:
    Place.objects.bulk_create(changes.new, batch_size=2_000)
    Place.objects.bulk_update(
        changes.changed, ["name_th", "name_en", "postcodes", "valid_to", "key_th", "sound"], batch_size=500
    )
    PlaceName.objects.bulk_create(changes.former)
    aliases = [
        PlaceName(place_id=area.code, kind=PlaceName.Kind.ALIAS, text=area.alias, key=name_key(area.alias))
        for area in areas
        if area.alias
    ]
    PlaceName.objects.bulk_create(aliases, ignore_conflicts=True)


def _store_successions() -> int:
    from geothai.abolished import abolished_areas

    known = set(Succession.objects.values_list("old_id", "new_id"))
    found = [
        Succession(
            old_id=area.code,
            new_id=successor,
            on=date.fromisoformat(area.successors_in_force or area.abolished_on or ""),
            basis=area.successors_basis or Succession.Basis.NAME,
            source=area.successors_source or "",
        )
        for area in abolished_areas()
        for successor in area.successors
        if (area.code, successor) not in known
    ]
    Succession.objects.bulk_create(found, batch_size=2_000)
    return len(found)


def _ensure_upper_north() -> None:
    cluster, is_new = Cluster.objects.get_or_create(
        code="un8",
        defaults={
            "name_th": "กลุ่มจังหวัดภาคเหนือตอนบน 8 จังหวัด",
            "name_en": "The eight upper-northern provinces",
            "source": "สสว.10 ปี 2557",
            "starts_on": UPPER_NORTH_FROM,
        },
    )
    if is_new:
        ClusterMembership.objects.bulk_create(
            ClusterMembership(cluster=cluster, province_id=code, starts_on=UPPER_NORTH_FROM)
            for code in UPPER_NORTH
        )


@command("places.load", allows=access.may_load_places)
def load_places(*, by: Actor) -> PlaceLoad:  # noqa: ARG001 (the decorator judges `by`)
    """Bring the areas, their successions and the first cluster up to the package, and return the load.

    A second load of the same edition changes nothing and says so; what an act here changed is left alone.
    """
    areas = areas_of_package()
    known = {each.code: each for each in Place.objects.exclude(level="village")}
    changes = _compare(areas, known, clock.today())
    _store(changes, areas)
    successions = _store_successions()
    _ensure_upper_north()
    if changes.new or changes.changed or successions:
        renew_revision()
    return PlaceLoad.objects.create(
        edition=_edition(),
        digest=_digest_of(areas),
        areas=len(areas),
        new=len(changes.new),
        renamed=changes.renamed,
        abolished=changes.abolished,
        kept=changes.kept,
        loaded_at=clock.now(),
    )
