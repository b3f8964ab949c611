"""People known to the network: registered with no more than is needed, changed, erased."""

from dataclasses import dataclass
from datetime import date

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.audit.command import command, name_subject
from saiyai.audit.sealing import lookup_hash, sealed
from saiyai.kernel.names import split_name
from saiyai.kernel.national_id import parse_national_id
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise, search_key
from saiyai.network import access
from saiyai.network.commands.document import erase_papers_of
from saiyai.network.commands.organisation import phones_text, save_or_refuse
from saiyai.network.models import Person, PersonRole
from saiyai.network.rules.person import Basis, Entry, days_together, is_same_role, refusal_of_merging
from saiyai.places.queries import place_at

ID_CONTEXT = "network.person.national_id"
ERASED = "(ลบข้อมูลแล้ว)"


@dataclass(frozen=True, slots=True)
class PersonTerms:
    """What is kept of a person; a national id only where it is needed, None leaves the present one as it is."""

    name: str
    place_code: str
    phone: str = ""
    national_id: str | None = None
    basis: str = Basis.PUBLIC_TASK
    purpose: str = ""
    consented_on: date | None = None


@command("network.person.register", allows=access.may_register_person)
def register_person(*, terms: PersonTerms, by: User) -> Person:  # noqa: ARG001 (the decorator judges `by`)
    """Register a person; BadValue where the name, telephone or national id cannot be one."""
    return filled_person(Person(), terms)


@command("network.person.change", allows=access.may_change_person, subjects=("person",))
def change_person(*, person: Person, terms: PersonTerms, by: User) -> Person:  # noqa: ARG001
    """Change what is kept of a person."""
    if person.erased_at is not None:
        raise Refusal("person.erased")
    return filled_person(person, terms)


@command("network.person.erase", allows=access.may_erase_person, subjects=("person",))
def erase_person(*, person: Person, reason: str, by: User) -> Person:
    """Erase all that tells who a person is, their papers too; their roles stay as those of somebody no longer named."""
    if person.erased_at is not None:
        raise Refusal("person.erased")
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    today = clock.today()
    if any(each.ends_on is None or each.ends_on > today for each in person.roles.all()):
        raise Refusal("person.has_roles")
    erase_papers_of(person, reason, by)
    _erase(person)
    return person


@command("network.person.merge", allows=access.may_merge_people, subjects=("person", "duplicate"))
def merge_people(
    *,
    person: Person,
    duplicate: Person,
    reason: str,
    by: User,  # noqa: ARG001 (the decorator judges `by`)
) -> list[Person | PersonRole]:
    """Let a person's entry take in another of the same person; return it with the roles that were noted twice.

    What the other held, took part in and handed in moves; its name is erased, and its page leads here.
    """
    if not normalise(reason):
        raise Refusal("organisation.reason_missing")
    if refusal := refusal_of_merging(_entry_of(person), _entry_of(duplicate)):
        raise refusal
    if person.account_id and duplicate.account_id:
        raise Refusal("person.two_accounts")
    kept = (duplicate.id_hash, duplicate.id_sealed, duplicate.phone, duplicate.account_id)
    PersonRole.objects.filter(person=duplicate).update(person=person)
    joined = _join_roles(person)
    _move_participation(person, duplicate)
    duplicate.documents.update(person=person)
    duplicate.merged.update(merged_into=person)
    duplicate.merged_into = person
    _erase(duplicate)
    if not person.id_hash:
        person.id_hash, person.id_sealed = kept[:2]
    person.phone, person.account_id = person.phone or kept[2], person.account_id or kept[3]
    save_or_refuse(person, Refusal("person.id_known"))
    return [person, *joined]


def _join_roles(person: Person) -> list[PersonRole]:
    """Join the roles that are one role noted twice, and return those that took another in; the record names both."""
    kept: dict[int, PersonRole] = {}
    joined: dict[int, PersonRole] = {}
    for each in person.roles.select_related("organisation", "person").order_by("pk"):
        role = each
        while twin := next(
            (one for one in kept.values() if is_same_role(one.snapshot(), role.snapshot())), None
        ):
            del kept[twin.pk]
            joined.pop(role.pk, None)
            _take_in(twin, role)
            joined[twin.pk] = role = twin
        kept[role.pk] = role
    return list(joined.values())


def _take_in(role: PersonRole, twin: PersonRole) -> None:
    """Let a role take its twin in; the twin's entries in the record stay under its number."""
    starts_on, ends_on = days_together(role.snapshot(), twin.snapshot())
    titles = (role.title_th or twin.title_th, role.title_en or twin.title_en)
    name_subject(twin.subject_key)
    twin.import_rows.update(role=role)
    twin.delete()
    role.starts_on, role.ends_on = starts_on, ends_on
    role.title_th, role.title_en = titles
    role.save()


def _move_participation(person: Person, duplicate: Person) -> None:
    """Move in which activities somebody took part; where both are named in one, the person who stays is."""
    held = person.took_part.values("activity")
    duplicate.took_part.filter(activity__in=list(held.values_list("activity", flat=True))).delete()
    duplicate.took_part.update(person=person)


@command("network.person.link_account", allows=access.may_link_account, subjects=("person",))
def link_account(*, person: Person, account: User | None, by: User) -> Person:  # noqa: ARG001
    """Note by which account a person signs in, so that they find their organisations; None takes the note away."""
    if person.erased_at is not None:
        raise Refusal("person.erased")
    if account is not None and not account.is_active:
        raise Refusal("person.account_closed")
    person.account = account
    save_or_refuse(person, Refusal("person.account_taken"))
    return person


def _entry_of(person: Person) -> Entry:
    return Entry(person.pk, person.id_hash, person.erased_at is not None)


def _erase(person: Person) -> None:
    """Take away all that tells who a person is; the place stays, so that those of the area still see the history."""
    person.prefix = person.family = person.phone = person.search_key = person.id_sealed = person.purpose = ""
    person.given = person.shown = ERASED
    person.id_hash, person.basis, person.consented_on = None, Basis.PUBLIC_TASK.value, None
    person.account = None
    person.erased_at = clock.now()
    person.save()


def filled_person(person: Person, terms: PersonTerms) -> Person:
    """Return a person saved with the terms; a private step of the commands that name people."""
    parts = split_name(terms.name)
    if place_at(terms.place_code) is None:
        raise Refusal("organisation.unknown_place", place=terms.place_code)
    if terms.basis not in list(Basis):
        raise Refusal("person.unknown_basis", basis=terms.basis)
    if terms.basis == Basis.CONSENT and terms.consented_on is None:
        raise Refusal("person.consent_without_day")
    if terms.consented_on is not None and terms.consented_on > clock.today():
        raise Refusal("person.consents_later")
    person.prefix, person.given, person.family, person.shown = (
        parts.prefix,
        parts.given,
        parts.family,
        str(parts),
    )
    person.search_key = search_key(f"{parts.given} {parts.family}")
    person.phone, person.place_code = phones_text(terms.phone), terms.place_code
    person.basis, person.purpose, person.consented_on = (
        terms.basis,
        normalise(terms.purpose),
        terms.consented_on,
    )
    if terms.national_id is not None:
        _seal_national_id(person, terms.national_id)
    save_or_refuse(person, Refusal("person.id_known"))
    return person


def _seal_national_id(person: Person, text: str) -> None:
    """Keep a national id as keyed hash and sealed value; an empty one takes away what was kept."""
    if not normalise(text):
        person.id_hash, person.id_sealed = None, ""
        return
    digits = parse_national_id(text).digits
    person.id_hash = lookup_hash(digits, context=ID_CONTEXT)
    if Person.objects.filter(id_hash=person.id_hash).exclude(pk=person.pk).exists():
        raise Refusal("person.id_known")
    person.id_sealed = sealed(digits, context=ID_CONTEXT)
