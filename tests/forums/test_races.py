"""Several who claim seats at once: as many sit as there are seats."""

from collections import Counter

import pytest
from django.db import connection

from saiyai.forums import commands
from saiyai.forums.models import CheckIn, Registration, Scan, Seat
from saiyai.forums.rules.registration import Standing
from tests.cast import Cast
from tests.database import CommittedDatabase
from tests.forums import acts
from tests.forums.builders import a_quota, a_registration
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
RACERS, EACH, SEATS = 8, 5, 25


def test_forty_racing_for_twenty_five_seats_fill_exactly_these(committed_db: CommittedDatabase, cast: Cast):
    a_quota(cast, seats=SEATS)

    answers = at_once(
        committed_db.target, acts.name_several, [(number * EACH, EACH) for number in range(RACERS)]
    )

    told = Counter(standing for answer in answers for standing in answer.value)
    assert told == {"seated": SEATS, "waiting": RACERS * EACH - SEATS}
    assert Registration.objects.exclude(seat=None).values("seat").distinct().count() == SEATS


def test_seats_that_several_free_at_once_are_all_given_on(committed_db: CommittedDatabase, cast: Cast):
    quota = a_quota(cast, seats=4)
    registered = [a_registration(cast, quota, f"นายที่ {number}") for number in range(8)]

    at_once(committed_db.target, acts.withdraw_one, [(each.pk,) for each in registered[:4]])

    assert list(
        quota.registrations.filter(standing=Standing.SEATED).order_by("pk").values_list("pk", flat=True)
    ) == [each.pk for each in registered[4:]]


def test_past_the_command_and_without_the_seats_uniqueness_one_seat_is_sold_four_times(
    committed_db: CommittedDatabase, cast: Cast
):
    a_quota(cast, seats=1)
    seat = Seat.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX forums_seat_held_once")

    at_once(committed_db.target, acts.sit_down_unasked, [(number, seat.pk) for number in range(4)])

    assert Registration.objects.filter(seat=seat).count() == 4


def test_stations_that_hand_over_at_once_leave_each_person_here_once(
    committed_db: CommittedDatabase, cast: Cast
):
    quota = a_quota(cast, seats=8)
    people = [a_registration(cast, quota, f"นายที่ {number}") for number in range(8)]
    stations = [
        commands.open_station(forum=quota.forum, name=f"จุด {number}", by=cast.support_officer)
        for number in range(4)
    ]

    at_once(
        committed_db.target, acts.hand_all_over, [(each.pk, [p.badge for p in people]) for each in stations]
    )

    assert CheckIn.objects.filter(undone_at=None).count() == len(people)
    assert Scan.objects.count() == len(people) * len(stations)
