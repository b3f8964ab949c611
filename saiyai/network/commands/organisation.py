"""The life of an organisation: proposed, verified, changed, at rest, dissolved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.phones import parse_phones
from saiyai.kernel.refusal import Conflict, Refusal
from saiyai.kernel.text import normalise, normalise_lines, search_key
from saiyai.network import access
from saiyai.network.models import (
    Organisation,
    OrganisationAlias,
    OrganisationField,
    OrganisationKind,
    OrganisationTarget,
    ServedArea,
    TargetGroup,
    WelfareField,
)
from saiyai.network.rules import LIVING, Position, State, Step
from saiyai.network.rules.organisation import (
    is_safe_address,
    next_state,
    refusal_of_dissolving,
    refusal_of_founding,
)
from saiyai.network.rules.person import overlaps
from saiyai.places.queries import place_at, places_at

TAMBON_DIGITS, VILLAGE_DIGITS = 6, 8
CONSENTS = ("shown_publicly", "shows_contacts", "shows_people", "shows_web", "shows_work", "shows_links")
"""What an organisation agrees to show to everybody, each by itself."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an organisation says of itself, as it was filled in."""

    name_th: str
    kind: str
    place_code: str
    fields: tuple[str, ...] = ()
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    founded_on: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    website: str = ""
    social: str = ""
    note: str = ""
    shown_publicly: bool = False
    shows_contacts: bool = False
    shows_people: bool = False
    shows_web: bool = False
    shows_work: bool = False
    shows_links: bool = False


def phones_text(text: str) -> str:
    """Return telephone numbers as they are kept, or raise BadValue."""
    return ", ".join(each.display() for each in parse_phones(text))


@command("network.organisation.register", allows=access.may_register_organisation)
def register_organisation(*, terms: Terms, by: User) -> Organisation:
    """Propose an organisation at its home place; it counts once another person has verified it."""
    organisation = Organisation(proposed_by=by, proposed_at=clock.now())
    _fill(organisation, terms)
    return organisation


@command("network.organisation.change", allows=access.may_change_organisation, subjects=("organisation",))
def change_organisation(
    *,
    organisation: Organisation,
    terms: Terms,
    version: int,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Organisation:
    """Change what an organisation says of itself; a Conflict where another change came since it was read."""
    check_is_living(organisation)
    if organisation.version != version:
        raise Conflict("organisation.changed", name=organisation.name_th)
    organisation.version += 1
    _fill(organisation, terms)
    return organisation


def _fill(organisation: Organisation, terms: Terms) -> None:
    name_th, name_en = normalise(terms.name_th), normalise(terms.name_en)
    names = {normalise(each) for each in terms.aliases} - {"", name_th, name_en}
    kind = _checked_kind(organisation, terms, name_th)
    for name in ("website", "social"):
        if (address := normalise(getattr(terms, name))) and not is_safe_address(address):
            raise Refusal("organisation.unsafe_address", address=address[:80])
        setattr(organisation, name, address)
    organisation.name_th, organisation.name_en, organisation.kind = name_th, name_en, kind
    organisation.search_key = " ".join(search_key(each) for each in (name_th, name_en, *sorted(names)))
    organisation.place_code, organisation.founded_on = terms.place_code, terms.founded_on
    organisation.phone, organisation.email = phones_text(terms.phone), normalise(terms.email)
    organisation.address, organisation.note = normalise(terms.address), normalise_lines(terms.note)
    for name in CONSENTS:
        setattr(organisation, name, getattr(terms, name))
    save_or_refuse(organisation, Refusal("organisation.known", name=name_th))
    _keep(OrganisationField, organisation, "field", _known(terms.fields, WelfareField.values, "field"))
    _keep(OrganisationTarget, organisation, "target", _known(terms.targets, TargetGroup.values, "target"))
    _keep(OrganisationAlias, organisation, "text", names)


def _keep(
    model: type[Any],
    organisation: Organisation,
    column: str,
    wanted: set[str],
) -> None:
    """Let an organisation's rows of a kind be those wanted, leaving the ones that stay untouched."""
    rows = model.objects.filter(organisation=organisation)
    held = set(rows.values_list(column, flat=True))
    rows.filter(**{f"{column}__in": held - wanted}).delete()
    model.objects.bulk_create(
        model(organisation=organisation, **{column: each}) for each in sorted(wanted - held)
    )


def _known(chosen: Iterable[str], known: Iterable[str], what: str) -> set[str]:
    for each in chosen:
        if each not in known:
            raise Refusal(f"organisation.unknown_{what}", **{what: each})
    return set(chosen)


def _checked_kind(organisation: Organisation, terms: Terms, name_th: str) -> OrganisationKind:
    """Return the kind that is meant, or refuse what no register can hold."""
    if not name_th:
        raise Refusal("organisation.nameless")
    kind = OrganisationKind.objects.filter(code=terms.kind).first()
    is_offered = kind is not None and not kind.is_closed and terms.place_code.startswith(kind.place_code)
    if kind is None or (not is_offered and kind.code != organisation.kind_id):
        raise Refusal("organisation.unknown_kind", kind=terms.kind)
    if place_at(terms.place_code) is None:
        raise Refusal("organisation.unknown_place", place=terms.place_code)
    if refusal := refusal_of_founding(terms.founded_on, clock.today()):
        raise refusal
    same = Organisation.objects.filter(place_code=terms.place_code, name_th=name_th, state__in=LIVING)
    if same.exclude(pk=organisation.pk).exists():
        raise Refusal("organisation.known", name=name_th)
    if organisation.pk is not None and kind.code != organisation.kind_id:
        _seat_chairs(organisation, kind)
    return kind


def _seat_chairs(organisation: Organisation, kind: OrganisationKind) -> None:
    """Let the chairs be sole or not as the new kind has it, unless two hold the chair at once."""
    chairs = organisation.roles.select_related("person").filter(position=Position.CHAIR)
    held = [each.snapshot() for each in chairs]
    for number, each in enumerate(held if kind.has_one_chair else ()):
        for other in held[number + 1 :]:
            if overlaps(each, other):
                raise Refusal("role.second_chair", holder=other.person)
    chairs.update(is_sole=kind.has_one_chair)


@command("network.organisation.serve", allows=access.may_serve_areas, subjects=("organisation",))
def serve_areas(
    *,
    organisation: Organisation,
    areas: Iterable[str],
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Organisation:
    """Note which villages an organisation serves, or tambons with all their villages: those, and no others."""
    check_is_living(organisation)
    wanted = set(areas)
    known = places_at(wanted)
    for code in sorted(wanted):
        if code not in known:
            raise Refusal("organisation.unknown_place", place=code)
        if known[code].is_abolished:
            raise Refusal("organisation.area_is_no_more", place=known[code].label)
        if len(code) not in {TAMBON_DIGITS, VILLAGE_DIGITS}:
            raise Refusal("organisation.area_too_wide", place=known[code].label)
    _keep(ServedArea, organisation, "place_code", wanted)
    return organisation


@command("network.organisation.verify", allows=access.may_verify_organisation, subjects=("organisation",))
def verify_organisation(*, organisation: Organisation, by: User) -> Organisation:
    """Take a proposed organisation into the network."""
    organisation.state = next_state(organisation.snapshot(), Step.VERIFY)
    organisation.verified_by, organisation.verified_at = by, clock.now()
    organisation.save()
    return organisation


@command("network.organisation.rest", allows=access.may_end_organisation, subjects=("organisation",))
def rest_organisation(*, organisation: Organisation, reason: str, by: User) -> Organisation:  # noqa: ARG001
    """Note that an organisation no longer works for the time being."""
    _check_reason(reason)
    return _moved(organisation, Step.REST)


@command("network.organisation.revive", allows=access.may_end_organisation, subjects=("organisation",))
def revive_organisation(*, organisation: Organisation, reason: str, by: User) -> Organisation:  # noqa: ARG001
    """Note that a dormant organisation works again."""
    _check_reason(reason)
    return _moved(organisation, Step.REVIVE)


@command("network.organisation.dissolve", allows=access.may_end_organisation, subjects=("organisation",))
def dissolve_organisation(
    *,
    organisation: Organisation,
    on: date,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> Organisation:
    """Note that an organisation came to its end on a day."""
    _check_reason(reason)
    if refusal := refusal_of_dissolving(organisation.snapshot(), on, clock.today()):
        raise refusal
    organisation.dissolved_on = on
    return _moved(organisation, Step.DISSOLVE)


def _check_reason(reason: str) -> None:
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")


def _moved(organisation: Organisation, step: Step) -> Organisation:
    organisation.state = next_state(organisation.snapshot(), step)
    organisation.save()
    return organisation


def save_or_refuse(thing: Model, refusal: Refusal) -> None:
    """Save a thing, or raise the refusal where another act took its place in the database meanwhile."""
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as taken:
        raise refusal from taken


def check_is_living(organisation: Organisation) -> None:
    """Refuse an act on an organisation that no longer is."""
    if organisation.state not in LIVING:
        gone = State(organisation.state)
        raise Refusal(f"organisation.{gone}", name=organisation.name_th)
