"""People known to the network and their roles, as those who work in the area see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Min, Q, QuerySet

from saiyai.audit.sealing import SealBroken, lookup_hash, opened
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.national_id import parse_national_id
from saiyai.kernel.powers import DISTRICT_AND_ABOVE, Scope
from saiyai.kernel.text import LONGEST_SEARCH, search_key
from saiyai.network.access import REGISTRARS, SEERS, people_seen_by, within
from saiyai.network.models import BASIS_NAMES, POSITION_NAMES, Organisation, Person, PersonRole
from saiyai.network.queries.days import in_force
from saiyai.network.queries.text import Text, in_reader_language
from saiyai.network.rules import LIVING, Position
from saiyai.network.rules.person import ENDS_SOON_DAYS, Basis
from saiyai.places.queries import places_at

ID_CONTEXT = "network.person.national_id"
MANY_ROLES = 3
FEW = 8


@dataclass(frozen=True, slots=True)
class RoleRow:
    """Who holds or held which role in what, and where it is worked."""

    pk: int
    person: str
    person_pk: int
    title: str
    organisation: str
    organisation_pk: int
    area: str
    starts_on: date | None
    ends_on: date | None
    is_held: bool
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    pk: int
    name: str
    place: str
    roles: tuple[str, ...]


def role_rows(roles: QuerySet[PersonRole], today: date) -> list[RoleRow]:
    """Return roles as rows, those held today first."""
    found = list(roles.select_related("person", "organisation"))
    areas = places_at(each.area_code for each in found if each.area_code)
    soon = today + timedelta(days=ENDS_SOON_DAYS)
    rows = [
        RoleRow(
            each.pk,
            each.person.shown,
            each.person_id,
            title_of(each),
            in_reader_language(each.organisation.name_th, each.organisation.name_en),
            each.organisation_id,
            areas[each.area_code].label if each.area_code in areas else "",
            each.starts_on,
            each.ends_on,
            each.is_held_on(today),
            each.ends_on is not None and today <= each.ends_on <= soon,
        )
        for each in found
    ]
    return sorted(rows, key=lambda row: not row.is_held)


def title_of(role: PersonRole) -> str:
    """Return what a role is called: its own title, else its position."""
    return in_reader_language(role.title_th, role.title_en) or str(POSITION_NAMES[Position(role.position)])


def roles_of(organisation: Organisation, today: date) -> list[RoleRow]:
    """Return the roles of an organisation, those held today first."""
    order = [each.value for each in POSITION_NAMES]
    rows = PersonRole.objects.filter(organisation=organisation)
    shown = role_rows(rows.order_by("-ends_on", "starts_on", "pk"), today)
    ranks = dict(rows.values_list("pk", "position"))
    return sorted(shown, key=lambda row: (not row.is_held, order.index(ranks[row.pk])))


def roles_of_person(scope: Scope, person: Person, today: date) -> list[RoleRow]:
    """Return the roles of a person in organisations of the reader's area, those held today first."""
    seen = within(scope.prefixes(SEERS), "organisation__place_code") | Q(organisation__shows_people=True)
    return role_rows(person.roles.filter(seen).order_by("-ends_on", "starts_on", "pk"), today)


def people_seen(scope: Scope) -> QuerySet[Person]:
    """Return the people that a scope sees, by name; those erased are seen no more."""
    return Person.objects.filter(people_seen_by(scope), erased_at=None).order_by("search_key", "pk")


def people_found(scope: Scope, *, words: str, which: str, today: date) -> QuerySet[Person]:
    """Return the people that fit part of a name or a whole national id, or are in many roles, or near a term's end."""
    rows = people_seen(scope)
    if words:
        rows = rows.filter(Q(search_key__contains=search_key(words)) | Q(id_hash=_hash_of(words)))
    if which == "many":
        held = Person.objects.filter(in_force(today, "roles__"), roles__organisation__state__in=LIVING)
        many = held.order_by().values("pk").annotate(count=Count("roles")).filter(count__gte=MANY_ROLES)
        rows = rows.filter(pk__in=many.values("pk"))
    if which == "ending":
        soon = PersonRole.objects.filter(
            ends_on__gte=today,
            ends_on__lte=today + timedelta(days=ENDS_SOON_DAYS),
            organisation__state__in=LIVING,
        )
        rows = rows.filter(
            pk__in=soon.filter(within(scope.prefixes(SEERS), "organisation__place_code")).values("person")
        )
    return rows


def _hash_of(words: str) -> str:
    """Return under what a national id stands, where the words are one; else what fits nobody."""
    try:
        return lookup_hash(parse_national_id(words).digits, context=ID_CONTEXT)
    except BadValue:
        return "-"


def same_person_perhaps(scope: Scope, person: Person, words: str) -> QuerySet[Person]:
    """Return who may be the same person: of this very name, or whose name holds what was typed."""
    rows = people_seen(scope).filter(within(scope.prefixes(DISTRICT_AND_ABOVE))).exclude(pk=person.pk)
    key = search_key(words[:LONGEST_SEARCH])
    return (rows.filter(search_key__contains=key) if key else rows.filter(search_key=person.search_key))[:FEW]


def terms_ending(scope: Scope, today: date) -> tuple[int, date | None]:
    """Return how many terms of living organisations in a scope's area end soon, and the day of the first."""
    soon = PersonRole.objects.filter(
        within(scope.prefixes(REGISTRARS), "organisation__place_code"),
        ends_on__gte=today,
        ends_on__lte=today + timedelta(days=ENDS_SOON_DAYS),
        organisation__state__in=LIVING,
        person__erased_at=None,
    )
    found = soon.aggregate(count=Count("pk"), first=Min("ends_on"))
    return found["count"], found["first"]


def person_rows(people: Iterable[Person], scope: Scope, today: date) -> list[PersonRow]:
    """Return people as rows with the roles that they hold in the reader's area, in two queries for any number."""
    found = list(people)
    names = places_at(each.place_code for each in found if each.place_code)
    seen = within(scope.prefixes(SEERS), "organisation__place_code")
    held: dict[int, list[str]] = {}
    roles = PersonRole.objects.filter(seen, in_force(today), person__in=found)
    for role in roles.select_related("organisation").order_by("pk"):
        name = in_reader_language(role.organisation.name_th, role.organisation.name_en)
        held.setdefault(role.person_id, []).append(f"{title_of(role)} · {name}")
    return [
        PersonRow(
            each.pk,
            each.shown,
            names[each.place_code].label if each.place_code in names else "",
            tuple(held.get(each.pk, ())),
        )
        for each in found
    ]


def person_at(scope: Scope, pk: int) -> Person | None:
    """Return a person whom a scope sees, None where it sees none of that number; one erased is seen there too."""
    return Person.objects.filter(people_seen_by(scope), pk=pk).first()


def people_to_choose(scope: Scope, words: str) -> list[PersonRow]:
    """Return the few people whose names hold what was typed."""
    if not search_key(words):
        return []
    found = people_seen(scope).filter(search_key__contains=search_key(words[:LONGEST_SEARCH]))[:FEW]
    places = places_at(each.place_code for each in found if each.place_code)
    return [
        PersonRow(p.pk, p.shown, places[p.place_code].label if p.place_code in places else "", ())
        for p in found
    ]


def same_name(scope: Scope, key: str) -> QuerySet[Person]:
    """Return the people of this very name that a scope sees."""
    return people_seen(scope).filter(search_key=key)


def masked_id(person: Person) -> str:
    """Return a person's national id with all but its last digits hidden, empty where none is kept."""
    if not person.id_sealed:
        return ""
    try:
        return parse_national_id(opened(person.id_sealed, context=ID_CONTEXT)).masked()
    except SealBroken:
        return "?"


def whole_id(person: Person) -> str:
    """Return a person's national id in full, for the person's own export; empty where none is kept."""
    return opened(person.id_sealed, context=ID_CONTEXT) if person.id_sealed else ""


def merged_into(person: Person) -> list[Person]:
    """Return the entries that a person's entry took in, in the order in which they were made."""
    return list(person.merged.order_by("pk"))


def role_at(scope: Scope, pk: int) -> PersonRole | None:
    """Return a role in an organisation of the reader's area."""
    seen = within(scope.prefixes(SEERS), "organisation__place_code")
    return PersonRole.objects.select_related("organisation", "person").filter(seen, pk=pk).first()


def positions() -> list[tuple[str, Text]]:
    """Return the positions with their names."""
    return [(each.value, name) for each, name in POSITION_NAMES.items()]


def bases() -> list[tuple[str, Text]]:
    """Return the grounds on which a person's data is kept, with their names."""
    return [(each.value, name) for each, name in BASIS_NAMES.items()]


def basis_name(person: Person) -> Text:
    """Return on what ground a person's data is kept."""
    return BASIS_NAMES[Basis(person.basis)]


def public_roles_of(organisation: Organisation, today: date) -> list[RoleRow]:
    """Return the roles held today, of an organisation that agreed to show them; none of volunteers' villages."""
    rows = PersonRole.objects.filter(in_force(today), organisation=organisation).order_by(
        F("starts_on").asc(nulls_first=True), "pk"
    )
    return role_rows(rows, today) if organisation.shows_people else []
