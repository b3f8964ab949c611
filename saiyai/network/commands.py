"""What can be done in the network."""

from collections.abc import Iterable
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command
from saiyai.kernel.names import split_name
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, normalise_lines, search_key
from saiyai.network import access
from saiyai.network.models import Kind, Organisation, OrganisationField, Person, PersonRole, WelfareField
from saiyai.network.rules import State, Step, next_state, refusal_of_dissolving, refusal_of_founding
from saiyai.places.queries import place_at


@command("network.organisation.register", allows=access.may_register_organisation)
def register_organisation(  # noqa: PLR0913 (the columns of the register)
    *,
    name_th: str,
    kind: str,
    place_code: str,
    fields: Iterable[str] = (),
    name_en: str = "",
    founded_on: date | None = None,
    phone: str = "",
    note: str = "",
    shown_publicly: bool = False,
    by: User,
) -> Organisation:
    """Propose an organisation at its home place; it counts once another person has verified it."""
    name_th, name_en = normalise(name_th), normalise(name_en)
    chosen = _known_fields(fields)
    _check_registration(name_th, kind, place_code, founded_on)
    organisation = Organisation.objects.create(
        name_th=name_th,
        name_en=name_en,
        search_key=f"{search_key(name_th)} {search_key(name_en)}",
        kind=kind,
        place_code=place_code,
        founded_on=founded_on,
        phone=normalise(phone),
        note=normalise_lines(note),
        shown_publicly=shown_publicly,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    OrganisationField.objects.bulk_create(
        OrganisationField(organisation=organisation, field=each) for each in chosen
    )
    return organisation


def _known_fields(fields: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(fields))
    for each in chosen:
        if each not in WelfareField.values:
            raise Refusal("organisation.unknown_field", field=each)
    return chosen


def _check_registration(name_th: str, kind: str, place_code: str, founded_on: date | None) -> None:
    if not name_th:
        raise Refusal("organisation.nameless")
    if kind not in Kind.values:
        raise Refusal("organisation.unknown_kind", kind=kind)
    if place_at(place_code) is None:
        raise Refusal("organisation.unknown_place", place=place_code)
    if refusal := refusal_of_founding(founded_on, clock.today()):
        raise refusal
    living = Organisation.objects.exclude(state=State.DISSOLVED)
    if living.filter(place_code=place_code, name_th=name_th).exists():
        raise Refusal("organisation.known", name=name_th)


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


@command("network.role.appoint", allows=access.may_name_people, subjects=("organisation",))
def appoint_person(
    *,
    organisation: Organisation,
    name: str,
    title_th: str,
    title_en: str = "",
    starts_on: date | None = None,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> PersonRole:
    """Note that a person, named as on a Thai paper (else BadValue), has a role in a living organisation."""
    if organisation.state == State.DISSOLVED:
        raise Refusal("organisation.dissolved", name=organisation.name_th)
    parts = split_name(name)
    person = Person.objects.create(
        prefix=parts.prefix,
        given=parts.given,
        family=parts.family,
        shown=str(parts),
        search_key=search_key(f"{parts.given} {parts.family}"),
    )
    return PersonRole.objects.create(
        person=person,
        organisation=organisation,
        title_th=normalise(title_th),
        title_en=normalise(title_en),
        starts_on=starts_on,
    )
