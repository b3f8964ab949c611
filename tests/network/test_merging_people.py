"""Merging two entries of one person: roles and history stay, ids that differ refuse it, nobody reaches outside."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from saiyai.audit import clock
from saiyai.audit.queries import history_of
from saiyai.kernel.refusal import Denied, Refusal
from saiyai.network import commands
from saiyai.network.exports import waiting_terms
from saiyai.network.models import Person, PersonRole
from tests.cast import Cast
from tests.network.builders import a_person, a_role, an_activity, an_organisation
from tests.network.test_pages import signed_in

pytestmark = pytest.mark.django_db

ONE, OTHER = "3501412000017", "1101700203450"


def merged(cast: Cast, one: Person, other: Person) -> None:
    commands.merge_people(person=one, duplicate=other, reason="คนเดียวกัน", by=cast.district_coordinator)


def test_roles_of_both_stand_at_the_one_that_stays_and_the_other_names_nobody(cast: Cast):
    group = an_organisation(cast)
    one, other = a_person(cast, "นางสมศรี ใจดี"), a_person(cast, "นางสมสี ใจดี", phone="053-112485")
    a_role(cast, group, one, position="member")
    a_role(cast, group, other, position="treasurer")

    merged(cast, one, other)

    one.refresh_from_db()
    other.refresh_from_db()
    assert set(PersonRole.objects.filter(person=one).values_list("position", flat=True)) == {
        "member",
        "treasurer",
    }
    assert one.phone == "053-112485"
    assert (other.erased_at is not None, other.search_key, other.phone) == (True, "", "")
    assert "สมสี" not in other.shown


def test_the_address_of_the_merged_entry_leads_to_the_one_that_stays(cast: Cast):
    one, other, third = a_person(cast), a_person(cast), a_person(cast)
    merged(cast, one, other)
    merged(cast, third, one)
    client = signed_in(cast.tambon_officer)

    for gone in (one, other):
        gone.refresh_from_db()
        assert gone.merged_into == third
        assert client.get(reverse("network_person", args=[gone.pk]))["Location"] == reverse(
            "network_person", args=[third.pk]
        )
    assert client.get(reverse("network_person", args=[other.pk]) + "?stay").status_code == 200
    assert (
        signed_in(cast.other_province_officer).get(reverse("network_person", args=[one.pk])).status_code
        == 404
    )


def test_a_role_noted_twice_is_joined_to_one_and_the_trail_of_both_stays(cast: Cast):
    group = an_organisation(cast)
    one, other = a_person(cast, "นางสมศรี ใจดี"), a_person(cast, "นางสมสี ใจดี")
    first = a_role(
        cast, group, one, position="treasurer", starts_on=date(2012, 1, 1), ends_on=date(2013, 6, 30)
    )
    second = a_role(cast, group, other, position="treasurer", title_th="เหรัญญิก", starts_on=date(2013, 1, 1))
    apart = a_role(
        cast, group, other, position="treasurer", starts_on=date(2010, 1, 1), ends_on=date(2010, 5, 1)
    )
    keys = [each.subject_key for each in (first, second)]

    merged(cast, one, other)

    roles = PersonRole.objects.filter(person=one).order_by("pk")
    assert [(each.pk, each.starts_on, each.ends_on, each.title_th) for each in roles] == [
        (first.pk, date(2012, 1, 1), None, "เหรัญญิก"),
        (apart.pk, date(2010, 1, 1), date(2010, 5, 1), ""),
    ]
    acts = [[each.command for each in history_of(key)] for key in keys]
    assert [each[0] for each in acts] == ["network.person.merge"] * 2
    assert [each[-1] for each in acts] == ["network.role.appoint"] * 2


def test_roles_one_after_the_other_become_one_where_a_third_joins_them(cast: Cast):
    group = an_organisation(cast)
    one, other, third = a_person(cast), a_person(cast), a_person(cast)
    a_role(cast, group, other, position="member", starts_on=date(2012, 1, 1), ends_on=date(2012, 12, 31))
    a_role(cast, group, third, position="member", starts_on=date(2013, 1, 1))
    merged(cast, one, other)
    merged(cast, one, third)
    assert PersonRole.objects.filter(person=one).count() == 2  # one after the other, not at once

    fourth = a_person(cast)
    PersonRole.objects.create(
        person=fourth,
        organisation=group,
        position="member",
        starts_on=date(2012, 6, 1),
        ends_on=date(2013, 6, 1),
    )
    merged(cast, one, fourth)

    role = PersonRole.objects.get(person=one)
    assert (role.starts_on, role.ends_on) == (date(2012, 1, 1), None)


def test_what_somebody_took_part_in_moves_with_them(cast: Cast):
    group = an_organisation(cast)
    one, other = a_person(cast), a_person(cast)
    both, alone = an_activity(cast, group), an_activity(cast, group, title_th="อบรม")
    for activity, people in ((both, [one, other]), (alone, [other])):
        commands.name_participants(activity=activity, people=people, by=cast.province_officer)

    merged(cast, one, other)

    assert set(one.took_part.values_list("activity", flat=True)) == {both.pk, alone.pk}
    assert not other.took_part.exists()


def test_two_accounts_are_for_a_person_to_settle_and_one_moves(cast: Cast):
    one, other = a_person(cast), a_person(cast)
    commands.link_account(person=other, account=cast.volunteer, by=cast.district_coordinator)
    merged(cast, one, other)
    one.refresh_from_db()
    assert one.account == cast.volunteer

    third = a_person(cast)
    commands.link_account(person=third, account=cast.citizen, by=cast.district_coordinator)
    with pytest.raises(Refusal, match=r"person\.two_accounts"):
        merged(cast, one, third)


def test_the_one_id_that_is_known_is_kept_and_two_that_differ_refuse(cast: Cast):
    plain, known = a_person(cast, "นาย ก ข"), a_person(cast, "นาย ก ข", national_id=ONE)
    hashed = known.id_hash

    merged(cast, plain, known)

    plain.refresh_from_db()
    assert plain.id_hash == hashed
    with pytest.raises(Refusal, match=r"person\.ids_differ"):
        merged(cast, plain, a_person(cast, "นาย ก ข", national_id=OTHER))
    with pytest.raises(Refusal, match=r"person\.merge_with_itself"):
        merged(cast, plain, plain)


def test_an_entry_of_another_area_is_not_taken_in(cast: Cast):
    own = a_person(cast)
    foreign = a_person(cast, place_code="520704", by=cast.other_province_officer)

    for one, other in ((own, foreign), (foreign, own)):
        with pytest.raises(Denied):
            merged(cast, one, other)
    client, address = signed_in(cast.district_coordinator), reverse("network_person_merge", args=[own.pk])
    assert client.post(address, {"duplicate": foreign.pk, "reason": "ก"}).status_code == 404
    assert client.post(address, {"duplicate": 2**62, "reason": "ก"}).status_code == 404


def test_the_page_offers_those_of_one_name_and_says_that_nothing_undoes_it(cast: Cast):
    one, other = a_person(cast), a_person(cast)
    client, address = signed_in(cast.district_coordinator), reverse("network_person_merge", args=[one.pk])

    page = client.get(address).content.decode()
    answer = client.post(address, {"duplicate": other.pk, "reason": "คนเดียวกัน"})

    assert "ย้อนกลับไม่ได้" in page
    assert f'value="{other.pk}"' in page
    assert answer.status_code == 302
    assert client.get(address).content.decode().count('name="duplicate"') == 0


def test_terms_that_end_soon_wait_on_the_home_of_those_of_the_area(cast: Cast):

    group, today = an_organisation(cast), clock.today()
    a_role(cast, group, ends_on=today + timedelta(days=30))
    a_role(cast, group, "นายไกล วาระ", ends_on=today + timedelta(days=200))

    tasks = waiting_terms(cast.district_coordinator.scope)

    assert [(task.due_on, "which=ending" in task.url) for task in tasks] == [
        (today + timedelta(days=30), True)
    ]
    assert waiting_terms(cast.other_province_officer.scope) == []
    assert waiting_terms(cast.citizen.scope) == []
