"""Organisations: the directory, one with its details, what waits, what is alike."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import get_language

from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.kernel.text import search_key
from saiyai.network.access import SEERS, living, own_of, seen_by, within
from saiyai.network.models import (
    FIELD_NAMES,
    STANDING_NAMES,
    STATE_NAMES,
    TARGET_NAMES,
    Organisation,
    OrganisationField,
    OrganisationKind,
    OrganisationStanding,
    TargetGroup,
    WelfareField,
)
from saiyai.network.queries.finding import FoundOrganisations, facts_of_seen, found_by, named
from saiyai.network.queries.text import Text, in_language, in_reader_language
from saiyai.network.rules import Standing, State
from saiyai.network.rules.application import GIVEN_BY_BOARD
from saiyai.places.queries import names_at

FEW = 8


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
    phone: str = ""
    """Its telephone, whoever looks; the page asks whether it may be shown."""
    shows_contacts: bool = False
    place_code: str = ""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A legal standing of an organisation, with what its papers say."""

    pk: int
    name: Text
    number: str
    gazette: str
    row: OrganisationStanding
    end: Text
    is_held: bool
    is_given: bool = False
    """Whether a provincial board gives it."""
    code: str = ""
    """The code of the certificate that was issued here."""


@dataclass(frozen=True, slots=True)
class DirectoryFilter:
    """What a reader looks for in the directory; empty values narrow nothing."""

    words: str = ""
    kind: str = ""
    field: str = ""
    place_code: str = ""
    state: str = ""
    target: str = ""
    standing: str = ""
    mine: bool = False


def organisations_seen_by(scope: Scope) -> QuerySet[Organisation]:
    """Return the organisations that a scope may see."""
    return Organisation.objects.filter(seen_by(scope))


def directory(scope: Scope, wanted: DirectoryFilter) -> QuerySet[Organisation]:
    """Return the organisations of the directory that fit a filter, in the order of their Thai names."""
    return directory_found(scope, wanted).rows if wanted.words else _wanted(scope, wanted)


def directory_found(scope: Scope, wanted: DirectoryFilter) -> FoundOrganisations:
    """Return the organisations that fit a filter with their count, and whether they fit only nearly what was typed."""
    rows = _wanted(scope, wanted)
    if not wanted.words:
        return FoundOrganisations(rows, rows.order_by().count())
    facts = () if wanted.state else facts_of_seen(scope, wanted.place_code)
    are_all = wanted == DirectoryFilter(words=wanted.words, place_code=wanted.place_code)
    return found_by(rows, wanted.words, facts, are_all=are_all)


def _wanted(scope: Scope, wanted: DirectoryFilter) -> QuerySet[Organisation]:
    rows = _narrowed(organisations_seen_by(scope), wanted).order_by("name_th", "pk")
    return rows.filter(own_of(scope)) if wanted.mine else rows


def _narrowed(rows: QuerySet[Organisation], wanted: DirectoryFilter) -> QuerySet[Organisation]:
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.field:
        rows = rows.filter(welfare_fields__field=wanted.field)
    if wanted.target:
        rows = rows.filter(targets__target=wanted.target)
    if wanted.standing:
        rows = rows.filter(standings__standing=wanted.standing, standings__ends_on=None)
    if wanted.place_code:
        rows = rows.filter(within([wanted.place_code]))
    return rows.filter(state=wanted.state) if wanted.state else rows.filter(living())


class _Stored(NamedTuple):
    """What a row of a list is made of, as it is stored; its fields are paths from an organisation."""

    pk: int
    name_th: str
    name_en: str
    kind__name_th: str
    kind__name_en: str
    state: str
    place_code: str
    phone: str
    shows_contacts: bool


_values_of = attrgetter(*(each.replace("__", ".") for each in _Stored._fields))


def rows_of(organisations: Iterable[Organisation]) -> list[OrganisationRow]:
    """Return organisations as rows of a list, in three queries for any number of them; a query gives its values alone."""
    if isinstance(organisations, QuerySet):
        found = [_Stored(*each) for each in organisations.values_list(*_Stored._fields)]
    else:
        found = [_Stored(*_values_of(each)) for each in organisations]
    names = names_at(code for each in found for code in (each.place_code[:2], each.place_code))
    language, states_said = get_language(), _said(STATE_NAMES)
    fields = _fields_of(each.pk for each in found)
    return [
        OrganisationRow(
            pk=each.pk,
            name=in_language(language, each.name_th, each.name_en),
            kind=in_language(language, each.kind__name_th, each.kind__name_en),
            state=each.state,
            state_name=states_said[each.state],
            place=place_text(each.place_code, names),
            fields_of_welfare=tuple(fields.get(each.pk, ())),
            phone=each.phone,
            shows_contacts=each.shows_contacts,
            place_code=each.place_code,
        )
        for each in found
    ]


def _fields_of(pks: Iterable[int]) -> dict[int, list[Text]]:
    """Return the names of the fields of welfare of organisations, by number."""
    names, fields = _said(FIELD_NAMES), defaultdict[int, list[Text]](list)
    stored = OrganisationField.objects.filter(organisation__in=list(pks)).order_by("pk")
    for pk, field in stored.values_list("organisation_id", "field"):
        fields[pk].append(names[field])
    return fields


def _said(names: Mapping[Any, Text]) -> dict[str, str]:
    """Return names in the reader's language, translated once for all rows."""
    return {str(key): str(name) for key, name in names.items()}


def place_text(code: str, names: Mapping[str, str]) -> str:
    """Return a place with its province, as lists name it."""
    codes = dict.fromkeys((code, code[:2]))
    return ", ".join(names[each] for each in codes if each in names)


def organisation_with_details(scope: Scope, pk: int) -> Organisation | None:
    """Return an organisation with what belongs to it, None where the scope sees none of that number.

    One that was merged is seen by those who see its survivor.
    """
    rows = Organisation.objects.select_related("kind", "merged_into").prefetch_related(
        "welfare_fields", "targets", "aliases", "served_areas"
    )
    found = rows.filter(pk=pk).filter(seen_by(scope)).first()
    if found is None and (merged := rows.filter(pk=pk, state=State.MERGED).first()) is not None:
        survivors = organisations_seen_by(scope).filter(pk=merged.merged_into_id or 0)
        return merged if survivors.exists() else None
    return found


def standings_of(organisation: Organisation) -> list[StandingRow]:
    """Return the legal standings of an organisation, those held first."""
    rows = organisation.standings.select_related("certificate").order_by("-starts_on", "pk")
    shown = [
        StandingRow(
            each.pk,
            STANDING_NAMES[Standing(each.standing)],
            each.number,
            each.gazette,
            each,
            each.get_end_display() if each.end else "",
            each.ends_on is None,
            each.standing in GIVEN_BY_BOARD,
            each.certificate.code if hasattr(each, "certificate") else "",
        )
        for each in rows
    ]
    return sorted(shown, key=lambda row: not row.is_held)


def standing_seen_by(scope: Scope, organisation: Organisation, pk: int) -> OrganisationStanding | None:
    """Return a standing of an organisation that the scope sees, None where there is none of that number."""
    return (
        organisation.standings.filter(pk=pk).first()
        if may_see_people(scope, organisation.place_code)
        else None
    )


def may_see_people(scope: Scope, place_code: str) -> bool:
    """Tell whether a scope sees the people and contacts of organisations at a place."""
    return scope.covers(place_code, SEERS)


def waiting_organisations(scope: Scope) -> QuerySet[Organisation]:
    """Return the proposed organisations that a scope may verify."""
    waiting = Organisation.objects.filter(within(scope.prefixes(DISTRICT_AND_ABOVE)), state=State.PROPOSED)
    return waiting.exclude(proposed_by=scope.user_id).order_by("proposed_at")


def similar_organisations(name: str, place_code: str) -> QuerySet[Organisation]:
    """Return the living organisations of the same district whose name holds or equals this one."""
    alive = Organisation.objects.filter(within([place_code[:4]])).filter(living())
    return alive.filter(search_key__contains=search_key(name)) if search_key(name) else alive.none()


def duplicates_found(scope: Scope, organisation: Organisation, words: str) -> list[OrganisationRow]:
    """Return the organisations of the same province that may be merged into one, found by part of a name."""
    if not search_key(words):
        return []
    province = within([organisation.place_code[:2]])
    rows = Organisation.objects.filter(province, within(scope.prefixes(DISTRICT_AND_ABOVE))).filter(living())
    found = rows.filter(named(words)).exclude(pk=organisation.pk)
    return rows_of(found.order_by("name_th", "pk")[:FEW])


def organisations_at(scope: Scope, place_code: str) -> QuerySet[Organisation]:
    """Return the living organisations inside a place that a scope may see."""
    return organisations_seen_by(scope).filter(within([place_code])).filter(living())


def counts_by_area(scope: Scope, prefixes: Iterable[str], digits: int) -> dict[str, int]:
    """Return how many living organisations lie in each area of so many digits inside the areas, by its code."""
    rows = organisations_seen_by(scope).filter(within(prefixes)).filter(living())
    counts = rows.order_by().annotate(area=Substr("place_code", 1, digits)).values_list("area")
    return {area: count for area, count in counts.annotate(count=Count("pk")) if len(area) == digits}


def _kinds() -> QuerySet[OrganisationKind]:
    return OrganisationKind.objects.order_by("position", "name_th")


def kinds(prefixes: Iterable[str] | None = None, kept: str = "") -> list[tuple[str, Text]]:
    """Return the kinds of organisations with their names: all, or those offered inside some areas and the one kept."""
    areas = None if prefixes is None else tuple(prefixes)
    stored = _kinds().values_list("code", "name_th", "name_en", "place_code", "is_closed")
    return [
        (code, in_reader_language(thai, english))
        for code, thai, english, place_code, is_closed in stored
        if areas is None
        or code == kept
        or (not is_closed and any(a.startswith(place_code) or place_code.startswith(a) for a in areas))
    ]


def all_kinds() -> list[OrganisationKind]:
    """Return the kinds with how many organisations are of each (`count`)."""
    return list(_kinds().annotate(count=Count("organisations")))


def kind_at(code: str) -> OrganisationKind | None:
    """Return the kind of a code."""
    return OrganisationKind.objects.filter(code=code).first()


def welfare_fields() -> list[tuple[str, Text]]:
    """Return the Act's fields of welfare with their names."""
    return list(WelfareField.choices)


def target_groups() -> list[tuple[str, Text]]:
    """Return the target groups with their names."""
    return list(TargetGroup.choices)


def target_names(organisation: Organisation) -> list[Text]:
    """Return the names of an organisation's target groups."""
    return [TARGET_NAMES[each.target] for each in organisation.targets.all()]


def standings() -> list[tuple[str, Text]]:
    """Return the legal standings with their names."""
    return [(standing.value, name) for standing, name in STANDING_NAMES.items()]


def states() -> list[tuple[str, Text]]:
    """Return the states of an organisation with their names."""
    return [(state.value, name) for state, name in STATE_NAMES.items()]
