"""What is in the register already, as a list that is brought in is compared with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import override

from saiyai.kernel.text import search_key
from saiyai.network.access import living, within
from saiyai.network.models import (
    FIELD_NAMES,
    LINK_NAMES,
    POSITION_NAMES,
    STANDING_NAMES,
    TARGET_NAMES,
    Link,
    Organisation,
    OrganisationKind,
    Person,
    PersonRole,
)
from saiyai.network.queries.text import Text
from saiyai.network.rules import LIVING, Position

TAMBON_DIGITS = 6


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation that is registered, or that an earlier row of the same list tells of (`pk` None)."""

    pk: int | None
    name: str
    key: str
    place_code: str
    kind: str
    is_living: bool = True
    is_network: bool = False
    has_one_chair: bool = True
    row: int = 0


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person who is registered, or of whom an earlier row of the same list tells (`pk` None)."""

    pk: int | None
    name: str
    key: str
    place_code: str
    id_hash: str
    row: int = 0
    part: int = 1


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role that is noted, or that an earlier row of the same list tells of."""

    organisation: int
    person: int
    name: str
    position: str
    area_code: str
    is_sole: bool
    starts_on: date | None
    ends_on: date | None


_COLUMNS = (
    "pk",
    "name_th",
    "search_key",
    "place_code",
    "kind_id",
    "state",
    "kind__is_network",
    "kind__has_one_chair",
)


def _known(row: tuple[int, str, str, str, str, str, bool, bool]) -> KnownOrganisation:
    pk, name, _key, place, kind, state, is_network, has_one_chair = row
    return KnownOrganisation(
        pk, name, search_key(name), place, kind, state in LIVING, is_network, has_one_chair
    )


def organisations_in(areas: Iterable[str]) -> dict[str, list[KnownOrganisation]]:
    """Return the living organisations of tambons, and those of wider areas themselves, by area."""
    wanted = set(areas)
    found: dict[str, list[KnownOrganisation]] = {each: [] for each in wanted}
    rows = Organisation.objects.filter(living()).annotate(area=Substr("place_code", 1, TAMBON_DIGITS))
    for row in rows.filter(area__in=wanted).values_list(*_COLUMNS):
        found[row[3][:TAMBON_DIGITS]].append(_known(row))
    return found


def organisations_called(names: Iterable[str], prefixes: Iterable[str]) -> dict[str, list[KnownOrganisation]]:
    """Return the organisations of some areas that bear one of these Thai names, or one of these as a further name."""
    wanted = set(names)
    found: dict[str, list[KnownOrganisation]] = {each: [] for each in wanted}
    rows = Organisation.objects.filter(within(prefixes)).exclude(state="merged")
    for row in rows.filter(name_th__in=wanted).values_list(*_COLUMNS):
        found[row[1]].append(_known(row))
    left = {each for each in wanted if not found[each]}
    aliased = rows.filter(Q(aliases__text__in=left) | Q(name_en__in=left))
    for alias, name_en, *row in aliased.values_list("aliases__text", "name_en", *_COLUMNS):
        for each in {alias, name_en} & left:
            found[each].append(_known((row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])))
    return {name: sorted(rows, key=lambda each: not each.is_living) for name, rows in found.items()}


def organisations_at_pks(pks: Iterable[int]) -> dict[int, KnownOrganisation]:
    """Return organisations by their numbers."""
    rows = Organisation.objects.filter(pk__in=set(pks)).values_list(*_COLUMNS)
    return {row[0]: _known(row) for row in rows}


def groups_of_volunteers(areas: Iterable[str]) -> dict[str, list[KnownOrganisation]]:
    """Return the living volunteers' groups of districts, by district."""
    wanted = set(areas)
    rows = Organisation.objects.filter(living(), kind="volunteers").annotate(area=Substr("place_code", 1, 4))
    found: dict[str, list[KnownOrganisation]] = {each: [] for each in wanted}
    for row in rows.filter(area__in=wanted).order_by("pk").values_list(*_COLUMNS):
        found[row[3][:4]].append(_known(row))
    return found


def people_alike(keys: Iterable[str], hashes: Iterable[str]) -> list[KnownPerson]:
    """Return the people whose name is one of these, or whose national id stands under one of these hashes."""
    fits = Q(search_key__in=set(keys) - {""}) | Q(id_hash__in=set(hashes) - {""})
    rows = Person.objects.filter(fits, erased_at=None).order_by("pk")
    return [
        KnownPerson(pk, shown, key, place, id_hash or "")
        for pk, shown, key, place, id_hash in rows.values_list(
            "pk", "shown", "search_key", "place_code", "id_hash"
        )
    ]


def roles_known(organisations: Iterable[int], people: Iterable[int]) -> list[KnownRole]:
    """Return the chairs of organisations, and all roles of people in them."""
    fits = Q(position=Position.CHAIR) | Q(person__in=set(people))
    rows = PersonRole.objects.filter(fits, organisation__in=set(organisations)).order_by("pk")
    columns = (
        "organisation_id",
        "person_id",
        "person__shown",
        "position",
        "area_code",
        "is_sole",
        "starts_on",
        "ends_on",
    )
    return [KnownRole(*row) for row in rows.values_list(*columns)]


def links_known(organisations: Iterable[int]) -> set[tuple[int, int, str]]:
    """Return the links that have no end yet of organisations, as (source, target, kind)."""
    ends = set(organisations)
    rows = Link.objects.filter(Q(source__in=ends) | Q(target__in=ends), ends_on=None)
    return set(rows.values_list("source_id", "target_id", "kind"))


def memberships() -> dict[int, set[int]]:
    """Return the present members of each network."""
    found: dict[int, set[int]] = {}
    for source, target in Link.objects.filter(kind="member_of", ends_on=None).values_list(
        "source_id", "target_id"
    ):
        found.setdefault(target, set()).add(source)
    return found


def kinds_known() -> dict[str, tuple[str, str, bool, bool]]:
    """Return the kinds that are offered: code to Thai name, area, whether it is a network, whether it has one chair."""
    rows = OrganisationKind.objects.filter(is_closed=False)
    return {
        code: (name, place, is_network, one)
        for code, name, place, is_network, one in rows.values_list(
            "code", "name_th", "place_code", "is_network", "has_one_chair"
        )
    }


def kind_keys() -> dict[str, str]:
    """Return the kinds that are offered by all names and codes by which a list may call them, as search keys."""
    rows = OrganisationKind.objects.filter(is_closed=False).values_list("code", "name_th", "name_en")
    return {search_key(name): code for code, *names in rows for name in (code, *names) if name}


def words_of(names: Mapping[Any, Text]) -> dict[str, str]:
    """Return codes by their codes and names in both languages, as search keys."""
    return {search_key(word): str(code) for code, name in names.items() for word in (str(code), *_both(name))}


def _both(name: Text) -> tuple[str, str]:
    with override("th"):
        thai = str(name)
    with override("en"):
        return thai, str(name)


CLOSED_LISTS: dict[str, Mapping[Any, Text]] = {
    "fields": FIELD_NAMES,
    "targets": TARGET_NAMES,
    "positions": POSITION_NAMES,
    "standings": STANDING_NAMES,
    "link_kinds": LINK_NAMES,
}
"""The closed lists from which cells choose, by what the columns call them."""
