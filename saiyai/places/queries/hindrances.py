"""What bars a change of a place as things stand: asked before anything is done, and again by the command that does it."""

from collections.abc import Iterable, Sequence
from datetime import date

from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.places.models import Place, PlaceName
from saiyai.places.queries.tree import under
from saiyai.places.rules.labels import PROVINCE_DIGITS


def last_renaming(place: Place) -> date | None:
    """Return the day from which a place bears its present name, None where it never bore another."""
    former = place.names.filter(kind=PlaceName.Kind.FORMER).order_by("-ends_on")
    return former.values_list("ends_on", flat=True).first()


def hindrance_of_rename(place: Place, *, name_th: str, name_en: str, on: date) -> Refusal | None:
    """Return why a place cannot have a name from a day on."""
    name = normalise(name_th)
    if absent := hindrance_of_end(place, on):
        return absent
    if not name:
        return Refusal("place.name_empty")
    if name == place.name_th and normalise(name_en) == place.name_en:
        return Refusal("place.same_name", name=name)
    since = last_renaming(place)
    if since is not None and on <= since:
        return Refusal("place.renamed_later", on=since.isoformat())
    return None


def hindrance_of_split(
    place: Place, *, parts: Sequence[tuple[str, str]], on: date, ends: bool
) -> Refusal | None:
    """Return why areas, given by (code, Thai name), cannot be taken out of a place on a day, after which it may end."""
    if absent := hindrance_of_end(place, on):
        return absent
    if not parts:
        return Refusal("place.no_parts")
    if taken := _taken(code for code, _name in parts):
        return taken
    for code, name in parts:
        if not _is_of_level(code, place):
            return Refusal("place.other_level", place=code)
        if not normalise(name):
            return Refusal("place.name_empty")
    return _orphans(code for code, _name in parts) or (_below(place) if ends else None)


def hindrance_of_merge(place: Place, *, codes: Sequence[str], on: date) -> Refusal | None:
    """Return why the places of some codes cannot go into a place on a day."""
    if absent := hindrance_of_end(place, on):
        return absent
    merged = list(Place.objects.filter(code__in=codes).order_by("code"))
    if len(merged) != len(set(codes)) or not merged:
        unknown = sorted(set(codes) - {each.code for each in merged})
        return Refusal("place.unknown_code", place=", ".join(unknown))
    for each in merged:
        if each.level != place.level or each.code == place.code:
            return Refusal("place.other_level", place=each.code)
        if barred := hindrance_of_end(each, on) or _below(each):
            return barred
    return None


def hindrance_of_recode(place: Place, *, code: str, on: date) -> Refusal | None:
    """Return why a place, with all below it, cannot go on under a code from a day on."""
    if absent := hindrance_of_end(place, on):
        return absent
    if not _is_of_level(code, place):
        return Refusal("place.other_level", place=code)
    moving = list(Place.objects.filter(under(place.code), valid_to=None).order_by("code"))
    barred = _taken(code + each.code[len(place.code) :] for each in moving) or _orphans([code])
    return barred or next(filter(None, (hindrance_of_end(each, on) for each in moving)), None)


def hindrance_of_end(place: Place, on: date) -> Refusal | None:
    """Return why a place does not stand on a day, or could not end then."""
    if place.valid_to is not None:
        return Refusal("place.already_ended", place=place.code, on=place.valid_to.isoformat())
    if place.valid_from is not None and on <= place.valid_from:
        return Refusal("place.ends_before_start", place=place.code, on=place.valid_from.isoformat())
    return None


def _is_of_level(code: str, place: Place) -> bool:
    return len(code) == len(place.code) and code.isascii() and code.isdigit()


def _below(place: Place) -> Refusal | None:
    below = Place.objects.filter(under(place.code), valid_to=None).exclude(code=place.code).count()
    return Refusal("place.has_children", place=place.code, count=below) if below else None


def _taken(codes: Iterable[str]) -> Refusal | None:
    wanted = list(codes)
    taken = set(Place.objects.filter(code__in=wanted).values_list("code", flat=True))
    taken |= {code for code in wanted if wanted.count(code) > 1}
    return Refusal("place.code_taken", place=", ".join(sorted(taken))) if taken else None


def _orphans(codes: Iterable[str]) -> Refusal | None:
    parents = {code[:-2] for code in codes if len(code) > PROVINCE_DIGITS}
    present = Place.objects.filter(code__in=parents, valid_to=None).values_list("code", flat=True)
    missing = parents - set(present)
    return Refusal("place.no_parent", place=", ".join(sorted(missing))) if missing else None
