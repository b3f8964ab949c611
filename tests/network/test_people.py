"""People and their roles: dated, sole where the kind has one chair, and private."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from saiyai.audit import clock
from saiyai.audit.models import Entry, SecurityEvent
from saiyai.kernel.bad_value import BadValue
from saiyai.kernel.powers import NOBODY
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import find_people, person_document
from saiyai.network.models import Kind, Person, PersonRole
from saiyai.network.queries.person import people_found
from saiyai.network.rules import RoleState
from saiyai.network.rules.person import overlaps, refusal_of_role
from tests.cast import Cast
from tests.network.builders import a_person, a_role, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

NAMERS = {
    "volunteer",
    "tambon_officer",
    "district_coordinator",
    "province_officer",
    "support_officer",
    "ministry_officer",
}
ERASERS = NAMERS - {"volunteer", "tambon_officer"}
PEOPLE = sorted(Cast.__annotations__)
CANARY, CANARY_PHONE, CANARY_ID = "นายคานารี ปีกทอง", "081-777-1234", "3100600445635"


@pytest.mark.parametrize("person", PEOPLE)
def test_those_who_work_in_the_area_register_and_change_people(cast: Cast, person: str):
    by = getattr(cast, person)
    known = a_person(cast)
    terms = commands.PersonTerms("นางสมศรี ใจงาม", "501412")

    if person in NAMERS:
        a_person(cast, by=by)
        assert commands.change_person(person=known, terms=terms, by=by).family == "ใจงาม"
    else:
        with pytest.raises(Denied):
            a_person(cast, by=by)
        with pytest.raises(Denied):
            commands.change_person(person=known, terms=terms, by=by)


@pytest.mark.parametrize("person", PEOPLE)
def test_a_coordinator_or_higher_erases(cast: Cast, person: str):
    known = a_person(cast)

    if person in ERASERS:
        commands.erase_person(person=known, reason="เจ้าของข้อมูลขอ", by=getattr(cast, person))
    else:
        with pytest.raises(Denied):
            commands.erase_person(person=known, reason="เจ้าของข้อมูลขอ", by=getattr(cast, person))
    assert (Person.objects.get().erased_at is not None) is (person in ERASERS)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"place_code": "501499"}, "organisation.unknown_place"),
        ({"basis": "curiosity"}, "person.unknown_basis"),
        ({"basis": "consent"}, "person.consent_without_day"),
        ({"basis": "consent", "consented_on": date(2999, 1, 1)}, "person.consents_later"),
    ],
)
def test_an_entry_that_is_not_in_order_is_refused(cast: Cast, values: dict[str, Any], code: str):
    with pytest.raises(Refusal) as refusal:
        a_person(cast, by=cast.ministry_officer, **values)

    assert refusal.value.code == code


def test_a_national_id_is_checked_sealed_and_belongs_to_one_person(cast: Cast):
    first = a_person(cast, national_id="3-1006-00445-63-5")
    with pytest.raises(BadValue):
        a_person(cast, national_id="3100600445634")
    with pytest.raises(Refusal) as refusal:
        a_person(cast, "นายอื่น คนละคน", national_id="๓๑๐๐๖๐๐๔๔๕๖๓๕")

    assert refusal.value.code == "person.id_known"
    assert CANARY_ID not in serializers.serialize("json", [first])
    assert a_person(cast, "นายไร้ เลข", national_id="").id_hash is None


def test_a_changed_entry_keeps_the_national_id_unless_it_is_taken_away(cast: Cast):
    person = a_person(cast, national_id=CANARY_ID)
    by = cast.tambon_officer

    kept = commands.change_person(
        person=person, terms=commands.PersonTerms(person.shown, "501412"), by=by
    ).id_hash
    gone = commands.change_person(
        person=person, terms=commands.PersonTerms(person.shown, "501412", national_id=""), by=by
    )

    assert kept is not None
    assert (gone.id_hash, gone.id_sealed) == (None, "")


def everything_stored() -> str:
    """Return every row of every table as one text."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


@pytest.mark.engine
def test_after_erasing_nothing_in_the_database_tells_who_it_was(cast: Cast):
    organisation = an_organisation(cast)
    person = a_person(
        cast, CANARY, phone=CANARY_PHONE, national_id=CANARY_ID, purpose="คานารีเพื่อทดสอบ", place_code="501412"
    )
    role = a_role(cast, organisation, person)
    before = everything_stored()
    commands.end_role(role=role, on=date(2014, 1, 31), by=cast.tambon_officer)

    commands.erase_person(person=person, reason="เจ้าของข้อมูลขอ", by=cast.district_coordinator)

    after = everything_stored()
    assert ("คานารี" in before, CANARY_PHONE in before) == (True, True)
    for canary in ("คานารี", "ปีกทอง", CANARY_PHONE, "0817771234", CANARY_ID):
        assert canary not in after
    changes = json.loads(Entry.objects.latest("seq").changes)
    names = [(was, now) for _subject, field, was, now in changes if field == "name"]
    assert len(names) == 1
    assert names[0][0].startswith("#")
    assert PersonRole.objects.get().person.shown == "(ลบข้อมูลแล้ว)"


def test_who_still_holds_a_role_is_not_erased_and_none_twice(cast: Cast):
    person = a_person(cast)
    role = a_role(cast, an_organisation(cast), person)
    by = cast.district_coordinator
    with pytest.raises(Refusal) as holding:
        commands.erase_person(person=person, reason="ขอ", by=by)
    commands.end_role(role=role, on=date(2014, 1, 31), by=by)
    commands.erase_person(person=person, reason="ขอ", by=by)

    with pytest.raises(Refusal) as twice:
        commands.erase_person(person=person, reason="ขอ", by=by)
    with pytest.raises(Refusal):
        commands.change_person(person=person, terms=commands.PersonTerms("นายก ข", "501412"), by=by)

    assert (holding.value.code, twice.value.code) == ("person.has_roles", "person.erased")
    assert find_people("สมศรี", cast.district_coordinator.scope) == []


def test_a_person_gets_all_that_is_kept_and_it_is_noted_who_took_it(cast: Cast):
    person = a_person(cast, CANARY, phone=CANARY_PHONE, national_id=CANARY_ID)
    a_role(cast, an_organisation(cast), person)
    client = signed_in(cast.district_coordinator)

    told = client.get(reverse("network_person_export", args=[person.pk, "json"])).json()
    pdf = client.get(reverse("network_person_export", args=[person.pk, "pdf"]))
    other = client.get(reverse("network_person_export", args=[person.pk, "xml"]))

    assert (told["name"]["family"], told["national_id"], len(told["roles"])) == ("ปีกทอง", CANARY_ID, 1)
    assert pdf.content.startswith(b"%PDF")
    assert other.status_code == 404
    assert (
        SecurityEvent.objects.filter(kind="exported_person", actor_id=cast.district_coordinator.pk).count()
        == 2
    )
    assert str(person_document(person, language="th", thai_digits=False)).count(CANARY_PHONE) == 1


def test_a_second_chair_is_refused_where_the_kind_has_one_and_free_after_the_first_ends(cast: Cast):
    organisation = an_organisation(cast)
    first = a_role(cast, organisation, "นายหนึ่ง ประธาน", position="chair", starts_on=date(2013, 1, 1))
    with pytest.raises(Refusal) as refusal:
        a_role(cast, organisation, "นายสอง ประธาน", position="chair", starts_on=date(2014, 1, 1))

    commands.end_role(role=first, on=date(2013, 12, 31), by=cast.tambon_officer)

    assert refusal.value.values["holder"] == "นายหนึ่ง ประธาน"
    assert a_role(cast, organisation, "นายสอง ประธาน", position="chair", starts_on=date(2014, 1, 1)).is_sole
    a_role(cast, an_organisation(cast, name_th="วัด", kind=Kind.TEMPLE), "นายก ข", position="chair")


@pytest.mark.engine
def test_the_database_refuses_a_second_chair_too(cast: Cast):
    organisation = an_organisation(cast)
    first = a_role(
        cast, organisation, "นายก ข", position="chair", starts_on=date(2013, 1, 1), ends_on=date(2013, 6, 1)
    )
    later = a_role(cast, organisation, "นายค ง", position="chair", starts_on=date(2014, 1, 1))
    values = {"person": first.person, "organisation": organisation, "position": "chair", "is_sole": True}

    for starts_on, ends_on in ((date(2013, 6, 1), date(2013, 7, 1)), (None, date(2013, 1, 1)), (None, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonRole.objects.create(starts_on=starts_on, ends_on=ends_on, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonRole.objects.filter(pk=later.pk).update(starts_on=date(2013, 2, 1))
    PersonRole.objects.create(starts_on=date(2013, 6, 2), ends_on=date(2013, 12, 31), **values)


DAYS = st.none() | st.integers(0, 30).map(lambda n: date(2014, 1, 1) + timedelta(n))


@given(st.lists(st.tuples(DAYS, DAYS), max_size=8))
@settings(deadline=None)
def test_sole_posts_never_overlap_whatever_is_asked(periods: list[tuple[date | None, date | None]]):
    held: list[RoleState] = []
    for number, (starts_on, ends_on) in enumerate(periods):
        new = RoleState(1, f"p{number}", "", starts_on, ends_on, "chair", "", True, number)
        if refusal_of_role(new, held) is None:
            held.append(new)

    days = [date(2013, 12, 1) + timedelta(n) for n in range(120)]
    for day in days:
        on = [each for each in held if (each.starts_on or date.min) <= day <= (each.ends_on or date.max)]
        assert len(on) <= 1
    assert all(not overlaps(one, other) for one in held for other in held if one is not other)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"starts_on": date(2014, 2, 1), "ends_on": date(2014, 1, 1)}, "role.ends_before_start"),
        ({"position": "king"}, "role.unknown_position"),
        ({"position": "other"}, "role.untitled"),
        ({"position": "volunteer", "area_code": "501412"}, "role.volunteer_without_village"),
        ({"area_code": "50141299"}, "organisation.unknown_place"),
    ],
)
def test_a_role_that_cannot_be_is_refused(cast: Cast, values: dict[str, Any], code: str):
    with pytest.raises(Refusal) as refusal:
        a_role(cast, an_organisation(cast), **values)

    assert refusal.value.code == code
    assert not Person.objects.exists()


def test_a_role_ends_once_and_not_before_it_began(cast: Cast):
    role = a_role(cast, an_organisation(cast), starts_on=date(2014, 1, 1))
    by = cast.volunteer
    with pytest.raises(Refusal):
        commands.end_role(role=role, on=date(2013, 12, 31), by=by)
    commands.end_role(role=role, on=date(2014, 5, 1), by=by)

    with pytest.raises(Refusal):
        commands.end_role(role=role, on=date(2014, 6, 1), by=by)
    with pytest.raises(Denied):
        commands.end_role(role=role, on=date(2014, 4, 1), by=cast.other_province_officer)


def test_a_dissolved_organisation_names_nobody(cast: Cast):
    organisation = an_organisation(cast)
    commands.dissolve_organisation(
        organisation=organisation, on=date(2014, 1, 1), reason="เลิก", by=cast.district_coordinator
    )

    with pytest.raises(Refusal):
        a_role(cast, organisation)


def test_people_are_found_by_name_id_many_roles_and_terms_near_their_end(cast: Cast):
    busy = a_person(cast, "นายยุ่ง มากตำแหน่ง", national_id=CANARY_ID)
    for number in range(3):
        a_role(cast, an_organisation(cast, name_th=f"ก{number}"), busy)
    soon = clock.today() + timedelta(days=80)
    a_role(cast, an_organisation(cast, name_th="ข"), "นางใกล้ ครบวาระ", ends_on=soon)
    scope, today = cast.tambon_officer.scope, clock.today()

    def names(words: str = "", which: str = "") -> list[str]:
        return [each.given for each in people_found(scope, words=words, which=which, today=today)]

    assert names("ยุ่ง") == names("3-1006-00445-63-5") == names(which="many") == ["ยุ่ง"]
    assert names(which="ending") == ["ใกล้"]
    assert len(names()) == 2
    assert list(people_found(cast.other_province_officer.scope, words="", which="", today=today)) == []
    assert find_people("ยุ่ง", NOBODY) == []


def test_a_known_name_asks_whether_it_is_the_same_person(cast: Cast):
    organisation = an_organisation(cast)
    known = a_person(cast)
    client = signed_in(cast.tambon_officer)
    address = reverse("organisation_appoint", args=[organisation.pk])
    sent = {"name": "นางสมศรี  ใจดี", "position": "member"}

    asked = client.post(address, sent)
    same = client.post(address, sent | {"person": str(known.pk)})
    another = client.post(address, sent | {"person": "new", "position": "secretary"})

    assert [each.status_code for each in (asked, same, another)] == [400, 302, 302]
    assert "เป็นบุคคลเดียวกันหรือไม่" in asked.content.decode()
    assert known.roles.count() == 1
    assert Person.objects.count() == 2


def test_the_page_of_a_person_shows_roles_and_hides_the_id(cast: Cast):
    person = a_person(cast, CANARY, national_id=CANARY_ID)
    role = a_role(cast, an_organisation(cast), person, position="treasurer")
    client = signed_in(cast.district_coordinator)

    page = client.get(reverse("network_person", args=[person.pk])).content.decode()
    ended = client.post(reverse("network_role_end", args=[role.pk]), {"on": "1 ก.พ. 2557"})
    erased = client.post(reverse("network_person_erase", args=[person.pk]), {"reason": "เจ้าของขอ"})
    after = client.get(reverse("network_person", args=[person.pk])).content.decode()

    assert ("เหรัญญิก" in page, CANARY_ID in page, "3-1006" in page) == (True, False, False)
    assert (ended.status_code, erased.status_code) == (302, 302)
    assert "ปีกทอง" not in after


def test_a_person_is_registered_and_changed_on_the_pages(cast: Cast):
    client = signed_in(cast.tambon_officer)
    register = reverse("network_person_register")
    sent = {"name": CANARY, "place_code": "501412", "basis": "consent", "national_id": CANARY_ID}

    undated = client.post(register, sent)
    done = client.post(register, sent | {"consented_on": "1 ก.พ. 2557"})
    doubled = client.post(register, sent | {"consented_on": "1 ก.พ. 2557", "name": "นายอื่น ใคร"})
    person = Person.objects.get()
    change = reverse("network_person_change", args=[person.pk])
    changed = client.post(
        change, {"name": CANARY, "place_code": "501412", "basis": "public_task", "forgets_id": "on"}
    )

    assert [each.status_code for each in (undated, done, doubled, changed)] == [400, 302, 400, 302]
    assert "consented_on" in undated.context["form"].errors
    assert "national_id" in doubled.context["form"].errors
    person.refresh_from_db()
    assert person.id_hash is None


def test_a_list_of_people_asks_as_much_for_twenty_as_for_one(cast: Cast, django_assert_max_num_queries):
    organisation = an_organisation(cast)
    client, address = signed_in(cast.province_officer), reverse("network_people")
    for number in range(20):
        a_role(cast, organisation, f"นายคน{number} ที่เท่าใด")
    client.get(address)

    with django_assert_max_num_queries(12):
        answer = client.get(address)

    assert len(answer.context["table"].rows) == 20
