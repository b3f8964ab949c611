"""Several who act on one organisation at once: one of them does it, the others are told."""

import pytest
from django.db import connection

from saiyai.network.models import Certificate, Link, Organisation, OrganisationStanding, PersonRole
from tests.cast import Cast
from tests.database import CommittedDatabase
from tests.network import acts
from tests.network.builders import an_organisation
from tests.network.standings import a_tabled
from tests.processes import at_once

pytestmark = [pytest.mark.engine, pytest.mark.slow]
RACERS = [(number,) for number in range(4)]


def test_one_takes_the_chair(committed_db: CommittedDatabase, cast: Cast):
    an_organisation(cast)

    answers = at_once(committed_db.target, acts.take_the_chair, RACERS)

    assert sorted(str(each.value) for each in answers) == ["role.second_chair"] * 3 + ["seated"]
    assert PersonRole.objects.count() == 1


def test_one_changes_what_all_had_read(committed_db: CommittedDatabase, cast: Cast):
    an_organisation(cast)

    answers = at_once(committed_db.target, acts.change_the_name, RACERS)

    assert sorted(str(each.value) for each in answers) == ["changed"] + ["organisation.changed"] * 3
    assert Organisation.objects.get().version == 2


def test_a_link_noted_from_both_sides_at_once_stands_once(committed_db: CommittedDatabase, cast: Cast):
    for name in ("ก", "ข"):
        an_organisation(cast, name_th=name)

    answers = at_once(committed_db.target, acts.note_the_link, RACERS)

    assert sorted(str(each.value) for each in answers) == ["link.known"] * 3 + ["noted"]
    assert Link.objects.count() == 1


def test_past_the_command_and_without_its_guards_four_would_sit_on_the_chair(
    committed_db: CommittedDatabase, cast: Cast
):
    organisation = an_organisation(cast)
    with connection.cursor() as cursor:
        table = " ON network_personrole" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER network_sole_post_insert{table}")
        cursor.execute("DROP INDEX network_one_chair_at_a_time")

    at_once(committed_db.target, acts.take_the_chair_unasked, [(organisation.pk,)] * 4)

    assert PersonRole.objects.count() == 4


def test_a_sitting_is_decided_once_and_gives_one_certificate(committed_db: CommittedDatabase, cast: Cast):
    a_tabled(cast)

    answers = at_once(committed_db.target, acts.decide_the_sitting, RACERS)

    assert sorted(str(each.value) for each in answers) == ["approved"] + ["session.decided"] * 3
    assert Certificate.objects.count() == OrganisationStanding.objects.count() == 1


def test_past_the_command_and_without_its_guards_four_standings_would_be_given(
    committed_db: CommittedDatabase, cast: Cast
):
    organisation = an_organisation(cast)
    with connection.cursor() as cursor:
        table = " ON network_organisationstanding" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER network_standing_overlap_insert{table}")
        cursor.execute("DROP INDEX network_standing_once_at_a_time")

    racers = [(organisation.pk, number) for number in range(4)]
    at_once(committed_db.target, acts.give_a_standing_unasked, racers)

    assert OrganisationStanding.objects.count() == 4
