"""Quotas, seats and the waiting list: nobody is oversold, nobody who waits is forgotten."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, transaction

from saiyai.accounts.models import User
from saiyai.audit.models import Entry
from saiyai.forums import commands
from saiyai.forums.commands import Attendee, QuotaTerms
from saiyai.forums.models import Quota, Registration
from saiyai.forums.rules.registration import Need, Participant, Standing
from saiyai.kernel.refusal import Denied, Refusal
from tests.cast import Cast
from tests.forums import acts
from tests.forums.builders import a_forum, a_quota, a_registration

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def names(quota: Quota, standing: Standing) -> list[str]:
    rows = quota.registrations.filter(standing=standing).order_by("pk")
    return [row.name for row in rows]


def refused(code: str) -> object:
    return pytest.raises(Refusal, match=code.replace(".", r"\."))


@pytest.mark.parametrize(
    ("person", "is_allowed"),
    [
        ("support_officer", True),
        ("province_officer", False),  # the forum is also for another province
        ("district_coordinator", False),
        ("auditor", False),
    ],
)
def test_who_holds_all_provinces_of_the_forum_sets_its_quotas(cast: Cast, person: str, is_allowed: bool):
    forum, by = a_forum(cast), getattr(cast, person)
    terms = [QuotaTerms("5014", Participant.NETWORK, 2)]
    if is_allowed:
        assert commands.set_quotas(forum=forum, quotas=terms, by=by)[0].places.count() == 2
    else:
        with pytest.raises(Denied):
            commands.set_quotas(forum=forum, quotas=terms, by=by)


def test_one_wrong_line_sets_none_of_a_table(cast: Cast):
    forum = a_forum(cast)
    for place, code in (("1001", "quota.outside_forum"), ("5099", "forum.unknown_place")):
        terms = [QuotaTerms("5014", Participant.NETWORK, 2), QuotaTerms(place, Participant.NETWORK, 2)]
        with refused(code):
            commands.set_quotas(forum=forum, quotas=terms, by=cast.support_officer)
    assert Quota.objects.count() == 0


def test_a_coordinator_names_the_people_of_the_own_district_alone(cast: Cast):
    own, foreign = a_quota(cast), a_quota(cast, place_code="5207")
    attendee = Attendee(name="นางสมศรี ใจดี", needs=(Need.HALAL,), phone="081-234-5678")

    named = commands.name_participant(quota=own, attendee=attendee, by=cast.district_coordinator)

    assert (named.standing, named.needs, named.seat.quota) == (Standing.SEATED, ["halal"], own)
    with pytest.raises(Denied):
        commands.name_participant(quota=foreign, attendee=attendee, by=cast.district_coordinator)


def test_whom_the_record_speaks_of_is_kept_as_a_keyed_hash(cast: Cast):
    a_registration(cast, a_quota(cast), "นางสมศรี ใจดี")

    entry = Entry.objects.get(command="forums.registration.name")
    assert "สมศรี" not in str(entry.changes)
    assert entry.place_code == "5014"


def test_who_comes_when_all_seats_are_taken_waits(cast: Cast):
    quota = a_quota(cast, seats=1)

    assert [a_registration(cast, quota, name).standing for name in ("นายหนึ่ง ก", "นายสอง ข")] == [
        Standing.SEATED,
        Standing.WAITING,
    ]


def test_a_seat_that_becomes_free_goes_to_the_first_who_waits_and_both_histories_tell_it(cast: Cast):
    quota = a_quota(cast, seats=1)
    first, second, third = (a_registration(cast, quota, n) for n in ("นายหนึ่ง ก", "นายสอง ข", "นายสาม ค"))

    commands.withdraw_registration(
        quota=quota, registration=first, reason="ติดราชการ", by=cast.district_coordinator
    )

    assert names(quota, Standing.SEATED) == ["นายสอง ข"]
    assert names(quota, Standing.WAITING) == ["นายสาม ค"]
    entry = Entry.objects.get(command="forums.registration.withdraw")
    told = set(entry.subjects.values_list("subject", flat=True))
    assert {first.subject_key, second.subject_key} <= told
    assert third.subject_key not in told


def test_more_seats_go_to_those_who_wait_in_their_order(cast: Cast):
    quota = a_quota(cast, seats=1)
    for number in range(4):
        a_registration(cast, quota, f"นายที่ {number}")

    quota = a_quota(cast, seats=3)

    assert names(quota, Standing.SEATED) == ["นายที่ 0", "นายที่ 1", "นายที่ 2"]
    assert quota.places.count() == 3


def test_a_quota_is_not_set_below_those_who_hold_seats(cast: Cast):
    quota = a_quota(cast, seats=3)
    for number in range(2):
        a_registration(cast, quota, f"นายที่ {number}")

    with refused("quota.below_held"):
        a_quota(cast, seats=1)
    assert a_quota(cast, seats=2).places.count() == 2


def test_seats_move_between_areas_with_the_reason(cast: Cast):
    source, target = a_quota(cast, seats=3), a_quota(cast, seats=1, place_code="5207")
    a_registration(cast, source)
    for number in range(2):
        a_registration(cast, target, f"นายที่ {number}")

    commands.move_seats(
        source=source, target=target, seats=2, reason="อำเภอสันทรายส่งได้คนเดียว", by=cast.support_officer
    )

    assert {q.place_code: (q.seats, q.places.count()) for q in Quota.objects.all()} == {
        "5014": (1, 1),
        "5207": (3, 3),
    }
    assert names(target, Standing.WAITING) == []
    assert Entry.objects.get(command="forums.quota.move").reason == "อำเภอสันทรายส่งได้คนเดียว"


@pytest.mark.parametrize(
    ("seats", "reason", "code"),
    [
        (3, "เหตุผล", "quota.not_so_many_free"),
        (0, "เหตุผล", "quota.moves_nothing"),
        (1, "  ", "quota.reason_missing"),
    ],
)
def test_a_move_of_too_many_of_none_or_without_a_reason_is_refused(
    cast: Cast, seats: int, reason: str, code: str
):
    source, target = a_quota(cast, seats=2), a_quota(cast, seats=1, place_code="5207")
    with refused(code):
        commands.move_seats(source=source, target=target, seats=seats, reason=reason, by=cast.support_officer)


def test_seats_never_move_to_another_forum(cast: Cast):
    source = a_quota(cast)
    target = a_quota(cast, forum=a_forum(cast, code="g"), place_code="5207")
    with refused("quota.of_another_forum"):
        commands.move_seats(source=source, target=target, seats=1, reason="เหตุผล", by=cast.support_officer)


def test_a_substitute_takes_the_seat_and_not_the_end_of_the_list(cast: Cast):
    quota = a_quota(cast, seats=1)
    first, _waiting = a_registration(cast, quota, "นายหนึ่ง ก"), a_registration(cast, quota, "นายสอง ข")

    substitute = commands.substitute_participant(
        quota=quota,
        registration=first,
        attendee=Attendee(name="นายสาม ค"),
        reason="ป่วย",
        by=cast.district_coordinator,
    )

    assert (substitute.standing, substitute.replaces) == (Standing.SEATED, first)
    assert names(quota, Standing.WAITING) == ["นายสอง ข"]


def test_a_substitute_of_one_who_waits_keeps_the_place_in_the_line(cast: Cast):
    quota, by = a_quota(cast, seats=1), cast.district_coordinator
    first, second, _third = (a_registration(cast, quota, n) for n in ("นายหนึ่ง ก", "นายสอง ข", "นายสาม ค"))
    commands.substitute_participant(
        quota=quota, registration=second, attendee=Attendee(name="นายสี่ ง"), reason="ป่วย", by=by
    )

    commands.withdraw_registration(quota=quota, registration=first, reason="ติดราชการ", by=by)

    assert names(quota, Standing.SEATED) == ["นายสี่ ง"]


def test_one_name_stands_on_a_list_once_however_it_is_written(cast: Cast):
    quota = a_quota(cast)
    a_registration(cast, quota, "นางสมศรี ใจดี")

    with refused("registration.known"):
        a_registration(cast, quota, "น.ส.สมศรี  ใจดี")


def test_after_the_forum_nobody_is_named_for_it(cast: Cast):
    forum = a_forum(cast, starts_on=date(2014, 9, 4), ends_on=date(2014, 9, 4))
    with refused("registration.forum_over"):
        a_registration(cast, a_quota(cast, forum=forum))


@pytest.mark.parametrize("name", ["", "นาย", "12345", "…"])
def test_what_is_no_name_is_refused(cast: Cast, name: str):
    with refused("registration.no_name"):
        a_registration(cast, a_quota(cast), name)


def test_what_was_withdrawn_is_final(cast: Cast):
    quota = a_quota(cast)
    gone = a_registration(cast, quota)
    by: User = cast.district_coordinator
    commands.withdraw_registration(quota=quota, registration=gone, reason="ติดราชการ", by=by)

    with refused("registration.withdrawn"):
        commands.withdraw_registration(quota=quota, registration=gone, reason="อีกครั้ง", by=by)
    with pytest.raises(Error), transaction.atomic():
        Registration.objects.filter(pk=gone.pk).update(name="นายอื่น ไกล")
    with pytest.raises(Error), transaction.atomic():
        Registration.objects.filter(pk=gone.pk).delete()


def test_the_database_keeps_a_seat_for_one_and_for_its_own_quota(cast: Cast):
    taken = a_registration(cast, a_quota(cast)).seat
    with pytest.raises(IntegrityError), transaction.atomic():
        acts.sit_down_unasked(1, taken.pk)

    foreign = a_quota(cast, place_code="5207").places.earliest("pk")
    with pytest.raises(Error), transaction.atomic():
        Registration.objects.filter(seat=taken).update(seat=foreign)
