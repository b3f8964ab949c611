"""What everybody may know of offices: how they are reached, whom they serve, who agreed to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import get_language

from saiyai.accounts.models import Grant, Office, OfficeContact, OfficeCoverage, OfficePost, User
from saiyai.accounts.queries import office_name
from saiyai.accounts.rules import GrantState
from saiyai.accounts.rules.contact import ContactTerms, phones_in
from saiyai.audit import clock
from saiyai.kernel.phones import Phone

NO_CONTACT = ContactTerms()


@dataclass(frozen=True, slots=True)
class PersonShown:
    """Somebody who agreed to stand on an office's public page."""

    name: str
    position: str
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class PublicOffice:
    """An office as everybody sees it; texts in the reader's language where they are said in it."""

    pk: int
    code: str
    kind: str
    name: str
    name_th: str
    name_en: str
    about: str
    address: str
    phones: tuple[Phone, ...]
    faxes: tuple[Phone, ...]
    email: str
    website: str
    facebook: str
    line: str
    areas: tuple[str, ...]
    place_code: str
    parent_code: str
    parent: str

    @property
    def has_contact(self) -> bool:
        """Tell whether anything is said of how it is reached."""
        return any(
            (self.address, self.phones, self.faxes, self.email, self.website, self.facebook, self.line)
        )

    @property
    def paragraphs(self) -> list[str]:
        """Return what it says of itself, paragraph by paragraph."""
        return [each for each in self.about.splitlines() if each]

    @property
    def address_lines(self) -> list[str]:
        """Return the address line by line."""
        return [each for each in self.address.splitlines() if each]


def _held_today(on: date) -> Q:
    """Return the condition that a grant is in force on a day."""
    return Q(state=GrantState.ACTIVE.value, starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gte=on))


def present_offices() -> QuerySet[Office]:
    """Return the offices that exist today with all that is shown of them, in order of place and name."""
    today = clock.today()
    present = Office.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
    coverage = Prefetch("coverage", OfficeCoverage.objects.order_by("prefix"))
    return present.select_related("contact", "parent").prefetch_related(coverage).order_by("place_code", "pk")


def public_office(code: str) -> PublicOffice | None:
    """Return the office of a code as everybody sees it, None where none of it exists today."""
    office = present_offices().filter(code=code).first()
    return None if office is None else shown(office)


def public_offices() -> list[PublicOffice]:
    """Return all offices of today as everybody sees them."""
    return [shown(each) for each in present_offices()]


def offices_serving(place_code: str) -> list[PublicOffice]:
    """Return the offices that serve a place today, the nearest first: those for the whole country are not among them."""
    found = [each for each in public_offices() if any(a and place_code.startswith(a) for a in each.areas)]
    return sorted(found, key=lambda each: (-max(map(len, each.areas)), len(each.areas), each.pk))


def shown(office: Office) -> PublicOffice:
    """Return an office as everybody sees it in the reader's language."""
    contact: OfficeContact | None = getattr(office, "contact", None)
    said = contact.terms() if contact else NO_CONTACT
    return PublicOffice(
        pk=office.pk,
        code=office.code,
        kind=office.kind,
        name=office_name(office),
        name_th=office.name_th,
        name_en=office.name_en,
        about=_in_language(said.about_th, said.about_en),
        address=_in_language(said.address_th, said.address_en),
        phones=phones_in(said.phone),
        faxes=phones_in(said.fax),
        email=said.email,
        website=said.website,
        facebook=said.facebook,
        line=said.line,
        areas=office.prefixes_on(clock.today()),
        place_code=office.place_code,
        parent_code=office.parent.code if office.parent else "",
        parent=office_name(office.parent) if office.parent else "",
    )


def _in_language(thai: str, english: str) -> str:
    return english or thai if get_language() == "en" else thai or english


def contact_of(office: Office) -> ContactTerms:
    """Return what an office says of how it is reached; empty texts where it says nothing."""
    contact = OfficeContact.objects.filter(office=office).first()
    return contact.terms() if contact else NO_CONTACT


def people_shown(office_pk: int) -> list[PersonShown]:
    """Return those who agreed to be shown and hold a role through the office today, the longest there first."""
    held = Grant.objects.filter(
        _held_today(clock.today()), office_id=office_pk, user_id=OuterRef("person_id")
    )
    posts = OfficePost.objects.filter(
        Exists(held), office_id=office_pk, ended_at=None, person__is_active=True
    )
    return [_person(each) for each in posts.select_related("person").order_by("agreed_at", "pk")]


def _person(post: OfficePost) -> PersonShown:
    phones = phones_in_profile(post.person.phone) if post.shows_phone else ()
    return PersonShown(
        str(post.person.display_name), _in_language(post.position_th, post.position_en), phones
    )


def phones_in_profile(text: str) -> tuple[Phone, ...]:
    """Return the telephone numbers that somebody typed freely; none where they cannot be read."""
    try:
        return phones_in(text)
    except ValueError:
        return ()


def posts_open_to(person: User) -> QuerySet[Office]:
    """Return the offices through which somebody holds a role today."""
    held = Grant.objects.filter(_held_today(clock.today()), user_id=person.pk, office=OuterRef("pk"))
    return Office.objects.filter(Exists(held)).order_by("pk")


def posts_of(person: User) -> Sequence[tuple[Office, OfficePost | None]]:
    """Return each office at which somebody may be shown, with the post under which they are."""
    open_ones = {
        each.office_id: each for each in OfficePost.objects.filter(person_id=person.pk, ended_at=None)
    }
    return [(office, open_ones.get(office.pk)) for office in posts_open_to(person)]
