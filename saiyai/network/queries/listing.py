"""Organisations as they leave the register: in files, in the printed directory, by the interface for programs.

What each reader may know is decided here, once: contacts, pages on the web, areas served and the chair's name each
where the organisation agreed to show them to everybody, or where it lies in the reader's own area.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from saiyai.kernel.powers import Scope
from saiyai.network.access import SEERS
from saiyai.network.models import (
    Organisation,
    OrganisationField,
    OrganisationStanding,
    OrganisationTarget,
    PersonRole,
    ServedArea,
)
from saiyai.network.queries.days import in_force
from saiyai.network.rules import Position

AT_ONCE = 1_000
"""For how many organisations what belongs to them is asked at once."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """How an organisation is reached; all empty where the reader may not know."""

    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation with all that a reader may know of it, its values as codes."""

    pk: int
    name_th: str
    name_en: str
    kind: str
    kind_th: str
    kind_en: str
    sector: str
    place_code: str
    state: str
    founded_on: date | None
    website: str
    social: str
    fields: tuple[str, ...]
    targets: tuple[str, ...]
    standings: tuple[str, ...]
    serves: tuple[str, ...]
    contacts: Contacts
    chair: str
    sees_people: bool
    """Whether the reader sees its people because of their area, not because it shows them."""


_COLUMNS = (
    "pk",
    "name_th",
    "name_en",
    "kind_id",
    "kind__name_th",
    "kind__name_en",
    "kind__sector",
    "place_code",
    "state",
    "founded_on",
    "website",
    "social",
    "phone",
    "email",
    "address",
    "shows_contacts",
    "shows_people",
    "shows_web",
    "shows_work",
)


def listed(
    organisations: QuerySet[Organisation], scope: Scope, today: date, *, with_chairs: bool = False
) -> Iterator[Listed]:
    """Yield organisations as a reader may know them, in six queries for each thousand."""
    stored = organisations.values(*_COLUMNS)
    for part in _batches(stored.iterator(AT_ONCE)):
        yield from _listed(part, scope, today, with_chairs=with_chairs)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _listed(part: list[dict[str, Any]], scope: Scope, today: date, *, with_chairs: bool) -> Iterator[Listed]:
    pks = [row["pk"] for row in part]
    fields = _values(OrganisationField.objects.filter(organisation__in=pks), "field")
    targets = _values(OrganisationTarget.objects.filter(organisation__in=pks), "target")
    held = OrganisationStanding.objects.filter(organisation__in=pks, ends_on=None)
    standings = _values(held, "standing")
    serves = _values(ServedArea.objects.filter(organisation__in=pks), "place_code")
    chairs = _chairs(pks, today) if with_chairs else {}
    for row in part:
        is_own = scope.covers(row["place_code"], SEERS)
        yield Listed(
            pk=row["pk"],
            name_th=row["name_th"],
            name_en=row["name_en"],
            kind=row["kind_id"],
            kind_th=row["kind__name_th"],
            kind_en=row["kind__name_en"],
            sector=row["kind__sector"],
            place_code=row["place_code"],
            state=row["state"],
            founded_on=row["founded_on"],
            website=row["website"] if is_own or row["shows_web"] else "",
            social=row["social"] if is_own or row["shows_web"] else "",
            fields=fields.get(row["pk"], ()),
            targets=targets.get(row["pk"], ()),
            standings=standings.get(row["pk"], ()),
            serves=serves.get(row["pk"], ()) if is_own or row["shows_work"] else (),
            contacts=_contacts(row) if is_own or row["shows_contacts"] else Contacts(),
            chair=chairs.get(row["pk"], "") if is_own or row["shows_people"] else "",
            sees_people=is_own,
        )


def _contacts(row: Mapping[str, Any]) -> Contacts:
    return Contacts(row["phone"], row["email"], row["address"])


def _values(rows: QuerySet[Any], column: str) -> dict[int, tuple[str, ...]]:
    found = defaultdict[int, list[str]](list)
    for pk, value in rows.order_by(column).values_list("organisation_id", column):
        found[pk].append(value)
    return {pk: tuple(values) for pk, values in found.items()}


def _chairs(pks: list[int], today: date) -> dict[int, str]:
    """Return the names of those who hold the chair today, by the organisation's number."""
    roles = PersonRole.objects.filter(in_force(today), position=Position.CHAIR, organisation__in=pks)
    rows = roles.filter(person__erased_at=None).order_by("-starts_on", "pk")
    return dict(rows.values_list("organisation_id", "person__shown"))
