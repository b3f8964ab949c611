"""Renaming, splitting, merging and re-coding areas; what was known under an old code stays findable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from saiyai.audit.command import command
from saiyai.kernel.powers import Actor
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.places import access
from saiyai.places.commands.carrying import carry_on
from saiyai.places.commands.revision import renew_revision
from saiyai.places.models import LEVEL_OF_LENGTH, Level, Place, PlaceName, Succession
from saiyai.places.queries import hindrances
from saiyai.places.queries.tree import under
from saiyai.places.rules.labels import VILLAGE_DIGITS
from saiyai.places.rules.nearness import name_key, sound_of, village_key


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area that comes to be by a split."""

    code: str
    name_th: str
    name_en: str = ""


@command("places.rename", allows=access.may_change_place, subjects=("place",))
def rename_place(*, place: Place, name_th: str, name_en: str, on: date, reason: str, by: Actor) -> Place:  # noqa: ARG001
    """Give a place a new name from a day on; the former one stays findable."""
    _stop_at(hindrances.hindrance_of_rename(place, name_th=name_th, name_en=name_en, on=on))
    PlaceName.objects.create(
        place=place,
        kind=PlaceName.Kind.FORMER,
        text=place.name_th,
        text_en=place.name_en,
        key=_key(place.code, place.name_th),
        starts_on=hindrances.last_renaming(place) or place.valid_from,
        ends_on=on,
    )
    place.name_th, place.name_en = normalise(name_th), normalise(name_en)
    _keep(place)
    renew_revision()
    return place


@command("places.split", allows=access.may_change_place, subjects=("place",))
def split_place(
    *,
    place: Place,
    parts: Sequence[NewArea],
    on: date,
    ends: bool,
    reason: str,
    by: Actor,  # noqa: ARG001
) -> list[Place]:
    """Take new areas out of a place from a day on; the place itself goes on unless it `ends`."""
    told = [(part.code, part.name_th) for part in parts]
    _stop_at(hindrances.hindrance_of_split(place, parts=told, on=on, ends=ends))
    made = [_new_place(part.code, normalise(part.name_th), normalise(part.name_en), on) for part in parts]
    Place.objects.bulk_create(made)
    if ends:
        _end(place, on)
    _succeed([(place.code, each.code) for each in made], on, Succession.Basis.SPLIT, reason)
    renew_revision()
    return [place, *made]


@command("places.merge", allows=access.may_change_place, subjects=("place",))
def merge_places(*, place: Place, codes: Sequence[str], on: date, reason: str, by: Actor) -> list[Place]:  # noqa: ARG001
    """End several places of one level from a day on; the ground of each goes to `place`."""
    _stop_at(hindrances.hindrance_of_merge(place, codes=codes, on=on))
    merged = list(Place.objects.filter(code__in=codes).order_by("code"))
    for each in merged:
        _end(each, on)
    _succeed([(each.code, place.code) for each in merged], on, Succession.Basis.MERGE, reason)
    carry_on({each.code: place.code for each in merged}, on, is_whole=False)
    renew_revision()
    return [place, *merged]


@command("places.recode", allows=access.may_change_place, subjects=("place",))
def recode_place(*, place: Place, code: str, on: date, reason: str, by: Actor) -> list[Place]:  # noqa: ARG001
    """Move a place, with all below it, to a new code from a day on; each old code leads to its new one."""
    _stop_at(hindrances.hindrance_of_recode(place, code=code, on=on))
    moving = list(Place.objects.filter(under(place.code), valid_to=None).order_by("code"))
    pairs = [(each, code + each.code[len(place.code) :]) for each in moving]
    made = [_moved(old, new, on) for old, new in pairs]
    for level in Level:
        Place.objects.bulk_create(each for each in made if each.level == level)
    Place.objects.filter(code__in=[each.code for each in moving]).update(valid_to=on, is_kept=True)
    _succeed([(old.code, new) for old, new in pairs], on, Succession.Basis.RECODE, reason)
    carry_on({old.code: new for old, new in pairs}, on, is_whole=True)
    renew_revision()
    place.refresh_from_db()
    return [place, *made[:1]]


def _key(code: str, name: str) -> str:
    return village_key(name) if len(code) == VILLAGE_DIGITS else name_key(name)


def _keep(place: Place) -> None:
    place.key_th = _key(place.code, place.name_th)
    place.sound = sound_of(place.key_th)
    place.is_kept = True
    place.save()


def _new_place(code: str, name_th: str, name_en: str, on: date) -> Place:
    key = _key(code, name_th)
    return Place(
        code=code,
        level=LEVEL_OF_LENGTH[len(code)],
        name_th=name_th,
        name_en=name_en,
        valid_from=on,
        key_th=key,
        sound=sound_of(key),
        is_kept=True,
    )


def _moved(old: Place, code: str, on: date) -> Place:
    moved = _new_place(code, old.name_th, old.name_en, on)
    moved.postcodes = old.postcodes
    return moved


def _end(place: Place, on: date) -> None:
    place.valid_to = on
    place.is_kept = True
    place.save()


def _succeed(pairs: Iterable[tuple[str, str]], on: date, basis: Succession.Basis, source: str) -> None:
    Succession.objects.bulk_create(
        Succession(old_id=old, new_id=new, on=on, basis=basis, source=source) for old, new in pairs
    )


def _stop_at(hindrance: Refusal | None) -> None:
    if hindrance is not None:
        raise hindrance
