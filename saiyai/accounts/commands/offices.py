"""Keeping the tree of offices and the areas that they serve."""

from dataclasses import asdict, dataclass
from datetime import date

from saiyai.accounts import access
from saiyai.accounts.commands.grants import UNCLOSED, present_scope, refuse
from saiyai.accounts.models import Grant, Office, OfficeContact, OfficeCoverage, OfficePost, User
from saiyai.accounts.queries.public import posts_open_to
from saiyai.accounts.rules import OfficeKind, reaches_itself, refusal_of_coverage
from saiyai.accounts.rules.contact import ContactTerms, plain_contact, refusals_of_contact
from saiyai.accounts.seed import BANGKOK, CENTRAL, TREE_BEGINS_ON, provincial_office
from saiyai.audit import clock
from saiyai.audit.command import command, name_subject
from saiyai.kernel.powers import NATION, Actor, Role
from saiyai.kernel.refusal import Refusal
from saiyai.kernel.text import normalise
from saiyai.places.queries import children_of


@dataclass(frozen=True, slots=True)
class OfficeTerms:
    """What an office is called, where it hangs in the tree, and from when until when it is."""

    name_th: str
    name_en: str
    parent: Office | None
    starts_on: date
    ends_on: date | None = None


@command("accounts.office.load", allows=access.may_load_offices)
def load_offices(*, by: Actor) -> int:  # noqa: ARG001
    """Load the offices that every installation begins with, leaving those that are there, and return how many came.

    The places must be loaded: each province but Bangkok gets its office.
    """
    provinces = [each for each in children_of(NATION) if each.code != BANGKOK]
    seeds = [*CENTRAL, *(provincial_office(each.code, each.name_th, each.name_en) for each in provinces)]
    known = dict(Office.objects.values_list("code", "pk"))
    new = [each for each in seeds if each.code not in known]
    for seed in new:
        office = Office.objects.create(
            code=seed.code,
            kind=seed.kind.value,
            name_th=seed.name_th,
            name_en=seed.name_en,
            parent_id=known.get(seed.parent),
            place_code=seed.place_code,
            starts_on=TREE_BEGINS_ON,
        )
        known[seed.code] = office.pk
        OfficeCoverage.objects.bulk_create(
            OfficeCoverage(office=office, prefix=prefix, starts_on=TREE_BEGINS_ON) for prefix in seed.serves
        )
    return len(new)


@command("accounts.office.make", allows=access.may_make_office)
def make_office(*, code: str, kind: OfficeKind, place_code: str, terms: OfficeTerms, by: Actor) -> Office:  # noqa: ARG001
    """Make an office; the areas it serves are added one by one."""
    if Office.objects.filter(code__iexact=code).exists():
        raise Refusal("office.code_taken", taken=code)
    office = Office(code=code, kind=kind.value, place_code=place_code)
    _put_terms(office, terms)
    office.save(force_insert=True)
    return office


@command("accounts.office.change", allows=access.may_keep_offices, subjects=("office",))
def change_office(*, office: Office, terms: OfficeTerms, by: Actor) -> Office:  # noqa: ARG001
    """Change an office's names, its place in the tree or its dates; the record keeps what it was."""
    _put_terms(office, terms)
    office.save(update_fields=["name_th", "name_en", "parent", "starts_on", "ends_on"])
    return office


@command("accounts.office.cover", allows=access.may_keep_offices, subjects=("office",))
def cover_area(*, office: Office, prefix: str, starts_on: date, ends_on: date | None, by: Actor) -> Office:
    """Add an area to those that an office serves: its people's roles reach there from that day."""
    if starts_on < office.starts_on or (ends_on is not None and ends_on < starts_on):
        raise Refusal("office.coverage_dates")
    served = office.coverage.filter(prefix=prefix)
    if any(each.ends_on is None or starts_on <= each.ends_on for each in served):
        raise Refusal("office.serves_already")
    held = Grant.objects.filter(office=office, state__in=UNCLOSED)
    roles = frozenset(Role(role) for role in held.values_list("role", flat=True))
    if not access.is_console(by):
        refuse(refusal_of_coverage(present_scope(by), prefix, roles))
        if held.filter(user_id=by.pk).exists():
            raise Refusal("office.own_area_widened")
    OfficeCoverage.objects.create(office=office, prefix=prefix, starts_on=starts_on, ends_on=ends_on)
    return office


@command("accounts.office.end_coverage", allows=access.may_keep_offices, subjects=("office",))
def end_coverage(*, office: Office, prefix: str, ends_on: date, by: Actor) -> Office:  # noqa: ARG001
    """Set the last day on which an office serves an area: today or later."""
    open_now = office.coverage.filter(prefix=prefix, ends_on=None).first()
    if open_now is None:
        raise Refusal("office.does_not_serve")
    if ends_on < max(clock.today(), open_now.starts_on):
        raise Refusal("grant.ends_in_past")
    open_now.ends_on = ends_on
    open_now.save(update_fields=["ends_on"])
    return office


@command("accounts.office.contact", allows=access.may_keep_offices, subjects=("office",))
def set_contact(*, office: Office, terms: ContactTerms, by: Actor) -> Office:  # noqa: ARG001
    """Set what an office says of itself to everybody, and how it is reached."""
    plain = plain_contact(terms)
    for code in refusals_of_contact(plain).values():
        raise Refusal(code)
    OfficeContact.objects.update_or_create(office=office, defaults=asdict(plain))
    return office


@dataclass(frozen=True, slots=True)
class PostTerms:
    """As what somebody stands on an office's public page, and whether with their telephone."""

    position_th: str
    position_en: str = ""
    shows_phone: bool = False


@command("accounts.post.agree", allows=access.may_change_own_account)
def agree_to_post(*, person: User, office: Office, terms: PostTerms, by: Actor) -> OfficePost:  # noqa: ARG001
    """Let oneself be shown on the public page of an office through which one holds a role today; anew, as something else."""
    if not posts_open_to(person).filter(pk=office.pk).exists():
        raise Refusal("post.no_role_there")
    if not normalise(terms.position_th):
        raise Refusal("post.position_missing")
    now = clock.now()
    OfficePost.objects.filter(office=office, person=person, ended_at=None).update(ended_at=now)
    post = OfficePost.objects.create(
        office=office,
        person=person,
        position_th=normalise(terms.position_th),
        position_en=normalise(terms.position_en),
        shows_phone=terms.shows_phone,
        agreed_at=now,
    )
    name_subject(office.subject_key)
    name_subject(person.subject_key)
    return post


@command("accounts.post.withdraw", allows=access.may_change_own_account)
def withdraw_post(*, person: User, office: Office, by: Actor) -> None:  # noqa: ARG001
    """Let oneself no longer be shown on an office's public page: at once."""
    shown = OfficePost.objects.filter(office=office, person=person, ended_at=None)
    if not shown.update(ended_at=clock.now()):
        raise Refusal("post.not_shown")
    name_subject(office.subject_key)
    name_subject(person.subject_key)


def _put_terms(office: Office, terms: OfficeTerms) -> None:
    if not terms.name_th.strip():
        raise Refusal("office.name_missing")
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise Refusal("office.coverage_dates")
    if terms.parent is not None and office.pk is not None:
        parents: dict[int, int | None] = dict(Office.objects.values_list("pk", "parent_id"))
        if reaches_itself(parents, office.pk, terms.parent.pk):
            raise Refusal("office.under_itself")
    office.name_th, office.name_en = terms.name_th.strip(), terms.name_en.strip()
    office.parent, office.starts_on, office.ends_on = terms.parent, terms.starts_on, terms.ends_on
