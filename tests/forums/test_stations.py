"""Stations without a network: what they note is merged once, whenever and however often it comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saiyai.accounts.models import User
from saiyai.audit import clock
from saiyai.forums import commands
from saiyai.forums.commands import Noted
from saiyai.forums.models import CheckIn, Forum, Registration, Scan, Slip, Station
from saiyai.forums.queries.station import doubts, head_counts, list_for_phone
from saiyai.forums.rules.arrivals import EventKind
from saiyai.forums.rules.registration import Standing
from saiyai.kernel.refusal import Denied
from tests.cast import Cast
from tests.forums.builders import a_forum, a_quota, a_registration
from tests.forums.test_selection import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
NOON = datetime(2026, 11, 24, 12, tzinfo=clock.BANGKOK)


def ms(minutes: int) -> int:
    """Return a time by the house's clock, so many minutes before noon, in milliseconds."""
    return int((NOON - timedelta(minutes=minutes)).timestamp() * 1_000)


def a_station(cast: Cast, name: str, by: User | None = None) -> Station:
    forum = Forum.objects.get(code="f")
    return commands.open_station(forum=forum, name=name, by=by or cast.support_officer)


def hand_over(station: Station, events: Sequence[Noted], *, fast_by: int = 0, by: User) -> commands.Merged:
    """Hand events over at noon by a phone whose clock is so many minutes fast."""
    with clock.set_to(NOON):
        return commands.merge_events(station=station, events=events, device_ms=ms(-fast_by), by=by)


def came(sequence: int, registration: Registration, minutes: int) -> Noted:
    return Noted(sequence, EventKind.CAME, registration.badge, ms(minutes))


def who_is_here() -> set[tuple[str, int, str]]:
    rows = CheckIn.objects.filter(undone_at=None).select_related("registration")
    return {
        (each.registration.name, round((NOON - each.came_at).total_seconds() / 60), each.station)
        for each in rows
    }


def test_a_note_is_an_arrival_by_the_houses_clock_and_comes_in_once(cast: Cast):
    person = a_registration(cast, a_quota(cast))
    station = a_station(cast, "ประตูหน้า")

    for _twice in range(2):
        hand_over(station, [came(1, person, 30)], fast_by=10, by=cast.support_officer)

    assert who_is_here() == {("นางสมศรี ใจดี", 40, "ประตูหน้า")}
    assert Scan.objects.count() == 1
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_stations_come_in_in_any_order_and_give_the_same(cast: Cast, order: tuple[int, ...]):
    quota = a_quota(cast, seats=4)
    one, two = a_registration(cast, quota, "นายหนึ่ง ก"), a_registration(cast, quota, "นายสอง ข")
    by = cast.support_officer
    stations = [a_station(cast, name) for name in ("หนึ่ง", "สอง", "สาม")]
    noted = [
        [came(1, one, 30), came(2, two, 20)],
        [came(1, one, 50), Noted(2, EventKind.VOID, one.badge, ms(49), of=1)],
        [came(1, one, 40)],
    ]

    for number in order:
        hand_over(stations[number], noted[number], by=by)

    assert who_is_here() == {("นายหนึ่ง ก", 40, "สาม"), ("นายสอง ข", 20, "หนึ่ง")}


def test_a_badge_seen_at_two_stations_and_who_has_no_seat_are_listed_for_the_desk(cast: Cast):
    quota = a_quota(cast, seats=1)
    seated, waiting = a_registration(cast, quota, "นายหนึ่ง ก"), a_registration(cast, quota, "นายสอง ข")
    by = cast.support_officer
    hand_over(a_station(cast, "หนึ่ง"), [came(1, seated, 9), came(2, waiting, 8)], by=by)
    hand_over(a_station(cast, "สอง"), [came(1, seated, 7)], by=by)

    told = [(each.name, each.stations, each.has_seat) for each in doubts(quota.forum, [""])]

    assert told == [("นายสอง ข", "หนึ่ง", False), ("นายหนึ่ง ก", "หนึ่ง, สอง", True)]
    assert {name for name, _at, _where in who_is_here()} == {"นายหนึ่ง ก"}


def test_what_the_desk_takes_back_stays_so_until_somebody_notes_it_anew(cast: Cast):
    person, by = a_registration(cast, a_quota(cast)), cast.support_officer
    station = a_station(cast, "หนึ่ง")
    hand_over(station, [came(1, person, 30)], by=by)
    commands.undo_check_in(check_in=CheckIn.objects.get(), reason="ผิดคน", by=by)

    hand_over(station, [came(1, person, 30)], by=by)
    assert who_is_here() == set()

    hand_over(station, [came(2, person, 5)], by=by)
    assert who_is_here() == {("นางสมศรี ใจดี", 5, "หนึ่ง")}


def test_a_desk_on_line_and_a_station_agree_on_the_earlier_and_the_slip_stays_good(cast: Cast):
    person, by = a_registration(cast, a_quota(cast)), cast.support_officer
    with clock.set_to(NOON - timedelta(minutes=10)):
        commands.check_in(registration=person, station="โต๊ะ", by=by)

    hand_over(a_station(cast, "หนึ่ง"), [came(1, person, 4)], by=by)
    assert who_is_here() == {("นางสมศรี ใจดี", 10, "โต๊ะ")}

    hand_over(a_station(cast, "สอง"), [came(1, person, 25)], by=by)
    assert who_is_here() == {("นางสมศรี ใจดี", 25, "สอง")}
    assert Slip.objects.filter(registration=person).exists()


def test_who_comes_unannounced_waits_even_where_seats_are_free_and_once(cast: Cast):
    quota, by = a_quota(cast, seats=2), cast.support_officer
    station = commands.open_station(forum=quota.forum, name="หนึ่ง", by=by)
    walk_in = Noted(1, EventKind.WALK_IN, "", ms(5), name="นายจร มาเอง", quota=quota.pk)

    for _twice in range(2):
        assert not hand_over(station, [walk_in], by=by).refused

    assert [each.standing for each in Registration.objects.all()] == [Standing.WAITING]
    assert who_is_here() == set()


def test_what_cannot_be_is_told_and_the_rest_comes_in(cast: Cast):
    person, by = a_registration(cast, a_quota(cast)), cast.support_officer
    other = a_registration(cast, a_quota(cast, forum=a_forum(cast, code="g")), "นายอื่น คนอื่น")
    station = commands.open_station(forum=person.quota.forum, name="หนึ่ง", by=by)

    merged = hand_over(
        station,
        [
            came(1, other, 3),
            Noted(2, EventKind.CAME, "ไม่มี", ms(2)),
            Noted(0, EventKind.CAME, person.badge, ms(2)),
            Noted(4, EventKind.VOID, person.badge, ms(2)),
            Noted(5, EventKind.WALK_IN, "", ms(1), name="นายจร มาเอง", quota=10**9),
            came(6, person, 1),
        ],
        by=by,
    )

    assert [(sequence, refusal.code) for sequence, refusal in merged.refused] == [
        (1, "station.unknown_badge"),
        (2, "station.unknown_badge"),
        (0, "station.not_readable"),
        (4, "station.not_readable"),
        (5, "station.unknown_quota"),
    ]
    assert {name for name, _at, _where in who_is_here()} == {"นางสมศรี ใจดี"}


def test_a_station_is_its_openers_and_notes_no_one_of_another_area(cast: Cast):
    home = a_registration(cast, a_quota(cast))
    foreign = a_registration(cast, a_quota(cast, place_code="5207"), "นายไกล บ้านอื่น")
    station = a_station(cast, "หนึ่ง", by=cast.district_coordinator)

    with pytest.raises(Denied):
        hand_over(station, [came(1, home, 1)], by=cast.support_officer)
    merged = hand_over(station, [came(1, home, 1), came(2, foreign, 1)], by=cast.district_coordinator)

    assert [sequence for sequence, _refusal in merged.refused] == [2]
    assert {name for name, _at, _where in who_is_here()} == {"นางสมศรี ใจดี"}


def test_events_are_only_ever_added(cast: Cast):
    person = a_registration(cast, a_quota(cast))
    hand_over(a_station(cast, "หนึ่ง"), [came(1, person, 1)], by=cast.support_officer)

    for act in (Scan.objects.all().delete, lambda: Scan.objects.update(device_ms=0)):
        with pytest.raises(Error), transaction.atomic():
            act()


def test_the_phones_list_names_the_own_area_alone_and_no_telephone(cast: Cast):
    for quota, name in ((a_quota(cast), "นางสมศรี ใจดี"), (a_quota(cast, place_code="5207"), "นายไกล บ้านอื่น")):
        attendee = commands.Attendee(name=name, phone="081-234-5678")
        commands.name_participant(quota=quota, attendee=attendee, by=cast.support_officer)
    station = a_station(cast, "หนึ่ง", by=cast.district_coordinator)

    answer = signed_in(cast.district_coordinator).get(reverse("forum_station_list", args=[station.pk]))

    text = answer.content.decode()
    assert [row[1] for row in answer.json()["people"]] == ["นางสมศรี ใจดี"]
    assert "234" not in text
    assert (
        signed_in(cast.support_officer).get(reverse("forum_station_list", args=[station.pk])).status_code
        == 404
    )


def test_the_list_and_the_head_count_ask_as_much_for_one_as_for_twenty(cast: Cast):
    quota = a_quota(cast, seats=20)

    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as of_list:
            list_for_phone(quota.forum, [""])
        with CaptureQueriesContext(connection) as of_counts:
            head_counts(quota.forum, [""])
        return len(of_list), len(of_counts)

    a_registration(cast, quota, "นายที่ หนึ่ง")
    one = asked()
    for number in range(19):
        a_registration(cast, quota, f"นายที่ {number}")
    assert asked() == one


@pytest.mark.parametrize(
    "sent", ["", "{", "[]", '{"events": 1, "now": 1}', '{"events": [], "now": "x"}', "[" * 9_000]
)
def test_a_hand_over_that_cannot_be_read_is_told(cast: Cast, sent: str):
    a_quota(cast)
    station = a_station(cast, "หนึ่ง")

    answer = signed_in(cast.support_officer).post(
        reverse("forum_station_hand_over", args=[station.pk]), sent, content_type="application/json"
    )

    assert answer.status_code == 400
    assert answer.json()["said"]


def test_a_page_hands_over_and_is_answered(cast: Cast):
    person = a_registration(cast, a_quota(cast))
    station = a_station(cast, "หนึ่ง")
    event = {"sequence": 1, "kind": "came", "badge": person.badge, "at": ms(1)}

    answer = signed_in(cast.support_officer).post(
        reverse("forum_station_hand_over", args=[station.pk]),
        {"now": ms(0), "events": [event, event | {"sequence": 2, "badge": "X"}]},
        content_type="application/json",
    )

    assert answer.json()["known"] == 1
    assert [sequence for sequence, _said in answer.json()["refused"]] == [2]
