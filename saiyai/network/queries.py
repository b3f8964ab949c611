"""What can be asked of the network; rows come with names in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import Substr
from django.utils.functional import Promise
from django.utils.translation import get_language

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import SEERS, seen_by, within
from saiyai.network.models import (
    FIELD_NAMES,
    KIND_NAMES,
    STATE_NAMES,
    Kind,
    Organisation,
    OrganisationField,
    PersonRole,
    WelfareField,
)
from saiyai.network.rules import State
from saiyai.places.queries import PlaceRow, places_at

Text = str | Promise


def in_reader_language(thai: str, english: str) -> str:
    """Return the English where the reader chose English and there is any, else the Thai."""
    return english if english and get_language() == "en" else thai


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation in a list."""

    pk: int
    name: str
    kind: Text
    state: str
    state_name: Text
    place: str
    fields_of_welfare: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Who holds or held which role."""

    person: str
    title: str
    starts_on: date | None
    ends_on: date | None
    is_held: bool


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """What a reader looks for in the directory; empty values narrow nothing."""

    words: str = ""
    kind: str = ""
    field: str = ""
    place_code: str = ""
    state: str = ""


def organisations_seen_by(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that a scope may see."""
    return Organisation.objects.filter(seen_by(scope))


def directory(scope: Scope, wanted: DirectoryFilter) -> QuerySet[Organisation]:
    """Return the organisations of the directory that fit a filter, in the order of their Thai names."""
    rows = organisations_seen_by(scope)
    if wanted.words:
        rows = rows.filter(search_key__contains=search_key(wanted.words))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.field:
        rows = rows.filter(welfare_fields__field=wanted.field)
    if wanted.place_code:
        rows = rows.filter(within([wanted.place_code]))
    rows = rows.filter(state=wanted.state) if wanted.state else rows.exclude(state=State.DISSOLVED)
    return rows.order_by("name_th", "pk")


def rows_of(organisations: Iterable[Organisation]) -> list[OrganisationRow]:
    """Return organisations as rows of a list, in two queries for any number of them."""
    found = list(organisations)
    names = places_at(code for each in found for code in (each.place_code[:2], each.place_code))
    kinds_said, states_said, fields_said = _said(KIND_NAMES), _said(STATE_NAMES), _said(FIELD_NAMES)
    fields: dict[int, list[Text]] = {}
    stored = OrganisationField.objects.filter(organisation__in=[each.pk for each in found]).order_by("pk")
    for pk, field in stored.values_list("organisation_id", "field"):
        fields.setdefault(pk, []).append(fields_said[field])
    return [
        OrganisationRow(
            pk=each.pk,
            name=in_reader_language(each.name_th, each.name_en),
            kind=kinds_said[each.kind],
            state=each.state,
            state_name=states_said[each.state],
            place=_place_name(each.place_code, names),
            fields_of_welfare=tuple(fields.get(each.pk, ())),
        )
        for each in found
    ]


def _said(names: Mapping[Any, Text]) -> dict[str, str]:
    """Return names in the reader's language, translated once for all rows."""
    return {str(key): str(name) for key, name in names.items()}


def _place_name(code: str, names: dict[str, PlaceRow]) -> str:
    codes = dict.fromkeys((code, code[:2]))
    return ", ".join(names[each].name for each in codes if each in names)


def organisation_with_details(scope: Scope, pk: int) -> Organisation | None:
    """Return an organisation with its fields and roles, None where the scope sees none of that number."""
    roles = PersonRole.objects.select_related("person").order_by("-ends_on", "starts_on", "pk")
    return (
        organisations_seen_by(scope)
        .prefetch_related("welfare_fields", Prefetch("roles", roles))
        .filter(pk=pk)
        .first()
    )


def roles_of(organisation: Organisation, today: date) -> list[RoleRow]:
    """Return the roles of an organisation, those held today first."""
    rows = [
        RoleRow(
            each.person.shown,
            in_reader_language(each.title_th, each.title_en),
            each.starts_on,
            each.ends_on,
            each.is_held_on(today),
        )
        for each in organisation.roles.all()
    ]
    return sorted(rows, key=lambda row: not row.is_held)


def may_see_people(scope: Scope, place_code: str) -> bool:
    """Tell whether a scope sees the people and contacts of organisations at a place."""
    return scope.covers(place_code, SEERS)


def waiting_organisations(scope: Scope) -> QuerySet[Organisation]:
    """Return the proposed organisations that a scope may verify."""
    waiting = Organisation.objects.filter(within(scope.prefixes(DISTRICT_AND_ABOVE)), state=State.PROPOSED)
    return waiting.exclude(proposed_by=scope.user_id).order_by("proposed_at")


def similar_organisations(name: str, place_code: str) -> QuerySet[Organisation]:
    """Return the living organisations of the same district whose name holds or equals this one."""
    key = search_key(name)
    living = Organisation.objects.filter(within([place_code[:4]])).exclude(state=State.DISSOLVED)
    return living.filter(search_key__contains=key) if key else living.none()


def organisations_at(scope: Scope, place_code: str) -> QuerySet[Organisation]:
    """Return the organisations inside a place that a scope may see."""
    return organisations_seen_by(scope).filter(within([place_code])).exclude(state=State.DISSOLVED)


def counts_by_area(scope: Scope, prefixes: Iterable[str], digits: int) -> dict[str, int]:
    """Return how many living organisations lie in each area of so many digits inside the areas, by its code."""
    rows = organisations_seen_by(scope).filter(within(prefixes)).exclude(state=State.DISSOLVED)
    counts = rows.order_by().annotate(area=Substr("place_code", 1, digits)).values_list("area")
    return {area: count for area, count in counts.annotate(count=Count("pk")) if len(area) == digits}


def kinds() -> list[tuple[str, Text]]:
    """Return the kinds of organisations with their names."""
    return list(Kind.choices)


def welfare_fields() -> list[tuple[str, Text]]:
    """Return the Act's fields of welfare with their names."""
    return list(WelfareField.choices)


def states() -> list[tuple[str, Text]]:
    """Return the states of an organisation with their names."""
    return [(state.value, name) for state, name in STATE_NAMES.items()]
