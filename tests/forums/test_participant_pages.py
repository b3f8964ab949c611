"""The pages of quotas: each sees and names the own areas' people, and is told what did not work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.forums.models import Quota, Registration
from saiyai.forums.rules.registration import Standing
from tests.cast import Cast
from tests.forums.builders import a_forum, a_quota, a_registration
from tests.forums.test_selection import signed_in

pytestmark = pytest.mark.django_db


def test_a_coordinator_sees_the_seats_of_the_own_district_alone(cast: Cast):
    a_quota(cast), a_quota(cast, place_code="5207")

    page = signed_in(cast.district_coordinator).get(reverse("forum_participants", args=["f"]))

    text = page.content.decode()
    assert "สันทราย" in text
    assert "วังเหนือ" not in text
    assert "กำหนดที่นั่ง</button>" not in text


def test_without_a_place_each_district_of_the_forums_provinces_gets_as_many(cast: Cast):
    a_forum(cast)
    answer = signed_in(cast.support_officer).post(
        reverse("forum_participants", args=["f"]), {"kind": "network", "seats": "2"}
    )

    assert answer.status_code == 302
    assert dict(Quota.objects.values_list("place_code", "seats")) == {"5001": 2, "5014": 2, "5207": 2}


def test_a_quota_below_those_who_hold_seats_is_said_at_the_form(cast: Cast):
    quota = a_quota(cast)
    a_registration(cast, quota)
    answer = signed_in(cast.support_officer).post(
        reverse("forum_participants", args=["f"]), {"place_code": "5014", "kind": "network", "seats": "0"}
    )

    assert answer.status_code == 400
    assert "มีผู้ใช้ที่นั่งแล้ว 1 ที่" in answer.content.decode()


def test_a_coordinator_names_and_is_told_where_it_stands(cast: Cast):
    quota, client = a_quota(cast, seats=1), signed_in(cast.district_coordinator)
    address = reverse("forum_quota", args=[quota.pk])
    for name, said in (("นางสมศรี ใจดี", "มีที่นั่งแล้ว"), ("นายสอง ข", "รายชื่อสำรอง")):
        page = client.post(address, {"name": name, "needs": ["halal"]}, follow=True)
        assert f"{name}" in page.content.decode()
        assert said in page.content.decode()

    again = client.post(address, {"name": "นางสมศรี ใจดี"})
    assert again.status_code == 400
    assert "ในรายชื่อนี้แล้ว" in again.content.decode()


def test_a_substitute_is_sent_and_somebody_taken_off_with_the_reason(cast: Cast):
    quota, client = a_quota(cast, seats=1), signed_in(cast.district_coordinator)
    first, second = a_registration(cast, quota, "นายหนึ่ง ก"), a_registration(cast, quota, "นายสอง ข")

    unsaid = client.post(reverse("registration_substitute", args=[first.pk]), {"name": "นายสาม ค"})
    client.post(reverse("registration_substitute", args=[first.pk]), {"name": "นายสาม ค", "reason": "ป่วย"})
    third = Registration.objects.get(replaces=first)
    client.post(reverse("registration_withdraw", args=[third.pk]), {"reason": "ติดราชการ"})

    assert unsaid.status_code == 400
    assert Registration.objects.get(pk=second.pk).standing == Standing.SEATED


def test_a_correction_changes_what_is_known(cast: Cast):
    found = a_registration(cast, a_quota(cast))
    address, client = reverse("registration_change", args=[found.pk]), signed_in(cast.district_coordinator)

    assert "นางสมศรี ใจดี" in client.get(address).content.decode()
    client.post(address, {"name": "นางสมศรี ใจดี", "phone": "081-234-5678"})

    assert Registration.objects.get().phone == "081-234-5678"


def test_seats_move_by_the_form_and_a_foreign_list_is_no_choice(cast: Cast):
    source, target = a_quota(cast, seats=3), a_quota(cast, seats=1, place_code="5001")
    foreign = a_quota(cast, place_code="5207")
    address, client = reverse("forum_quota_move", args=[source.pk]), signed_in(cast.province_officer)

    refused = client.post(address, {"target": foreign.pk, "seats": "1", "reason": "เหตุผล"})
    client.post(address, {"target": target.pk, "seats": "1", "reason": "เหตุผล"})

    assert refused.status_code == 400
    assert [Quota.objects.get(pk=each.pk).seats for each in (source, target, foreign)] == [2, 2, 2]


def test_twenty_on_a_list_ask_no_more_of_the_database_than_one(cast: Cast):
    quota, client = a_quota(cast, seats=10), signed_in(cast.district_coordinator)
    counts = []
    for number in range(21):
        a_registration(cast, quota, f"นายที่{number} ทดสอบ")
        if number in (0, 20):
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("forum_quota", args=[quota.pk]))
            counts.append(len(asked))

    assert counts[0] == counts[1]


def test_many_quotas_ask_no_more_of_the_database_than_one(cast: Cast):
    client, counts = signed_in(cast.support_officer), []
    for places in (("5014",), ("5001", "5207", "50", "52")):
        for place in places:
            a_quota(cast, place_code=place)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("forum_participants", args=["f"]))
        counts.append(len(asked))

    assert counts[0] == counts[1]
