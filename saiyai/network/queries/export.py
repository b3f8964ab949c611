"""The register as lists that can be brought in again: organisations as a reader may see them, people of an area."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import override

from saiyai.audit.sealing import opened
from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS, within
from saiyai.network.models import (
    FIELD_NAMES,
    POSITION_NAMES,
    STANDING_NAMES,
    TARGET_NAMES,
    Organisation,
    OrganisationFigure,
    OrganisationKind,
    OrganisationStanding,
    PersonRole,
)
from saiyai.network.queries.person import ID_CONTEXT
from saiyai.network.rules import LIVING, Position, Standing
from saiyai.places.queries import places_at

AT_ONCE = 500
DIGITS = {"province": 2, "district": 4, "tambon": 6, "village": 8}


def organisation_rows(organisations: Iterable[Organisation], scope: Scope) -> Iterator[dict[str, Any]]:
    """Yield organisations as rows of a list, in a few queries for each five hundred; contacts as far as they are shown."""
    some: list[Organisation] = []
    for each in organisations:
        some.append(each)
        if len(some) == AT_ONCE:
            yield from _portion(some, scope)
            some = []
    yield from _portion(some, scope)


def _portion(some: list[Organisation], scope: Scope) -> Iterator[dict[str, Any]]:
    numbers = [each.pk for each in some]
    filled = Organisation.objects.prefetch_related(
        "welfare_fields", "targets", "aliases", "served_areas"
    ).in_bulk(numbers)
    kinds = dict(OrganisationKind.objects.values_list("code", "name_th"))
    standings = _standings(numbers)
    figures = _figures(numbers)
    places = _places(each.place_code for each in some)
    for each in some:
        whole = filled[each.pk]
        yield {
            "name_th": each.name_th,
            "name_en": each.name_en,
            "aliases": "; ".join(sorted(alias.text for alias in whole.aliases.all())),
            "kind": kinds[each.kind_id],
            "fields": "; ".join(_thai(FIELD_NAMES[field.field]) for field in whole.welfare_fields.all()),
            "targets": "; ".join(_thai(TARGET_NAMES[target.target]) for target in whole.targets.all()),
            **places[each.place_code],
            "founded_on": each.founded_on,
            **standings.get(each.pk, {}),
            "shown": "ใช่" if each.shown_publicly else "ไม่",
            **figures.get(each.pk, {}),
            **_agreed(whole, is_own=scope.covers(each.place_code, SEERS)),
        }


def _agreed(each: Organisation, *, is_own: bool) -> dict[str, str]:
    """Return of an organisation what it agreed to show to everybody, or all where it lies in the reader's own area."""
    told: dict[str, str] = {}
    if is_own or each.shows_contacts:
        told |= {"phone": each.phone, "email": each.email, "address": each.address}
    if is_own or each.shows_web:
        told |= {"website": each.website, "social": each.social}
    if is_own or each.shows_work:
        served = sorted(area.place_code for area in each.served_areas.all())
        told |= {"served": "; ".join(served), "note": each.note}
    return told


def _thai(name: Any) -> str:
    with override("th"):
        return str(name)


def _places(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what rows say of their places: the names of each level, and the code."""
    wanted = set(codes)
    rows = places_at({code[:digits] for code in wanted for digits in DIGITS.values()})
    said: dict[str, dict[str, str]] = {}
    for code in wanted:
        said[code] = {
            level: rows[code[:digits]].name_th
            for level, digits in DIGITS.items()
            if len(code) >= digits and code[:digits] in rows
        } | {"place_code": code}
    return said


def _standings(numbers: list[int]) -> dict[int, dict[str, Any]]:
    rows = OrganisationStanding.objects.filter(organisation__in=numbers, ends_on=None).order_by(
        "-starts_on", "-pk"
    )
    return {
        each.organisation_id: {
            "standing": _thai(STANDING_NAMES[Standing(each.standing)]),
            "standing_number": each.number,
            "standing_on": each.starts_on,
        }
        for each in rows
    }


def _figures(numbers: list[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for each in OrganisationFigure.objects.filter(organisation__in=numbers).order_by("on", "pk"):
        found.setdefault(each.organisation_id, {})[each.measure] = each.amount
    return found


def role_rows_out(place_code: str, today: date) -> list[dict[str, Any]]:
    """Return the roles held today in living organisations of an area, with the people who hold them."""
    rows = PersonRole.objects.filter(
        within([place_code], "organisation__place_code"),
        organisation__state__in=LIVING,
        person__erased_at=None,
    ).select_related("person", "organisation")
    held = [
        each
        for each in rows.order_by("organisation__place_code", "organisation_id", "pk")
        if each.is_held_on(today)
    ]
    places = _places({each.area_code or each.person.place_code for each in held} - {""})
    return [
        {
            "prefix": each.person.prefix,
            "given": each.person.given,
            "family": each.person.family,
            "national_id": opened(each.person.id_sealed, context=ID_CONTEXT) if each.person.id_sealed else "",
            "phone": each.person.phone,
            "organisation": each.organisation.name_th,
            "position": _thai(POSITION_NAMES[Position(each.position)]),
            "title": each.title_th,
            **places.get(each.area_code or each.person.place_code, {}),
            "starts_on": each.starts_on,
            "ends_on": each.ends_on,
            "consented_on": each.person.consented_on,
        }
        for each in held
    ]
